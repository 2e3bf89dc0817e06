// What happens to a file that was attached: a picture is made smaller, all are handed to the server and shown above
// the text.
import { createElement as h, useSyncExternalStore } from "react";
import { below } from "../browser/below";
import { attached } from "./attached";
import { newKey } from "./idempotency_key";

const QUALITY = 0.85;
const SMALL_BYTES = 2 * 1024 * 1024; // goes as it is
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
const smaller = async (file, { edge, media_types: known }) => {
  try {
    const picture = await createImageBitmap(file);
    const scale = Math.min(1, edge / Math.max(picture.width, picture.height));
    const isKnown = known.includes(file.type);
    if (isKnown && scale === 1 && file.size <= SMALL_BYTES) return file;
    const made = await drawn(picture, scale, isKnown && file.type !== "image/jpeg" ? "image/png" : "image/jpeg");
    return made && (!isKnown || made.size < file.size) ? made : file;
  } catch {
    return file;
  }
};

// A picture keeps no name: a camera's says nothing, or when it was taken.
const nameFor = (file) => (isPicture(file) ? "" : file.name);
const addressFor = (name) => below(`/api/attachments${name && `?name=${encodeURIComponent(name)}`}`);

const handIn = async (address, body, limits, labels) => {
  if (body.size > limits.bytes) return { error: labels.too_large, isFinal: true };
  try {
    const answer = await fetch(address, { method: "POST", body });
    const { id, error } = await answer.json();
    return answer.ok ? { id } : { error, isFinal: FINAL.includes(answer.status) };
  } catch {
    return { error: labels.failed };
  }
};

const upload = async (chatId, { key, file }, limits, labels) => {
  attached.change(chatId, key, { isUploading: true, error: "" });
  const outcome = await handIn(addressFor(nameFor(file)), await smaller(file, limits), limits, labels);
  attached.change(chatId, key, { ...outcome, isUploading: false });
};

// `limits` of the server: how many files a message has, their bytes and their media types, the edge of a picture.
export const add = (chatId, files, limits, labels) => {
  const room = limits.count - attached.of(chatId).length;
  const taken = files.filter((file) => isPicture(file) || limits.media_types.includes(file.type));
  const wrong = taken.length > room ? labels.too_many : labels.wrong_kind;
  say(chatId, taken.length > room || taken.length < files.length ? wrong : "");
  for (const file of taken.slice(0, room)) {
    const one = { key: newKey(), file, name: nameFor(file), preview: URL.createObjectURL(file) };
    attached.add(chatId, one);
    upload(chatId, one, limits, labels);
  }
};

function Attached({ chatId, one, limits, labels, signs: [cross, again] }) {
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
  const source = { src: one.preview ?? below(`/api/attachments/${one.id}`), alt: labels.picture };
  const state = one.isUploading ? "uploading" : one.error ? "failed" : "ready";
  return h(
    "li",
    { className: "attachment", "data-testid": "attachment", "data-state": state },
    one.name ? h("span", { className: "attached-file", dir: "auto" }, one.name) : h("img", { ...source, onError }),
    one.isUploading && h("span", { className: "turning", role: "img", "aria-label": labels.uploading }),
    one.error &&
      !one.isFinal &&
      button("attachment-retry", labels.again, again, () => upload(chatId, one, limits, labels)),
    button("attachment-remove", labels.remove, cross, () => remove("")),
  );
}

export function AttachedRow({ chatId, limits, labels, signs }) {
  const list = useSyncExternalStore(attached.subscribe, () => attached.of(chatId));
  const word = list.find(({ error }) => error)?.error || words.get(chatId);
  if (!list.length && !word) return null;
  return h(
    "div",
    { className: "attached" },
    h(
      "ul",
      null,
      list.map((one) => h(Attached, { key: one.key, chatId, one, limits, labels, signs })),
    ),
    word && h("p", { role: "alert", "data-testid": "attachment-error" }, word),
  );
}
