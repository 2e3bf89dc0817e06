// The page's own markdown as static HTML: finished, and at every moment of a stream.
import assert from "node:assert/strict";
import { createElement as h } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { Blocks, Markdown, readText } from "../../assets/js/markdown/markdown";

globalThis.document ??= { documentElement: { lang: "zh-CN", classList: { contains: () => false } } };

const NAMES =
  "copy copied wrap code diagram table diagram_failed image notes back task_done task_open show_all show_less note tip important warning caution".split(
    " ",
  );
const labels = Object.fromEntries(NAMES.map((name) => [name, name]));

// Every text says which way it runs; only the tests of that want to see it.
const withoutDirections = (html) => html.replaceAll(' dir="auto"', "");

const inner = (html) =>
  /^<div class="markdown">(?:<div class="blocks">([\s\S]*)<\/div>)?<\/div>$/.exec(html)?.[1] ?? html;

// A reloaded text; `markup` is all of it, `rendered` the inside of its only group of blocks.
export const markup = (text, streaming = false) => renderToStaticMarkup(h(Markdown, { text, streaming, labels }));
export const rendered = (text) => inner(withoutDirections(markup(text)));

// What stands there while the text is not finished.
export const growing = (text) => inner(withoutDirections(markup(text, true)));

export const characters = (text) => Array.from(text);
export const pieces = (size) => (text) => {
  const all = characters(text);
  const count = Math.ceil(all.length / size);
  return Array.from({ length: count }, (_piece, at) => all.slice(at * size, (at + 1) * size).join(""));
};

// Every moment of a stream, read on from the moment before as the page does it: [{ text, html }, …]. The last one
// is the finished text.
export const frames = (text, cut = characters) => {
  let reading;
  const frame = (sofar, streaming) => {
    reading = readText(reading, sofar, streaming);
    return {
      text: sofar,
      html: inner(withoutDirections(renderToStaticMarkup(h(Blocks, { reading, streaming, labels })))),
    };
  };
  let sofar = "";
  const moments = cut(text).map((piece) => {
    sofar += piece;
    return frame(sofar, true);
  });
  return [...moments, frame(text, false)];
};

export const streamed = (text, cut) => frames(text, cut).at(-1).html;

// However it came, it looks as after a reload; and at every character as to a reader who joins then.
export const assertStreamsAsReloaded = (text) => {
  for (const cut of [pieces(3), pieces(7)]) assert.equal(streamed(text, cut), rendered(text));
  const moments = frames(text);
  assert.equal(moments.at(-1).html, rendered(text));
  for (const { text: sofar, html } of moments.slice(0, -1)) assert.equal(html, growing(sofar));
};
