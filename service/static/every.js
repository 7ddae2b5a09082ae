// What every page can do: offers in its search box, light and dark, and copying a citation.
import { offerEverything } from "./finder.js";
import { markJapanese } from "./tongues.js";
import { t } from "./wording.js";

for (const field of document.querySelectorAll("input[data-suggest]")) offerEverything(/** @type {HTMLInputElement} */ (field));

// What a form leaves open does not stand in the address.
for (const form of document.querySelectorAll("form")) {
  form.addEventListener("formdata", ({ formData }) => [...formData].filter(([, value]) => value === "").forEach(([name]) => formData.delete(name)));
}

if (document.documentElement.lang === "en") markJapanese();

// The other language shows the same, also where scripts have changed the address since the page came.
for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll("a.tongue"))) {
  link.addEventListener("click", () => {
    const here = new URL(window.location.href);
    here.searchParams.set("lang", link.hreflang);
    link.href = here.href;
  });
}

const schemes = ["auto", "dark", "light"];
const scheme = document.getElementById("scheme");
scheme?.addEventListener("click", (event) => {
  event.preventDefault(); // without this script the link asks the server for the same
  const page = document.documentElement;
  const chosen = schemes[(schemes.indexOf(page.dataset.scheme ?? "auto") + 1) % schemes.length] ?? "auto";
  page.dataset.scheme = chosen;
  document.cookie = `scheme=${chosen}; max-age=31536000; path=${document.body.dataset.root ?? ""}/; samesite=lax`;
  scheme.textContent = JSON.parse(scheme.dataset.words ?? "{}")[chosen];
  document.dispatchEvent(new Event("schemechange"));
});

/**
 * Copy what stands in a field; where the page is not served over https the clipboard takes a selection only.
 * @param {HTMLTextAreaElement} field
 * @returns {Promise<boolean>}
 */
async function copy(field) {
  if (navigator.clipboard) return navigator.clipboard.writeText(field.value).then(() => true, () => false);
  field.select();
  return document.execCommand("copy");
}

for (const button of document.querySelectorAll("button[data-copy]")) {
  const field = document.getElementById(/** @type {HTMLElement} */ (button).dataset.copy ?? "");
  const said = button.parentElement?.querySelector("[data-copied]");
  if (!(field instanceof HTMLTextAreaElement) || !said) continue;
  button.removeAttribute("hidden");
  button.addEventListener("click", async () => {
    said.textContent = "";
    const done = await copy(field);
    if (!done) field.select();
    said.textContent = done ? t("写し取りました。") : t("写し取れませんでした。選んだ文字を、お手元の操作で写し取ってください。");
  });
}
