// The start page: a concept chosen from the offers opens its page.
import { address } from "./elements.js";
import { offerConcepts } from "./finder.js";

for (const field of document.querySelectorAll("input[data-concepts]")) {
  offerConcepts(/** @type {HTMLInputElement} */ (field), (offer) => window.location.assign(address(["concepts", offer.id])));
}
