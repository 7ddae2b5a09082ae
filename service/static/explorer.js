// What the network page shows and what the reader did to it: chosen, expanded, collapsed, pinned, hidden, filtered; each deed can be undone.
import { address, getJson } from "./elements.js";
import { Filters } from "./filters.js";
import { makeRoom } from "./growing.js";
import { Listing } from "./listing.js";
import { Panel } from "./panel.js";
import { Picture } from "./picture.js";
import { t } from "./wording.js";

/**
 * @typedef {import("./picture.js").DrawnNode & {iri: string, kind: string, kindName: string, opinions: number, value: number, page: string | null, quotations: string | null, expand: string | null}} NetworkNode
 * @typedef {import("./picture.js").DrawnEdge & {kindName: string, opinions: string[], value: number}} NetworkEdge
 * @typedef {{nodes: NetworkNode[], edges: NetworkEdge[], centre: string | null, topics: {id: string, label: string, opinions: string[]}[],
 *   facts: Record<string, import("./filters.js").Fact>, meetings: Record<string, string>, communities: Record<string, string>}} NetworkData
 * @typedef {{out: string[], hidden: string[], expanded: string[], pinned: [string, {x: number, y: number}][], wanted: Filters["wanted"], tinted: string, sized: string}} Deeds
 */

const BASE = ""; // what the page began with, beside the nodes that were expanded
const PAST = 100; // deeds that can be undone
const reason = (/** @type {unknown} */ error) => t("読み込めませんでした：{reason}", { reason: error instanceof Error ? error.message : String(error) });

/** What the page shows, and what the reader chose. */
export class Explorer {
  /** @param {{stage: HTMLElement, find: (id: string) => HTMLElement, shown: () => void}} page */
  constructor(page) {
    this.page = page;
    /** @type {Map<string, NetworkNode>} */
    this.nodes = new Map();
    /** @type {Map<string, NetworkEdge>} */
    this.edges = new Map();
    /** @type {Map<string, Set<string>>} by whom each node and edge was brought: the beginning or expanded nodes */
    this.origins = new Map();
    /** @type {Record<string, string>} */
    this.meetings = {};
    /** @type {Record<string, string>} */
    this.communities = {};
    const asked = new URLSearchParams(window.location.search);
    this.filters = new Filters(asked);
    this.hidden = new Set((asked.get("hide") ?? "").split(",").filter(Boolean));
    this.out = new Set(asked.getAll("out"));
    this.view = asked.get("view") === "list" ? "list" : "picture";
    /** @type {string[]} */
    this.expanded = asked.getAll("expand");
    /** @type {Map<string, {x: number, y: number}>} */
    this.pinned = new Map(asked.getAll("pin").map((words) => this.placed(words)));
    /** @type {{node?: string, edge?: string} | null} */
    this.choice = asked.get("selected") ? { node: asked.get("selected") ?? "" } : asked.get("edge") ? { edge: asked.get("edge") ?? "" } : null;
    /** @type {Deeds[]} */
    this.past = [];
    this.panel = new Panel(page.find("panel"), this);
    this.listing = new Listing(page.find("listing"), this);
    this.picture = new Picture(page.find("canvas"), /** @type {any} */ (window).vis, { choose: (chosen) => this.choose(chosen), expand: (node) => this.expand(node), moved: (node) => this.moved(node) });
    this.picture.tinted = asked.get("colour") === "community" ? "community" : "kind";
    this.picture.sized = asked.get("size") === "centrality" ? "centrality" : "opinions";
  }

  /** Read a pinned node from the address: x~y~id. @param {string} words @returns {[string, {x: number, y: number}]} */
  placed(words) {
    const [x, y, ...id] = words.split("~");
    return [id.join("~"), { x: Number(x) || 0, y: Number(y) || 0 }];
  }

