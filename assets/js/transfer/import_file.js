// Where a file is chosen or dropped, and how far it has come. `newest` is the file that the server knows of last, and
// `stage` how far that one is: while it is worked on there is nothing to choose here.
import { createElement as h, useState, useSyncExternalStore } from "react";
import { cancel, start, uploads } from "./upload";

const MEGABYTE = 1024 * 1024;

const Under = ({ word, percent, children }) =>
  h(
    "section",
    { className: "panel", "data-testid": "import-upload" },
    h("p", { role: "status" }, word),
    h("progress", { value: percent, max: 100, "aria-label": word }),
    children,
  );

export function ImportFile({ megabytes, newest, stage, words, children }) {
  const upload = useSyncExternalStore(uploads.subscribe, uploads.read, uploads.first);
  const [isOver, setOver] = useState(false);

  const take = (file) => {
    const limits = { tooLarge: words.tooLarge.replace("{limit}", megabytes), failed: words.failed };
    if (file) start(file, megabytes * MEGABYTE, limits);
  };
  const onChange = ({ target }) => {
    take(target.files[0]);
    target.value = ""; // the same file may be chosen again
  };
  const drop = (event) => {
    event.preventDefault();
    setOver(event.type === "dragover");
    if (event.type === "drop") take(event.dataTransfer.files[0]);
  };

  if (upload.stage === "uploading") {
    const button = h(
      "button",
      { type: "button", className: "button quiet", onClick: cancel, "data-testid": "import-cancel" },
      words.cancel,
    );
    return h(Under, { word: words.uploading.replace("{percent}", upload.percent), percent: upload.percent }, button);
  }
  if (upload.stage === "sent" && upload.id !== newest) return h(Under, { word: words.reading });
  if (stage) return stage === "uploading" ? children : null;
  const again = () => take(upload.file);
  return h(
    "section",
    { className: "panel import-file", "data-over": isOver, onDragOver: drop, onDragLeave: drop, onDrop: drop },
    h(
      "label",
      { className: "button main" },
      words.choose,
      h("input", { type: "file", className: "visually-hidden", onChange, "data-testid": "import-file" }),
    ),
    h("p", { className: "hint import-drop" }, words.drop),
    upload.error && h("p", { role: "alert", className: "form-error", "data-testid": "import-error" }, upload.error),
    upload.file &&
      h(
        "button",
        { type: "button", className: "button quiet", onClick: again, "data-testid": "import-retry" },
        words.retry,
      ),
  );
}
