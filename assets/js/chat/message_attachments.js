// The attachments of a message, and an image of them whole.
import { createElement as h, useState } from "react";
import { Modal } from "../browser/modal";

const address = (id) => `/api/attachments/${id}`;

export function MessageAttachments({ attachments, labels, children }) {
  const [whole, setWhole] = useState(null);
  const leave = () => setWhole(null);
  const small = ([id, width, height]) =>
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
  const sheet = { open: Boolean(whole), onDismiss: leave, className: "whole-picture", "aria-label": labels.picture };
  const close = {
    type: "button",
    className: "icon-button",
    "aria-label": labels.close,
    title: labels.close,
    onClick: leave,
  };
  return [
    h("div", { key: "small", className: "message-images", "data-count": attachments.length }, attachments.map(small)),
    h(
      Modal,
      { key: "whole", ...sheet, "data-testid": "whole-picture" },
      whole && h("img", { src: address(whole[0]), width: whole[1], height: whole[2], alt: labels.picture }),
      h("button", { ...close, "data-testid": "whole-picture-close" }, children),
    ),
  ];
}
