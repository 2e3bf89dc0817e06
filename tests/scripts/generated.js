// Stands in for what Reflex generates and for style sheets.
import { createContext } from "react";

export const StateStoreContext = createContext({});
