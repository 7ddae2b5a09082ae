// The picture as two tables: the same nodes, edges and quotations for keyboard and screen reader.
import { el } from "./elements.js";
import { t } from "./wording.js";

/** Shows what the picture shows, as tables. */
export class Listing {
  /**
   * @param {HTMLElement} host
   * @param {import("./explorer.js").Explorer} explorer
   */
  constructor(host, explorer) {
    this.body = el("div");
    host.append(this.body);
    this.explorer = explorer;
  }

  /**
   * @param {import("./explorer.js").NetworkNode[]} nodes
   * @param {import("./explorer.js").NetworkEdge[]} edges
   */
  show(nodes, edges) {
    /** @type {Map<string, number>} */
    const ties = new Map();
    for (const { from, to } of edges) for (const id of [from, to]) ties.set(id, (ties.get(id) ?? 0) + 1);
    const things = [...nodes].sort((one, other) => other.value - one.value || one.label.localeCompare(other.label, "ja"));
    const pairs = [...edges].sort((one, other) => other.value - one.value);
    this.body.replaceChildren(
      el("h2", {}, t("項目"), " ", el("small", { class: "count" }, t("{count}件", { count: things.length }))),
      this.table(t("図に表示されている項目。名前を押すと引用が開きます。"), [t("名前"), t("種類"), t("意見"), t("つながり")], things.map((node) => this.thing(node, ties.get(node.id) ?? 0))),
      el("h2", {}, t("つながり"), " ", el("small", { class: "count" }, t("{count}件", { count: pairs.length }))),
      this.table(t("項目どうしのつながり。押すと両者を結ぶ引用が開きます。"), [t("項目どうし"), t("関係"), t("根拠の意見")], pairs.map((edge) => this.pair(edge))),
    );
  }

  /**
   * @param {string} caption
   * @param {string[]} heads
   * @param {HTMLElement[]} rows
   */
  table(caption, heads, rows) {
    const head = el("tr", {}, ...heads.map((words, index) => el("th", { scope: "col", class: index > 1 ? "figure" : null }, words)));
    return el("table", {}, el("caption", {}, caption), el("thead", {}, head), el("tbody", {}, ...rows));
  }

  /**
   * @param {import("./explorer.js").NetworkNode} node
   * @param {number} ties
   */
  thing(node, ties) {
    const name = el("button", { type: "button", class: "link", click: () => this.explorer.choose({ node: node.id }, true) }, node.label);
    return el("tr", {}, el("th", { scope: "row" }, name), el("td", {}, node.kindName), el("td", { class: "figure" }, String(node.value)), el("td", { class: "figure" }, String(ties)));
  }

  /** @param {import("./explorer.js").NetworkEdge} edge */
  pair(edge) {
    const [from, to] = [edge.from, edge.to].map((id) => this.explorer.nodes.get(id)?.label ?? id);
    const names = el("button", { type: "button", class: "link", click: () => this.explorer.choose({ edge: edge.id }, true) }, `${from} — ${to}`);
    return el("tr", {}, el("th", { scope: "row" }, names), el("td", {}, edge.kindName), el("td", { class: "figure" }, String(edge.value)));
  }
}
