// Which models of the list are shown for what is written, and which stand on top.

const MOST_SHOWN = 60; // of a provider's hundreds of models; more letters find the rest

const matches = (words, ...names) => words.every((word) => names.join(" ").toLowerCase().includes(word));

const isListed = (groups, id) => groups.some((group) => group.models.some((model) => model.id === id));

/** Whether what is written searches: it is neither empty nor a model of the list. */
export const isSearch = (groups, written) => written !== "" && !isListed(groups, written);

/**
 * The groups with what matches every word, by the names of the model and its provider; `more` counts what is left away.
 * Why a provider has no models is told to who looks at all of them, or for that one.
 */
export function narrowed(groups, written) {
  const words = isSearch(groups, written) ? written.toLowerCase().split(/\s+/) : [];
  return groups.map((group) => {
    const found = group.models.filter((model) => matches(words, group.provider, group.kind, model.title, model.id));
    const error = matches(words, group.provider) ? group.error : "";
    return { ...group, error, models: found.slice(0, MOST_SHOWN), more: Math.max(0, found.length - MOST_SHOWN) };
  });
}

/** These [provider, model] pairs as rows: a provider whose list is not there has its models by their ids; what is gone has none. */
export const rowsOf = (groups, names) =>
  names.flatMap(([provider, id]) => {
    const group = groups.find((one) => one.provider === provider);
    const listed = group?.models.find((model) => model.id === id);
    const row = listed ?? (group && !group.models.length && { id, title: id, facts: "", images: false });
    return row ? [{ provider, ...row }] : [];
  });

export const isAmong = (names, provider, id) => names.some((name) => name[0] === provider && name[1] === id);

/** Whether this row is what is chosen; a model that was typed without a provider is the first provider's. */
export const isChosen = (groups, choice, provider, id) =>
  id === choice.model && provider === (choice.provider || groups[0]?.provider);
