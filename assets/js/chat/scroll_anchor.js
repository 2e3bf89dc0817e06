// What is read stays in its place, whatever comes or grows above it: the block at the top of the view is held, or the
// question whose answer grows below it.
const CONTAINERS = ".transcript-inner, .message, .bubble, .message-body, .markdown, .blocks, ul, ol, li, blockquote";

const QUESTION_TOP_PX = 18; // as far below the view's top as the first message of a chat
const MOST_OF_VIEW = 0.5; // that a question takes, where it is a long one
const ROOM_PX = 90; // more than what stands below a conversation that fills the view

const boxOf = (element) => element.getBoundingClientRect();

// What is far from the screen has no height of its own yet (markdown.css): nothing of it has been read.
const isEstimated = (element) =>
  element.matches(".blocks") && element.firstElementChild?.checkVisibility?.({ contentVisibilityAuto: true }) === false;

// The first child that reaches below this height, found by halving: they stand one below the other.
const firstBelow = (parent, top) => {
  const children = parent.children;
  let [low, high] = [0, children.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (boxOf(children[middle]).bottom <= top) low = middle + 1;
    else high = middle;
  }
  let found = children[low];
  while (found && isEstimated(found)) found = found.nextElementSibling;
  return found ?? children[low];
};

const blockAt = (top, container) => {
  const block = firstBelow(container, top);
  if (!block || boxOf(block).top >= top || !block.matches(CONTAINERS)) return block;
  return blockAt(top, block) ?? block;
};

const messages = (inner) => [...inner.querySelectorAll(":scope > .message")];

export class ScrollAnchor {
  held = null; // {find, top, height, width}: the element, how far below the view's top it begins, and how large all was
  isTurned = false; // it stands for whichever version of a message is shown
  question = null; // {find, top}: below it there is room for an answer as high as the view

  constructor(column, inner) {
    this.column = column;
    this.inner = inner;
  }

  hold() {
    const block = blockAt(boxOf(this.column).top, this.inner);
    this.holdWhat(() => block);
    if (!this.question) this.shrinkRoom();
  }

  // This question, near the top of the view, though nothing stands below it yet; false where it is not there.
  holdQuestion(id) {
    const find = () => this.inner.querySelector(`:scope > [data-message-id="${CSS.escape(id)}"]`);
    const element = find();
    if (!element) return false;
    const { height } = boxOf(element);
    const top = Math.min(QUESTION_TOP_PX, this.column.clientHeight * MOST_OF_VIEW - height);
    this.question = { find, top };
    this.held = { find, top, height, width: this.column.clientWidth };
    this.isTurned = true;
    this.keep();
    return true;
  }

  bringToTop(message) {
    this.column.scrollTop += boxOf(message).top - boxOf(this.column).top - QUESTION_TOP_PX;
  }

  // Whether the answer leaves some of its room empty.
  hasRoom() {
    const last = this.question && this.inner.lastElementChild;
    return Boolean(last) && boxOf(this.inner).bottom - boxOf(last).bottom > ROOM_PX;
  }

  // How far the last message reaches below the view.
  isBelow() {
    const last = this.inner.lastElementChild;
    return last ? boxOf(last).bottom - boxOf(this.column).bottom : 0;
  }

  fitRoom() {
    const question = this.question?.find();
    if (!question) return;
    const top = this.column.scrollTop + boxOf(question).top - boxOf(this.column).top - this.question.top;
    this.inner.style.minHeight = `${top + this.column.clientHeight}px`;
  }

  holdWhat(find, isTurned = false) {
    const element = find();
    const top = element && boxOf(element).top - boxOf(this.column).top;
    this.held = element ? { find, top, height: boxOf(element).height, width: this.column.clientWidth } : null;
    this.isTurned = isTurned;
  }

  // Another version takes this one's place and, maybe, others the places after it: where it ends stays under the finger.
  holdTurned(message) {
    const all = messages(this.inner);
    const before = all[all.indexOf(message) - 1]?.dataset.messageId;
    const find = () => {
      const now = messages(this.inner);
      return now[now.findIndex(({ dataset }) => dataset.messageId === before) + 1]?.querySelector(".message-footer");
    };
    this.holdWhat(find, true);
  }

  keep() {
    this.fitRoom();
    const element = this.held?.find();
    if (!element?.isConnected) return;
    const { column, held } = this;
    const box = boxOf(element);
    const isNarrower = held.width !== column.clientWidth && held.top < 0; // its lines break elsewhere
    const wanted = isNarrower ? (held.top * box.height) / held.height : held.top;
    const top = column.scrollTop + box.top - boxOf(column).top - wanted;
    if (this.isTurned) this.makeRoom(top);
    if (Math.abs(top - column.scrollTop) >= 1) column.scrollTop = top;
    if (held.width !== column.clientWidth) this.holdWhat(held.find, this.isTurned);
  }

  // Below a conversation that is too short for its place to be kept.
  makeRoom(top) {
    const missing = top + this.column.clientHeight - this.column.scrollHeight;
    if (missing > 0) this.inner.style.minHeight = `${top + this.column.clientHeight}px`;
  }

  shrinkRoom() {
    if (this.inner.style.minHeight)
      this.inner.style.minHeight = `${this.column.scrollTop + this.column.clientHeight}px`;
  }

  letGo() {
    this.held = null;
    this.question = null;
    this.isTurned = false;
    this.inner.style.minHeight = "";
  }
}
