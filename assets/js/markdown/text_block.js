// One block of markdown, read with GFM, formulas and footnotes. A link goes only where a link may; what cannot be
// shown is shown as it was written.
import { Component, createElement as h, memo, useContext, useState } from "react";
import ReactMarkdown from "react-markdown";
import { CodeBlock } from "../code/code_block";
import { Formula } from "../formulas/formula";
import { masked } from "../formulas/math_tokens";
import { viewPicture, viewTable } from "../viewer/opened";
import { WholeButton } from "../viewer/whole_button";
import { Callout } from "./callouts";
import { mended } from "./complete_markdown";
import { Growing, Labels, Rest } from "./contexts";
import { dialect } from "./dialect";
import { NoteNumber } from "./footnotes";
import { isReadable } from "./limits";
import { marked } from "./marks";
import { onlyInside, plainItems, REST, withRest } from "./pieces";
import { useLeftOut } from "./slices";

const LONGEST_LIVE = 8000; // characters; a longer piece is read again at each step
const STEP = 1.05;
const SAFE_LINK = /^(https?:\/\/|mailto:)/i;

const onlySafe = (address) => (SAFE_LINK.test(address) ? address : "");

function Link({ href, children }) {
  if (!href) return h("span", null, children);
  return h("a", { href, target: "_blank", rel: "noopener noreferrer nofollow" }, children);
}

// A picture that leads somewhere is touched for that.
function ShownPicture({ src, alt }) {
  const labels = useContext(Labels);
  const view = ({ currentTarget }) =>
    currentTarget.closest("a") || viewPicture({ kind: "foreign", src, alt: alt || labels.image }, currentTarget);
  return [
    h("img", { key: "picture", src, alt, referrerPolicy: "no-referrer", onClick: view }),
    h(WholeButton, { key: "whole", label: labels.whole, onClick: view }),
  ];
}

function Picture({ src, alt }) {
  const labels = useContext(Labels);
  const [shown, setShown] = useState(false);
  if (!/^https:/i.test(src ?? "")) return alt || null; // the page's policy lets no other in
  if (shown) return h(ShownPicture, { src, alt });
  const label = [labels.image, alt].filter(Boolean).join(": ");
  return h("button", { type: "button", className: "image-closed", onClick: () => setShown(true) }, label);
}

// A list may hold code: it looks like any other.
function Pre({ node }) {
  const growing = useContext(Growing);
  const code = node.children[0];
  const [, word = ""] = /^language-(.*)/.exec(code?.properties?.className?.[0] ?? "") ?? [];
  const language = word === "{" ? word + code.data?.meta : word; // “{ .python }”
  const text = code?.children?.[0]?.value ?? "";
  return h(CodeBlock, { language, code: text.replace(/\n$/, ""), closed: !growing });
}

function Task({ checked }) {
  const labels = useContext(Labels);
  const label = checked ? labels.task_done : labels.task_open;
  const box = { type: "checkbox", className: "task", checked: Boolean(checked), disabled: true };
  return h("input", { ...box, "aria-label": label });
}

// A table that grows is not looked at in full: it would be only a part of it.
function Table({ children, dir }) {
  const labels = useContext(Labels);
  const { growing } = useContext(Rest);
  const view = ({ currentTarget }) => viewTable(currentTarget.previousElementSibling.firstElementChild, currentTarget);
  const frame = { className: "table", tabIndex: 0, role: "group", "aria-label": labels.table, dir };
  return [
    h("div", { key: "table", ...frame }, h("table", null, children)),
    growing || h(WholeButton, { key: "whole", label: labels.whole, onClick: view }),
  ];
}

const FormulaOf = ({ node: { properties } }) =>
  h(Formula, { tex: properties.tex, source: properties.source, display: properties.display === "true" });

const parts = {
  a: Link,
  img: Picture,
  pre: Pre,
  input: Task,
  table: Table,
  callout: Callout,
  formula: FormulaOf,
  [REST]: () => h(RestOfBlock),
  "note-number": ({ node }) => h(NoteNumber, { label: node.properties.label }),
};

const Plain = ({ text }) => h("p", { className: "plain", dir: "auto" }, text);

class Guarded extends Component {
  state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  render() {
    return this.state.failed ? h(Plain, { text: this.props.text }) : this.props.children;
  }
}

const Read = memo(function Read({ text, addresses, growing, inCode, gap, isFirst, isLast }) {
  const { text: bare, formulas } = masked(text, growing);
  const whole = (growing && !inCode ? mended(bare) : bare) + (addresses && `\n\n${addresses}`);
  const plugins = [dialect, [marked, { formulas, growing }]];
  const shape = [plainItems, ...(isFirst ? [] : [[onlyInside, gap]]), ...(isFirst && !isLast ? [withRest] : [])];
  return h(
    ReactMarkdown,
    { remarkPlugins: plugins, rehypePlugins: shape, components: parts, urlTransform: onlySafe },
    whole,
  );
});

// What cannot be cut is not read again for each word either, but whenever it is a little longer than the last time.
const heldBack = (text) => {
  const steps = Math.floor(Math.log(text.length / LONGEST_LIVE) / Math.log(STEP));
  const length = Math.floor(LONGEST_LIVE * STEP ** steps);
  const end = text.lastIndexOf("\n", length);
  return text.slice(0, end > 0 ? end : length);
};

const Piece = memo(function Piece({ text, addresses = "", growing, ...place }) {
  if (!isReadable(text)) return h(Plain, { text });
  const shown = growing && text.length > LONGEST_LIVE ? heldBack(text) : text;
  return h(
    Guarded,
    { text },
    h(Growing.Provider, { value: growing }, h(Read, { text: shown, addresses, growing, ...place })),
  );
});

function RestOfBlock() {
  const { pieces, growing } = useContext(Rest);
  const left = useLeftOut(pieces.length);
  const shown = pieces.map((piece, at) =>
    h(Piece, { key: at, ...piece, growing: growing && at === pieces.length - 1 }),
  );
  return shown.slice(left);
}

export function TextBlock({ pieces, growing = false }) {
  const [first, ...rest] = pieces;
  const isLast = rest.length === 0;
  const piece = h(Piece, { ...first, growing: growing && isLast, isFirst: true, isLast });
  return h(Rest.Provider, { value: { pieces: rest, growing } }, piece);
}
