// A search box that offers things as one types (the combobox pattern: arrows, Enter, Escape).
import { address, el, getJson, quieted } from "./elements.js";
import { t } from "./wording.js";

/**
 * @typedef {{iri: string, id: string, label: string, match?: string | null, opinions?: number}} Offer
 * @typedef {{heading?: string, offers: any[]}} Group
 * @typedef {{ask: (words: string, signal: AbortSignal) => Promise<Group[]>, row: (offer: any) => (Node | string | null)[], choose: (offer: any) => void}} Offering
 */

/** A field, the list below it, and which of its offers is chosen. */
class Combobox {
  /**
   * @param {HTMLInputElement} field
   * @param {Offering} offering
   */
  constructor(field, offering) {
    this.field = field;
    this.offering = offering;
    this.box = el("div", { class: "offers", role: "listbox", id: `${field.id}-offers`, "aria-label": t("候補"), hidden: true });
    this.said = el("span", { class: "unseen", role: "status" });
    /** @type {any[]} */
    this.offers = [];
    this.at = -1;
    this.asked = new AbortController();
    field.after(this.box, this.said);
    for (const [key, value] of Object.entries({ role: "combobox", "aria-expanded": "false", "aria-controls": this.box.id, "aria-autocomplete": "list", autocomplete: "off" })) field.setAttribute(key, value);
    field.addEventListener("input", quieted(() => void this.ask(), 120));
    field.addEventListener("blur", () => window.setTimeout(() => this.close(), 100));
    field.addEventListener("keydown", (event) => this.press(event));
  }

  close() {
    this.box.hidden = true;
    this.at = -1;
    this.field.setAttribute("aria-expanded", "false");
    this.field.removeAttribute("aria-activedescendant");
  }

  async ask() {
    this.asked.abort();
    this.asked = new AbortController();
    const words = this.field.value.trim();
    if (!words) return this.close();
    try {
      this.show(await this.offering.ask(words, this.asked.signal));
    } catch (error) {
      if (!(error instanceof DOMException && error.name === "AbortError")) this.close();
    }
  }

  /** @param {Group[]} groups */
  show(groups) {
    this.offers = groups.flatMap((group) => group.offers);
    let number = 0;
    const parts = groups.filter((group) => group.offers.length).map((group) => {
      const rows = group.offers.map((offer) => this.option(offer, number++));
      return group.heading ? el("div", { role: "group", "aria-label": group.heading }, el("div", { class: "kind", "aria-hidden": "true" }, group.heading), ...rows) : rows;
    });
    this.at = -1;
    this.field.removeAttribute("aria-activedescendant");
    this.box.replaceChildren(...parts.flat());
    this.box.hidden = number === 0;
    this.field.setAttribute("aria-expanded", String(number > 0));
    this.said.textContent = number ? t("候補が{count}件あります", { count: number }) : t("候補はありません");
  }

  /**
   * @param {any} offer
   * @param {number} index
   */
  option(offer, index) {
    return el(
      "div",
      { role: "option", id: `${this.box.id}-${index}`, "aria-selected": "false", mousedown: (event) => event.preventDefault(), click: () => this.take(index) },
      ...this.offering.row(offer),
    );
  }

  /** @param {number} to */
  move(to) {
    const options = Array.from(this.box.querySelectorAll("[role=option]"));
    this.at = (to + options.length) % options.length;
    options.forEach((option, index) => option.setAttribute("aria-selected", String(index === this.at)));
    options[this.at]?.scrollIntoView({ block: "nearest" });
    this.field.setAttribute("aria-activedescendant", options[this.at]?.id ?? "");
  }

  /** @param {number} index */
  take(index) {
    const offer = this.offers[index];
    if (!offer) return;
    this.close();
    this.offering.choose(offer);
  }

  /** @param {KeyboardEvent} event */
  press(event) {
    if (event.isComposing || this.box.hidden) return; // Enter that ends a kana conversion is no choice
    if (event.key === "Escape") this.close();
    else if (event.key === "ArrowDown") this.move(this.at + 1);
    else if (event.key === "ArrowUp") this.move(this.at < 0 ? -1 : this.at - 1);
    else if (event.key === "Enter" && (this.at >= 0 || this.field.dataset.first !== undefined)) this.take(Math.max(this.at, 0));
    else return;
    event.preventDefault();
  }
}

/**
 * Turn a search field into one that offers concepts.
 * @param {HTMLInputElement} field
 * @param {(offer: Offer) => void} choose
 */
export function offerConcepts(field, choose) {
  new Combobox(field, {
    ask: async (words, signal) => [{ offers: (await getJson(address(["api", "v1", "concepts"], { q: words, limit: 8 }), signal)).items }],
    row: (offer) => [
      el("span", {}, offer.label, offer.match && offer.match !== offer.label ? el("small", {}, `　${offer.match}`) : null),
      offer.opinions === undefined ? null : el("small", {}, t("意見 {count}", { count: offer.opinions })),
    ],
    choose: (offer) => {
      field.value = offer.label;
      choose(offer);
    },
  });
}

const kinds = { concept: t("概念"), organisation: t("組織"), person: t("人"), meeting: t("会議"), opinion: t("意見") };
const folders = { concept: "concepts", organisation: "organisations", person: "people", meeting: "meetings", opinion: "opinions" };

/** @typedef {{kind: keyof typeof kinds, id: string, label: string, match: string | null, weight: number | null, note: string | null}} Suggestion */

/** @param {Suggestion} suggestion */
function note({ kind, weight, note: said }) {
  if (kind === "concept") return t("意見 {count}", { count: weight ?? 0 });
  if (kind === "organisation") return t("出席者 {count}", { count: weight ?? 0 });
  return said ?? "";
}

/**
 * Turn a search field into one that offers concepts, organisations, people, meetings and opinions.
 * @param {HTMLInputElement} field
 */
export function offerEverything(field) {
  new Combobox(field, {
    ask: async (words, signal) => {
      /** @type {Suggestion[]} */
      const found = (await getJson(address(["api", "v1", "suggestions"], { q: words }), signal)).items;
      return Object.entries(kinds).map(([kind, heading]) => ({ heading, offers: found.filter((each) => each.kind === kind) }));
    },
    row: (offer) => [
      el("span", { class: offer.kind === "opinion" ? "words" : null }, offer.label, offer.kind === "concept" && offer.match && offer.match !== offer.label ? el("small", {}, `　${offer.match}`) : null),
      el("small", {}, note(offer)),
    ],
    choose: (offer) => window.location.assign(address([folders[/** @type {keyof typeof folders} */ (offer.kind)], offer.id])),
  });
}
