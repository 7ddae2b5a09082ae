// Where the names of a network's nodes stand, so that none lies upon another. Imports nothing, so that the offline file can carry it as it is.

/**
 * @typedef {{left: number, top: number, right: number, bottom: number}} Box
 * @typedef {{text: string, x: number, y: number, size: number, weight: number, id: string, box: Box}} Label
 * @typedef {import("./picture.js").DrawnNode} DrawnNode
 */

const LABEL_LIMIT = 14; // characters of a label that are drawn; the whole of it stands in the panel and the list

/** Finds places for the names of a picture. */
export class Lettering {
  /** @param {import("./picture.js").Picture} picture */
  constructor(picture) {
    this.picture = picture;
    /** @type {Map<string, number>} */
    this.widths = new Map();
  }

  /**
   * Choose which labels find room, the important ones first, and where.
   * @param {CanvasRenderingContext2D} context
   * @param {number} scale
   * @returns {Label[]}
   */
  place(context, scale) {
    const positions = this.picture.network.getPositions();
    const shown = this.picture.nodes.get({ filter: (/** @type {any} */ node) => !node.hidden }).map((/** @type {any} */ node) => /** @type {DrawnNode} */ (this.picture.known.get(node.id)));
    const rank = (/** @type {DrawnNode} */ node) => (node.id === this.picture.hovered || node.id === this.picture.foremost ? 1e6 : this.picture.chosen?.nodes.has(node.id) ? 1e3 : 0) + this.picture.sizeOf(node);
    shown.sort((/** @type {DrawnNode} */ one, /** @type {DrawnNode} */ other) => rank(other) - rank(one) || (one.id < other.id ? -1 : 1));
    /** @type {(Box & {id: string})[]} */
    const taken = shown.map((/** @type {DrawnNode} */ node) => {
      const { x, y } = positions[node.id];
      return { id: node.id, left: x - this.picture.sizeOf(node), right: x + this.picture.sizeOf(node), top: y - this.picture.sizeOf(node), bottom: y + this.picture.sizeOf(node) };
    });
    /** @type {Label[]} */
    const labels = [];
    for (const node of shown) {
      const label = this.room(context, scale, node, positions[node.id], taken);
      if (!label) continue;
      taken.push({ ...label.box, id: node.id });
      labels.push(label);
    }
    return labels.reverse(); // the important ones are drawn last
  }

  /** Choose the labels of the whole picture at its own scale, wherever the window stands. @returns {Label[]} */
  placeAll() {
    const { frame } = this.picture;
    this.picture.frame = null;
    const labels = this.place(/** @type {CanvasRenderingContext2D} */ (document.createElement("canvas").getContext("2d")), 1);
    this.picture.frame = frame;
    return labels;
  }

  /**
   * Find a free place for a node's label: below, above, right or left of it.
   * @param {CanvasRenderingContext2D} context
   * @param {number} scale
   * @param {DrawnNode} node
   * @param {{x: number, y: number}} at
   * @param {(Box & {id: string})[]} taken
   * @returns {Label | null}
   */
  room(context, scale, node, at, taken) {
    const first = node.id === this.picture.hovered || node.id === this.picture.foremost;
    const size = this.picture.sizeOf(node) >= 16 ? 14 : 12.5;
    const weight = this.picture.sizeOf(node) >= 16 || first ? 600 : 400;
    const name = node.short ?? node.label;
    const letters = Array.from(name);
    const text = letters.length > LABEL_LIMIT && !first ? `${letters.slice(0, LABEL_LIMIT - 1).join("")}…` : name;
    const wide = this.width(context, text, weight) * (size / 10) / scale;
    const high = (size * 1.3) / scale;
    const gap = 3 / scale;
    const places = [
      { x: at.x, y: at.y + this.picture.sizeOf(node) + gap + high / 2 },
      { x: at.x, y: at.y - this.picture.sizeOf(node) - gap - high / 2 },
      { x: at.x + this.picture.sizeOf(node) + gap + wide / 2, y: at.y },
      { x: at.x - this.picture.sizeOf(node) - gap - wide / 2, y: at.y },
      { x: at.x + this.picture.sizeOf(node) * 0.7 + wide / 2, y: at.y + this.picture.sizeOf(node) * 0.7 + high / 2 },
      { x: at.x - this.picture.sizeOf(node) * 0.7 - wide / 2, y: at.y + this.picture.sizeOf(node) * 0.7 + high / 2 },
      { x: at.x + this.picture.sizeOf(node) * 0.7 + wide / 2, y: at.y - this.picture.sizeOf(node) * 0.7 - high / 2 },
      { x: at.x - this.picture.sizeOf(node) * 0.7 - wide / 2, y: at.y - this.picture.sizeOf(node) * 0.7 - high / 2 },
    ];
    for (const { x, y } of places) {
      const box = { left: x - wide / 2 - gap, right: x + wide / 2 + gap, top: y - high / 2, bottom: y + high / 2 };
      const inside = !this.picture.frame || scale > this.picture.frame.scale * 1.05 || (box.left >= this.picture.frame.left && box.right <= this.picture.frame.right && box.top >= this.picture.frame.top && box.bottom <= this.picture.frame.bottom);
      const free = inside && taken.every((other) => other.id === node.id || box.right <= other.left || box.left >= other.right || box.bottom <= other.top || box.top >= other.bottom);
      if (free) return { text, x, y, size, weight, id: node.id, box };
    }
    if (!first) return null;
    const { x, y } = places[0]; // what the reader points at is named in any case
    return { text, x, y, size, weight, id: node.id, box: { left: x - wide / 2, right: x + wide / 2, top: y - high / 2, bottom: y + high / 2 } };
  }

  /**
   * Return how wide a text is at 10 pixels.
   * @param {CanvasRenderingContext2D} context
   * @param {string} text
   * @param {number} weight
   * @returns {number}
   */
  width(context, text, weight) {
    const key = `${weight} ${text}`;
    let found = this.widths.get(key);
    if (found === undefined) {
      context.save();
      context.font = `${weight} 100px ${getComputedStyle(document.documentElement).getPropertyValue("--face").trim() || "sans-serif"}`;
      found = context.measureText(text).width / 10;
      context.restore();
      this.widths.set(key, found);
    }
    return found;
  }
}
