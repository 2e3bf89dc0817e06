// The scrolling of a chat. A new question goes to the top of the view, and its answer grows below it without being
// chased; a reader who goes to the newest text is kept there until they move away. It never fights, and holds what is
// being read in its place.
import { listen, stopAll } from "../browser/listen";
import { endOf, goesOn, hasBegun, hasGrown, NOWHERE } from "./conversation_end";
import { followsText } from "./following";
import { MorePages } from "./more_pages";
import { movesLittle, riseFrom } from "./rising";
import { ScrollAnchor } from "./scroll_anchor";
import { gapOf, isMoved, isMovedUp, positionOf } from "./scroll_moves";

const NEAR_PX = 60; // this close to the bottom is at the bottom
const WHEEL_PX = 3; // an upward move smaller than this is a tremor
const TOUCH_PX = 10;
const MEANT_MS = 700; // a scroll within this time after an upward move is the reader's
const FAR_SCREENS = 3; // farther than this, sliding would take too long

const UPWARD_KEYS = ["ArrowUp", "PageUp", "Home"];
const MOVES = ["wheel", "touchstart", "touchmove", "keydown", "scroll"];

const foundId = () => new URLSearchParams(location.search).get("at");

export class TranscriptScroll {
  isPinned = true;
  touchedAt = 0;
  movedUpAt = -Infinity; // a move that begins at the very bottom shows only when the column has scrolled
  sought = foundId();
  isOnTop = false; // what is sought is a question: it goes to the top of the view
  isAwaited = false; // what was sent here is on its way
  end = NOWHERE; // where the conversation ended when it last grew

  // `pages.current` tells what stands beyond the messages that are shown, and asks for it.
  constructor(column, inner, pages) {
    this.column = column;
    this.inner = inner;
    this.pages = pages;
    this.anchor = new ScrollAnchor(column, inner);
    this.more = new MorePages(column, pages);
    this.remember();
  }

  connect() {
    const { column, inner } = this;
    const resizes = new ResizeObserver(() => this.onGrowth());
    resizes.observe(inner);
    resizes.observe(column);
    const onMove = (event) => this[`on_${event.type}`](event);
    const moves = Object.fromEntries(MOVES.map((name) => [name, onMove]));
    const onClick = (event) => this.onClick(event);
    const stop = stopAll(
      listen(column, moves, { passive: true }),
      listen(column.parentElement, { click: onClick }, true), // before a message that is turned has gone
      listen(window, {
        "oreai:sent": () => this.onSent(),
        "oreai:seek": ({ detail }) => this.onSeek(detail),
        "oreai:question": ({ detail }) => this.onQuestion(detail),
      }),
    );
    return () => {
      resizes.disconnect();
      stop();
      this.anchor.letGo();
    };
  }

  remember() {
    this.known = positionOf(this.column);
  }

  gap() {
    return gapOf(positionOf(this.column));
  }

  pin(isWanted) {
    const { later } = this.pages.current;
    this.isPinned = isWanted && !later && !this.anchor.hasRoom();
    const isAway = !this.isPinned && (later > 0 || (this.gap() > NEAR_PX && this.anchor.isBelow() > 0));
    this.column.dataset.away = String(isAway);
    if (!isAway) delete this.column.dataset.fresh;
  }

  toEnd(behavior = "instant") {
    this.movedUpAt = -Infinity;
    this.column.scrollTo({ top: this.column.scrollHeight, behavior });
  }

  release() {
    this.movedUpAt = performance.now();
    this.sought = null;
    this.isAwaited = false;
    if (this.gap() <= 1) return;
    this.pin(false);
    this.anchor.hold();
  }

  isMeantUp() {
    return performance.now() - this.movedUpAt < MEANT_MS;
  }

  on_wheel({ deltaY }) {
    if (deltaY < -WHEEL_PX) this.release();
  }

  on_touchstart({ touches }) {
    this.touchedAt = touches[0].clientY;
  }

  on_touchmove({ touches }) {
    if (touches[0].clientY - this.touchedAt > TOUCH_PX) this.release();
  }

  on_keydown({ key }) {
    if (UPWARD_KEYS.includes(key)) this.release();
  }

