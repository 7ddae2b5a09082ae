// An answer as bars: what its first column with words names, by each of its columns with numbers.
import { el } from "../elements.js";
import { t } from "../wording.js";
import { numeric } from "./answers.js";
import { short } from "./terms.js";

const most = 60;
const svg = "http://www.w3.org/2000/svg";

/**
 * Tell whether an answer has something to measure.
 * @param {import("./answers.js").Answer} answer
 * @returns {boolean}
 */
export const canChart = (answer) => answer.rows.length > 0 && numeric(answer).some(Boolean);

/**
 * Show an answer as bars.
 * @param {HTMLElement} host
 * @param {import("./answers.js").Answer} answer
 */
export function showChart(host, answer) {
  const figures = numeric(answer);
  const series = answer.columns.map((_, at) => at).filter((at) => figures[at]);
  const named = figures.indexOf(false);
  const rows = answer.rows.slice(0, most);
  const highest = Math.max(...rows.flatMap((row) => series.map((at) => row[at]?.number ?? 0)), 1e-9);
  const key = el("p", { class: "key" }, ...series.map((at, number) => el("span", {}, swatch(number), ` ${answer.columns[at]}`)));
  const items = rows.map((row, at) => {
    const label = named < 0 ? null : row[named];
    const words = label ? (label.type === "uri" ? short(label.value) : label.value) : named < 0 ? String(at + 1) : "–";
    return el("li", {}, el("span", { class: "bar-name" }, words), el("div", {}, ...series.map((column, number) => bar(row[column]?.number ?? 0, highest, number, answer.columns[column]))));
  });
  const rest = answer.rows.length - rows.length;
  host.replaceChildren(key, el("ul", { class: "chart" }, ...items), ...(rest > 0 ? [el("p", { class: "small soft" }, t("ほかに{count}行あります。すべては表で見られます。", { count: rest }))] : []));
}

/** @param {number} value @param {number} highest @param {number} number @param {string} name */
function bar(value, highest, number, name) {
  const drawn = document.createElementNS(svg, "svg");
  drawn.setAttribute("viewBox", "0 0 100 8");
  drawn.setAttribute("preserveAspectRatio", "none");
  drawn.setAttribute("aria-hidden", "true");
  drawn.append(rect(100, "ground"), rect(Math.max(0, (100 * value) / highest), `series-${number % 6}`));
  return el("div", { class: "bar" }, drawn, el("span", { class: "number" }, el("span", { class: "unseen" }, `${name} `), value.toLocaleString()));
}

/** @param {number} width @param {string} look */
function rect(width, look) {
  const made = document.createElementNS(svg, "rect");
  for (const [key, value] of Object.entries({ width, height: 8, class: look })) made.setAttribute(key, String(value));
  return made;
}

/** @param {number} number */
function swatch(number) {
  const drawn = document.createElementNS(svg, "svg");
  drawn.setAttribute("viewBox", "0 0 8 8");
  drawn.setAttribute("class", "swatch");
  drawn.setAttribute("aria-hidden", "true");
  drawn.append(rect(8, `series-${number % 6}`));
  return drawn;
}
