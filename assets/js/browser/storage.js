// What this browser keeps. Where it has no room for it, or keeps nothing for anybody, the page has it while it is open.
const storeOf = (backing) => {
  const here = new Map(); // what could not be kept

  return {
    read(name) {
      if (here.has(name)) return here.get(name);
      try {
        return backing().getItem(name) ?? "";
      } catch {
        return "";
      }
    },

    // False means that it is gone with the page.
    write(name, text) {
      here.delete(name);
      try {
        if (text) backing().setItem(name, text);
        else backing().removeItem(name);
        return !backing().forgets; // first_paint.js
      } catch {
        here.set(name, text);
        return false;
      }
    },

    names() {
      try {
        return Object.keys(backing());
      } catch {
        return [];
      }
    },
  };
};

export const storage = storeOf(() => localStorage);
export const tabStorage = storeOf(() => sessionStorage);

// Of a chat that is no longer in the list nothing is kept here either.
export const keepChats = (ids) => {
  const chatOf = (name) => /^oreai-\w+:(.*)$/.exec(name)?.[1];
  const known = new Set(ids);
  storage.names().forEach((name) => chatOf(name) && !known.has(chatOf(name)) && storage.write(name, ""));
};
