// The box one writes in: no round trip a key, Enter that knows an input method, a draft that is never lost.
// The server answers a send by its key: accepted lets go of the draft, refused gives it back.
import { createElement as h, useEffect, useRef, useState } from "react";
import { isTouch } from "../browser/touch";
import { isLong } from "../chat/long_text";
import { attached } from "./attached";
import { drafts, letGo, newestSend } from "./drafts";
import { newKey } from "./idempotency_key";
import { isComposing } from "./ime";
import { excessOf, TooLong } from "./message_limit";
import { joined, keptPastes, Pastes, usePastes } from "./pastes";

const LINES = 6;
const KEPT_AFTER_MS = 1500; // of rest; the server is not told of every key
const ANSWER_MS = 10000; // after that the draft is open again; its key stays, so sending again adds nothing twice
const BLANK_LINES = /^([^\S\n]*\n)+|\s+$/g; // around a paste; its first indentation belongs to it

// Measured while the form keeps its height: else the column above it would be moved with every key.
const grow = (box) => {
  const { form } = box;
  const style = getComputedStyle(box);
  const padding = parseFloat(style.paddingTop) + parseFloat(style.paddingBottom);
  form.style.height = `${form.getBoundingClientRect().height}px`;
  box.style.height = "auto";
  box.style.height = `${Math.min(box.scrollHeight, parseFloat(style.lineHeight) * LINES + padding)}px`;
  form.style.height = "";
};

// What a draft was before its middle was left out.
const originals = new Map();

