// Which part of a network the window shows: all of it, nearer, farther, elsewhere. Imports nothing, so that the offline file can carry it as it is.

const MARGIN = 80; // pixels left and right of the outermost nodes

/** Moves what vis-network shows. */
export class Viewport {
  /** @param {HTMLElement} host */
  constructor(host) {
    this.host = host;
    /** @type {any} */
    this.network = null;
    /** @type {any} */
    this.nodes = null;
    /** @type {(import("./lettering.js").Box & {scale: number}) | null} what the window shows of the whole picture; labels stay inside it */
    this.frame = null;
    this.turn = 0;
    this.still = window.matchMedia("(prefers-reduced-motion: reduce)");
  }

  /**
   * Move a node to the middle.
   * @param {string} node
   */
  focus(node) {
    this.network.focus(node, { scale: Math.max(this.network.getScale(), 0.9), animation: this.motion() });
  }

  /** @param {boolean} [moving] */
  fit(moving = true) {
    const shown = this.nodes.get({ filter: (/** @type {any} */ node) => !node.hidden }).map((/** @type {any} */ node) => node.id);
    if (!shown.length) {
      this.frame ??= { left: -Infinity, right: Infinity, top: -Infinity, bottom: Infinity, scale: 1 }; // nothing is shown yet: that is all of it
      return;
    }
    const places = Object.values(this.network.getPositions(shown));
    const [xs, ys] = [places.map(({ x }) => x), places.map(({ y }) => y)];
    const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
    const margin = Math.min(MARGIN, this.host.clientWidth / 6); // for the labels of the outermost nodes
    const scale = Math.min((this.host.clientWidth - 2 * margin) / Math.max(right - left, 1), (this.host.clientHeight - 90) / Math.max(bottom - top, 1), 1.4);
    const [wide, high] = [this.host.clientWidth / scale / 2, this.host.clientHeight / scale / 2];
    this.frame = { left: (left + right) / 2 - wide, right: (left + right) / 2 + wide, top: (top + bottom) / 2 - high, bottom: (top + bottom) / 2 + high, scale };
    this.turn += 1;
    this.network.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 }, scale: Math.max(scale, 0.05), animation: moving ? this.motion() : false });
  }

  /** @param {number} factor */
  zoom(factor) {
    this.network.moveTo({ scale: Math.min(Math.max(this.network.getScale() * factor, 0.08), 5), animation: this.motion() });
  }

  motion() {
    return this.still.matches ? false : { duration: 260, easingFunction: "easeInOutQuad" };
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const step = 60 / this.network.getScale();
    const { x, y } = this.network.getViewPosition();
    /** @type {Record<string, () => void>} */
    const deeds = {
      ArrowLeft: () => this.network.moveTo({ position: { x: x - step, y } }),
      ArrowRight: () => this.network.moveTo({ position: { x: x + step, y } }),
      ArrowUp: () => this.network.moveTo({ position: { x, y: y - step } }),
      ArrowDown: () => this.network.moveTo({ position: { x, y: y + step } }),
      "+": () => this.zoom(1.25),
      "-": () => this.zoom(0.8),
      0: () => this.fit(),
    };
    if (!deeds[event.key] || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    deeds[event.key]();
  }
}