  on_scroll() {
    const [before, now] = [this.known, positionOf(this.column)];
    this.remember();
    const isUp = now.top < before.top && this.isMeantUp();
    if (gapOf(now) <= 1 || (gapOf(now) <= NEAR_PX && !isUp)) this.pin(!this.anchor.isTurned || isMoved(before, now));
    else if (isMovedUp(before, now)) this.release();
    else if (!this.isPinned || this.isMeantUp()) this.pin(false);
    if (this.isPinned) return;
    if (isMoved(before, now)) this.anchor.hold();
    if (!this.sought) this.more.ask();
  }

  onSent() {
    if (!followsText() && this.end.isRunning) return; // it waits: what is read stays
    this.pages.current.later = 0; // the server brings the newest
    this.isAwaited = !followsText();
    if (this.isAwaited) return;
    this.anchor.letGo();
    this.pin(true);
    this.toEnd();
  }

  // To a message that may still be on its way.
  onSeek(id) {
    this.sought = id;
    this.showFound();
  }

  // The same, to the top of the view.
  onQuestion(id) {
    this.isOnTop = true;
    this.onSeek(id);
    this.remember();
  }

  onClick({ target }) {
    const turns = target.closest("[data-turns] button");
    if (turns) this.onTurn(turns.closest(".message"));
    const button = target.closest("[data-to-bottom]");
    if (button) this.onToBottom(button);
  }

  // The newest version of what stands last is followed like anything that is newest.
  onTurn(message) {
    if (followsText() && this.isPinned && !message.nextElementSibling) return;
    this.isPinned = false;
    this.anchor.holdTurned(message);
  }

  onToBottom(button) {
    if (document.activeElement === button) this.column.focus({ preventScroll: true }); // the button goes
    if (this.pages.current.later) this.pages.current.onNewest();
    this.pages.current.later = 0;
    this.anchor.letGo();
    const isFar = this.gap() > this.column.clientHeight * FAR_SCREENS;
    this.toEnd(isFar || movesLittle() ? "instant" : "smooth");
    this.pin(true);
  }

  onGrowth() {
    const [before, now] = [this.end, endOf(this.pages.current.later)];
    const isNew = hasGrown(before, now);
    this.end = now;
    if (goesOn(before, now) && this.isPinned && !followsText()) this.stay();
    if (!this.showFound() && !this.showQuestion(before, now)) this.follow(isNew);
    if (this.column.dataset.away === "true" && isNew) this.column.dataset.fresh = "true";
    this.remember();
  }

  // Nothing is chased: what is at the end is read on from where it is.
  stay() {
    this.isPinned = false;
    this.anchor.hold();
  }

  isAtEnd() {
    return this.isPinned || (gapOf(this.known) <= NEAR_PX && !this.isMeantUp());
  }

  // The question that was sent here goes to the top of the view; so does one whose answer begins where the end is seen.
  showQuestion(before, now) {
    const isSent = this.isAwaited && now.question !== before.question;
    if (followsText() || !(isSent || (hasBegun(before, now) && this.isAtEnd()))) return false;
    if (!this.anchor.holdQuestion(now.question)) {
      this.end = before; // it is looked for again
      return false;
    }
    this.isAwaited = false;
    this.pin(false);
    riseFrom(this.column, this.anchor.question.find());
    return true;
  }

  follow(isNew) {
    const isHeld = this.anchor.question || (this.end.isRunning && !followsText());
    const isWaiting = !isHeld && this.isAtEnd() && (isNew || !this.anchor.isTurned);
    if (this.isPinned || isWaiting) {
      this.pin(true);
      this.toEnd();
    } else {
      this.anchor.keep();
      this.pin(false);
    }
  }

  // The message that the address names, once it is there; it may be gone.
  showFound() {
    const message = this.sought && this.inner.querySelector(`[data-message-id="${CSS.escape(this.sought)}"]`);
    if (!message) return false;
    this.sought = null;
    if (this.isOnTop) this.anchor.bringToTop(message);
    else {
      message.classList.add("found");
      message.scrollIntoView({ block: "center" });
    }
    this.isOnTop = false;
    this.anchor.holdWhat(() => message);
    this.pin(false);
    return true;
  }
}
