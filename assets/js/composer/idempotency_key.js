// The browser's own name for one send: the same one again adds nothing.
const hex = (byte) => byte.toString(16).padStart(2, "0");

export const newKey = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), hex).join("");
