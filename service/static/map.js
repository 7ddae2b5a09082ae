// The map page: data from the API, the picture, the panel, filters, the list, and the address that holds it all.
import { address, el, getJson, quieted } from "./elements.js";
import { offerConcepts } from "./finder.js";
import { MapCanvas } from "./mapcanvas.js";
import { listen } from "./mapgestures.js";
import { MapList } from "./maplist.js";
import { MapPanel } from "./mappanel.js";
import { t } from "./wording.js";

const find = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id));
const stage = find("stage");
/** @type {Record<string, string>} */
const typeNames = JSON.parse(stage.dataset.types ?? "{}");
/** @type {Record<string, string>} which group of types each type is in */
const sections = JSON.parse(stage.dataset.sections ?? "{}");

/** What the page shows, and what the reader chose. */
export class Explorer {
  constructor() {
    const asked = new URLSearchParams(window.location.search);
    this.hidden = new Set((asked.get("hide") ?? "").split(",").filter(Boolean));
    this.least = Math.max(Number.parseInt(asked.get("least") ?? "1", 10) || 1, 1);
    this.view = asked.get("view") === "list" ? "list" : "picture";
    this.wanted = asked;
    /** @type {number | null} */
    this.chosen = null;
    /** @type {number | null} */
    this.group = null;
    this.remember = quieted(() => this.write(), 150);
    this.map = new MapCanvas(find("canvas"), { choose: (index) => this.choose(index), moved: () => this.remember() });
    this.panel = new MapPanel(find("panel"), this);
    this.list = new MapList(find("listing"), this);
    listen(this.map);
  }

  /** @param {string | null} type */
  typeName(type) {
    return typeNames[type ?? ""] ?? t("その他");
  }

  async open() {
    /** @type {import("./mapcanvas.js").MapData} */
    let data;
    try {
      data = await getJson(stage.dataset.source ?? "");
    } catch (error) {
      find("hint").textContent = t("読み込めませんでした：{reason}", { reason: error instanceof Error ? error.message : String(error) });
      return;
    }
    find("hint").hidden = data.nodes.length > 0;
    if (!data.nodes.length) find("hint").textContent = t("まだ地図に描くものがありません");
    this.map.take(data);
    this.refilter();
    const [x, y, scale] = ["x", "y", "z"].map((name) => Number.parseFloat(this.wanted.get(name) ?? ""));
    if (x !== undefined && y !== undefined && scale !== undefined && [x, y, scale].every(Number.isFinite) && scale > 0) this.map.move({ x, y, scale });
    else this.map.fit();
    this.show(this.view);
    this.openChoice();
    if (data.drawn_of !== data.opinions) find("drawn").textContent = t("意見{count}件の時点の地図です。その後の概念はまだありません。", { count: data.drawn_of });
  }

  openChoice() {
    const [node, group] = [this.wanted.get("selected"), this.wanted.get("group")];
    const index = node ? this.map.data.nodes.findIndex((each) => each.id === node) : -1;
    if (index >= 0) this.choose(index);
    else if (group !== null && this.map.data.communities[Number(group)]) this.chooseGroup(Number(group));
    else this.choose(null);
  }

  /** Return what a concept is joined with on the map, those met most often first. @param {number} index */
  neighbours(index) {
    const found = (this.map.incident?.[index] ?? []).map((at) => {
      const [one = 0, other = 0, together = 0] = this.map.data.edges[at] ?? [];
      return { other: one === index ? other : one, together };
    });
    return found.sort((one, two) => two.together - one.together);
  }

  /**
   * Choose a concept or nothing; panel and address follow.
   * @param {number | null} index
   * @param {{go?: boolean, centre?: boolean}} [how] whether the focus goes to the panel, and the map to the concept
   */
  choose(index, { go = false, centre = false } = {}) {
    [this.chosen, this.group] = [index, null];
    this.map.chosen = index;
    this.map.near = index === null ? null : new Set([index, ...this.neighbours(index).map(({ other }) => other)]);
    const node = index === null ? undefined : this.map.data.nodes[index];
    if (node && (centre || (go && !this.visible(/** @type {number} */ (index))))) this.map.move({ x: node.x, y: node.y, scale: Math.max(this.map.view.scale, 0.6) });
    if (index === null) this.panel.nothing();
    else this.panel.node(index);
    this.after(go);
  }

  /**
   * Choose a group: it stands out, and the panel names its concepts.
   * @param {number} id
   * @param {boolean} [go]
   */
  chooseGroup(id, go = false) {
    [this.chosen, this.group] = [null, id];
    this.map.chosen = null;
    this.map.near = new Set(this.map.data.nodes.flatMap((node, index) => (node.community === id ? [index] : [])));
    if (go && this.view === "picture") this.map.fit(this.map.regions?.[id]);
    this.panel.group(id);
    this.after(go);
  }

