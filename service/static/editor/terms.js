// How a term of an answer is shown: addresses of this graph lead to its pages, no data becomes markup.
import { el } from "../elements.js";

const form = document.getElementById("ask");
const base = form?.dataset.base ?? "";
const root = document.body.dataset.root ?? "";

/** @type {Record<string, string>} */
let prefixes = {};

/** @param {Record<string, string>} known */
export const knowPrefixes = (known) => {
  prefixes = known;
};

/**
 * Shorten an address as far as a reader needs it.
 * @param {string} iri
 * @returns {string}
 */
export function short(iri) {
  if (base && iri.startsWith(base)) return plain(iri.slice(base.length).replace(/^id\//, ""));
  for (const [prefix, namespace] of Object.entries(prefixes)) if (iri.startsWith(namespace) && iri.length > namespace.length) return `${prefix}:${plain(iri.slice(namespace.length))}`;
  return iri;
}

/** @param {string} encoded @returns {string} */
function plain(encoded) {
  try {
    return decodeURIComponent(encoded);
  } catch {
    return encoded;
  }
}

/**
 * Show a term.
 * @param {import("./answers.js").Term | null} term
 * @returns {Node | null}
 */
export function shown(term) {
  if (!term) return null;
  if (term.type !== "uri") return document.createTextNode(term.value);
  const href = base && term.value.startsWith(base) ? `${root}/${term.value.slice(base.length)}` : term.value;
  const leads = href.startsWith("/") || /^https?:\/\//.test(href);
  return leads ? el("a", { href, title: term.value }, short(term.value)) : document.createTextNode(term.value);
}
