// The attachments of each chat's draft: on their way to the server, or there already. Their ids (with a name, what has
// one) are kept in this browser beside the draft; the files themselves wait on the server.
import { newListeners } from "../browser/listen";
import { storage } from "../browser/storage";

const nameOf = (chatId) => `oreai-attached:${chatId}`;
const lists = new Map(); // of {key, id, name, preview, isUploading, error}
const coming = new Map(); // to a chat how often files were handed in that nothing is known of yet
const { subscribe, tell } = newListeners();

const before = (chatId) =>
  JSON.parse(storage.read(nameOf(chatId)) || "[]").map((one) => {
    const [id, name] = [one].flat();
    return { key: id, id, name };
  });

const write = (chatId, list) => {
  const there = list.filter(({ id }) => id).map(({ id, name }) => (name ? [id, name] : id));
  storage.write(nameOf(chatId), there.length ? JSON.stringify(there) : "");
  lists.set(chatId, list);
  tell();
};

const count = (chatId, more) => {
  coming.set(chatId, (coming.get(chatId) ?? 0) + more);
  tell();
};

export const attached = {
  of(chatId) {
    if (!lists.has(chatId)) lists.set(chatId, before(chatId));
    return lists.get(chatId);
  },
  ids: (chatId) => attached.of(chatId).map(({ id }) => id),
  isReady: (chatId) => !coming.get(chatId) && attached.of(chatId).every(({ id }) => id),
  isUploading: (chatId) => coming.get(chatId) > 0 || attached.of(chatId).some((one) => one.isUploading),

  // Whether something has been handed in that the server does not have: it would be lost with this page.
  isHeldHere: () => [...coming.values()].some((often) => often > 0) || [...lists.values()].flat().some(({ id }) => !id),

  // Until what this returns is called, something is on its way that is not in the list yet.
  expect(chatId) {
    count(chatId, 1);
    return () => count(chatId, -1);
  },

  subscribe,

  // Something else that is shown with them has changed.
  notify: (chatId) => write(chatId, [...attached.of(chatId)]),
  add: (chatId, one) => write(chatId, [...attached.of(chatId), one]),
  change: (chatId, key, values) =>
    write(
      chatId,
      attached.of(chatId).map((one) => (one.key === key ? { ...one, ...values } : one)),
    ),
  remove(chatId, isGone) {
    const gone = attached.of(chatId).filter(isGone);
    gone.forEach(({ preview }) => preview && URL.revokeObjectURL(preview));
    if (gone.length)
      write(
        chatId,
        attached.of(chatId).filter((one) => !gone.includes(one)),
      );
  },
};
