// What Mermaid takes for granted and the oldest browsers that OreAI is built for lack (client_build.OLDEST_BROWSERS).
const groupBy = (items, keyOf) => {
  const groups = Object.create(null);
  Array.from(items).forEach((item, at) => (groups[keyOf(item, at)] ??= []).push(item));
  return groups;
};

const canParse = (address, base) => {
  try {
    return Boolean(new URL(address, base));
  } catch {
    return false;
  }
};

Object.groupBy ??= groupBy;
URL.canParse ??= canParse;
