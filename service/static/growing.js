// Where a neighbourhood that is added finds room: around the node it belongs to, everything else staying where it is.

/**
 * @typedef {{id: string, x: number, y: number}} Placed
 */

/**
 * Give new nodes free places near those wanted, searched along a spiral.
 * @param {Placed} around the node that is expanded
 * @param {Placed[]} fresh the new nodes with their places in their own network; they are moved
 * @param {Placed} there where the expanded node is in that network
 * @param {Placed[]} others the nodes that stand already
 */
export function makeRoom(around, fresh, there, others) {
  const taken = [...others];
  for (const node of fresh) {
    Object.assign(node, free(around.x + node.x - there.x, around.y + node.y - there.y, taken));
    taken.push(node);
  }
}

/**
 * @param {number} x
 * @param {number} y
 * @param {Placed[]} taken
 */
function free(x, y, taken) {
  for (let step = 0; step < 600; step += 1) {
    const place = { x: x + 9 * Math.sqrt(step) * Math.cos(step * 2.4) * 1.6, y: y + 9 * Math.sqrt(step) * Math.sin(step * 2.4) };
    if (taken.every((other) => Math.abs(other.x - place.x) > 70 || Math.abs(other.y - place.y) > 46)) return place;
  }
  return { x, y };
}
