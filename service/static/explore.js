// The network page: its fields, buttons and keys, and the explorer that they move.
import { el } from "./elements.js";
import { Explorer } from "./explorer.js";
import { DateRange } from "./filters.js";
import { offerConcepts } from "./finder.js";
import { saveFromServer, savePng, saveSvg } from "./saving.js";
import { t } from "./wording.js";

const find = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id));
const stage = find("stage");
const explorer = new Explorer({ stage, find, shown: () => follow() });
const range = new DateRange(find("days"), explorer.filters, () => explorer.refilter());
const CHOICES = /** @type {const} */ (["act", "side", "at", "topic"]);
const field = (/** @type {string} */ name) => /** @type {HTMLSelectElement} */ (find(name));

/** Let fields, legend and files follow what is shown. */
function follow() {
  const { filters, picture } = explorer;
  offer("topic", Array.from(filters.topics.keys(), (label) => [label, label]));
  const there = new Set(Array.from(filters.facts.values(), ([, meeting]) => meeting));
  offer("at", Object.entries(explorer.meetings).filter(([id]) => there.has(id)));
  for (const name of CHOICES) field(name).value = filters.wanted[name];
  range.show();
  const active = CHOICES.filter((name) => filters.wanted[name]).length + (filters.wanted.from || filters.wanted.to ? 1 : 0);
  find("active").textContent = active ? t("{count}件の条件", { count: active }) : "";
  field("colour").value = picture.tinted;
  field("size").value = picture.sized;
  /** @type {HTMLButtonElement} */ (find("undo")).disabled = !explorer.past.length;
  for (const row of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("#kinds label"))) {
    const box = /** @type {HTMLInputElement} */ (row.querySelector("input"));
    const there = Array.from(explorer.nodes.values()).filter((node) => node.section === box.value && explorer.alive(node.id));
    const count = there.filter((node) => explorer.passes(node.id)).length;
    row.hidden = there.length === 0;
    box.checked = !explorer.hidden.has(box.value);
    /** @type {HTMLElement} */ (row.querySelector(".number")).textContent = String(count);
  }
  find("kinds").classList.toggle("plain-shapes", picture.tinted === "community");
  legend();
}

/**
 * Offer what can be chosen in a field, beside all.
 * @param {string} name
 * @param {[string, string][]} choices
 */
function offer(name, choices) {
  const there = new Set(Array.from(field(name).options, (option) => option.value));
  for (const [value, label] of choices) if (!there.has(value)) field(name).append(new Option(label, value));
}

/** Name the groups of topics whose colours are seen. */
function legend() {
  const host = find("groups");
  host.hidden = explorer.picture.tinted !== "community";
  /** @type {Map<number, number>} */
  const counts = new Map();
  for (const { community } of explorer.shown()) if (typeof community === "number") counts.set(community, (counts.get(community) ?? 0) + 1);
  const rows = [...counts].sort((one, other) => other[1] - one[1]).map(([id, count]) => {
    const swatch = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    for (const [key, value] of [["viewBox", "0 0 10 10"], ["aria-hidden", "true"], ["class", `swatch swatch-group-${id % 10}`]]) swatch.setAttribute(/** @type {string} */ (key), /** @type {string} */ (value));
    const dot = document.createElementNS("http://www.w3.org/2000/svg", "circle");
    for (const [key, value] of [["cx", "5"], ["cy", "5"], ["r", "4.5"]]) dot.setAttribute(/** @type {string} */ (key), /** @type {string} */ (value));
    swatch.append(dot);
    return el("li", {}, swatch, explorer.communities[id] ?? "", " ", el("span", { class: "number" }, String(count)));
  });
  host.replaceChildren(el("span", { class: "unseen" }, t("話題群")), el("ul", {}, ...rows));
}

/** Do something that can be undone. @param {() => unknown} action */
function deed(action) {
  explorer.before();
  action();
  explorer.refilter();
  explorer.describe();
}

