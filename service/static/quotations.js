// An opinion as a quotation: its words, where and when it was said, and the way to the source.
import { address, el } from "./elements.js";
import { actMark, actName, t } from "./wording.js";

/**
 * @typedef {{iri: string, id: string, label: string}} Thing
 * @typedef {{in_text?: [number, number], concept: Thing}} Mention
 * @typedef {{id: string, iri: string, text: string, act: string, topic: Thing | null,
 *   speaker: {label: string, person: Thing | null} | null,
 *   meeting: (Thing & {date?: string | null, fictional?: boolean}) | null, document: Thing, mentions?: Mention[]}} Opinion
 */

/**
 * Return an opinion's words, the mentions of some concepts marked.
 * @param {Opinion} opinion
 * @param {Set<string>} wanted addresses (IRIs) of the concepts to mark
 * @returns {DocumentFragment}
 */
function marked(opinion, wanted) {
  const made = document.createDocumentFragment();
  const places = (opinion.mentions ?? []).filter((mention) => mention.in_text && wanted.has(mention.concept.iri)).map((mention) => /** @type {[number, number]} */ (mention.in_text));
  const characters = Array.from(opinion.text); // offsets count characters, not UTF-16 units
  let at = 0;
  for (const [start, end] of places.sort((one, other) => one[0] - other[0])) {
    if (start < at || end > characters.length) continue;
    made.append(characters.slice(at, start).join(""), el("mark", {}, characters.slice(start, end).join("")));
    at = end;
  }
  made.append(characters.slice(at).join(""));
  return made;
}

/**
 * Make the quotation of an opinion.
 * @param {Opinion} opinion
 * @param {Iterable<string>} [concepts] addresses (IRIs) of the concepts to mark in it
 * @returns {HTMLElement}
 */
export function quotation(opinion, concepts = []) {
  const { meeting, topic, speaker } = opinion;
  const said = speaker?.label && el("span", {}, t("発言者：{name}", { name: speaker.label }));
  return el(
    "article",
    { class: "quote" },
    el("p", { class: "stamp" }, el("span", { class: `act act-${opinion.act}` }, el("span", { class: "mark", "aria-hidden": "true" }, actMark(opinion.act)), actName(opinion.act))),
    el("blockquote", { cite: opinion.iri, lang: "ja" }, marked(opinion, new Set(concepts))),
    el(
      "footer",
      {},
      meeting?.fictional && el("span", { class: "fiction" }, t("架空の例")),
      said,
      meeting && el("a", { href: address(["meetings", meeting.id]) }, meeting.label),
      meeting?.date && el("time", { datetime: meeting.date }, meeting.date),
      topic && el("span", {}, topic.label),
      el("a", { class: "to-source", href: `${address(["documents", opinion.document.id])}#o-${opinion.id}` }, t("原文で見る")),
      el("a", { href: address(["opinions", opinion.id]) }, t("この意見")),
    ),
  );
}
