// The box one writes in: no round trip a key, Enter that knows an input method, a draft that is never lost.
// The server answers a send by its key: accepted lets go of the draft, refused gives it back.
import { createElement as h, useEffect, useRef } from "react";
import { attached } from "./attached";
import { drafts, letGo, newestSend } from "./drafts";
import { isLong } from "./long_text";
import { Pastes, joined, keptPastes, usePastes } from "./pastes";
import { newKey } from "./send_key";
import { isTouch } from "./touch";

const LINES = 6;
const KEPT_AFTER_MS = 1500; // of rest; the server is not told of every key
const ANSWER_MS = 10000; // after that the draft is open again; its key stays, so sending again adds nothing twice
const IME_KEY_CODE = 229; // what Safari tells of the Enter that ends a composition

const grow = (box) => {
  const style = getComputedStyle(box);
  const padding = parseFloat(style.paddingTop) + parseFloat(style.paddingBottom);
  box.style.height = "auto";
  box.style.height = `${Math.min(box.scrollHeight, parseFloat(style.lineHeight) * LINES + padding)}px`;
};

// What a draft was before its middle was left out.
const originals = new Map();

export function Composer(props) {
  const { chatId, busy, accepted, refused, draft, shortened, pasteWords, onSend, onDraft, onShorten, children, ...rest } = props;
  const form = useRef(null);
  const sending = useRef(null); // {key, text, timer} between a send and the server's answer
  const waiting = useRef(false); // for pictures that are on their way: then it is sent
  const keeping = useRef(0); // the timer of the draft that the server is yet to be told
  const pastes = usePastes();
  const box = () => form.current.querySelector("textarea");
  const content = () => joined(box().value, pastes.now()).trim();

  const fit = () => {
    form.current.dataset.empty = String(!content() && !attached.of(chatId).length);
    grow(box());
  };
  const show = (text, folded = []) => {
    pastes.set(folded);
    box().value = text;
    fit();
  };

  const unlock = () => {
    clearTimeout(sending.current?.timer);
    delete form.current.dataset.sending;
  };

  const send = () => {
    const [text, images] = [content(), attached.ids(chatId)];
    if ((!text && !images.length) || form.current.dataset.sending) return;
    waiting.current = attached.isUploading(chatId);
    if (!attached.isReady(chatId)) return;
    const last = newestSend.read();
    const isSame = last.text === text && String(last.images) === String(images);
    const again = last.chatId === chatId && isSame; // not answered yet: the same send
    const key = again ? last.key : newKey();
    form.current.dataset.sending = "true";
    clearTimeout(keeping.current);
    sending.current = { key, text, timer: setTimeout(unlock, ANSWER_MS) };
    newestSend.write({ key, chatId, text, images });
    if (!busy) dispatchEvent(new CustomEvent("oreai:sent")); // what joins the queue moves nothing
    onSend(chatId, text, key, images);
  };

  useEffect(() =>
    attached.subscribe(() => {
      fit();
      if (waiting.current && !attached.isUploading(chatId)) send();
    }),
  );

  useEffect(() => {
    letGo(accepted);
    if (sending.current?.key !== accepted) return;
    unlock();
    if (content() === sending.current.text) show("");
    sending.current = null;
  }, [accepted]);

  useEffect(() => {
    unlock();
    sending.current = null;
    waiting.current = false;
    if (chatId) {
      const kept = keptPastes.split(chatId, drafts.read(chatId));
      show(kept.text, kept.pastes);
    }
    return () => clearTimeout(keeping.current);
  }, [chatId]);

  useEffect(() => {
    if (draft && !content()) write(draft); // begun on another device
  }, [draft]);

  useEffect(() => {
    if (sending.current && sending.current.key === refused) {
      unlock();
      sending.current = null;
      newestSend.write({}); // answered: the same words sent again are another send
    }
  }, [refused]);

  useEffect(() => {
    if (!shortened) return;
    originals.set(chatId, content());
    write(shortened);
  }, [shortened]);

  const write = (text, folded = []) => {
    show(text, folded);
    keep();
  };
  const keep = () => {
    keptPastes.write(chatId, pastes.now());
    drafts.write(chatId, joined(box().value, pastes.now()));
    clearTimeout(keeping.current);
    keeping.current = setTimeout(() => onDraft(chatId, content()), KEPT_AFTER_MS);
  };

  const onClick = (event) => {
    if (event.target.closest("[data-shorten]")) onShorten(chatId, content());
    if (event.target.closest("[data-restore]")) write(originals.get(chatId) ?? content());
  };

  const onKeyDown = (event) => {
    if (event.target !== box()) return;
    const composing = event.nativeEvent.isComposing || event.keyCode === IME_KEY_CODE;
    if (event.key === "ArrowUp" && !content() && !composing) {
      const edits = document.querySelectorAll("[data-testid=message-edit]");
      edits[edits.length - 1]?.click();
    }
    if (event.key !== "Enter" || event.shiftKey || composing || isTouch()) return;
    event.preventDefault();
    send();
  };

  const onInput = (event) => {
    if (event.target !== box()) return;
    fit();
    keep();
  };

  const onPaste = (event) => {
    const text = event.clipboardData.getData("text/plain").trim();
    if (event.target !== box() || !isLong(text)) return;
    event.preventDefault();
    write(box().value, [...pastes.now(), text]);
  };
  const without = (at) => pastes.now().filter((_, other) => other !== at);
  const removePaste = (at) => write(box().value, without(at));
  const unfoldPaste = (at) => {
    write(joined(box().value, [pastes.now()[at]]), without(at));
    box().focus();
  };

  const onSubmit = (event) => {
    event.preventDefault();
    send();
  };

  const listen = { onSubmit, onKeyDown, onInput, onPaste, onClick };
  return h(
    "form",
    { ...rest, ref: form, "data-empty": "true", ...listen },
    h(Pastes, { key: "pastes", pastes: pastes.shown, words: pasteWords, onUnfold: unfoldPaste, onRemove: removePaste }),
    children,
  );
}
