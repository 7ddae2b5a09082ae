// An answer as a network: its first two columns that are no numbers are joined, a graph's triples from subject to object.
import { el } from "../elements.js";
import { t } from "../wording.js";
import { numeric } from "./answers.js";
import { short } from "./terms.js";

const most = 300;
const labels = /(prefLabel|#label|\/title|\/name)$/;
const form = document.getElementById("ask");

/**
 * Tell whether an answer joins things.
 * @param {import("./answers.js").Answer} answer
 * @returns {boolean}
 */
export const canJoin = (answer) => answer.rows.length > 0 && numeric(answer).filter((figures) => !figures).length > 1;

/**
 * Show an answer as a network.
 * @param {HTMLElement} host
 * @param {import("./answers.js").Answer} answer
 */
export async function showTies(host, answer) {
  const canvas = el("div", { class: "canvas", role: "img", "aria-label": t("つながりの図。同じ内容は表で読めます。") });
  const all = answer.graph ? fromGraph(answer) : fromRows(answer);
  const edges = all.edges.slice(0, most);
  const note = el("p", { class: "small soft" }, all.edges.length > most ? t("最初の{most}本の線を示しています。すべては表で見られます。", { most }) : "");
  host.replaceChildren(canvas, note);
  await library();
  const style = getComputedStyle(document.documentElement);
  const color = (/** @type {string} */ name) => style.getPropertyValue(name).trim();
  const used = new Set(edges.flatMap(({ from, to }) => [from, to]));
  const nodes = [...used].map((id) => ({ id, label: cut(all.names.get(id) ?? id), title: all.names.get(id) ?? id }));
  const drawn = new (/** @type {any} */ (window).vis.Network)(
    canvas,
    { nodes, edges },
    {
      layout: { randomSeed: 1, improvedLayout: nodes.length < 100 },
      nodes: { shape: "dot", size: 9, color: color("--ai"), font: { color: color("--ink"), face: "sans-serif", size: 20, strokeWidth: 4, strokeColor: color("--paper") } },
      edges: { color: { color: color("--edge-firm"), highlight: color("--ai") }, font: { color: color("--soft"), size: 14, strokeWidth: 3, strokeColor: color("--paper") }, scaling: { min: 1, max: 8, label: false }, arrows: { to: { enabled: all.directed, scaleFactor: 0.6 } } },
      physics: { solver: "forceAtlas2Based", forceAtlas2Based: { springLength: 80 }, stabilization: { iterations: 150 } },
      interaction: { hover: true },
    },
  );
  drawn.once("stabilizationIterationsDone", () => {
    drawn.setOptions({ physics: false });
    drawn.fit();
    canvas.dataset.drawn = String(nodes.length);
  });
}

/** @param {import("./answers.js").Answer} answer */
function fromRows(answer) {
  const figures = numeric(answer);
  const words = answer.columns.map((_, at) => at).filter((at) => !figures[at]);
  const [from, to, by] = words;
  const weight = figures.indexOf(true);
  const few = by !== undefined && new Set(answer.rows.map((row) => row[by]?.value)).size <= 12;
  /** @type {Map<string, string>} */
  const names = new Map();
  /** @type {Map<string, any>} */
  const edges = new Map();
  for (const row of answer.rows) {
    const [one, other] = [row[from], row[to]];
    if (!one || !other) continue;
    for (const term of [one, other]) names.set(term.value, term.type === "uri" ? short(term.value) : term.value);
    const label = few ? row[by]?.value : undefined;
    edges.set(JSON.stringify([one.value, other.value, label]), { from: one.value, to: other.value, label, value: weight < 0 ? 1 : (row[weight]?.number ?? 1) });
  }
  return { names, edges: [...edges.values()], directed: weight < 0 };
}

/** @param {import("./answers.js").Answer} answer */
function fromGraph(answer) {
  /** @type {Map<string, string>} */
  const names = new Map();
  const edges = [];
  for (const [subject, predicate, object] of answer.rows) {
    if (!subject || !predicate || !object) continue;
    if (!names.has(subject.value)) names.set(subject.value, short(subject.value));
    if (object.type === "literal") {
      if (labels.test(predicate.value)) names.set(subject.value, object.value);
      continue;
    }
    if (!names.has(object.value)) names.set(object.value, short(object.value));
    edges.push({ from: subject.value, to: object.value, title: short(predicate.value), value: 1 });
  }
  return { names, edges, directed: true };
}

/** @param {string} words */
const cut = (words) => (words.length > 18 ? `${words.slice(0, 17)}…` : words);

/** @type {Promise<void> | undefined} */
let loading;

/** Load the drawing library once it is needed. */
function library() {
  loading ??= new Promise((resolve, reject) => {
    const script = el("script", { src: form?.dataset.library });
    script.addEventListener("load", () => resolve());
    script.addEventListener("error", () => reject(new Error(t("図を描けませんでした。"))));
    document.head.append(script);
  });
  return loading;
}
