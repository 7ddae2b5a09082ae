// The network page: data from the server, the picture, the panel with quotations, filters, the list, and the address that holds it all.
import { address, getJson } from "./elements.js";
import { offerConcepts } from "./finder.js";
import { Listing } from "./listing.js";
import { Panel } from "./panel.js";
import { Picture } from "./picture.js";
import { t } from "./wording.js";

/**
 * @typedef {import("./picture.js").DrawnNode & {iri: string, kind: string, kindName: string, opinions: number, value: number, page: string | null, quotations: string | null, expand: string | null}} NetworkNode
 * @typedef {import("./picture.js").DrawnEdge & {kindName: string, opinions: string[], value: number}} NetworkEdge
 * @typedef {{nodes: NetworkNode[], edges: NetworkEdge[], centre: string | null, topics: {id: string, label: string, opinions: string[]}[]}} NetworkData
 */

const find = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id));
const stage = find("stage");

/** What the page shows, and what the reader chose. */
class Explorer {
  constructor() {
    /** @type {Map<string, NetworkNode>} */
    this.nodes = new Map();
    /** @type {Map<string, NetworkEdge>} */
    this.edges = new Map();
    /** @type {Map<string, Set<string>>} */
    this.topics = new Map();
    const asked = new URLSearchParams(window.location.search);
    this.hidden = new Set((asked.get("hide") ?? "").split(",").filter(Boolean));
    this.topic = asked.get("topic") ?? "";
    this.view = asked.get("view") === "list" ? "list" : "picture";
    /** @type {string[]} */
    this.expanded = asked.getAll("expand");
    /** @type {{node?: string, edge?: string} | null} */
    this.choice = asked.get("selected") ? { node: asked.get("selected") ?? "" } : asked.get("edge") ? { edge: asked.get("edge") ?? "" } : null;
    this.panel = new Panel(find("panel"), this);
    this.listing = new Listing(find("listing"), this);
    this.picture = new Picture(find("canvas"), /** @type {any} */ (window).vis, { choose: (chosen) => this.choose(chosen), expand: (node) => this.expand(node) });
  }

  async open() {
    const query = stage.dataset.query ?? "";
    try {
      this.take(await getJson(`${stage.dataset.source}${query ? `?${query}` : ""}`));
      for (const id of [...this.expanded]) await this.grow(id);
    } catch (error) {
      this.say(t("読み込めませんでした：{reason}", { reason: error instanceof Error ? error.message : String(error) }));
      return;
    }
    find("hint").hidden = this.nodes.size > 0;
    this.refilter();
    this.picture.fit(false);
    this.show(this.view);
    const { choice } = this;
    if (choice?.node !== undefined ? this.nodes.has(choice.node) : choice?.edge !== undefined && this.edges.has(choice.edge)) this.choose(choice);
    else this.choose(null);
  }

  /** @param {NetworkData} data */
  take(data) {
    for (const node of data.nodes) if (!this.nodes.has(node.id)) this.nodes.set(node.id, node);
    for (const edge of data.edges) if (!this.edges.has(edge.id)) this.edges.set(edge.id, edge);
    for (const topic of data.topics) {
      const known = this.topics.get(topic.id) ?? new Set();
      topic.opinions.forEach((opinion) => known.add(opinion));
      this.topics.set(topic.id, known);
      this.offerTopic(topic);
    }
    this.picture.add(data.nodes, data.edges);
  }

  /** @param {{id: string, label: string}} topic */
  offerTopic(topic) {
    const field = /** @type {HTMLSelectElement} */ (find("topic"));
    if (Array.from(field.options).some((option) => option.value === topic.id)) return;
    field.append(new Option(topic.label, topic.id, false, topic.id === this.topic));
  }

