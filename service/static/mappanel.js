// The panel beside the map: the groups, one group, or one concept with what it is most spoken of together with.
import { address, el } from "./elements.js";
import { t } from "./wording.js";

const NEIGHBOURS = 12;
const FOREMOST = 15;

/** Shows what was chosen on the map. */
export class MapPanel {
  /**
   * @param {HTMLElement} host
   * @param {import("./map.js").Explorer} explorer
   */
  constructor(host, explorer) {
    this.host = host;
    this.explorer = explorer;
    this.idle = Array.from(host.children);
  }

  /** @param {...(Node | null)} parts */
  put(...parts) {
    this.host.replaceChildren(...parts.filter((part) => part !== null));
    this.host.scrollTop = 0;
  }

  nothing() {
    const { data } = this.explorer.map;
    const rows = data.communities.map((community) =>
      el("li", {}, this.swatch(community.id), el("button", { type: "button", class: "link", click: () => this.explorer.chooseGroup(community.id, true) }, community.label), " ", el("span", { class: "number" }, t("{count}概念", { count: community.size }))),
    );
    this.put(...this.idle, el("h3", {}, t("話題群")), el("ul", { class: "groups" }, ...rows));
  }

  /** @param {number} id */
  group(id) {
    const { map } = this.explorer;
    const community = map.data.communities[id];
    if (!community) return this.nothing();
    const members = map.data.nodes.flatMap((node, index) => (node.community === id && map.passes[index] ? [index] : []));
    members.sort((one, other) => (map.data.nodes[other]?.centrality ?? 0) - (map.data.nodes[one]?.centrality ?? 0));
    return this.put(
      el("div", { class: "title-row" }, el("h2", {}, this.swatch(id), community.label), el("span", { class: "tag" }, t("話題群"))),
      el("p", { class: "soft small" }, t("ともに語られることの多い{count}の概念。中心にあるものから並べています。", { count: community.size })),
      el("div", { class: "deeds" }, this.closing()),
      el("ul", { class: "plain" }, ...members.slice(0, FOREMOST * 2).map((index) => this.row(index))),
    );
  }

  /** @param {number} index */
  node(index) {
    const { map, typeName } = this.explorer;
    const node = map.data.nodes[index];
    if (!node) return this.nothing();
    const near = this.explorer.neighbours(index);
    const group = node.community === null ? null : map.data.communities[node.community];
    return this.put(
      el("div", { class: "title-row" }, el("h2", {}, node.label), el("span", { class: "tag" }, typeName(node.type))),
      el("p", {}, t("意見 {count}", { count: node.opinions })),
      group ? el("p", { class: "small" }, this.swatch(group.id), t("話題群"), " ", el("button", { type: "button", class: "link", click: () => this.explorer.chooseGroup(group.id, true) }, group.label)) : null,
      el(
        "div",
        { class: "deeds" },
        el("a", { class: "button", href: address(["concepts", node.id]) }, t("概念のページ")),
        el("a", { class: "button", href: address(["network"], { concept: node.id }) }, t("この概念のネットワーク")),
        this.closing(),
      ),
      el("h3", {}, t("特に結びつきの強い概念"), " ", el("span", { class: "count" }, t("ともに語る意見の数"))),
      near.length ? el("ul", { class: "plain" }, ...near.slice(0, NEIGHBOURS).map(({ other, together }) => this.row(other, together))) : el("p", { class: "none" }, t("地図に線のある概念はありません")),
    );
  }

  /**
   * @param {number} index
   * @param {number} [count] unless given, how many opinions there are on it
   */
  row(index, count) {
    const node = this.explorer.map.data.nodes[index];
    return el("li", {}, el("button", { type: "button", class: "link", click: () => this.explorer.choose(index, { go: true }) }, node?.label ?? ""), " ", el("span", { class: "number" }, String(count ?? node?.opinions ?? 0)));
  }

  /** @param {number} community */
  swatch(community) {
    const made = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    made.setAttribute("viewBox", "0 0 10 10");
    made.setAttribute("aria-hidden", "true");
    made.setAttribute("class", `swatch swatch-group-${this.explorer.map.tints?.[community] ?? 0}`);
    const dot = document.createElementNS("http://www.w3.org/2000/svg", "circle");
    for (const [name, value] of [["cx", "5"], ["cy", "5"], ["r", "4.5"]]) dot.setAttribute(/** @type {string} */ (name), /** @type {string} */ (value));
    made.append(dot);
    return made;
  }

  closing() {
    return el("button", { type: "button", click: () => this.explorer.choose(null) }, t("閉じる"));
  }
}
