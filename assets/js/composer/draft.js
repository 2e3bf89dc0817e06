// What is being written in a chat: the text in the box and what is folded above it. No key waits for the server:
// the draft is kept here at once, and told to the server when the writer rests.
import { isLong } from "../chat/long_text";
import { attached } from "./attached";
import { drafts } from "./drafts";
import { folded, joined, keptFolds, NOTHING } from "./folded";
import { excessOf } from "./message_limit";

const LINES = 6;
const TELL_AFTER_MS = 1500; // of rest; the server is not told of every key
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

const originals = new Map(); // to a chat what its draft was before its middle was left out

export class Draft {
  props = {}; // of the composer, as it was rendered last
  untold = null; // {timer, tell}: what the server is yet to be told
  told = null; // what it was told last
  isComposing = false; // by an input method
  whenComposed = null; // what is to be done when the composition has ended

  // `form` is the composer's; `onExcess` hears by how much the draft is too long.
  constructor(form, onExcess) {
    this.form = form;
    this.onExcess = onExcess;
  }

  get box() {
    return this.form.current.querySelector("textarea");
  }

  get text() {
    return joined(this.box.value, folded.now()).trim();
  }

  // A quotation alone says nothing.
  isBlank() {
    return !this.box.value.trim() && !folded.now().pastes.length;
  }

  isWithin() {
    return !excessOf(this.text, this.props.most);
  }

  fit() {
    const { chatId, most } = this.props;
    this.onExcess(excessOf(this.text, most));
    const isEmpty = this.isBlank() && !attached.of(chatId).length && !attached.isUploading(chatId);
    this.form.current.dataset.empty = String(isEmpty);
    grow(this.box);
  }

  show(text, parts = NOTHING) {
    folded.set(parts);
    this.box.value = text;
    this.fit();
  }

  write(text, parts = NOTHING) {
    this.show(text, parts);
    this.keep();
  }

  // What was left here of another visit; a composition of another chat has ended with it.
  open() {
    const { chatId } = this.props;
    this.whenComposed = null;
    if (!chatId) return;
    const { text, parts } = keptFolds.split(chatId, drafts.read(chatId));
    this.show(text, parts);
  }

  keepHere() {
    const { chatId } = this.props;
    keptFolds.write(chatId, folded.now());
    drafts.write(chatId, joined(this.box.value, folded.now()));
  }

  keep() {
    const { chatId, onDraft } = this.props;
    const { text } = this;
    const tell = () => {
      this.untold = null;
      this.told = text;
      onDraft(chatId, text);
    };
    this.tellNothing();
    if (onDraft && this.isWithin()) this.untold = { timer: setTimeout(tell, TELL_AFTER_MS), tell }; // none on the first screen
    this.keepHere();
  }

  tellNow() {
    clearTimeout(this.untold?.timer);
    this.untold?.tell();
  }

  tellNothing() {
    clearTimeout(this.untold?.timer);
    this.untold = null;
  }

  // What the server has of it, written here or on another device. It is the newer one where nothing was written here
  // since the server was told.
  takeFromServer(text) {
    const { chatId } = this.props;
    const isKnown = this.text === drafts.told(chatId);
    drafts.noteTold(chatId, text);
    if (!isKnown || text === this.text || text === this.told || this.isComposing) return;
    this.show(text);
    this.keepHere();
  }

  // What was sent goes, what was written since stays.
  leaveRest(typed, sent) {
    const [text, { quote, pastes }] = [this.box.value, folded.now()];
    if (!text.startsWith(typed) || sent.pastes.some((paste, at) => paste !== pastes[at])) return;
    const rest = { quote: quote === sent.quote ? "" : quote, pastes: pastes.slice(sent.pastes.length) };
    this.show(text.slice(typed.length).trimStart(), rest);
    if (this.text) this.keep();
    else this.keepHere();
  }

  shorten(text) {
    originals.set(this.props.chatId, this.text);
    this.write(text);
  }

  restore() {
    this.write(originals.get(this.props.chatId) ?? this.text);
  }

  paste(event) {
    const text = event.clipboardData.getData("text/plain").replace(BLANK_LINES, "");
    if (!isLong(text)) return;
    event.preventDefault();
    this.fold({ pastes: [...folded.now().pastes, text] });
  }

  fold(parts, text = this.box.value) {
    this.write(text, { ...folded.now(), ...parts });
  }

  pastesWithout(at) {
    return { pastes: folded.now().pastes.filter((_, other) => other !== at) };
  }

  removePaste(at) {
    this.fold(this.pastesWithout(at));
  }

  unfoldPaste(at) {
    const text = joined(this.box.value, { ...NOTHING, pastes: [folded.now().pastes[at]] });
    this.fold(this.pastesWithout(at), text);
    this.box.focus();
  }

  // Another one takes its place; none takes it away.
  quote(quote) {
    this.fold({ quote });
    this.box.focus();
  }

  afterComposing(act) {
    if (this.isComposing) this.whenComposed = act;
    else act();
  }

  endComposing() {
    this.isComposing = false;
    this.whenComposed?.();
    this.whenComposed = null;
  }
}
