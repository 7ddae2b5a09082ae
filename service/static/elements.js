// Elements and addresses. Data becomes text nodes and attributes only, never markup.

/**
 * Make an element with attributes and children; strings become text, nothing becomes nothing.
 * @param {string} name
 * @param {Record<string, string | number | boolean | ((event: Event) => void) | null | undefined>} [attributes] functions become listeners
 * @param {...(Node | string | null | undefined | false)} children
 * @returns {HTMLElement}
 */
export function el(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === "function") made.addEventListener(key, value);
    else if (value === true) made.setAttribute(key, "");
    else if (value !== null && value !== undefined && value !== false) made.setAttribute(key, String(value));
  }
  for (const child of children) if (child) made.append(child);
  return made;
}

const root = document.body.dataset.root ?? "";

/**
 * Return an address of this service from path segments and a query.
 * @param {string[]} segments
 * @param {Record<string, string | number | null | undefined>} [query]
 * @returns {string}
 */
export function address(segments, query = {}) {
  const parts = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) if (value !== null && value !== undefined && value !== "") parts.set(key, String(value));
  const asked = parts.toString();
  return `${root}/${segments.map(encodeURIComponent).join("/")}${asked ? `?${asked}` : ""}`;
}

/**
 * Fetch JSON of this service.
 * @param {string} url
 * @param {AbortSignal} [signal]
 * @returns {Promise<any>}
 */
export async function getJson(url, signal) {
  const answer = await fetch(url, { headers: { Accept: "application/json" }, signal });
  if (!answer.ok) {
    const problem = await answer.json().catch(() => ({}));
    throw new Error(problem.detail || problem.title || `${answer.status} ${answer.statusText}`);
  }
  return answer.json();
}

/**
 * Call a function once its callers have been quiet for a while.
 * @template {unknown[]} A
 * @param {(...args: A) => void} action
 * @param {number} milliseconds
 * @returns {(...args: A) => void}
 */
export function quieted(action, milliseconds) {
  let timer = 0;
  return (...args) => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => action(...args), milliseconds);
  };
}
