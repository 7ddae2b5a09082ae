// The panel beside the picture: what was chosen, and the quotations that it rests on.
import { address, el, getJson } from "./elements.js";
import { quotation } from "./quotations.js";
import { t } from "./wording.js";

const AT_ONCE = 10; // quotations fetched for an edge at one time

/** Shows one node's or one edge's quotations. */
export class Panel {
  /**
   * @param {HTMLElement} host
   * @param {import("./explorer.js").Explorer} explorer
   */
  constructor(host, explorer) {
    this.host = host;
    this.explorer = explorer;
    this.idle = Array.from(host.children);
    /** @type {Map<string, Promise<any>>} */
    this.opinions = new Map();
    this.turn = 0;
    host.addEventListener("click", (event) => this.lead(event));
  }

  /** Choose what a name among the much-spoken-of stands for, where the picture has it. @param {MouseEvent} event */
  lead(event) {
    const link = event.target instanceof Element ? event.target.closest("a[data-iri]") : null;
    const node = link && Array.from(this.explorer.nodes.values()).find(({ iri }) => iri === link.getAttribute("data-iri"));
    if (!node || !this.explorer.nodePasses(node.id) || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    this.explorer.choose({ node: node.id }, true);
  }

  /** Scroll so far that the panel, below the picture on a narrow window, begins in the middle. */
  bring() {
    window.setTimeout(() => {
      const below = this.host.getBoundingClientRect().top - window.innerHeight * 0.55;
      if (below > 0) window.scrollBy({ top: below });
    }, 250); // after the click that browsers send behind a tap, which would else hit what has moved there
  }

  nothing() {
    this.turn += 1;
    this.host.replaceChildren(...this.idle);
    this.host.scrollTop = 0;
  }

  /** @param {import("./explorer.js").NetworkNode} node */
  async node(node) {
    const turn = (this.turn += 1);
    const quotes = el("div", { class: "quotes" }, el("p", { class: "none" }, t("引用を読み込んでいます…")));
    const count = el("span", { class: "count" });
    this.host.replaceChildren(
      el("div", { class: "title-row" }, el("h2", {}, node.label), el("span", { class: "tag" }, node.kindName)),
      el(
        "div",
        { class: "deeds" },
        node.page && el("a", { class: "button", href: node.page }, t("詳しいページ")),
        ...this.ways(node),
        this.closing(),
      ),
      this.neighbours(node),
      el("h3", {}, t("意見の引用"), " ", count),
      quotes,
    );
    this.host.scrollTop = 0;
    const { filters } = this.explorer;
    if (filters.active) {
      const passing = [...new Set(this.near(node).flatMap((edge) => edge.opinions.filter((opinion) => filters.passes(opinion))))];
      count.textContent = t("条件に合う{count}件", { count: passing.length });
      return this.quote(passing, quotes, turn, [node.iri]);
    }
    if (!node.quotations) return quotes.replaceChildren(el("p", { class: "none" }, t("引用はありません")));
    try {
      const found = await getJson(node.quotations);
      if (turn !== this.turn) return;
      const opinions = found.items ?? [found];
      const total = found.total ?? opinions.length;
      count.textContent = t("{count}件", { count: total });
      const full = await Promise.all(opinions.slice(0, AT_ONCE).map((/** @type {any} */ opinion) => this.opinion(opinion)));
      if (turn !== this.turn) return;
      quotes.replaceChildren(...[...full, ...opinions.slice(AT_ONCE)].map((opinion) => quotation(opinion, [node.iri])));
      if (!total) quotes.replaceChildren(el("p", { class: "none" }, t("引用はありません")));
      if (total > opinions.length && node.page) quotes.append(el("a", { href: node.page }, t("{count}件すべてを見る", { count: total })));
    } catch (error) {
      if (turn === this.turn) quotes.replaceChildren(this.failure(error));
    }
  }

  /**
   * @param {import("./explorer.js").NetworkEdge} edge
   * @param {import("./explorer.js").NetworkNode} from
   * @param {import("./explorer.js").NetworkNode} to
   */
  async edge(edge, from, to) {
    const turn = (this.turn += 1);
    const quotes = el("div", { class: "quotes" }, el("p", { class: "none" }, t("引用を読み込んでいます…")));
    const end = (/** @type {any} */ node) => el("button", { type: "button", class: "link", click: () => this.explorer.choose({ node: node.id }, true) }, node.label);
    this.host.replaceChildren(
      el("h2", {}, end(from), " — ", end(to)),
      el("p", { class: "soft small" }, edge.kindName, " ・ ", t("根拠となる意見 {count}件", { count: edge.value }), edge.value > edge.opinions.length ? t("（うち{count}件を示します）", { count: edge.opinions.length }) : null),
      el("div", { class: "deeds" }, this.closing()),
      el("h3", {}, t("両者を結ぶ引用")),
      quotes,
    );
    this.host.scrollTop = 0;
    const { filters } = this.explorer;
    const wanted = filters.active ? edge.opinions.filter((opinion) => filters.passes(opinion)) : edge.opinions;
    await this.quote(wanted, quotes, turn, [from.iri, to.iri]);
  }

  /**
   * Show quotations, some at a time.
   * @param {string[]} wanted ids of opinions
   * @param {HTMLElement} quotes where they go
   * @param {number} turn the choice that they belong to
   * @param {string[]} concepts what is marked in them
   */
  async quote(wanted, quotes, turn, concepts) {
    let shown = 0;
    const more = async () => {
      try {
        const next = await Promise.all(wanted.slice(shown, shown + AT_ONCE).map((id) => this.opinion({ id })));
        if (turn !== this.turn) return;
        if (shown === 0) quotes.replaceChildren();
        quotes.querySelector("button.more")?.remove();
        shown += next.length;
        quotes.append(...next.map((opinion) => quotation(opinion, concepts)));
        if (shown < wanted.length) quotes.append(el("button", { type: "button", class: "more", click: more }, t("さらに見る（残り{count}件）", { count: wanted.length - shown })));
        if (!wanted.length) quotes.replaceChildren(el("p", { class: "none" }, t("引用はありません")));
      } catch (error) {
        if (turn === this.turn) quotes.replaceChildren(this.failure(error));
      }
    };
    await more();
  }

  /** Return the edges of a node that are seen. @param {import("./explorer.js").NetworkNode} node */
  near(node) {
    return Array.from(this.explorer.edges.values()).filter((edge) => (edge.from === node.id || edge.to === node.id) && this.explorer.edgePasses(edge.id));
  }

  /** @param {import("./explorer.js").NetworkNode} node */
  neighbours(node) {
    const near = this.near(node);
    const { filters } = this.explorer;
    if (!near.length) return null;
    near.sort((one, other) => filters.count(other) - filters.count(one));
    const rows = near.slice(0, 10).map((edge) => {
      const other = this.explorer.nodes.get(edge.from === node.id ? edge.to : edge.from);
      return el("li", {}, el("button", { type: "button", title: edge.kindName, click: () => this.explorer.choose({ edge: edge.id }, true) }, other.short ?? other.label, el("span", { class: "number" }, String(filters.count(edge)))));
    });
    return el("div", {}, el("h3", {}, t("つながり"), " ", el("span", { class: "count" }, t("{count}件", { count: near.length }))), el("ul", { class: "near" }, ...rows));
  }

  /** Return the buttons for what can be done with a node. @param {import("./explorer.js").NetworkNode} node */
  ways(node) {
    const { explorer } = this;
    const button = (/** @type {string} */ words, /** @type {() => void} */ click) => el("button", { type: "button", click }, words);
    const grown = explorer.expanded.includes(node.id);
    return [
      node.expand && !grown && button(t("つながりを広げる"), () => explorer.expand(node.id)),
      grown && button(t("つながりをたたむ"), () => explorer.collapse(node.id)),
      el("button", { type: "button", "aria-pressed": String(explorer.pinned.has(node.id)), click: () => explorer.pin(node.id) }, t("固定")),
      button(t("隠す"), () => explorer.hide(node.id)),
    ];
  }

  closing() {
    return el("button", { type: "button", click: () => this.explorer.choose(null) }, t("閉じる"));
  }

  /**
   * Return an opinion with its mentions, fetched once.
   * @param {{id: string}} opinion
   * @returns {Promise<any>}
   */
  opinion(opinion) {
    let found = this.opinions.get(opinion.id);
    if (!found) {
      found = getJson(address(["api", "v1", "opinions", opinion.id]));
      found.catch(() => this.opinions.delete(opinion.id));
      this.opinions.set(opinion.id, found);
    }
    return found;
  }

  /** @param {unknown} error */
  failure(error) {
    return el("p", { class: "none", role: "alert" }, t("読み込めませんでした：{reason}", { reason: error instanceof Error ? error.message : String(error) }));
  }
}
