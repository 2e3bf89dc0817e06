// What happens to a file that was attached: a picture is made smaller, all are handed to the server and shown above
// the text.
import { createElement as h, useSyncExternalStore } from "react";
import { attached } from "./attached";
import { newKey } from "./idempotency_key";

const EDGE_PX = 2048; // no model looks at more
const QUALITY = 0.85;
const SMALL_BYTES = 2 * 1024 * 1024; // goes as it is
const MOST_BYTES = 10 * 1024 * 1024; // the server takes no more
const KNOWN = ["image/jpeg", "image/png", "image/webp", "image/gif"];
const FINAL = [400, 413, 415]; // statuses after which the same file is refused again

const words = new Map(); // to a chat what is wrong with what was added last

const say = (chatId, word) => {
  words.set(chatId, word);
  attached.notify(chatId);
};

const isPicture = (file) => file.type.startsWith("image/") || /\.hei[cf]$/i.test(file.name);

const drawn = (picture, scale, kind) => {
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  return new Promise((done) => canvas.toBlob(done, kind, QUALITY));
};

// A phone need not send eight megabytes; what this browser cannot open goes as it is.
const smaller = async (file) => {
  try {
    const picture = await createImageBitmap(file);
    const scale = Math.min(1, EDGE_PX / Math.max(picture.width, picture.height));
    const isKnown = KNOWN.includes(file.type);
    if (isKnown && scale === 1 && file.size <= SMALL_BYTES) return file;
    const made = await drawn(picture, scale, isKnown && file.type !== "image/jpeg" ? "image/png" : "image/jpeg");
    return made && (!isKnown || made.size < file.size) ? made : file;
  } catch {
    return file;
  }
};

// A picture keeps no name: a camera's says nothing, or when it was taken.
const nameFor = (file) => (isPicture(file) ? "" : file.name);
const addressFor = (name) => `/api/attachments${name && `?name=${encodeURIComponent(name)}`}`;

const handIn = async (address, body, labels) => {
  if (body.size > MOST_BYTES) return { error: labels.too_large, isFinal: true };
  try {
    const answer = await fetch(address, { method: "POST", body });
    const { id, error } = await answer.json();
    return answer.ok ? { id } : { error, isFinal: FINAL.includes(answer.status) };
  } catch {
    return { error: labels.failed };
  }
};

const upload = async (chatId, { key, file }, labels) => {
  attached.change(chatId, key, { isUploading: true, error: "" });
  const outcome = await handIn(addressFor(nameFor(file)), await smaller(file), labels);
  attached.change(chatId, key, { ...outcome, isUploading: false });
};

export const add = (chatId, files, { most, mediaTypes }, labels) => {
  const room = most - attached.of(chatId).length;
  const taken = files.filter((file) => isPicture(file) || mediaTypes.includes(file.type));
  const wrong = taken.length > room ? labels.too_many : labels.no_picture;
  say(chatId, taken.length > room || taken.length < files.length ? wrong : "");
  for (const file of taken.slice(0, room)) {
    const one = { key: newKey(), file, name: nameFor(file), preview: URL.createObjectURL(file) };
    attached.add(chatId, one);
    upload(chatId, one, labels);
  }
};

function Attached({ chatId, one, labels, signs: [cross, again] }) {
  const remove = (word) => {
    words.set(chatId, word);
    attached.remove(chatId, ({ key }) => key === one.key);
  };
  // What this browser cannot show may still be a picture; one that the server no longer has is none.
  const onError = () => one.id && !one.preview && remove(labels.lost);
  const button = (name, label, sign, onClick) =>
    h(
      "button",
      { type: "button", className: name, "aria-label": label, title: label, onClick, "data-testid": name },
      sign,
    );
  const source = { src: one.preview ?? `/api/attachments/${one.id}`, alt: labels.picture };
  const state = one.isUploading ? "uploading" : one.error ? "failed" : "ready";
  return h(
    "li",
    { className: "attachment", "data-testid": "attachment", "data-state": state },
    one.name ? h("span", { className: "attached-file", dir: "auto" }, one.name) : h("img", { ...source, onError }),
    one.isUploading && h("span", { className: "turning", role: "img", "aria-label": labels.uploading }),
    one.error && !one.isFinal && button("attachment-retry", labels.again, again, () => upload(chatId, one, labels)),
    button("attachment-remove", labels.remove, cross, () => remove("")),
  );
}

export function AttachedRow({ chatId, labels, signs }) {
  const list = useSyncExternalStore(attached.subscribe, () => attached.of(chatId));
  const word = list.find(({ error }) => error)?.error || words.get(chatId);
  if (!list.length && !word) return null;
  return h(
    "div",
    { className: "attached" },
    h(
      "ul",
      null,
      list.map((one) => h(Attached, { key: one.key, chatId, one, labels, signs })),
    ),
    word && h("p", { role: "alert", "data-testid": "attachment-error" }, word),
  );
}
