// A fenced code block: its language, copying, wrapping, and colours once its fence has closed; a diagram is drawn.
import { createElement as h, useContext, useEffect, useMemo, useState } from "react";
import { CopyButton } from "../browser/copy_button";
import { Drawing, isDiagram } from "../diagrams/diagram";
import { isLarge } from "../diagrams/diagram_size";
import { Formula } from "../formulas/formula";
import { Labels } from "../markdown/contexts";
import { SelectionKept } from "../markdown/selection";
import { ansiRuns, withoutAnsi } from "./ansi";
import { fenceWord } from "./fence_words";

const LONGEST_COLOURED = 60000; // characters; beyond that colouring would block the page

function useColours({ language, code, closed }) {
  const [html, setHtml] = useState(null);
  useEffect(() => {
    let current = true;
    setHtml(null);
    if (closed && language && code.length <= LONGEST_COLOURED) {
      import("./highlight")
        .then(({ coloured }) => coloured(code, language))
        .then((colours) => current && setHtml(colours));
    }
    return () => {
      current = false;
    };
  }, [language, code, closed]);
  return html;
}

function CopyCode({ code }) {
  const { copy, copied } = useContext(Labels);
  return h(CopyButton, { text: () => code, label: copy, done: copied, className: "code-copy" });
}

function Toggle({ pressed, onClick, className, children }) {
  return h("button", { type: "button", className, "aria-pressed": pressed, onClick }, children);
}

// A terminal's output brings its colours along.
const useRuns = ({ code, closed }) =>
  useMemo(() => {
    const runs = closed && code.length <= LONGEST_COLOURED ? ansiRuns(code) : null;
    return runs?.map(({ text, look }, at) => (look ? h("span", { key: at, className: look }, text) : text));
  }, [code, closed]);

function Code({ language, code, closed, wrapped }) {
  const labels = useContext(Labels);
  const runs = useRuns({ code, closed });
  const html = useColours({ language: runs ? "" : language, code, closed });
  const body = html ? { dangerouslySetInnerHTML: { __html: html } } : { children: runs || withoutAnsi(code) };
  const frame = {
    translate: "no",
    tabIndex: 0,
    role: "group",
    "aria-label": labels.code,
    className: wrapped ? "wrapped" : undefined,
  };
  return h("pre", frame, h(SelectionKept, { tag: "code", ...body }));
}

function Listing({ name, language, code, closed }) {
  const labels = useContext(Labels);
  const [wrapped, setWrapped] = useState(false);
  const wrap = () => setWrapped(!wrapped);
  const toggle = h(Toggle, { pressed: wrapped, className: "code-wrap", onClick: wrap }, labels.wrap);
  return h(
    "figure",
    { className: "code" },
    h("figcaption", null, h("span", null, name || "text"), toggle, h(CopyCode, { code })),
    h(Code, { language, code, closed, wrapped }),
  );
}

// A drawing and its code, one at a time; code that does not draw says so and stays code, a large one waits for a touch.
function Diagram({ language, code }) {
  const labels = useContext(Labels);
  const [asCode, setAsCode] = useState(false);
  const [failed, setFailed] = useState(false);
  const [wanted, setWanted] = useState(false);
  const large = useMemo(() => isLarge(code), [code]);
  const waits = large && !wanted;
  const draw = {
    type: "button",
    className: "button quiet",
    "data-testid": "diagram-draw",
    onClick: () => setWanted(true),
  };
  const written = h(Code, { language, code, closed: false });
  const turn = () => setAsCode(!asCode);
  const toggle = h(Toggle, { pressed: asCode, className: "code-diagram", onClick: turn }, labels.code);
  return h(
    "figure",
    { className: "code", "data-code": code },
    h("figcaption", null, h("span", null, language), !failed && !waits && toggle, h(CopyCode, { code })),
    failed || asCode || waits ? written : h(Drawing, { code, written, onFail: () => setFailed(true) }),
    failed && h("p", { className: "diagram-failed" }, labels.diagram_failed),
    waits && h("p", { className: "diagram-failed" }, labels.diagram_large, " ", h("button", draw, labels.diagram_draw)),
  );
}

export function CodeBlock({ language: word, code, closed }) {
  const { shown, name: language } = fenceWord(word);
  if (closed && isDiagram(language)) return h(Diagram, { language, code });
  if (closed && language === "math") return h(Formula, { tex: code, source: code, display: true });
  return h(Listing, { name: shown, language, code, closed });
}
