// An element in which what a reader has selected stays selected while React writes its text anew: a browser lets go
// of a selection whose text node is written or replaced.
import { Component, createRef, createElement as h } from "react";

const charactersBefore = (element, node, offset) => {
  const range = document.createRange();
  range.selectNodeContents(element);
  range.setEnd(node, offset);
  return range.toString().length;
};

// A point of the selection: where it is, the text before it in its node, and in this element the characters before it.
const pointOf = (element, node, offset) => ({
  node,
  offset,
  text: node.nodeValue?.slice(0, offset),
  characters: element.contains(node) ? charactersBefore(element, node, offset) : null,
});

const selectionIn = (element) => {
  const { anchorNode, anchorOffset, focusNode, focusOffset, isCollapsed } = getSelection();
  if (isCollapsed || !(element.contains(anchorNode) || element.contains(focusNode))) return null;
  return [pointOf(element, anchorNode, anchorOffset), pointOf(element, focusNode, focusOffset)];
};

const isSame = ([anchor, focus], { anchorNode, anchorOffset, focusNode, focusOffset }) =>
  anchorNode === anchor.node &&
  anchorOffset === anchor.offset &&
  focusNode === focus.node &&
  focusOffset === focus.offset;

const isWhole = (element, { node, text }) =>
  element.contains(node) && text !== undefined && node.nodeValue.startsWith(text);

/** @returns {[Node, number]} */
const placeOf = (element, point, isStart) => {
  const { node, offset, characters } = point;
  if (characters === null || isWhole(element, point)) return [node, offset];
  const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  let left = characters;
  while (texts.nextNode()) {
    const { length } = texts.currentNode.nodeValue;
    if (left < length || (left === length && !isStart)) return [texts.currentNode, left];
    left -= length;
  }
  return [element, element.childNodes.length];
};

const select = (element, points) => {
  const selection = getSelection();
  if (isSame(points, selection)) return;
  const [anchor, focus] = points;
  const isForward = (anchor.characters ?? 0) <= (focus.characters ?? Infinity);
  selection.setBaseAndExtent(...placeOf(element, anchor, isForward), ...placeOf(element, focus, !isForward));
};

export class SelectionKept extends Component {
  element = createRef();

  getSnapshotBeforeUpdate() {
    return selectionIn(this.element.current);
  }

  componentDidUpdate(_props, _state, points) {
    if (points) select(this.element.current, points);
  }

  render() {
    const { tag, ...props } = this.props;
    return h(tag, { ...props, ref: this.element });
  }
}
