// The attachments of a message ([id, kind, name, width, height] of each): an image as itself, and whole when it is
// touched; of any other kind its name, which opens it.
import { createElement as h } from "react";
import { below } from "../browser/below";
import { viewPicture } from "../viewer/opened";

const address = (id) => below(`/api/attachments/${id}`);

export function MessageAttachments({ attachments, labels }) {
  const image = ([id, , , width, height]) => {
    const src = address(id);
    const alt = labels.picture;
    const onClick = ({ currentTarget }) => viewPicture({ kind: "attachment", src, alt }, currentTarget);
    return h(
      "button",
      { key: id, type: "button", "aria-label": labels.open, onClick },
      h("img", { src, width, height, alt, loading: "lazy", "data-testid": "message-image" }),
    );
  };
  const file = ([id, , name]) =>
    h("a", { key: id, href: address(id), target: "_blank", className: "attached-file", dir: "auto" }, name);
  const shown = (one) => (one[1] === "image" ? image(one) : file(one));
  return h("div", { className: "message-images", "data-count": attachments.length }, attachments.map(shown));
}
