// Asks for the messages before and after those that are shown, once their end comes near.
const MORE_SCREENS = 1.5; // this close to an end, what stands beyond it is asked for

export class MorePages {
  asked = ""; // what was asked for last, so that it is asked once

  constructor(column, pages) {
    this.column = column;
    this.pages = pages;
  }

  ask() {
    const { earlier, later, onEarlier, onLater } = this.pages.current;
    const { scrollTop, scrollHeight, clientHeight } = this.column;
    const near = clientHeight * MORE_SCREENS;
    const isAsking = document.activeElement?.matches(".more"); // by the keyboard, on its own
    if (isAsking || scrollHeight <= clientHeight) return;
    if (earlier && scrollTop < near) this.askOnce(`earlier ${earlier}`, onEarlier);
    else if (later && scrollHeight - clientHeight - scrollTop < near) this.askOnce(`later ${later}`, onLater);
  }

  askOnce(what, ask) {
    if (this.asked === what) return;
    this.asked = what;
    ask();
  }
}
