// A picture over the whole page: fitted, and up to five times as large; handed to the phone's own sheet, or saved.
import { Download, ExternalLink, Share, X } from "lucide-react";
import { createElement as h, useEffect, useRef, useState } from "react";
import { downloadFile } from "../browser/download";
import { IconButton } from "../browser/icon_button";
import { listen, stopAll } from "../browser/listen";
import { Modal } from "../browser/modal";
import { shareByPhone } from "../sharing/phone_sheet";
import { closeViewer, useViewed } from "./opened";
import { pictureFile } from "./picture_file";
import { listenToTouch } from "./picture_touch";
import { bounded, FITTED, fittedSize } from "./zoom";

// What `picture_touch.js` moves: how it lies is written to the element, past React.
const movable = (room, image, isDrawn) => {
  let view = FITTED;
  const roomSize = () => ({ width: room.clientWidth, height: room.clientHeight });
  const size = () => {
    const { naturalWidth: width, naturalHeight: height } = image;
    return width ? fittedSize({ width, height }, roomSize(), isDrawn) : roomSize();
  };
  const lay = (transform, isHeld) => {
    image.style.transition = isHeld ? "none" : "";
    image.style.transform = transform;
  };
  return {
    view: () => view,
    show(wanted, isHeld = false) {
      view = bounded(wanted, size(), roomSize());
      lay(`translate(${view.x}px, ${view.y}px) scale(${view.scale})`, isHeld);
    },
    pull: (by) => lay(`translate(0, ${by}px)`, true),
    covers: ({ x, y }) => Math.abs(x) <= size().width / 2 && Math.abs(y) <= size().height / 2,
    dismiss: closeViewer,
  };
};

function Room({ picture: { kind, src, alt }, label }) {
  const room = useRef(null);
  useEffect(() => {
    const picture = movable(room.current, room.current.firstElementChild, kind === "diagram");
    const resize = () => picture.show(picture.view(), true);
    return stopAll(listenToTouch(room.current, picture), listen(window, { resize }));
  }, [src]);
  const frame = { className: "picture-room", tabIndex: 0, role: "group", "aria-label": label };
  return h(
    "div",
    { ...frame, ref: room, "data-testid": "picture-room" },
    h("img", { src, alt, referrerPolicy: "no-referrer", draggable: false }),
  );
}

const sharesFile = (file) => Boolean(navigator.canShare?.({ files: [file] }));

// The phone's sheet takes a file only right after a touch: it is made before.
function HandOver({ picture, words }) {
  const [file, setFile] = useState(null);
  useEffect(() => {
    let isOver = false;
    pictureFile(picture).then(
      (made) => isOver || setFile(made),
      () => {}, // what cannot be read cannot be handed on
    );
    return () => {
      isOver = true;
    };
  }, [picture]);
  if (!file) return null;
  if (!sharesFile(file)) {
    const onClick = () => downloadFile(file);
    return h(IconButton, { Icon: Download, label: words.save, part: "whole-picture-save", onClick });
  }
  const onClick = () => shareByPhone({ files: [file] });
  return h(IconButton, { Icon: Share, label: words.share, part: "whole-picture-share", onClick });
}

function Original({ src, label }) {
  const to = { href: src, target: "_blank", rel: "noopener noreferrer nofollow" };
  return h(
    "a",
    { ...to, className: "icon-button", "aria-label": label, title: label },
    h(ExternalLink, { size: 20, "aria-hidden": true }),
  );
}

export function PictureViewer({ words }) {
  const { picture } = useViewed();
  const sheet = { open: Boolean(picture), onDismiss: closeViewer, className: "whole-picture" };
  const close = { Icon: X, label: words.close, part: "whole-picture-close", onClick: closeViewer };
  return h(
    Modal,
    { ...sheet, "aria-label": words.picture, "data-testid": "whole-picture", "data-kind": picture?.kind },
    picture && h(Room, { picture, label: words.picture }),
    picture &&
      h(
        "div",
        { className: "picture-ways" },
        picture.kind === "foreign"
          ? h(Original, { src: picture.src, label: words.original })
          : h(HandOver, { picture, words }),
        h(IconButton, close),
      ),
  );
}