function connectFields() {
  const seek = /** @type {HTMLInputElement} */ (find("seek"));
  offerConcepts(seek, (chosen) => explorer.seek(chosen));
  seek.form?.addEventListener("submit", (event) => event.preventDefault());
  for (const box of /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll("#kinds input"))) {
    box.addEventListener("change", () => deed(() => (box.checked ? explorer.hidden.delete(box.value) : explorer.hidden.add(box.value))));
  }
  for (const name of CHOICES) field(name).addEventListener("change", () => deed(() => (explorer.filters.wanted[name] = field(name).value)));
  for (const end of find("days").querySelectorAll("input")) {
    end.addEventListener("pointerdown", () => explorer.before());
    end.addEventListener("keydown", (event) => /^(Arrow|Home|End|Page)/.test(event.key) && explorer.before());
  }
  field("colour").addEventListener("change", () => deed(() => (explorer.picture.tinted = field("colour").value)));
  field("size").addEventListener("change", () => deed(() => (explorer.picture.sized = field("size").value)));
  find("meeting").addEventListener("change", () => {
    const query = new URLSearchParams(explorer.view === "list" ? "view=list" : "");
    if (field("meeting").value) query.set("meeting", field("meeting").value);
    window.location.assign(`${window.location.pathname}${query.size ? `?${query}` : ""}`);
  });
}

/** Return what stands below a saved picture. @returns {import("./saving.js").Caption} */
function caption() {
  const { picture } = explorer;
  const seen = explorer.shown();
  const rows = Array.from(/** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("#kinds label")), (row) => {
    const section = /** @type {HTMLInputElement} */ (row.querySelector("input")).value;
    const one = seen.find((node) => node.section === section);
    return one ? [{ label: Array.from(row.childNodes, (node) => (node.nodeType === Node.TEXT_NODE ? node.textContent : "")).join("").trim(), shape: one.shape, hollow: Boolean(one.hollow), tone: getComputedStyle(document.documentElement).getPropertyValue(picture.tinted === "community" ? "--soft" : `--kind-${section}`).trim() }] : [];
  });
  const here = new URL(window.location.href);
  const notes = [find("widths").textContent ?? "", stage.dataset.fictional ? t("架空の例を含みます") : "", `ronten ${new Date().toISOString().slice(0, 10)}`, `${here.origin}${here.pathname}`];
  return { title: document.querySelector("h1")?.textContent ?? "", kinds: rows.flat(), note: notes.filter(Boolean).join(" ・ ") };
}

function connectButtons() {
  for (const button of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-view]"))) button.addEventListener("click", () => explorer.show(button.dataset.view ?? ""));
  find("undo").addEventListener("click", () => explorer.undo());
  find("clear").addEventListener("click", () => deed(() => Object.assign(explorer.filters.wanted, { act: "", side: "", at: "", topic: "", from: "", to: "" })));
  find("fit").addEventListener("click", () => explorer.picture.fit());
  find("nearer").addEventListener("click", () => explorer.picture.zoom(1.3));
  find("farther").addEventListener("click", () => explorer.picture.zoom(1 / 1.3));
  find("full").addEventListener("click", () => (document.fullscreenElement ? document.exitFullscreen() : /** @type {HTMLElement} */ (document.querySelector("main")).requestFullscreen()));
  find("full").hidden = !document.fullscreenEnabled;
  find("png").addEventListener("click", () => savePng(explorer.picture, caption()));
  for (const name of ["graphml", "html"]) find(name).addEventListener("click", (event) => {
    event.preventDefault();
    saveFromServer(/** @type {HTMLAnchorElement} */ (find(name)).href, explorer);
  });
  find("svg").addEventListener("click", () => saveSvg(explorer.picture, caption()));
}

function connectKeys() {
  document.addEventListener("keydown", (event) => {
    const typing = event.target instanceof HTMLInputElement && event.target.type === "search";
    if (typing) return;
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z" && !event.shiftKey) {
      event.preventDefault();
      explorer.undo();
    } else if (event.key === "Escape" && explorer.choice && !document.fullscreenElement) explorer.choose(null);
  });
  find("canvas").addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "]" || event.key === "[") return explorer.walk(event.key === "]" ? 1 : -1);
    const node = explorer.choice?.node;
    if (node === undefined) return;
    /** @type {Record<string, () => void>} */
    const deeds = { Enter: () => void explorer.expand(node), c: () => explorer.collapse(node), p: () => explorer.pin(node), Delete: () => explorer.hide(node), h: () => explorer.hide(node) };
    if (!deeds[event.key]) return;
    event.preventDefault();
    deeds[event.key]?.();
  });
}

/** @type {HTMLDetailsElement} */ (document.querySelector(".choosing")).open = explorer.filters.active;
connectFields();
connectButtons();
connectKeys();
/** @type {any} */ (window).ronten = { explorer };
await explorer.open();
