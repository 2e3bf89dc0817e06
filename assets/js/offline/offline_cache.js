// What the reader has seen, kept in this browser only: the page writes it, the offline page reads it.

const CACHE = "oreai-seen";
const address = (name) => `/seen/${name}`;
const chatOf = (request) => /\/seen\/chat\/(.*)$/.exec(request.url)?.[1];

export const canKeep = () => "caches" in globalThis; // only behind TLS, or on the reader's own machine

export const offlineCache = {
  async read(name) {
    const stored = await (await caches.open(CACHE)).match(address(name));
    return stored?.json();
  },

  async write(name, value) {
    await (await caches.open(CACHE)).put(address(name), new Response(JSON.stringify(value)));
  },

  // Chats that are no longer in the list are forgotten here too.
  async keepChats(ids) {
    const cache = await caches.open(CACHE);
    const gone = (await cache.keys()).filter((request) => chatOf(request) && !ids.includes(chatOf(request)));
    await Promise.all(gone.map((request) => cache.delete(request)));
  },

  forget: () => caches.delete(CACHE),
};
