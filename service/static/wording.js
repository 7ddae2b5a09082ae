// Words in the page's language: Japanese stands in the code, a catalogue in the page translates it.

/** @type {Record<string, string>} */
const catalogue = JSON.parse(document.getElementById("wording")?.textContent || "{}");

/**
 * Return a sentence in the page's language with `{name}`s filled in, `{name|opinion|opinions}` with the noun that the number takes.
 * @param {string} japanese
 * @param {Record<string, string | number>} [values]
 * @returns {string}
 */
export function t(japanese, values = {}) {
  return (catalogue[japanese] ?? japanese).replace(/\{(\w+)(?:\|([^|{}]+)\|([^|{}]+))?\}/g, (whole, name, one, many) => {
    const value = String(values[name] ?? whole);
    return one ? `${value} ${value === "1" ? one : many}` : value;
  });
}

const acts = { proposal: "提案", concern: "懸念", support: "賛成", opposition: "反対", question: "質問", answer: "回答", statement: "意見・説明" };

/**
 * Name an act of speech.
 * @param {string} act
 * @returns {string}
 */
export const actName = (act) => t(acts[/** @type {keyof typeof acts} */ (act)] ?? act);

const marks = { proposal: "＋", concern: "！", support: "○", opposition: "×", question: "？", answer: "↩", statement: "―" };

/**
 * Return the mark that tells an act apart without colour.
 * @param {string} act
 * @returns {string}
 */
export const actMark = (act) => marks[/** @type {keyof typeof marks} */ (act)] ?? "―";
