// The keyboard's shortcuts, and the sheet that lists them. Only a new chat asks the server.
import { createElement as h, useEffect, useRef, useState } from "react";
import { textStore } from "../chat/text_store";
import { isComposing } from "../composer/ime";
import { copy } from "./clipboard";
import { LazyPart } from "./lazy_part";
import { listen } from "./listen";
import { Modal } from "./modal";

const TOLD_MS = 1500;

const isMac = () => /mac|iphone|ipad/i.test(navigator.userAgentData?.platform ?? navigator.platform);

// By the sign, or by its place on the keyboard where an input method or another script puts its own sign there.
const isKey = (event, signs, code) =>
  signs.includes(event.key.toLowerCase()) || (event.code === code && !/^[!-~]$/.test(event.key));

const meant = (event) => {
  const { shiftKey: shift, altKey: alt } = event;
  const command = isMac() ? event.metaKey : event.ctrlKey;
  if (alt || isComposing(event)) return null;
  if (event.key === "Escape") return shift && !command ? "write" : null;
  if (!command) return null;
  if (isKey(event, ["/"], "Slash")) return "help";
  if (!shift) return isKey(event, ["k"], "KeyK") ? "search" : null;
  if (isKey(event, ["o"], "KeyO")) return "newChat";
  if (isKey(event, ["c"], "KeyC")) return "copyReply";
  if (isKey(event, [";", ":"], "Semicolon")) return "copyCode";
  return null;
};

const newest = (selector) => [...document.querySelectorAll(selector)].at(-1);

const lastReply = () => {
  const reply = newest("[data-part=message][data-role=assistant]");
  return reply && textStore.text(reply.dataset.messageId);
};

const lastCode = () => newest("[data-part=message] pre code")?.textContent;

// The words that are shown for a moment, and what shows them.
/** @returns {[string, (words: string) => void]} */
function useTold() {
  const [told, setTold] = useState("");
  const forgetting = useRef(0);
  const tell = (words) => {
    setTold(words);
    clearTimeout(forgetting.current);
    forgetting.current = setTimeout(() => setTold(""), TOLD_MS);
  };
  return [told, tell];
}

// What each shortcut does is read when its keys are pressed.
function useKeys(actions) {
  useEffect(() => {
    document.documentElement.classList.toggle("mac", isMac());
    const onKey = (event) => {
      const action = meant(event);
      if (!action || event.repeat || (action !== "help" && document.querySelector("dialog[open]"))) return;
      event.preventDefault();
      actions.current[action]();
    };
    return listen(window, { keydown: onKey });
  }, []);
}

const copyOf = (text) => text && copy(text);

// In the search itself its field is meant.
const search = (onSearch) => {
  const field = /** @type {HTMLInputElement} */ (document.querySelector("[data-part=search-input]"));
  if (!field) onSearch();
  field?.select();
};

export function Shortcuts({ load, label, copied, notCopied, onNewChat, onSearch }) {
  const [open, setOpen] = useState(false);
  const [told, tell] = useTold();
  const actions = useRef(null);
  actions.current = {
    help: () => setOpen((isOpen) => !isOpen),
    write: () => document.querySelector("[data-part=composer]")?.focus(),
    newChat: onNewChat,
    search: () => search(onSearch),
    copyReply: () => copyOf(lastReply()),
    copyCode: () => copyOf(lastCode()),
  };
  useKeys(actions);

  useEffect(() => {
    const onClick = ({ target }) => {
      if (target.closest?.("[data-opens-shortcuts]")) setOpen(true);
      if (target.closest?.("[data-closes-shortcuts]")) setOpen(false);
    };
    return listen(window, { click: onClick });
  }, []);

  useEffect(
    () => listen(window, { "oreai:copied": () => tell(copied), "oreai:not-copied": () => tell(notCopied) }),
    [copied, notCopied],
  );

  const sheet = { open, onDismiss: () => setOpen(false), className: "dialog", "aria-label": label };
  return [
    h(Modal, { key: "sheet", ...sheet, "data-testid": "shortcuts" }, h(LazyPart, { needed: open, load })),
    h("div", { key: "told", className: "toast", role: "status", "data-testid": "toast" }, told),
  ];
}
