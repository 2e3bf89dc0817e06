// The attachments of a message ([id, kind, name, width, height] of each): an image as itself, and whole when it is
// touched; of any other kind its name, which opens it.
import { createElement as h, useState } from "react";
import { below } from "../browser/below";
import { Modal } from "../browser/modal";

const address = (id) => below(`/api/attachments/${id}`);

export function MessageAttachments({ attachments, labels, children }) {
  const [whole, setWhole] = useState(null);
  const leave = () => setWhole(null);
  const image = ([id, , , width, height]) =>
    h(
      "button",
      { key: id, type: "button", "aria-label": labels.open, onClick: () => setWhole([id, width, height]) },
      h("img", {
        src: address(id),
        width,
        height,
        alt: labels.picture,
        loading: "lazy",
        "data-testid": "message-image",
      }),
    );
  const file = ([id, , name]) =>
    h("a", { key: id, href: address(id), target: "_blank", className: "attached-file", dir: "auto" }, name);
  const shown = (one) => (one[1] === "image" ? image(one) : file(one));
  const sheet = { open: Boolean(whole), onDismiss: leave, className: "whole-picture", "aria-label": labels.picture };
  const close = {
    type: "button",
    className: "icon-button",
    "aria-label": labels.close,
    title: labels.close,
    onClick: leave,
  };
  return [
    h("div", { key: "small", className: "message-images", "data-count": attachments.length }, attachments.map(shown)),
    h(
      Modal,
      { key: "whole", ...sheet, "data-testid": "whole-picture" },
      whole && h("img", { src: address(whole[0]), width: whole[1], height: whole[2], alt: labels.picture }),
      h("button", { ...close, "data-testid": "whole-picture-close" }, children),
    ),
  ];
}
