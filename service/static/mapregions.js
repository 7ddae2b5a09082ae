// Where the groups of a map are, and which colour each has.

/** @typedef {{x: number, y: number, reach: number}} Region */

export const TINTS = 10; // colours of groups in the style sheet
const APART = 6; // how many of its nearest larger neighbours have other colours than a group

/**
 * Return the middle of each group, and how far its concepts reach.
 * @param {import("./mapcanvas.js").MapData} data
 * @returns {Region[]}
 */
export function regionsOf({ nodes, communities }) {
  const found = communities.map(() => ({ x: 0, y: 0, reach: 0, count: 0 }));
  const of = (/** @type {import("./mapcanvas.js").MapNode} */ node) => (node.community === null ? undefined : found[node.community]);
  for (const node of nodes) {
    const region = of(node);
    if (region) Object.assign(region, { x: region.x + node.x, y: region.y + node.y, count: region.count + 1 });
  }
  for (const region of found) Object.assign(region, { x: region.x / Math.max(region.count, 1), y: region.y / Math.max(region.count, 1) });
  for (const node of nodes) {
    const region = of(node);
    if (region) region.reach = Math.max(region.reach, Math.hypot(node.x - region.x, node.y - region.y));
  }
  return found;
}

/**
 * Give each group the number of a colour that none of its nearest larger neighbours has.
 * @param {Region[]} regions
 * @returns {number[]}
 */
export function tintsOf(regions) {
  /** @type {number[]} */
  const given = [];
  regions.forEach((region, at) => {
    const near = given.map((tint, other) => ({ tint, far: Math.hypot(region.x - (regions[other]?.x ?? 0), region.y - (regions[other]?.y ?? 0)) }));
    const taken = new Set(near.sort((one, two) => one.far - two.far).slice(0, APART).map(({ tint }) => tint));
    given.push(Array.from({ length: TINTS }, (_, step) => (at + step) % TINTS).find((tint) => !taken.has(tint)) ?? at % TINTS);
  });
  return given;
}