  /**
   * Choose a node, an edge or nothing; the panel and the address follow.
   * @param {{node?: string, edge?: string} | null} choice
   * @param {boolean} [go] whether the keyboard's focus goes to the panel
   */
  choose(choice, go = false) {
    this.choice = choice;
    this.picture.choose(choice);
    const node = choice?.node !== undefined ? this.nodes.get(choice.node) : undefined;
    const edge = choice?.edge !== undefined ? this.edges.get(choice.edge) : undefined;
    if (node) this.panel.node(node);
    else if (edge) this.panel.edge(edge, /** @type {NetworkNode} */ (this.nodes.get(edge.from)), /** @type {NetworkNode} */ (this.nodes.get(edge.to)));
    else this.panel.nothing();
    if (go) find("panel").focus();
    else if (choice && this.view === "picture") this.bring(find("panel"));
    this.remember();
  }

  /**
   * Scroll so far that an element below the picture, on a narrow window, begins in the middle.
   * @param {HTMLElement} element
   */
  bring(element) {
    window.setTimeout(() => {
      const below = element.getBoundingClientRect().top - window.innerHeight * 0.55;
      if (below > 0) window.scrollBy({ top: below });
    }, 250); // after the click that browsers send behind a tap, which would else hit what has moved there
  }

  /** @param {string} id */
  async expand(id) {
    const node = this.nodes.get(id);
    if (!node?.expand) return;
    const before = this.nodes.size;
    this.say(t("「{name}」のつながりを読み込んでいます…", { name: node.label }));
    try {
      await this.grow(id);
    } catch (error) {
      this.say(t("読み込めませんでした：{reason}", { reason: error instanceof Error ? error.message : String(error) }));
      return;
    }
    if (!this.expanded.includes(id)) this.expanded.push(id);
    this.refilter();
    this.choose({ node: id });
    const added = this.nodes.size - before;
    this.say(added ? t("「{name}」から{count}件を加えました", { name: node.label, count: added }) : t("「{name}」のつながりはすべて表示されています", { name: node.label }));
  }

  /**
   * Add a node's neighbourhood around the place where the node is.
   * @param {string} id
   */
  async grow(id) {
    const node = this.nodes.get(id);
    if (!node?.expand) return;
    /** @type {NetworkData} */
    const data = await getJson(node.expand);
    const there = data.nodes.find((other) => other.id === id) ?? { x: 0, y: 0 };
    const fresh = data.nodes.filter((other) => !this.nodes.has(other.id));
    for (const other of fresh) Object.assign(other, this.clear(node.x + other.x - there.x, node.y + other.y - there.y, fresh));
    this.take(data);
  }

  /**
   * Return a free place near the one wanted, searched along a spiral.
   * @param {number} x
   * @param {number} y
   * @param {NetworkNode[]} fresh those that are placed at the same time
   */
  clear(x, y, fresh) {
    const others = [...this.nodes.values(), ...fresh];
    for (let step = 0; step < 400; step += 1) {
      const place = { x: x + 9 * Math.sqrt(step) * Math.cos(step * 2.4) * 1.6, y: y + 9 * Math.sqrt(step) * Math.sin(step * 2.4) };
      if (others.every((other) => Math.abs(other.x - place.x) > 70 || Math.abs(other.y - place.y) > 46)) return place;
    }
    return { x, y };
  }

  /**
   * Choose a concept found by a search; one that the picture lacks becomes its centre.
   * @param {import("./finder.js").Offer} offer
   */
  seek(offer) {
    const node = Array.from(this.nodes.values()).find((other) => other.iri === offer.iri);
    if (!node) {
      window.location.assign(address(["network"], { concept: offer.id }));
      return;
    }
    this.hidden.delete(node.section);
    this.refilter();
    this.choose({ node: node.id });
    this.picture.focus(node.id);
  }

  /** @param {string} id */
  nodePasses(id) {
    const node = this.nodes.get(id);
    if (!node || this.hidden.has(node.section)) return false;
    return !this.topic || Array.from(this.edges.values()).some((edge) => (edge.from === id || edge.to === id) && this.underTopic(edge));
  }

  /** @param {string} id */
  edgePasses(id) {
    const edge = this.edges.get(id);
    return Boolean(edge && this.underTopic(edge) && this.nodePasses(edge.from) && this.nodePasses(edge.to));
  }

  /** @param {NetworkEdge} edge */
  underTopic(edge) {
    return !this.topic || edge.opinions.some((opinion) => this.topics.get(this.topic)?.has(opinion));
  }

