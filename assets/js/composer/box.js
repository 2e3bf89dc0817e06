// The box one writes in, for what is not typed.
const box = () => /** @type {HTMLTextAreaElement} */ (document.querySelector("[data-part=composer]"));

// At the cursor, with a space where words would grow together; the composer takes it as typed.
export const putInBox = (text) => {
  const { value, selectionStart: from, selectionEnd: to } = box();
  const gap = /[A-Za-z0-9,.!?;:]$/.test(value.slice(0, from)) ? " " : "";
  box().setRangeText(gap + text, from, to, "end");
  box().dispatchEvent(new InputEvent("input", { bubbles: true }));
};

// Blank texts are none.
export const paragraphs = (texts) => texts.filter((text) => text.trim()).join("\n\n");

// Beside what is written there: `order` gives the paragraphs in their order.
export const joinInBox = (order) => {
  box().value = paragraphs(order(box().value));
  box().dispatchEvent(new InputEvent("input", { bubbles: true }));
};

// In place of nothing, or of another one of what is offered; what was written stays.
export const fillBox = (text, offered) => {
  const written = box().value.trim();
  if (!written || offered.includes(written)) box().select();
  putInBox(text);
  focusBox();
};

export const focusBox = () => box().focus();

export const sendBox = () => box().form.requestSubmit();
