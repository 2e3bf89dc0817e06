// Whether a key belongs to an input method. Safari tells of the Enter that ends a composition after it, by this code.
const IME_KEY_CODE = 229;

export const isComposing = (event) => event.isComposing || event.keyCode === IME_KEY_CODE;
