// KaTeX, loaded with the first formula. It trusts nothing it is given: no links, no pictures, no HTML; a formula
// that multiplies itself, or that it cannot read, is shown as it was written.
import katex from "katex";
import "katex/dist/katex.min.css";
import { holdsEquations } from "./display_math";

const OPTIONS = {
  trust: false,
  strict: false,
  throwOnError: false,
  errorColor: "var(--ink-soft)",
  maxExpand: 300, // macro expansions
  maxSize: 12, // em
  output: "htmlAndMathml", // MathML for ears
};

// What KaTeX knows by another name; and equations go without numbers, which would count on over the whole page.
const EQUATIONS = /\\(begin|end)\{(align|alignat|equation|eqnarray|flalign|gather|multline)\*?\}/g;
const KNOWN_AS = { eqnarray: "array", flalign: "align*", multline: "gather*" };
const LABEL = /\\label\s*\{[^{}]*\}/g;
const PERCENT = /([\d}])%/g; // for TeX the rest of the line would be a comment

const known = (tex) =>
  tex
    .replace(LABEL, "")
    .replace(PERCENT, "$1\\%")
    .replace(EQUATIONS, (_all, edge, name) => {
      const columns = name === "eqnarray" && edge === "begin" ? "{rcl}" : "";
      return `\\${edge}{${KNOWN_AS[name] ?? `${name}*`}}${columns}`;
    });

// The formula as HTML, or null where it is nested too deeply for the stack.
export const typeset = (tex, display) => {
  try {
    return katex.renderToString(known(tex), { ...OPTIONS, displayMode: display || holdsEquations(tex) });
  } catch {
    return null;
  }
};
