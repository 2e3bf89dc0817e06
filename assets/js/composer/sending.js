// A send, and the server's answer to it by its key: accepted lets go of the draft, refused gives it back.
import { attached } from "./attached";
import { letGo, newestSend, outbox } from "./drafts";
import { folded } from "./folded";
import { newKey } from "./idempotency_key";

const ANSWER_MS = 10000; // after that the draft is open again; its key stays, so sending again adds nothing twice

export class Sending {
  sent = null; // {key, typed, parts, timer} until the server has answered
  isWaiting = false; // for pictures that are on their way: then it is sent

  constructor(draft) {
    this.draft = draft;
  }

  get props() {
    return this.draft.props;
  }

  get form() {
    return this.draft.form.current;
  }

  send() {
    const { chatId, busy, onSend } = this.props;
    const [text, attachments] = [this.draft.text, attached.ids(chatId)];
    const isUploading = attached.isUploading(chatId);
    if ((this.draft.isBlank() && !attachments.length && !isUploading) || this.form.dataset.sending) return;
    this.isWaiting = isUploading;
    if (!attached.isReady(chatId) || !this.draft.isWithin()) return;
    const key = this.keyOf(text, attachments);
    this.form.dataset.sending = "true";
    this.draft.tellNothing();
    this.sent = { key, typed: this.draft.box.value, parts: folded.now() };
    newestSend.write({ key, chatId, text, attachments });
    if (this.isHeld()) return;
    this.awaitAnswer();
    if (!busy) dispatchEvent(new CustomEvent("oreai:sent")); // what joins the queue moves nothing
    onSend(chatId, text, key, attachments);
  }

  // The last send's, where this is the same one and was not answered yet.
  keyOf(text, attachments) {
    const last = newestSend.read();
    const isSame =
      last.chatId === this.props.chatId && last.text === text && String(last.attachments) === String(attachments);
    return isSame ? last.key : newKey();
  }

  sendWhatWaited() {
    if (this.isWaiting && !attached.isUploading(this.props.chatId)) this.send();
  }

  // What the outbox has taken leaves the box.
  isHeld() {
    const { key } = this.sent;
    const { folder, lost } = this.props;
    const isHeld = outbox.holds({ ...newestSend.read(), folder }, lost);
    if (isHeld) this.accept(key);
    return isHeld;
  }

  // While the line is lost a send is not given up: it goes when the line is back.
  awaitAnswer() {
    if (!this.sent) return;
    clearTimeout(this.sent.timer);
    if (!this.props.lost) this.sent.timer = setTimeout(() => this.unlock(), ANSWER_MS);
    else if (newestSend.read().key === this.sent.key) this.isHeld();
  }

  unlock() {
    this.stopWaiting();
    delete this.form.dataset.sending;
  }

  stopWaiting() {
    clearTimeout(this.sent?.timer);
  }

  accept(key) {
    letGo(key);
    if (this.sent?.key !== key) return;
    const { typed, parts } = this.sent;
    this.unlock();
    this.sent = null;
    this.draft.afterComposing(() => this.draft.leaveRest(typed, parts));
  }

  refuse(key) {
    if (this.sent?.key !== key) return;
    this.unlock();
    this.sent = null;
    newestSend.write({}); // answered: the same words sent again are another send
  }

  // Another chat is shown.
  reset() {
    this.unlock();
    this.sent = null;
    this.isWaiting = false;
  }
}
