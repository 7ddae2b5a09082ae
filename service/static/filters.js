// Which opinions a reader wants to see the network of: by act, side, meeting, topic and date.

/** @typedef {[string, string | null, string | null, string[]]} Fact an opinion's act, meeting, date and sides */

const NAMES = /** @type {const} */ (["act", "side", "at", "topic", "from", "to"]);

/** What is asked of opinions; an edge is shown if one of the opinions that it names passes. */
export class Filters {
  /** @param {URLSearchParams} asked */
  constructor(asked) {
    /** @type {Map<string, Fact>} */
    this.facts = new Map();
    /** @type {Map<string, Set<string>>} */
    this.topics = new Map();
    /** @type {Record<typeof NAMES[number], string>} */
    this.wanted = { act: "", side: "", at: "", topic: "", from: "", to: "" };
    for (const name of NAMES) this.wanted[name] = asked.get(name) ?? "";
  }

  get active() {
    return NAMES.some((name) => this.wanted[name]);
  }

  /** @param {string} opinion */
  passes(opinion) {
    const { act, side, at, topic, from, to } = this.wanted;
    const [said, meeting, date, sides] = this.facts.get(opinion) ?? ["", null, null, []];
    return (!act || said === act) && (!side || sides.includes(side)) && (!at || meeting === at) && (!topic || Boolean(this.topics.get(topic)?.has(opinion))) && (!from || (date ?? "") >= from) && (!to || (date !== null && date <= to));
  }

  /**
   * Return by how many opinions an edge stands: all, or those it names that pass.
   * @param {{opinions: string[], value: number}} edge
   */
  count(edge) {
    return this.active ? edge.opinions.filter((opinion) => this.passes(opinion)).length : edge.value;
  }

  /** Return the days of the meetings, the earliest first. */
  get days() {
    const found = new Set(Array.from(this.facts.values(), ([, , date]) => date ?? ""));
    found.delete("");
    return [...found].sort();
  }

  /** @param {URLSearchParams} query */
  write(query) {
    for (const name of NAMES) if (this.wanted[name]) query.set(name, this.wanted[name]);
  }
}

/** A slider with two ends over the days of meetings, each end a field of its own. */
export class DateRange {
  /**
   * @param {HTMLElement} host
   * @param {Filters} filters
   * @param {() => void} changed
   */
  constructor(host, filters, changed) {
    this.host = host;
    this.filters = filters;
    [this.from, this.to] = /** @type {HTMLInputElement[]} */ (Array.from(host.querySelectorAll("input")));
    this.said = /** @type {HTMLElement} */ (host.querySelector("output"));
    /** @type {string[]} */
    this.days = [];
    this.from?.addEventListener("input", () => this.take(this.from, changed));
    this.to?.addEventListener("input", () => this.take(this.to, changed));
  }

  /** Show the days there are, and the ends as they were chosen. */
  show() {
    this.days = this.filters.days;
    this.host.hidden = this.days.length < 2;
    const last = Math.max(this.days.length - 1, 0);
    const { from, to } = this.filters.wanted;
    const [begin, end] = [from ? this.days.findIndex((day) => day >= from) : 0, to ? this.days.findLastIndex((day) => day <= to) : last];
    for (const [field, at] of /** @type {[HTMLInputElement, number][]} */ ([[this.from, begin < 0 ? last : begin], [this.to, end < 0 ? 0 : end]])) {
      field.max = String(last);
      field.value = String(at);
    }
    this.tell();
  }

  /**
   * Take what a reader moved; the ends do not pass each other.
   * @param {HTMLInputElement | undefined} moved
   * @param {() => void} changed
   */
  take(moved, changed) {
    if (!this.from || !this.to || !moved) return;
    if (Number(this.from.value) > Number(this.to.value)) moved.value = moved === this.from ? this.to.value : this.from.value;
    this.filters.wanted.from = Number(this.from.value) > 0 ? (this.days[Number(this.from.value)] ?? "") : "";
    this.filters.wanted.to = Number(this.to.value) < this.days.length - 1 ? (this.days[Number(this.to.value)] ?? "") : "";
    this.tell();
    changed();
  }

  tell() {
    const [from, to] = [this.days[Number(this.from?.value)] ?? "", this.days[Number(this.to?.value)] ?? ""];
    if (this.said) this.said.textContent = `${from} – ${to}`;
    this.from?.setAttribute("aria-valuetext", from);
    this.to?.setAttribute("aria-valuetext", to);
  }
}
