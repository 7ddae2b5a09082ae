// On pages in English, says of Japanese words that they are Japanese, so that they are read out as such (WCAG 2.1, 3.1.2).

const JAPANESE = /[\u3040-\u30ff\u3400-\u9fff]/;

/** Mark one text. @param {Text} text */
function mark(text) {
  const parent = text.parentElement;
  if (!parent || !JAPANESE.test(text.data) || parent.closest("[lang=ja], script, style, textarea")) return;
  const alone = Array.from(parent.childNodes).every((node) => node === text || !(node instanceof Text) || !node.data.trim());
  if (parent instanceof HTMLOptionElement || (alone && !parent.children.length)) {
    parent.lang = "ja";
    return;
  }
  const span = document.createElement("span");
  span.lang = "ja";
  text.replaceWith(span);
  span.append(text);
}

/** Mark all texts below a node. @param {Node} root */
function markAll(root) {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) texts.push(/** @type {Text} */ (walker.currentNode));
  texts.forEach(mark);
}

/** Mark the page, and whatever scripts add to it. */
export function markJapanese() {
  markAll(document.body);
  new MutationObserver((changes) => changes.forEach(({ addedNodes }) => addedNodes.forEach((node) => (node instanceof Text ? mark(node) : markAll(node))))).observe(document.body, { childList: true, subtree: true });
}
