// The box one writes in: what is written is in draft.js, how it is sent in sending.js.
import { createElement as h, useEffect, useRef, useState } from "react";
import { listen } from "../browser/listen";
import { isTouch } from "../browser/touch";
import { attached } from "./attached";
import { Draft } from "./draft";
import { isComposing } from "./ime";
import { TooLong } from "./message_limit";
import { Pastes, usePastes } from "./pastes";
import { Sending } from "./sending";

const editLastMessage = () => [...document.querySelectorAll("[data-part=message-edit]")].at(-1)?.click();

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
    return () => {
      sending.stopWaiting();
      draft.tellNow();
    };
  }, [chatId]);
  useEffect(() => {
    if (stored !== null) draft.takeFromServer(stored); // null until this chat has come
  }, [stored]);
  useEffect(() => sending.refuse(refused), [refused]);
  useEffect(() => {
    if (shortened) draft.shorten(shortened);
  }, [shortened]);
}

const ownProps = ({
  children,
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
  ...rest
}) => rest;

export function Composer(props) {
  const form = useRef(null);
  const pastes = usePastes();
  const [excess, setExcess] = useState(0);
  const [draft] = useState(() => new Draft(form, pastes, setExcess));
  const [sending] = useState(() => new Sending(draft));
  draft.props = props;

  const onAttached = () => {
    draft.fit();
    sending.sendWhatWaited();
  };
  useEffect(() => attached.subscribe(onAttached), []);
  useAnswers(draft, sending);
  useEffect(() => listen(window, { resize: () => draft.fit() }), []); // a phone is turned, a window made narrower

  const { pasteWords, most, tooLong, children } = props;
  const onUnfold = (at) => draft.unfoldPaste(at);
  const onRemove = (at) => draft.removePaste(at);
  return h(
    "form",
    { ...ownProps(props), ref: form, "data-empty": "true", ...listenersOf(draft, sending) },
    h(Pastes, { key: "pastes", pastes: pastes.shown, words: pasteWords, onUnfold, onRemove }),
    h(TooLong, { key: "too-long", length: excess, most, words: tooLong }),
    children,
  );
}