  async open() {
    const query = this.page.stage.dataset.query ?? "";
    try {
      this.take(await getJson(`${this.page.stage.dataset.source}${query ? `?${query}` : ""}`), BASE);
      for (const id of this.expanded) await this.grow(id);
    } catch (error) {
      this.say(reason(error));
      return;
    }
    for (const [id, { x, y }] of this.pinned) if (this.nodes.has(id)) this.picture.put(id, x, y);
    this.refilter();
    this.picture.fit(false);
    this.show(this.view);
    const { choice } = this;
    if (choice?.node !== undefined ? this.nodes.has(choice.node) : choice?.edge !== undefined && this.edges.has(choice.edge)) this.choose(choice);
    else this.choose(null);
  }

  /**
   * @param {NetworkData} data
   * @param {string} origin
   */
  take(data, origin) {
    for (const node of data.nodes) if (!this.nodes.has(node.id)) this.nodes.set(node.id, node);
    for (const edge of data.edges) if (!this.edges.has(edge.id)) this.edges.set(edge.id, edge);
    for (const { id } of [...data.nodes, ...data.edges]) this.origins.set(id, (this.origins.get(id) ?? new Set()).add(origin));
    for (const [id, fact] of Object.entries(data.facts)) this.filters.facts.set(id, fact);
    for (const topic of data.topics) {
      const known = this.filters.topics.get(topic.id) ?? new Set();
      topic.opinions.forEach((opinion) => known.add(opinion));
      this.filters.topics.set(topic.id, known);
    }
    Object.assign(this.meetings, data.meetings);
    Object.assign(this.communities, data.communities);
    this.picture.add(data.nodes, data.edges, false);
  }

  /** Remember how things are, before a deed changes them. */
  before() {
    this.past.push({ out: [...this.out], hidden: [...this.hidden], expanded: [...this.expanded], pinned: [...this.pinned], wanted: { ...this.filters.wanted }, tinted: this.picture.tinted, sized: this.picture.sized });
    if (this.past.length > PAST) this.past.shift();
  }

  /** Take the last deed back. */
  undo() {
    const last = this.past.pop();
    if (!last) return this.say(t("元に戻す操作はありません"));
    const moved = this.pinned;
    [this.out, this.hidden, this.expanded, this.pinned] = [new Set(last.out), new Set(last.hidden), last.expanded, new Map(last.pinned)];
    Object.assign(this.filters.wanted, last.wanted);
    [this.picture.tinted, this.picture.sized] = [last.tinted, last.sized];
    for (const id of new Set([...moved.keys(), ...this.pinned.keys()])) {
      const place = this.pinned.get(id) ?? this.picture.home(id);
      if (place) this.picture.put(id, place.x, place.y);
    }
    this.refilter();
    this.choose(this.choice?.node !== undefined && !this.nodePasses(this.choice.node) ? null : this.choice);
    this.say(t("元に戻しました"));
  }

  /**
   * Choose a node, an edge or nothing; the panel and the address follow.
   * @param {{node?: string, edge?: string} | null} choice
   * @param {boolean} [go] whether the keyboard's focus goes to the panel
   */
  choose(choice, go = false) {
    this.choice = choice;
    this.picture.choose(choice);
    this.describe();
    if (go) this.page.find("panel").focus();
    else if (choice && this.view === "picture") this.panel.bring();
    this.remember();
  }

  /** Let the panel say what there is on what is chosen, under the conditions as they are. */
  describe() {
    const { choice } = this;
    const node = choice?.node !== undefined ? this.nodes.get(choice.node) : undefined;
    const edge = choice?.edge !== undefined ? this.edges.get(choice.edge) : undefined;
    if (node) this.panel.node(node);
    else if (edge) this.panel.edge(edge, /** @type {NetworkNode} */ (this.nodes.get(edge.from)), /** @type {NetworkNode} */ (this.nodes.get(edge.to)));
    else this.panel.nothing();
  }

