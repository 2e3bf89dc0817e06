// The box one writes in: what is written is in draft.js, how it is sent in sending.js.
import { createElement as h, useEffect, useRef, useState } from "react";
import { listen } from "../browser/listen";
import { isTouch } from "../browser/touch";
import { attached } from "./attached";
import { Draft } from "./draft";
import { isComposing } from "./ime";
import { TooLong } from "./message_limit";
import { Pastes } from "./pastes";
import { Sending } from "./sending";

const NO_CHAT_YET = "new"; // also in components/composer.py

const editLastMessage = () => [...document.querySelectorAll("[data-part=message-edit]")].at(-1)?.click();

// Whether nothing that one works with would lose the focus to the box.
const isFree = ({ activeElement: held }) => !held || held === document.body || held.dataset.part === "new-chat";

// A keyboard that does not cover the page may write at once.
const offerFocus = ({ box }) => {
  if (!isTouch() && isFree(document) && !document.querySelector("dialog[open]")) box.focus({ preventScroll: true });
};

const listenersOf = (draft, sending) => ({
  onSubmit(event) {
    event.preventDefault();
    sending.send();
  },

  onKeyDown(event) {
    if (event.target !== draft.box || isComposing(event.nativeEvent)) return;
    if (event.key === "ArrowUp" && !draft.text) editLastMessage();
    if (event.key !== "Enter" || event.shiftKey || isTouch()) return;
    event.preventDefault();
    sending.send();
  },

  onInput(event) {
    if (event.target !== draft.box) return;
    draft.fit();
    draft.keep();
  },

  onCompositionStart() {
    draft.isComposing = true;
  },

  onCompositionEnd() {
    draft.endComposing();
  },

  onPaste(event) {
    if (!event.defaultPrevented && event.target === draft.box) draft.paste(event);
  },

  onClick(event) {
    if (event.target.closest("[data-shorten]")) draft.props.onShorten(draft.props.chatId, draft.text);
    if (event.target.closest("[data-restore]")) draft.restore();
  },
});

// The order counts: what was accepted is let go of before the draft of a chat is opened.
function useAnswers(draft, sending) {
  const { chatId, lost, accepted, refused, draft: stored, shortened } = draft.props;
  useEffect(() => sending.awaitAnswer(), [lost]);
  useEffect(() => sending.accept(accepted), [accepted]);
  useEffect(() => {
    sending.reset();
    draft.open();
    offerFocus(draft);
    return () => {
      sending.stopWaiting();
      draft.tellNow();
    };
  }, [chatId]);
  useEffect(() => {
    if (typeof stored === "string") draft.takeFromServer(stored); // none until this chat has come
  }, [stored]);
  useEffect(() => sending.refuse(refused), [refused]);
  useEffect(() => {
    if (shortened) draft.shorten(shortened);
  }, [shortened]);
}

const ownProps = ({
  children,
  chatId,
  folder,
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
  ...rest
}) => rest;

const LEAVING_MS = 2000; // after that nothing has come of the touch

// A touch on a row or on *new chat* leads away from the first screen: what is written from then on is for that chat.
function useLeaving(form, isFirst) {
  useEffect(() => {
    if (!isFirst) return undefined;
    let timer = 0;
    const bar = (isBarred) => form.current?.querySelector("textarea").toggleAttribute("disabled", isBarred);
    const onClick = ({ target }) => {
      if (!target.closest?.("a[href], [data-part=new-chat]") || form.current.contains(target)) return;
      bar(true);
      timer = setTimeout(() => bar(false), LEAVING_MS);
    };
    const stop = listen(document, { click: onClick });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [isFirst]);
}

export function Composer(props) {
  const form = useRef(null);
  const [excess, setExcess] = useState(0);
  const [draft] = useState(() => new Draft(form, setExcess));
  const [sending] = useState(() => new Sending(draft));
  draft.props = props;

  useLeaving(form, props.chatId === NO_CHAT_YET);
  const onAttached = () => {
    draft.fit();
    sending.sendWhatWaited();
  };
  useEffect(() => attached.subscribe(onAttached), []);
  useAnswers(draft, sending);
  const happenings = {
    resize: () => draft.fit(), // a phone is turned, a window made narrower
    "oreai:quote": ({ detail }) => draft.quote(detail),
  };
  useEffect(() => listen(window, happenings), []);

  const { pasteWords, most, tooLong, children } = props;
  const onUnfold = (at) => draft.unfoldPaste(at);
  const onRemove = (at) => draft.removePaste(at);
  return h(
    "form",
    { ...ownProps(props), ref: form, "data-empty": "true", ...listenersOf(draft, sending) },
    h(Pastes, { key: "pastes", words: pasteWords, onUnfold, onRemove }),
    h(TooLong, { key: "too-long", length: excess, most, words: tooLong }),
    children,
  );
}
