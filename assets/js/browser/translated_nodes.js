// A browser that translates the page takes React's text nodes out and puts its own elements there. React knows nothing
// of that: it would remove what is no longer there, and the page would break. So it is remembered what stands for
// which text; a text that changes takes its place back, to be translated anew.
const standIns = new WeakMap(); // to a text that was taken out what was put there

const isText = (node) => node.nodeType === Node.TEXT_NODE;
const isStandIn = (node) => node.nodeName === "FONT";

// Text and stand-in changed places in one step, or in two, one beside the other.
const isForEachOther = (gone, come) =>
  gone.record === come.record ||
  gone.record.previousSibling === come.node ||
  gone.record.nextSibling === come.node ||
  come.record.nextSibling === gone.node ||
  come.record.previousSibling === gone.node ||
  (gone.record.previousSibling === come.record.previousSibling && gone.record.nextSibling === come.record.nextSibling);

const nodesOf = (records, list, isWanted) =>
  records.flatMap((record) => [...record[list]].filter(isWanted).map((node) => ({ node, record })));

const pair = (records, changes) => {
  const come = nodesOf(records, "addedNodes", isStandIn);
  if (!come.length) return;
  for (const gone of nodesOf(records, "removedNodes", isText)) {
    const { target } = gone.record;
    if (gone.node.parentNode === target) continue;
    const found = come.find((one) => one.record.target === target && isForEachOther(gone, one));
    if (!found) continue;
    standIns.set(gone.node, found.node);
    changes.observe(gone.node, { characterData: true });
  }
};

const takePlaceBack = (text) => {
  const standIn = standIns.get(text);
  if (!standIn?.parentNode || standIn.contains(text)) return;
  standIn.replaceWith(text);
};

// What stands in this parent for a node that React believes to be there.
const standingFor = (node, parent) => {
  if (!node || node.parentNode === parent) return node;
  const standIn = standIns.get(node);
  return standIn?.parentNode === parent ? standIn : null;
};

const watch = () => {
  const changes = new MutationObserver((records) => {
    pair(
      records.filter(({ type }) => type === "childList"),
      changes,
    );
    new Set(records.filter(({ type }) => type === "characterData").map(({ target }) => target)).forEach(takePlaceBack);
  });
  changes.observe(document.body, { childList: true, subtree: true });

  const { removeChild, insertBefore, appendChild } = Node.prototype;
  Node.prototype.removeChild = function (child) {
    const there = standingFor(child, this);
    if (there) removeChild.call(this, there);
    else if (!isText(child)) removeChild.call(this, child); // a mistake that is not the translation's
    return child;
  };
  Node.prototype.insertBefore = function (child, next) {
    const there = standingFor(next, this);
    insertBefore.call(this, standingFor(child, this) ?? child, next && !there && !isText(next) ? next : there);
    return child;
  };
  Node.prototype.appendChild = function (child) {
    appendChild.call(this, standingFor(child, this) ?? child);
    return child;
  };
};

if (typeof window !== "undefined") watch();
