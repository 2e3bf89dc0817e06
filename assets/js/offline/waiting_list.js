// The messages that wait in this browser for the network, each with its chat, its key and whose it is.
import { here } from "../browser/below";
import { attached } from "../composer/attached";
import { joinInBox, paragraphs } from "../composer/box";
import { drafts, newestSend, outbox } from "../composer/drafts";

const MOST = 20; // what is more stays in its box
const FIRST_SCREEN = "new"; // in place of a chat's id, as of the draft there
const own = { reader: "" }; // of what is sent next

const parsed = (text) => JSON.parse(text || "[]");
const all = () => parsed(outbox.read());

// Of this reader alone: whoever else uses this browser sees nothing of it.
export const waitingOf = (text, reader) => parsed(text).filter((one) => one.reader === reader);

export const beginsChat = ({ chatId }) => chatId === FIRST_SCREEN;
export const placeOf = (chatId) => chatId || FIRST_SCREEN;

const filesOf = ({ chatId, attachments }) =>
  attached
    .of(chatId)
    .filter(({ id }) => attachments.includes(id))
    .map(({ id, name }) => ({ id, name }));

// Also where others wait: nothing overtakes them. A machine without any network may have its server on itself, so
// there it is tried at once.
const holds = (send, isLost) => {
  const list = all();
  const isNeeded = isLost || !navigator.onLine || list.some(({ reader }) => reader === own.reader);
  if (!isNeeded || !own.reader || list.length >= MOST) return false;
  outbox.write([...list, { ...send, ...own, files: filesOf(send) }]);
  return true;
};

export const holdFor = (reader) => {
  own.reader = reader;
  outbox.holds = holds;
};

// Those that `isGone` is true of, which wait no more.
const takeOut = (isGone) => {
  const list = all();
  const gone = list.filter(isGone);
  if (gone.length) outbox.write(list.filter((one) => !gone.includes(one)));
  return gone;
};

export const letGoOf = (key) => takeOut((one) => one.key === key).length > 0;

const isOpen = (place) => here() === (place === FIRST_SCREEN ? "/" : `/chat/${place}`);

// Before what has been written there since; a picture that cannot be fetched now is none that is gone.
const putBack = (place, list) => {
  const files = list.flatMap((one) => one.files);
  for (const { id, name } of files) attached.add(place, { key: id, id, name, preview: name ? undefined : id });
  const texts = list.map(({ text }) => text);
  const before = (written) => [...texts, written];
  if (isOpen(place)) joinInBox(before);
  else drafts.write(place, paragraphs(before(drafts.read(place))));
};

// By its reader's wish. The same words sent again are the same send: it may have come although nobody said so.
export const takeBack = (key) => {
  const [one] = takeOut((other) => other.key === key);
  if (!one) return;
  putBack(one.chatId, [one]);
  newestSend.write({ key, chatId: one.chatId, text: one.text, attachments: one.attachments });
};

// What the server refuses, and what was to follow it in its chat: their order would be another.
export const returnRefused = (key, isHomeless) => {
  const refused = all().find((one) => one.key === key);
  if (!refused) return;
  const { chatId } = refused;
  const isReturned = (one) => one.chatId === chatId && one.reader === refused.reader;
  const list = takeOut(beginsChat(refused) ? (one) => one.key === key : isReturned);
  putBack(isHomeless ? FIRST_SCREEN : chatId, list);
};
