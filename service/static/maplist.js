// The map as a table, a part at a time: the same concepts for keyboard and screen reader.
import { el } from "./elements.js";
import { t } from "./wording.js";

const AT_ONCE = 100;

/** Shows what passes the filter as a table. */
export class MapList {
  /**
   * @param {HTMLElement} host
   * @param {import("./map.js").Explorer} explorer
   */
  constructor(host, explorer) {
    this.host = host;
    this.explorer = explorer;
    this.begin = 0;
    /** @type {number[]} */
    this.shown = [];
  }

  /** @param {number[]} indexes what passes, the most spoken of first */
  show(indexes) {
    this.shown = indexes;
    this.begin = 0;
    this.render();
  }

  render() {
    if (this.host.hidden) return;
    const part = this.shown.slice(this.begin, this.begin + AT_ONCE);
    const heads = [t("名前"), t("種類"), t("話題群"), t("意見"), t("つながり")];
    const head = el("tr", {}, ...heads.map((words, column) => el("th", { scope: "col", class: column > 2 ? "figure" : null }, words)));
    this.host.replaceChildren(
      el("h2", {}, t("概念"), " ", el("small", { class: "count" }, t("{count}件", { count: this.shown.length }))),
      el("table", {}, el("caption", {}, t("地図にある概念、よく語られる順。名前を押すと、結びつきの強い概念が出ます。")), el("thead", {}, head), el("tbody", {}, ...part.map((index) => this.row(index)))),
      this.turning(),
    );
  }

  /** @param {number} index */
  row(index) {
    const { map, typeName } = this.explorer;
    const node = map.data.nodes[index];
    const group = node?.community == null ? null : map.data.communities[node.community];
    return el(
      "tr",
      {},
      el("th", { scope: "row" }, el("button", { type: "button", class: "link", click: () => this.explorer.choose(index, { go: true }) }, node?.label ?? "")),
      el("td", {}, typeName(node?.type ?? null)),
      el("td", {}, group ? el("button", { type: "button", class: "link", click: () => this.explorer.chooseGroup(group.id, true) }, group.label) : "―"),
      el("td", { class: "figure" }, String(node?.opinions ?? 0)),
      el("td", { class: "figure" }, String(map.incident?.[index]?.length ?? 0)),
    );
  }

  turning() {
    const end = Math.min(this.begin + AT_ONCE, this.shown.length);
    const go = (/** @type {number} */ begin) => () => {
      this.begin = begin;
      this.render();
      this.host.scrollTop = 0;
      /** @type {HTMLElement | null} */ (this.host.querySelector("tbody button"))?.focus();
    };
    return el(
      "p",
      { class: "pages" },
      this.begin > 0 && el("button", { type: "button", click: go(this.begin - AT_ONCE) }, t("前へ")),
      el("span", { class: "soft small" }, this.shown.length ? `${this.begin + 1}–${end} / ${this.shown.length}` : t("条件に合う概念はありません")),
      end < this.shown.length && el("button", { type: "button", click: go(end) }, t("次へ")),
    );
  }
}