  /** @param {string} id */
  async expand(id) {
    const node = this.nodes.get(id);
    if (!node?.expand) return;
    const shown = this.shown().length;
    this.say(t("「{name}」のつながりを読み込んでいます…", { name: node.label }));
    try {
      await this.grow(id);
    } catch (error) {
      this.say(reason(error));
      return;
    }
    this.before();
    if (!this.expanded.includes(id)) this.expanded.push(id);
    this.refilter();
    this.choose({ node: id });
    const added = this.shown().length - shown;
    this.say(added > 0 ? t("「{name}」から{count}件を加えました", { name: node.label, count: added }) : t("「{name}」のつながりはすべて表示されています", { name: node.label }));
  }

  /** Add a node's neighbourhood around the place where the node is. @param {string} id */
  async grow(id) {
    const node = this.nodes.get(id);
    if (!node?.expand || this.origins.get(id)?.has(id)) return;
    /** @type {NetworkData} */
    const data = await getJson(node.expand);
    const there = data.nodes.find((other) => other.id === id) ?? { id, x: 0, y: 0 };
    const standing = Array.from(this.nodes.values(), (other) => ({ ...other, ...this.picture.across(other.id) }));
    makeRoom({ ...node, ...this.picture.across(id) }, data.nodes.filter((other) => !this.nodes.has(other.id)), there, standing);
    this.take(data, id);
  }

  /** Take away what a node's expansion brought and nothing else holds. @param {string} id */
  collapse(id) {
    if (!this.expanded.includes(id)) return;
    this.before();
    const shown = this.shown().length;
    this.expanded = this.expanded.filter((other) => other !== id);
    this.refilter();
    this.choose({ node: id });
    this.say(t("「{name}」から加えた{count}件をたたみました", { name: this.nodes.get(id)?.label ?? "", count: shown - this.shown().length }));
  }

  /** Let a node stay where it is and in sight, or no longer. @param {string} id */
  pin(id) {
    this.before();
    if (!this.pinned.delete(id)) this.pinned.set(id, this.picture.network.getPosition(id));
    this.refilter();
    this.choose({ node: id });
    const name = this.nodes.get(id)?.label ?? "";
    this.say(this.pinned.has(id) ? t("「{name}」を固定しました", { name }) : t("「{name}」の固定を外しました", { name }));
  }

  /** A node that the reader moved stays there. @param {string} id */
  moved(id) {
    this.before();
    this.pinned.set(id, this.picture.network.getPosition(id));
    this.refilter();
    this.say(t("「{name}」を固定しました", { name: this.nodes.get(id)?.label ?? "" }));
  }

  /** Choose the next of the nodes that are shown, the weightiest first, or the one before. @param {number} step */
  walk(step) {
    const order = this.shown().sort((one, other) => other.value - one.value || (one.id < other.id ? -1 : 1));
    if (!order.length) return;
    const at = order.findIndex(({ id }) => id === this.choice?.node);
    const next = order[(at < 0 ? (step > 0 ? 0 : order.length - 1) : at + step + order.length) % order.length];
    if (!next) return;
    this.choose({ node: next.id });
    this.say(t("「{name}」を選びました（{at}/{count}）", { name: next.label, at: order.indexOf(next) + 1, count: order.length }));
  }

  /** Put a node out of sight. @param {string} id */
  hide(id) {
    this.before();
    this.out.add(id);
    this.pinned.delete(id);
    this.refilter();
    this.choose(null);
    if (this.view === "picture") this.page.find("canvas").focus();
    this.say(t("「{name}」を隠しました。元に戻すで戻ります。", { name: this.nodes.get(id)?.label ?? "" }));
  }

  /**
   * Choose a concept found by a search; one that the picture lacks becomes its centre.
   * @param {import("./finder.js").Offer} offer
   */
  seek(offer) {
    const node = Array.from(this.nodes.values()).find((other) => other.iri === offer.iri);
    if (!node || !this.alive(node.id)) {
      window.location.assign(address(["network"], { concept: offer.id }));
      return;
    }
    this.hidden.delete(node.section);
    this.out.delete(node.id);
    this.refilter();
    this.choose({ node: node.id });
    this.picture.focus(node.id);
  }