  /** @param {boolean} go */
  after(go) {
    this.map.redraw();
    if (go) find("panel").focus();
    this.write();
  }

  /** @param {number} index */
  visible(index) {
    const { x, y } = this.map.point(index);
    return x > 0 && y > 0 && x < this.map.host.clientWidth && y < this.map.host.clientHeight;
  }

  /** Go to a concept that a search found; one that is not on the map is said to be elsewhere. @param {import("./finder.js").Offer} offer */
  seek(offer) {
    const index = this.map.data.nodes.findIndex((node) => node.id === offer.id);
    if (index < 0) {
      find("said").replaceChildren(t("「{name}」は地図にありません。", { name: offer.label }), " ", el("a", { href: address(["concepts", offer.id]) }, t("概念のページ")));
      return;
    }
    find("said").textContent = t("「{name}」に移りました", { name: offer.label });
    const section = sections[this.map.data.nodes[index]?.type ?? ""] ?? "";
    if (!this.map.passes[index]) {
      this.hidden.delete(section);
      this.least = Math.min(this.least, this.map.data.nodes[index]?.opinions ?? 1);
      this.refilter();
    }
    this.choose(index, { centre: true });
  }

  refilter() {
    const { data, passes } = this.map;
    const indexes = [];
    for (const [index, node] of data.nodes.entries()) {
      const shown = node.opinions >= this.least && !this.hidden.has(sections[node.type ?? ""] ?? "issue");
      passes[index] = shown ? 1 : 0;
      if (shown) indexes.push(index);
    }
    this.map.labelling.forget();
    this.map.redraw();
    this.list.show(indexes);
    find("shown").textContent = t("{nodes}概念を表示中（全{all}）", { nodes: indexes.length, all: data.nodes.length });
    const least = /** @type {HTMLInputElement} */ (find("least"));
    if (document.activeElement !== least) least.value = String(this.least);
    for (const box of /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll("#kinds input"))) box.checked = !this.hidden.has(box.value);
    this.remember();
  }

  /** @param {string} view */
  show(view) {
    this.view = view === "list" ? "list" : "picture";
    find("picture").hidden = this.view === "list";
    find("listing").hidden = this.view !== "list";
    for (const button of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-view]"))) button.setAttribute("aria-pressed", String(button.dataset.view === this.view));
    if (this.view === "list") this.list.render();
    else this.map.redraw();
    this.remember();
  }

  /** Write what is shown into the address, so that it can be shared and opened again. */
  write() {
    const query = new URLSearchParams();
    const lang = this.wanted.get("lang");
    if (lang) query.set("lang", lang);
    const { x, y, scale } = this.map.view;
    for (const [name, value] of [["x", x.toFixed(0)], ["y", y.toFixed(0)], ["z", scale.toPrecision(3)]]) query.set(/** @type {string} */ (name), /** @type {string} */ (value));
    if (this.hidden.size) query.set("hide", [...this.hidden].sort().join(","));
    if (this.least > 1) query.set("least", String(this.least));
    if (this.view === "list") query.set("view", "list");
    if (this.chosen !== null) query.set("selected", this.map.data.nodes[this.chosen]?.id ?? "");
    if (this.group !== null) query.set("group", String(this.group));
    window.history.replaceState(null, "", `?${query}`);
  }
}

/** @param {Explorer} explorer */
function connect(explorer) {
  const field = /** @type {HTMLInputElement} */ (find("seek"));
  offerConcepts(field, (offer) => explorer.seek(offer));
  field.form?.addEventListener("submit", (event) => event.preventDefault());
  for (const box of /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll("#kinds input"))) {
    box.addEventListener("change", () => {
      if (box.checked) explorer.hidden.delete(box.value);
      else explorer.hidden.add(box.value);
      explorer.refilter();
    });
  }
  find("least").addEventListener("input", (event) => {
    explorer.least = Math.max(Number.parseInt(/** @type {HTMLInputElement} */ (event.target).value, 10) || 1, 1);
    explorer.refilter();
  });
  for (const button of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-view]"))) button.addEventListener("click", () => explorer.show(button.dataset.view ?? ""));
  find("fit").addEventListener("click", () => explorer.map.fit());
  find("nearer").addEventListener("click", () => explorer.map.zoom(1.4));
  find("farther").addEventListener("click", () => explorer.map.zoom(1 / 1.4));
  find("full").addEventListener("click", () => (document.fullscreenElement ? document.exitFullscreen() : /** @type {HTMLElement} */ (document.querySelector("main")).requestFullscreen()));
  find("full").hidden = !document.fullscreenEnabled;
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !document.fullscreenElement && !(event.target instanceof HTMLInputElement)) explorer.choose(null);
  });
}

const explorer = new Explorer();
connect(explorer);
/** @type {any} */ (window).ronten = { explorer };
await explorer.open();
