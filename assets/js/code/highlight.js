// Colours for code, loaded with the first fence that closes. highlight.js escapes everything it is given.
import hljs from "highlight.js/lib/core";
import { LANGUAGES, languageCalled, WITHIN } from "./languages";

const learn = async (language) => {
  if (hljs.getLanguage(language)) return;
  const { default: grammar } = await LANGUAGES[language]();
  hljs.registerLanguage(language, grammar);
};

// What stands within it first: highlight.js looks for it once.
const learnAll = async (language) => {
  await Promise.all((WITHIN[language] ?? []).map(learn));
  await learn(language);
};

// The code as HTML with colours, or null for a language we do not know.
export const coloured = async (code, name) => {
  const language = languageCalled(name);
  if (!language) return null;
  await learnAll(language);
  return hljs.highlight(code, { language, ignoreIllegals: true }).value;
};