  /** Whether the beginning, or a node that is expanded, brought a node or an edge. @param {string} id */
  alive(id) {
    const origins = this.origins.get(id) ?? new Set();
    return origins.has(BASE) || this.expanded.some((other) => origins.has(other));
  }

  /** @param {string} id */
  nodePasses(id) {
    const node = this.nodes.get(id);
    if (!node || this.out.has(id)) return false;
    if (this.pinned.has(id)) return true;
    return !this.hidden.has(node.section) && this.passes(id);
  }

  /** Whether a node is there under the conditions, whatever kinds are shown. @param {string} id */
  passes(id) {
    return this.alive(id) && !this.out.has(id) && (!this.filters.active || Boolean(this.lit?.has(id)));
  }

  /** @param {string} id */
  edgePasses(id) {
    const edge = this.edges.get(id);
    return Boolean(edge && this.alive(id) && this.filters.count(edge) && this.nodePasses(edge.from) && this.nodePasses(edge.to));
  }

  /** The nodes that are shown. */
  shown() {
    return Array.from(this.nodes.values()).filter((node) => this.nodePasses(node.id));
  }

  refilter() {
    this.lit = new Set(Array.from(this.edges.values()).filter((edge) => this.alive(edge.id) && this.filters.count(edge)).flatMap(({ from, to }) => [from, to]));
    const width = (/** @type {NetworkEdge} */ edge) => (this.filters.active ? Math.min(0.8 + 0.7 * Math.sqrt(Math.max(this.filters.count(edge) - 1, 0)), 4.5) : edge.width);
    this.picture.pinned = new Set(this.pinned.keys());
    this.picture.filter((id) => this.nodePasses(id), (id) => (this.edgePasses(id) ? width(/** @type {NetworkEdge} */ (this.edges.get(id))) : 0));
    const [nodes, edges] = [this.shown(), Array.from(this.edges.values()).filter((edge) => this.edgePasses(edge.id))];
    this.listing.show(nodes, edges);
    this.page.find("shown").textContent = t("{nodes}項目・{edges}のつながりを表示中", { nodes: nodes.length, edges: edges.length });
    this.page.find("hint").hidden = nodes.length > 0;
    if (!nodes.length) this.page.find("hint").textContent = this.nodes.size ? t("条件に合う項目がありません。条件や凡例の選択を外すと戻ります。") : t("描くものがありません");
    this.page.shown();
    this.remember();
  }

  /** @param {string} view */
  show(view) {
    this.view = view === "list" ? "list" : "picture";
    this.page.find("picture").hidden = this.view === "list";
    this.page.find("listing").hidden = this.view !== "list";
    for (const button of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-view]"))) button.setAttribute("aria-pressed", String(button.dataset.view === this.view));
    if (this.view === "picture") this.picture.network.redraw();
    this.remember();
  }

  /** Write what is shown into the address, so that it can be shared and opened again. */
  remember() {
    const query = new URLSearchParams(this.page.stage.dataset.query ?? "");
    if (this.hidden.size) query.set("hide", [...this.hidden].sort().join(","));
    this.filters.write(query);
    if (this.view === "list") query.set("view", "list");
    if (this.picture.tinted !== "kind") query.set("colour", this.picture.tinted);
    if (this.picture.sized !== "opinions") query.set("size", this.picture.sized);
    if (this.choice?.node) query.set("selected", this.choice.node);
    if (this.choice?.edge) query.set("edge", this.choice.edge);
    for (const id of this.expanded) query.append("expand", id);
    for (const [id, { x, y }] of this.pinned) query.append("pin", `${Math.round(x)}~${Math.round(y)}~${id}`);
    for (const id of this.out) query.append("out", id);
    const asked = query.toString();
    window.history.replaceState(null, "", asked ? `?${asked}` : window.location.pathname);
  }

  /** @param {string} sentence */
  say(sentence) {
    this.page.find("said").textContent = sentence;
  }
}
