// A file on its way to the server. It goes on while the reader looks at other pages of the app; only closing or
// reloading the page ends it, and the browser asks before that.
import { below } from "../browser/below";
import { listen, newListeners } from "../browser/listen";

const IDLE = { stage: "idle", percent: 0, error: "", id: "", file: null };

let upload = IDLE;
let request = null;
const { subscribe, tell } = newListeners();

const show = (next) => {
  upload = { ...IDLE, ...next };
  tell();
};

const address = () => {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone ?? "";
  return below(`/api/imports?zone=${encodeURIComponent(zone)}`);
};

const answerOf = () => {
  try {
    return JSON.parse(request.responseText);
  } catch {
    return {};
  }
};

export const uploads = { subscribe, read: () => upload, first: () => IDLE };

// `words`: what is said of a file that is too large, and of one that does not get through; the server says the rest.
export const start = (file, bytes, words) => {
  if (file.size > bytes) return show({ error: words.tooLarge });
  const fail = (error) => show({ error, file });
  request = new XMLHttpRequest();
  request.open("POST", address());
  request.setRequestHeader("accept-language", document.documentElement.lang);
  request.upload.onprogress = ({ loaded, total }) =>
    show({ stage: "uploading", percent: Math.floor((100 * loaded) / total) });
  request.onload = () => {
    const { id, error } = answerOf();
    if (id) show({ stage: "sent", id });
    else fail(error || words.failed);
  };
  request.onerror = () => fail(words.failed);
  request.onabort = () => show({});
  request.onloadend = listen(globalThis, { beforeunload: (event) => event.preventDefault() });
  show({ stage: "uploading" });
  request.send(file);
  return undefined;
};

export const cancel = () => request?.abort();
