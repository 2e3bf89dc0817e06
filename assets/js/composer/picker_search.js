// What is sought in the picker, and what of it is found.
const LONGEST_SEARCH = 40;

// What stands behind a `/` that begins the text; undefined where nothing is sought.
export const soughtIn = (text) =>
  text.length <= LONGEST_SEARCH ? /^\/([^\n/]*)$/.exec(text)?.[1].trim().toLowerCase() : undefined;

export const found = (entries, sought) =>
  sought === undefined
    ? []
    : entries.filter(({ name, description = "" }) => `${name}\n${description}`.toLowerCase().includes(sought));
