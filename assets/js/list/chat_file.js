// A chat as a file: a link of the browser's own, so that every browser saves it as it saves files.
import { createElement as h } from "react";
import { below } from "../browser/below";

const zone = () => encodeURIComponent(Intl.DateTimeFormat().resolvedOptions().timeZone ?? "");

export function ChatFile({ chatId, form, children, ...rest }) {
  return h("a", { ...rest, href: below(`/api/export/chat/${chatId}.${form}?zone=${zone()}`), download: "" }, children);
}
