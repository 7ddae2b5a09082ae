// An answer as a table: sorted by a column's heading, a hundred rows at a time.
import { el } from "../elements.js";
import { t } from "../wording.js";
import { numeric } from "./answers.js";
import { shown } from "./terms.js";

const page = 100;

/**
 * Show an answer as a table.
 * @param {HTMLElement} host
 * @param {import("./answers.js").Answer} answer
 */
export function showTable(host, answer) {
  const figures = numeric(answer);
  let rows = answer.rows;
  let by = -1;
  let down = false;
  let begin = 0;

  const sort = (/** @type {number} */ column) => {
    down = by === column && !down;
    by = column;
    const compare = (/** @type {any} */ one, /** @type {any} */ other) => {
      const [a, b] = [one[column], other[column]];
      if (!a || !b) return a ? -1 : b ? 1 : 0;
      return figures[column] ? a.number - b.number : a.value.localeCompare(b.value, "ja");
    };
    rows = [...answer.rows].sort((one, other) => (down ? compare(other, one) : compare(one, other)));
    begin = 0;
    draw();
    host.querySelectorAll("th button")[column].focus();
  };
  const turn = (/** @type {number} */ to) => {
    begin = to;
    draw();
    host.querySelector("table")?.scrollIntoView({ block: "nearest" });
  };
  const draw = () => {
    const head = answer.columns.map((name, at) =>
      el("th", { scope: "col", class: figures[at] ? "figure" : null, "aria-sort": at === by ? (down ? "descending" : "ascending") : null }, el("button", { type: "button", class: "link", click: () => sort(at) }, name, at === by ? (down ? " ↓" : " ↑") : null)),
    );
    const body = rows.slice(begin, begin + page).map((row) => el("tr", {}, ...row.map((term, at) => el("td", { class: figures[at] ? "figure" : null, lang: term?.language }, shown(term)))));
    const scroll = el("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": t("結果の表") }, el("table", {}, el("thead", {}, el("tr", {}, ...head)), el("tbody", {}, ...body)));
    const end = Math.min(begin + page, rows.length);
    const pages = el(
      "p",
      { class: "pages" },
      el("button", { type: "button", disabled: begin === 0, click: () => turn(begin - page) }, t("前へ")),
      el("span", { class: "small soft" }, t("{begin}–{end} / {total}行", { begin: begin + 1, end, total: rows.length })),
      el("button", { type: "button", disabled: end >= rows.length, click: () => turn(begin + page) }, t("次へ")),
    );
    host.replaceChildren(scroll, ...(rows.length > page ? [pages] : []));
  };
  draw();
}
