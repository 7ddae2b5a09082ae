// The network in a file of its own: what is chosen is quoted from the file itself.
import { Picture } from "./picture.js";

const read = (/** @type {string} */ id) => JSON.parse(document.getElementById(id)?.textContent ?? "{}");
const { network, opinions } = read("data");
const words = read("words");
const panel = /** @type {HTMLElement} */ (document.getElementById("panel"));
const labels = new Map(network.nodes.map((/** @type {any} */ node) => [node.id, node.label]));

/**
 * @param {string} name
 * @param {string} text
 * @param {string} [kind]
 */
function piece(name, text, kind) {
  const made = document.createElement(name);
  made.textContent = text;
  if (kind) made.className = kind;
  return made;
}

/** @param {any} opinion */
function quoted(opinion) {
  const article = piece("article", "", "quote");
  const foot = piece("footer", "");
  if (opinion.meeting.fictional) foot.append(piece("span", words.fiction, "fiction"));
  foot.append(piece("span", opinion.meeting.label), piece("span", opinion.meeting.date ?? ""));
  const way = /** @type {HTMLAnchorElement} */ (piece("a", opinion.iri));
  way.href = opinion.iri;
  foot.append(way);
  article.append(piece("p", `${words.marks[opinion.act] ?? "―"} ${words.acts[opinion.act] ?? opinion.act}`, `stamp act act-${opinion.act}`), piece("blockquote", opinion.text), foot);
  return article;
}

/** @param {{node?: string, edge?: string} | null} choice */
function choose(choice) {
  picture.choose(choice);
  if (!choice) return;
  const edges = network.edges.filter((/** @type {any} */ edge) => (choice.edge !== undefined ? edge.id === choice.edge : edge.from === choice.node || edge.to === choice.node));
  const title = choice.node !== undefined ? labels.get(choice.node) : `${labels.get(edges[0].from)} — ${labels.get(edges[0].to)}`;
  const found = new Set(edges.flatMap((/** @type {any} */ edge) => edge.opinions));
  const quotes = piece("div", "", "quotes");
  quotes.append(...[...found].filter((id) => opinions[id]).map((id) => quoted(opinions[id])));
  panel.replaceChildren(piece("h2", title), quotes);
}

const picture = new Picture(/** @type {HTMLElement} */ (document.getElementById("canvas")), /** @type {any} */ (window).vis, { choose, expand: (node) => choose({ node }) });
picture.add(network.nodes, network.edges);
picture.fit(false);