  refilter() {
    this.picture.filter((id) => this.nodePasses(id), (id) => this.edgePasses(id));
    const nodes = Array.from(this.nodes.values()).filter((node) => this.nodePasses(node.id));
    const edges = Array.from(this.edges.values()).filter((edge) => this.edgePasses(edge.id));
    this.listing.show(nodes, edges);
    for (const row of document.querySelectorAll("#kinds label")) {
      const group = /** @type {HTMLInputElement} */ (row.querySelector("input")).value;
      const count = Array.from(this.nodes.values()).filter((node) => node.section === group).length;
      /** @type {HTMLElement} */ (row).hidden = count === 0;
      /** @type {HTMLElement} */ (row.querySelector(".number")).textContent = String(count);
    }
    find("shown").textContent = t("{nodes}項目・{edges}のつながりを表示中", { nodes: nodes.length, edges: edges.length });
    this.remember();
  }

  /** @param {string} view */
  show(view) {
    this.view = view === "list" ? "list" : "picture";
    find("picture").hidden = this.view === "list";
    find("listing").hidden = this.view !== "list";
    for (const button of document.querySelectorAll("[data-view]")) button.setAttribute("aria-pressed", String(/** @type {HTMLElement} */ (button).dataset.view === this.view));
    if (this.view === "picture") this.picture.network.redraw();
    this.remember();
  }

  /** Write what is shown into the address, so that it can be shared and opened again. */
  remember() {
    const query = new URLSearchParams(stage.dataset.query ?? "");
    if (this.hidden.size) query.set("hide", [...this.hidden].sort().join(","));
    if (this.topic) query.set("topic", this.topic);
    if (this.view === "list") query.set("view", "list");
    if (this.choice?.node) query.set("selected", this.choice.node);
    if (this.choice?.edge) query.set("edge", this.choice.edge);
    for (const id of this.expanded) query.append("expand", id);
    const asked = query.toString();
    window.history.replaceState(null, "", asked ? `?${asked}` : window.location.pathname);
  }

  /** @param {string} sentence */
  say(sentence) {
    find("said").textContent = sentence;
  }
}

/** @param {Explorer} explorer */
function connect(explorer) {
  const field = /** @type {HTMLInputElement} */ (find("seek"));
  offerConcepts(field, (offer) => explorer.seek(offer));
  field.form?.addEventListener("submit", (event) => event.preventDefault());
  for (const box of /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll("#kinds input"))) {
    box.checked = !explorer.hidden.has(box.value);
    box.addEventListener("change", () => {
      if (box.checked) explorer.hidden.delete(box.value);
      else explorer.hidden.add(box.value);
      explorer.refilter();
    });
  }
  find("topic").addEventListener("change", (event) => {
    explorer.topic = /** @type {HTMLSelectElement} */ (event.target).value;
    explorer.refilter();
  });
  find("meeting").addEventListener("change", (event) => {
    const query = new URLSearchParams(stage.dataset.query ?? "");
    const chosen = /** @type {HTMLSelectElement} */ (event.target).value;
    if (chosen) query.set("meeting", chosen);
    else query.delete("meeting");
    if (explorer.view === "list") query.set("view", "list");
    window.location.assign(`${window.location.pathname}${query.size ? `?${query}` : ""}`);
  });
  for (const button of document.querySelectorAll("[data-view]")) button.addEventListener("click", () => explorer.show(/** @type {HTMLElement} */ (button).dataset.view ?? ""));
  find("fit").addEventListener("click", () => explorer.picture.fit());
  find("nearer").addEventListener("click", () => explorer.picture.zoom(1.3));
  find("farther").addEventListener("click", () => explorer.picture.zoom(1 / 1.3));
  find("full").addEventListener("click", () => (document.fullscreenElement ? document.exitFullscreen() : stage.requestFullscreen()));
  find("full").hidden = !document.fullscreenEnabled;
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && explorer.choice && !document.fullscreenElement && !(event.target instanceof HTMLInputElement)) explorer.choose(null);
  });
}

const explorer = new Explorer();
connect(explorer);
/** @type {any} */ (window).ronten = { explorer };
await explorer.open();
