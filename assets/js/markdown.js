// Markdown that grows. The text is cut into blocks; a finished block renders once and never again, so the
// work follows the reply's length. Raw HTML stays text; images wait for the reader's touch.
import { createElement as h, memo, useMemo, useRef, useState } from "react";
import ReactMarkdown from "react-markdown";
import remarkGfm from "remark-gfm";
import { CodeBlock } from "./code_block";
import { grown } from "./blocks";
import { mended } from "./mend";

const plugins = [remarkGfm];

function Link({ href, children }) {
  return h("a", { href, target: "_blank", rel: "noopener noreferrer nofollow" }, children);
}

function Picture({ src, alt, labels }) {
  const [shown, setShown] = useState(false);
  if (!/^https?:/i.test(src ?? "")) return alt || null;
  if (shown) return h("img", { src, alt, referrerPolicy: "no-referrer" });
  const label = [labels.image, alt].filter(Boolean).join(": ");
  return h("button", { type: "button", className: "image-closed", onClick: () => setShown(true) }, label);
}

const partsFor = (labels) => ({
  a: Link,
  img: ({ src, alt }) => h(Picture, { src, alt, labels }),
  table: ({ children }) => h("div", { className: "table" }, h("table", null, children)),
});

const Block = memo(function Block({ block, parts, labels }) {
  if (block.fence) return h(CodeBlock, { ...block.fence, labels });
  return h(ReactMarkdown, { remarkPlugins: plugins, components: parts }, block.text);
});

// Finished blocks stand in groups, so that a growing reply compares a few groups and not hundreds of blocks.
const GROUP = 16;

const Group = memo(
  function Group({ blocks, from, to, parts, labels }) {
    const shown = blocks.slice(from, to);
    return h(
      "div",
      { className: "blocks" },
      shown.map((block, at) => h(Block, { key: from + at, block, parts, labels })),
    );
  },
  (before, after) => before.to === after.to && before.blocks === after.blocks && before.parts === after.parts,
);

const groupsOf = (blocks, parts, labels) => {
  const groups = [];
  for (let from = 0; from < blocks.length; from += GROUP) {
    const to = Math.min(from + GROUP, blocks.length);
    groups.push(h(Group, { key: from, blocks, from, to, parts, labels }));
  }
  return groups;
};

export function Markdown({ text, streaming, labels: given }) {
  // Reflex makes this object anew at every render; a new one would render every block again.
  const labels = useMemo(() => given, [given.copy, given.copied, given.image]);
  const split = useRef(undefined);
  split.current = grown(split.current, text);
  const parts = useMemo(() => partsFor(labels), [labels]);
  const { sealed, tail } = split.current;
  const last = tail && streaming && !tail.fence ? { text: mended(tail.text) } : tail;
  return h(
    "div",
    { className: "markdown" },
    groupsOf(sealed, parts, labels),
    last && h("div", { key: "tail", className: "blocks" }, h(Block, { block: last, parts, labels })),
  );
}
