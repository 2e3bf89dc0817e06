// Two versions of a reply: side by side where there is room, as tabs on a phone. The one that stands in the
// conversation grows here too; the other one came whole when the comparison was opened.
import { createElement as h, useEffect, useState } from "react";
import { useWide } from "../list/sidebar";
import { Tabs } from "../list/tabs";
import { MessageBody, StaticBody } from "./message_body";
import { useRows } from "./rows_store";

const tabId = (version) => `compared-tab-${version.id}`;

function Tab({ version, isShown, onShow }) {
  const props = { type: "button", role: "tab", className: "tab", id: tabId(version), "data-testid": "compared-tab" };
  const state = { "aria-selected": isShown, tabIndex: isShown ? 0 : -1, onClick: onShow };
  return h("button", { ...props, ...state, dir: "auto", translate: "no" }, version.name);
}

function Selected({ version, words, labels, onGap }) {
  const row = useRows().find(({ id }) => id === version.id);
  const streaming = row?.status === "streaming";
  const text = { messageId: version.id, length: row?.characters ?? 0, streaming, thinking: words.thinking };
  return [
    h(MessageBody, { key: "text", ...text, markdown: true, labels, onGap }),
    h(Ending, { key: "ending", error: row?.error, isEmpty: !streaming && !row?.characters, words }),
  ];
}

function Other({ version, words, labels }) {
  return [
    h(StaticBody, { key: "text", text: version.text, markdown: true, labels }),
    h(Ending, { key: "ending", error: version.error, isEmpty: !version.text, words }),
  ];
}

function Ending({ error, isEmpty, words }) {
  if (error) return h("p", { className: "message-error", "data-testid": "message-error" }, error);
  return isEmpty ? h("p", null, words.nothing) : null;
}

function Version({ version, isTab, words, onChoose, ...rest }) {
  const named = isTab
    ? { role: "tabpanel", "aria-labelledby": tabId(version) }
    : { role: "group", "aria-label": version.name };
  const kind = version.stands ? "main" : "quiet";
  const choose = {
    type: "button",
    className: `button ${kind}`,
    "data-testid": "go-on-with",
    onClick: () => onChoose(version.id),
  };
  return h(
    "section",
    { ...named, className: "compared-version", "data-testid": "compared-version", "data-version-id": version.id },
    isTab ? null : h("h3", { dir: "auto", translate: "no" }, version.name),
    h(
      "div",
      { className: "compared-text message-body", tabIndex: 0, "data-testid": "compared-text" },
      h(version.stands ? Selected : Other, { version, words, ...rest }),
    ),
    h("button", choose, words.choose),
  );
}

export function Comparison({ versions, words, ...rest }) {
  const isWide = useWide();
  const [shown, setShown] = useState("");
  const ids = versions.map(({ id }) => id).join(" ");
  useEffect(() => setShown(versions.find(({ stands }) => stands)?.id ?? versions[0]?.id ?? ""), [ids]);

  const tab = (version) =>
    h(Tab, { key: version.id, version, isShown: version.id === shown, onShow: () => setShown(version.id) });
  const inSight = isWide ? versions : versions.filter(({ id }) => id === shown);
  const column = (version) => h(Version, { key: version.id, version, isTab: !isWide, words, ...rest });
  return h(
    "div",
    { className: "comparison" },
    isWide ? null : h(Tabs, { className: "tabs", "aria-label": words.title }, versions.map(tab)),
    h("div", { className: "compared-versions" }, inSight.map(column)),
  );
}
