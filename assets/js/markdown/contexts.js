// What the parts of one message's text know of it, without a prop on every floor.
import { createContext } from "react";

export const Labels = createContext({});
export const Growing = createContext(false); // the text may still become longer
export const Notes = createContext({ numbers: new Map(), prefix: "", isGrowing: false });
export const Rest = createContext({ pieces: [], growing: false }); // the pieces of a long block after its first
