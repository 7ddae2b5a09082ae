// The field that a query is written in: YASQE with completions of our own; the plain field where that is missing.
import { el, getJson } from "../elements.js";
import { t } from "../wording.js";
import { knowPrefixes } from "./terms.js";

const form = /** @type {HTMLFormElement} */ (document.getElementById("ask"));
const field = /** @type {HTMLTextAreaElement} */ (document.getElementById("query"));
const syntax = /** @type {HTMLElement} */ (document.getElementById("syntax"));

/** @type {{prefixes: Record<string, string>, terms: {name: string, label: string}[]}} */
let known = { prefixes: {}, terms: [] };
const loaded = getJson(form.dataset.terms ?? "").then(
  (found) => {
    known = found;
    knowPrefixes(found.prefixes);
  },
  () => {}, // it goes without completions
);

/** Complete prefixed names by name and by label; YASQE's own completers for classes and properties would ask a public server. */
const terms = {
  name: "terms",
  bulk: false,
  autoShow: true,
  persistenceId: null,
  isValidCompletionPosition: (/** @type {any} */ yasqe) => /^[a-z]+:\w*$|^\w{2,}$/i.test(yasqe.getCompleteToken().string) && yasqe.getCompleteToken().type !== "keyword",
  get: async (/** @type {any} */ _yasqe, /** @type {any} */ token) => {
    await loaded;
    const typed = token.string.toLowerCase();
    const within = known.terms.filter(({ name }) => name.toLowerCase() !== typed && (name.toLowerCase().startsWith(typed) || (!typed.includes(":") && name.split(":")[1].toLowerCase().startsWith(typed))));
    return within.map(({ name }) => name);
  },
  postprocessHints: (/** @type {any} */ _yasqe, /** @type {any[]} */ hints) => {
    const labels = new Map(known.terms.map(({ name, label }) => [name, label]));
    return hints.map((hint) => ({ ...hint, render: (/** @type {HTMLElement} */ place) => place.append(hint.text, el("small", {}, `　${labels.get(hint.text) ?? ""}`)) }));
  },
};

/** @returns {any} the editor, undefined where it is missing */
function open() {
  const Yasqe = /** @type {any} */ (window).Yasqe;
  if (!Yasqe) return undefined;
  Object.assign(Yasqe.Autocompleters.prefixes, { persistenceId: null, get: () => loaded.then(() => Object.entries(known.prefixes).map(([prefix, namespace]) => `${prefix}: <${namespace}>`)) });
  Yasqe.registerAutocompleter(terms, false);
  Yasqe.defaults.autocompleters = ["prefixes", "terms", "variables"];
  const place = el("div", { class: "writing" });
  field.hidden = true;
  field.required = false;
  field.after(place);
  const made = new Yasqe(place, {
    value: field.value,
    persistenceId: null,
    consumeShareLink: null,
    createShareableLink: null,
    showQueryButton: false,
    resizeable: false,
    editorHeight: "auto",
    screenReaderLabel: t("照会"),
    extraKeys: { Tab: false, "Shift-Tab": false, "Ctrl-Enter": () => form.requestSubmit(), "Cmd-Enter": () => form.requestSubmit(), "Ctrl-S": false },
  });
  made.on("changes", () => check(made));
  check(made);
  return made;
}

/** Say in words where the query is wrong; YASQE's own mark speaks to a mouse alone. @param {any} yasqe */
function check(yasqe) {
  const mark = /** @type {HTMLElement | null} */ (yasqe.getWrapperElement().querySelector(".parseErrorIcon"));
  if (mark) Object.assign(mark, { onmouseover: null, onmouseout: null });
  let line = 0;
  yasqe.eachLine((/** @type {any} */ each) => {
    if (!line && each.gutterMarkers?.gutterErrorBar) line = each.lineNo() + 1;
  });
  syntax.textContent = line ? t("{line}行目の書き方に誤りがあるようです。", { line }) : "";
}

const yasqe = open();

/** @returns {string} */
export const query = () => (yasqe ? yasqe.getValue() : field.value);

/** @param {string} text */
export function write(text) {
  if (yasqe) yasqe.setValue(text);
  else field.value = text;
}

/** Put words where the cursor is. @param {string} text */
export function insert(text) {
  if (yasqe) {
    yasqe.replaceSelection(text);
    yasqe.focus();
  } else field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
}

/** @type {any} */
let marked;

/** Mark a line that the service could not read; none for undefined. @param {number} [line] from 1 */
export function mark(line) {
  if (!yasqe) return;
  if (marked) yasqe.removeLineClass(marked, "background", "wrong");
  marked = line ? yasqe.addLineClass(line - 1, "background", "wrong") : undefined;
}
