// Colours for code, loaded with the first fence that closes. highlight.js escapes everything it is given.
import hljs from "highlight.js/lib/common";

export const coloured = (code, language) =>
  hljs.getLanguage(language) ? hljs.highlight(code, { language, ignoreIllegals: true }).value : null;
