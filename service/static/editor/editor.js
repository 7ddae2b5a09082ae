// The editor's page: what is written is asked, the answer shown as a table, bars or a network, saved and shared.
import { address, el } from "../elements.js";
import { offerConcepts } from "../finder.js";
import { t } from "../wording.js";
import { read, send } from "./answers.js";
import { canChart, showChart } from "./chart.js";
import { showTable } from "./table.js";
import { canJoin, showTies } from "./ties.js";
import { insert, mark, query, write } from "./writing.js";

const at = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id));
const form = /** @type {HTMLFormElement} */ (at("ask"));
const link = /** @type {HTMLInputElement} */ (at("link"));
const [run, answerPart, said, problem, shown] = ["run", "answer", "said", "problem", "shown"].map(at);
const views = Array.from(at("views").querySelectorAll("button"));
const formats = { rows: { CSV: ["text/csv", "csv"], JSON: ["application/sparql-results+json", "json"] }, graph: { Turtle: ["text/turtle", "ttl"], "JSON-LD": ["application/ld+json", "jsonld"] } };
const longest = 6000;

let view = form.dataset.view ?? "table";
/** @type {import("./answers.js").Answer | undefined} */
let answer;
let asked = "";
/** @type {AbortController | undefined} */
let underWay;

/** Show the answer in the chosen view, or as a table where it does not suit. */
async function show() {
  if (!answer) return;
  const able = { table: true, chart: canChart(answer), network: canJoin(answer) };
  const chosen = able[/** @type {keyof typeof able} */ (view)] ? view : "table";
  for (const button of views) {
    button.disabled = !able[/** @type {keyof typeof able} */ (button.dataset.view)];
    button.setAttribute("aria-pressed", String(button.dataset.view === chosen));
  }
  if (!answer.rows.length) shown.replaceChildren(el("p", { class: "none" }, t("当てはまるものはありません。")));
  else if (chosen === "chart") showChart(shown, answer);
  else if (chosen === "network") await showTies(shown, answer).catch((error) => refuse(error));
  else showTable(shown, answer);
}

/** @param {any} error */
function refuse(error) {
  problem.hidden = false;
  problem.textContent = error.message;
  mark(error.line);
}

/** Ask what is written, or stop asking. */
async function ask() {
  if (underWay) return underWay.abort();
  underWay = new AbortController();
  asked = query();
  remember();
  mark();
  problem.hidden = true;
  answerPart.hidden = false;
  run.textContent = t("中止");
  said.textContent = t("問い合わせています…");
  shown.replaceChildren();
  answer = undefined;
  const began = performance.now();
  try {
    answer = await read(await send(form.action, asked, { signal: underWay.signal }));
    said.textContent = t("{count}行、{seconds}秒", { count: answer.rows.length.toLocaleString(), seconds: ((performance.now() - began) / 1000).toFixed(2) });
    offerDownloads();
    await show();
  } catch (/** @type {any} */ error) {
    said.textContent = error.name === "AbortError" ? t("中止しました。") : "";
    at("downloads").replaceChildren();
    if (error.name !== "AbortError") refuse(error);
  } finally {
    underWay = undefined;
    run.textContent = t("実行");
    answerPart.dataset.of = String(Number(answerPart.dataset.of ?? 0) + 1);
  }
}

/** Keep the query in the address: behind the question mark where servers take that, behind the hash where it is longer. */
function remember() {
  const parts = new URLSearchParams({ query: asked, ...(view === "table" ? {} : { view }) }).toString();
  history.replaceState(null, "", parts.length < longest ? `?${parts}` : `${location.pathname}#${parts}`);
  link.value = location.href;
}

function offerDownloads() {
  const offered = Object.entries(answer?.graph ? formats.graph : formats.rows);
  at("downloads").replaceChildren(...offered.map(([name, [accept, ending]]) => el("button", { type: "button", click: () => void save(accept, ending) }, name)));
}

/** @param {string} accept @param {string} ending */
async function save(accept, ending) {
  try {
    const content = await (await send(form.action, asked, { accept })).blob();
    const href = URL.createObjectURL(content);
    el("a", { href, download: `ronten.${ending}` }).click();
    window.setTimeout(() => URL.revokeObjectURL(href), 60_000);
  } catch (error) {
    refuse(error);
  }
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  void ask();
});
for (const button of views) {
  button.addEventListener("click", () => {
    view = button.dataset.view ?? "table";
    remember();
    void show();
  });
}
at("share").addEventListener("click", () => {
  at("shared").hidden = false;
  link.focus();
  link.select();
  void navigator.clipboard?.writeText(link.value).then(
    () => (said.textContent = t("リンクを写しました。")),
    () => {}, // the field stays selected, to be copied by hand
  );
});
for (const example of /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll("#examples a[data-query]"))) {
  example.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    document.querySelector("#examples [aria-current]")?.removeAttribute("aria-current");
    example.setAttribute("aria-current", "true");
    underWay?.abort();
    write(example.dataset.query ?? "");
    view = example.dataset.view ?? "table";
    form.scrollIntoView({ block: "nearest" });
    window.setTimeout(() => void ask());
  });
}
const concept = /** @type {HTMLInputElement} */ (at("concept"));
offerConcepts(concept, (offer) => {
  concept.value = "";
  const id = offer.iri.startsWith(`${form.dataset.base}id/`) ? offer.iri.slice(`${form.dataset.base}id/`.length) : offer.iri;
  insert(`<${id}>`);
});
const kept = new URLSearchParams(location.hash.slice(1)).get("query");
if (kept) {
  write(kept);
  view = new URLSearchParams(location.hash.slice(1)).get("view") ?? "table";
}
if (kept || new URLSearchParams(location.search).has("query") || new URLSearchParams(location.search).has("example")) void ask();
