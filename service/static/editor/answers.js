// What the endpoint answers, as columns and rows, whatever kind of query was asked.
import { t } from "../wording.js";

/**
 * @typedef {{type: "uri" | "literal" | "bnode", value: string, language?: string, number?: number}} Term
 * @typedef {{columns: string[], rows: (Term | null)[][], graph: boolean}} Answer
 */

const numbers = /^http:\/\/www\.w3\.org\/2001\/XMLSchema#(integer|decimal|double|float|int|long|short|byte|nonNegativeInteger|positiveInteger)$/;
const types = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
const wanted = "application/sparql-results+json, application/ld+json;q=0.9";

/** What the service said against a query: a sentence and, for a query that it cannot read, its line (from 1). */
export class Refused extends Error {
  /**
   * @param {string} message
   * @param {number} [line]
   */
  constructor(message, line) {
    super(message);
    this.line = line;
  }
}

/**
 * Send a query.
 * @param {string} endpoint
 * @param {string} query
 * @param {{accept?: string, signal?: AbortSignal}} [options]
 * @returns {Promise<Response>}
 */
export async function send(endpoint, query, { accept = wanted, signal } = {}) {
  const answer = await fetch(endpoint, { method: "POST", body: new URLSearchParams({ query }), headers: { Accept: accept }, signal });
  if (answer.ok) return answer;
  const problem = await answer.json().catch(() => ({}));
  throw new Refused(problem.detail || problem.title || `${answer.status} ${answer.statusText}`, problem.line);
}

/**
 * Read what came back.
 * @param {Response} response
 * @returns {Promise<Answer>}
 */
export async function read(response) {
  const found = await response.json();
  if (response.headers.get("Content-Type")?.includes("ld+json")) return graph(found);
  if ("boolean" in found) return { columns: [t("答え")], rows: [[{ type: "literal", value: found.boolean ? t("はい") : t("いいえ") }]], graph: false };
  const columns = found.head.vars;
  return { columns, rows: found.results.bindings.map((/** @type {Record<string, any>} */ row) => columns.map((/** @type {string} */ name) => term(row[name]))), graph: false };
}

/** @param {any} given @returns {Term | null} */
function term(given) {
  if (!given) return null;
  return { type: given.type, value: given.value, language: given["xml:lang"], number: numbers.test(given.datatype) ? Number(given.value) : undefined };
}

/** @param {any} found JSON-LD, expanded or with `@graph` @returns {Answer} */
function graph(found) {
  const nodes = Array.isArray(found) ? found : (found["@graph"] ?? [found]);
  const rows = [];
  for (const node of nodes) {
    for (const [key, values] of Object.entries(node)) {
      if (key === "@id") continue;
      for (const value of [values].flat()) rows.push([name(node["@id"]), name(key === "@type" ? types : key), key === "@type" ? name(value) : object(value)]);
    }
  }
  return { columns: [t("主語"), t("述語"), t("目的語")], rows, graph: true };
}

/** @param {string} iri @returns {Term} */
const name = (iri) => ({ type: iri.startsWith("_:") ? "bnode" : "uri", value: iri });

/** @param {any} value @returns {Term} */
function object(value) {
  if (value?.["@id"]) return name(value["@id"]);
  const plain = value?.["@value"] ?? value;
  return { type: "literal", value: String(plain), language: value?.["@language"], number: typeof plain === "number" ? plain : undefined };
}

/**
 * Tell which columns hold numbers only.
 * @param {Answer} answer
 * @returns {boolean[]}
 */
export function numeric({ columns, rows }) {
  return columns.map((_, at) => rows.some((row) => row[at]) && rows.every((row) => !row[at] || row[at].number !== undefined));
}
