// A search box that offers concepts as one types (the combobox pattern: arrows, Enter, Escape).
import { address, el, getJson, quieted } from "./elements.js";
import { t } from "./wording.js";

/** @typedef {{iri: string, id: string, label: string, match?: string, opinions?: number}} Offer */

/**
 * Turn a search field into one that offers concepts.
 * @param {HTMLInputElement} field
 * @param {(offer: Offer) => void} choose
 */
export function offerConcepts(field, choose) {
  const box = el("div", { class: "offers", role: "listbox", id: `${field.id}-offers`, "aria-label": t("候補"), hidden: true });
  const said = el("span", { class: "unseen", role: "status" });
  field.after(box, said);
  for (const [key, value] of Object.entries({ role: "combobox", "aria-expanded": "false", "aria-controls": box.id, "aria-autocomplete": "list", autocomplete: "off" })) field.setAttribute(key, value);

  /** @type {Offer[]} */
  let offers = [];
  let at = -1;
  let asked = new AbortController();

  const close = () => {
    box.hidden = true;
    at = -1;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  };
  const take = (/** @type {number} */ index) => {
    const offer = offers[index];
    if (!offer) return;
    field.value = offer.label;
    close();
    choose(offer);
  };
  const move = (/** @type {number} */ to) => {
    at = (to + offers.length) % offers.length;
    Array.from(box.children).forEach((child, index) => child.setAttribute("aria-selected", String(index === at)));
    box.children[at]?.scrollIntoView({ block: "nearest" });
    field.setAttribute("aria-activedescendant", box.children[at]?.id ?? "");
  };
  const show = () => {
    const rows = offers.map((offer, index) =>
      el(
        "div",
        { role: "option", id: `${box.id}-${index}`, "aria-selected": "false", mousedown: (event) => event.preventDefault(), click: () => take(index) },
        el("span", {}, offer.label, offer.match && offer.match !== offer.label ? el("small", {}, `　${offer.match}`) : null),
        offer.opinions === undefined ? null : el("small", {}, t("意見 {count}", { count: offer.opinions })),
      ),
    );
    box.replaceChildren(...rows);
    box.hidden = rows.length === 0;
    field.setAttribute("aria-expanded", String(rows.length > 0));
    said.textContent = rows.length ? t("候補が{count}件あります", { count: rows.length }) : t("候補はありません");
  };
  const ask = quieted(async () => {
    asked.abort();
    asked = new AbortController();
    const words = field.value.trim();
    if (!words) return close();
    try {
      offers = (await getJson(address(["api", "v1", "concepts"], { q: words, limit: 8 }), asked.signal)).items;
      show();
    } catch (error) {
      if (!(error instanceof DOMException && error.name === "AbortError")) close();
    }
  }, 120);

  field.addEventListener("input", ask);
  field.addEventListener("blur", () => window.setTimeout(close, 100));
  field.addEventListener("keydown", (event) => {
    if (event.isComposing) return; // Enter that ends a kana conversion is no choice
    if (event.key === "Escape" && !box.hidden) {
      event.preventDefault();
      close();
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && !box.hidden) {
      event.preventDefault();
      move(at + (event.key === "ArrowDown" ? 1 : at < 0 ? 0 : -1));
    } else if (event.key === "Enter" && !box.hidden && (at >= 0 || !field.form?.action || field.dataset.first !== undefined)) {
      event.preventDefault();
      take(Math.max(at, 0));
    }
  });
}
