// What is long: shown folded, in the box and in the conversation.
const CHARACTERS = 1500;
const LINES = 25;

export const isLong = (text) => text.length > CHARACTERS || text.split("\n", LINES + 1).length > LINES;
