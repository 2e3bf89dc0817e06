// Goes to a message that was found, and marks its words there: by the browser's own highlights, so that no element of
// the message changes. A browser without them still goes there.
import { useEffect } from "react";

const NAME = "found";
const WORDS = /[\p{L}\p{N}]/u;
const WITHOUT_SPACES = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}]/u;
const LATEST_MS = 5000; // what is drawn later moves the reader no more

const bodyOf = (id) => document.querySelector(`[data-message-id="${CSS.escape(id)}"] [data-part=message-body]`);

const escaped = (word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/\s+/g, "\\s+");

// A word begins where a word begins, as the server found it.
const patternOf = (words) => {
  const isWord = (word) => WORDS.test(word[0]) && !WITHOUT_SPACES.test(word[0]);
  const starts = words.map((word) => (isWord(word) ? `(?<![\\p{L}\\p{N}])${escaped(word)}` : escaped(word)));
  return new RegExp(starts.join("|"), "gu");
};

const textNodes = (root) => {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) found.push(walker.currentNode);
  return found;
};

// The ranges of the words, also where one is bold in its middle.
const rangesIn = (root, words) => {
  const nodes = textNodes(root);
  const ends = [];
  let text = "";
  for (const node of nodes) {
    text += node.data;
    ends.push(text.length);
  }
  const place = (offset, isEnd) => {
    const at = ends.findIndex((end) => (isEnd ? offset <= end : offset < end));
    return { node: nodes[at], offset: offset - (ends[at - 1] ?? 0) };
  };
  return [...text.matchAll(patternOf(words))].map((match) => {
    const start = place(match.index, false);
    const end = place(match.index + match[0].length, true);
    const range = new Range();
    range.setStart(start.node, start.offset);
    range.setEnd(end.node, end.offset);
    return range;
  });
};

const unfold = (body) => body.querySelector(".folded")?.parentElement.querySelector("[aria-expanded=false]")?.click();

export function FindMarks({ messageId, words }) {
  useEffect(() => {
    if (!messageId) return undefined;
    window.dispatchEvent(new CustomEvent("oreai:seek", { detail: messageId }));
    const latest = performance.now() + LATEST_MS;
    let isShown = false;
    let frame = 0;
    const mark = () => {
      frame = 0;
      const body = bodyOf(messageId);
      const ranges = body && words.length ? rangesIn(body, words) : [];
      if (globalThis.Highlight) CSS.highlights.set(NAME, new Highlight(...ranges));
      if (!ranges.length || isShown || performance.now() > latest) return;
      isShown = true;
      unfold(body);
      ranges[0].startContainer.parentElement.scrollIntoView({ block: "center" });
    };
    const soon = () => {
      frame ||= requestAnimationFrame(mark);
    };
    const changes = new MutationObserver(soon);
    const column = document.querySelector(".transcript");
    if (column) changes.observe(column, { childList: true, subtree: true, characterData: true });
    soon();
    return () => {
      changes.disconnect();
      cancelAnimationFrame(frame);
      CSS.highlights?.delete(NAME);
    };
  }, [messageId, words]);
  return null;
}