export function Composer(props) {
  const {
    chatId,
    busy,
    lost,
    accepted,
    refused,
    draft,
    shortened,
    pasteWords,
    most,
    tooLong,
    onSend,
    onDraft,
    onShorten,
    children,
    ...rest
  } = props;
  const form = useRef(null);
  const sending = useRef(null); // {key, typed, folded, timer} between a send and the server's answer
  const waiting = useRef(false); // for pictures that are on their way: then it is sent
  const untold = useRef(null); // {timer, tell}: the draft that the server is yet to be told
  const telling = useRef(null); // the draft that it was told last
  const composing = useRef(false);
  const composed = useRef(null); // what is to be done when the composition has ended
  const pastes = usePastes();
  const [excess, setExcess] = useState(0); // how long it is, where that is more than a message may be
  const box = () => form.current.querySelector("textarea");
  const content = () => joined(box().value, pastes.now()).trim();

  const fit = () => {
    setExcess(excessOf(content(), most));
    form.current.dataset.empty = String(!content() && !attached.of(chatId).length && !attached.isUploading(chatId));
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
  // While the line is lost a send is not given up: it goes when the line is back.
  const awaitAnswer = () => {
    if (!sending.current) return;
    clearTimeout(sending.current.timer);
    if (!lost) sending.current.timer = setTimeout(unlock, ANSWER_MS);
  };

  const send = () => {
    const [text, images] = [content(), attached.ids(chatId)];
    const isUploading = attached.isUploading(chatId);
    if ((!text && !images.length && !isUploading) || form.current.dataset.sending) return;
    waiting.current = isUploading;
    if (!attached.isReady(chatId) || excessOf(text, most)) return;
    const last = newestSend.read();
    const isSame = last.text === text && String(last.images) === String(images);
    const again = last.chatId === chatId && isSame; // not answered yet: the same send
    const key = again ? last.key : newKey();
    form.current.dataset.sending = "true";
    clearTimeout(untold.current?.timer);
    untold.current = null;
    sending.current = { key, typed: box().value, folded: pastes.now() };
    awaitAnswer();
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

  useEffect(awaitAnswer, [lost]);

  useEffect(() => {
    letGo(accepted);
    if (sending.current?.key !== accepted) return;
    unlock();
    const { typed, folded } = sending.current;
    sending.current = null;
    const leave = () => leaveRest(typed, folded);
    if (composing.current) composed.current = leave;
    else leave();
  }, [accepted]);

  useEffect(() => {
    unlock();
    sending.current = null;
    waiting.current = false;
    composed.current = null;
    if (chatId) {
      const begun = keptPastes.split(chatId, drafts.read(chatId));
      show(begun.text, begun.pastes);
    }
    return () => {
      clearTimeout(sending.current?.timer);
      clearTimeout(untold.current?.timer);
      untold.current?.tell();
    };
  }, [chatId]);

  // What the server has of it, written here or on another device; null until this chat has come. It is the newer one
  // where nothing was written here since the server was told.
  useEffect(() => {
    if (draft === null) return;
    const isKnown = content() === drafts.told(chatId);
    drafts.noteTold(chatId, draft);
    if (!isKnown || draft === telling.current || composing.current) return;
    show(draft);
    keepHere();
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
  const keepHere = () => {
    keptPastes.write(chatId, pastes.now());
    drafts.write(chatId, joined(box().value, pastes.now()));
  };
  const keep = () => {
    const text = content();
    const tell = () => {
      untold.current = null;
      telling.current = text;
      onDraft(chatId, text);
    };
    clearTimeout(untold.current?.timer);
    untold.current = excessOf(text, most) ? null : { timer: setTimeout(tell, KEPT_AFTER_MS), tell };
    keepHere();
  };
  // What was sent goes, what was written since stays.
  const leaveRest = (typed, folded) => {
    const [text, pasted] = [box().value, pastes.now()];
    if (!text.startsWith(typed) || folded.some((paste, at) => paste !== pasted[at])) return;
    show(text.slice(typed.length).trimStart(), pasted.slice(folded.length));
    if (content()) keep();
    else keepHere();
  };

  const onClick = (event) => {
    if (event.target.closest("[data-shorten]")) onShorten(chatId, content());
    if (event.target.closest("[data-restore]")) write(originals.get(chatId) ?? content());
  };

  const onKeyDown = (event) => {
    if (event.target !== box()) return;
    const isForMethod = isComposing(event.nativeEvent);
    if (event.key === "ArrowUp" && !content() && !isForMethod) {
      const edits = document.querySelectorAll("[data-testid=message-edit]");
      edits[edits.length - 1]?.click();
    }
    if (event.key !== "Enter" || event.shiftKey || isForMethod || isTouch()) return;
    event.preventDefault();
    send();
  };

  const onInput = (event) => {
    if (event.target !== box()) return;
    fit();
    keep();
  };

  const onCompositionStart = () => {
    composing.current = true;
  };
  const onCompositionEnd = () => {
    composing.current = false;
    composed.current?.();
    composed.current = null;
  };

  const onPaste = (event) => {
    const text = event.clipboardData.getData("text/plain").replace(BLANK_LINES, "");
    if (event.defaultPrevented || event.target !== box() || !isLong(text)) return;
    event.preventDefault();
    write(box().value, [...pastes.now(), text]);
  };
  const without = (at) => pastes.now().filter((_, other) => other !== at);
  const removePaste = (at) => write(box().value, without(at));
  const unfoldPaste = (at) => {
    write(joined(box().value, [pastes.now()[at]]), without(at));
    box().focus();
  };

  useEffect(() => {
    addEventListener("resize", fit); // a phone is turned, a window made narrower
    return () => removeEventListener("resize", fit);
  });

  const onSubmit = (event) => {
    event.preventDefault();
    send();
  };

  const listen = { onSubmit, onKeyDown, onInput, onCompositionStart, onCompositionEnd, onPaste, onClick };
  return h(
    "form",
    { ...rest, ref: form, "data-empty": "true", ...listen },
    h(Pastes, { key: "pastes", pastes: pastes.shown, words: pasteWords, onUnfold: unfoldPaste, onRemove: removePaste }),
    h(TooLong, { key: "too-long", length: excess, most, words: tooLong }),
    children,
  );
}
