// KaTeX, loaded with the first formula. It trusts nothing it is given: no links, no pictures, no HTML; a formula
// that multiplies itself, or that it cannot read, is shown as it was written.
import katex from "katex";
import "katex/dist/katex.min.css";

const OPTIONS = {
  trust: false,
  strict: false,
  throwOnError: false,
  errorColor: "var(--ink-soft)",
  maxExpand: 300, // macro expansions
  maxSize: 12, // em
  output: "htmlAndMathml", // MathML for ears
};

// The formula as HTML, or null where it is nested too deeply for the stack.
export const typeset = (tex, display) => {
  try {
    return katex.renderToString(tex, { ...OPTIONS, displayMode: display });
  } catch {
    return null;
  }
};
