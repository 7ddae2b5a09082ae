// The map drawn on two canvases: what joins concepts below, the concepts with their names above. Places are given; nothing is laid out here.
import { EdgeLayer } from "./mapedges.js";
import { Labelling } from "./maplabels.js";
import { TINTS, regionsOf, tintsOf } from "./mapregions.js";

/**
 * @typedef {{id: string, label: string, type: string | null, x: number, y: number, opinions: number, community: number | null, centrality: number}} MapNode
 * @typedef {{id: number, label: string, size: number}} Community
 * @typedef {{opinions: number, drawn_of: number, nodes: MapNode[], edges: [number, number, number][], communities: Community[]}} MapData
 * @typedef {{x: number, y: number, scale: number}} View
 */

const LEAST = 1.3; // pixels of the smallest radius
const ROUND = 2.2; // pixels of radius from which a concept is drawn round
const REACH = 14; // pixels around a concept's middle that belong to it
const STILL = 140; // milliseconds without movement after which edges are drawn

/**
 * Return a colour of the style sheet.
 * @param {string} name
 * @returns {string}
 */
const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/** Draws the map into an element and says what the reader points at. */
export class MapCanvas {
  /**
   * @param {HTMLElement} host
   * @param {{choose: (node: number | null) => void, moved: () => void}} listener
   */
  constructor(host, listener) {
    this.host = host;
    this.listener = listener;
    this.below = new EdgeLayer(this);
    this.above = document.createElement("canvas");
    host.append(this.below.canvas, this.above);
    /** @type {View} */
    this.view = { x: 0, y: 0, scale: 1 };
    /** @type {MapData} */
    this.data = { opinions: 0, drawn_of: 0, nodes: [], edges: [], communities: [] };
    this.passes = new Uint8Array(0);
    /** @type {Set<number> | null} the concepts that stand out; null: all alike */
    this.near = null;
    /** @type {number | null} */
    this.chosen = null;
    /** @type {number | null} */
    this.hovered = null;
    this.asked = 0;
    this.turn = 0;
    this.quiet = 0;
    this.labelling = new Labelling();
    /** @type {{index: number | null, community: number | null, left: number, top: number, right: number, bottom: number}[]} */
    this.lettered = [];
    new ResizeObserver(() => this.resize()).observe(host);
    window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.recolour());
    document.addEventListener("schemechange", () => this.recolour());
  }

  /** @param {MapData} data */
  take(data) {
    this.data = data;
    const most = Math.max(1, ...data.nodes.slice(0, 100).map((node) => node.opinions));
    this.radius = Float32Array.from(data.nodes, (node) => 7 + 21 * Math.sqrt(Math.min(node.opinions / most, 1)));
    this.passes = new Uint8Array(data.nodes.length).fill(1);
    /** @type {number[][]} places in `edges` by node */
    this.incident = data.nodes.map(() => []);
    data.edges.forEach(([one, other], at) => [one, other].forEach((end) => this.incident?.[end]?.push(at)));
    this.regions = regionsOf(data);
    this.tints = tintsOf(this.regions);
    /** @type {number[][]} nodes by colour, the little ones first */
    this.byTint = Array.from({ length: TINTS + 1 }, () => []);
    for (let index = data.nodes.length - 1; index >= 0; index -= 1) this.byTint[this.tintOf(index)]?.push(index);
    this.below.take(data);
    this.labelling.take(data, this.radius, this.regions);
    this.recolour();
  }

  /** @param {number} index */
  tintOf(index) {
    const community = this.data.nodes[index]?.community ?? null;
    return community === null ? TINTS : (this.tints?.[community] ?? TINTS);
  }

  recolour() {
    this.colours = Array.from({ length: TINTS }, (_, tint) => colour(`--group-${tint}`));
    this.colours.push(colour("--soft"));
    this.ink = colour("--ink");
    this.halo = colour("--halo") || colour("--paper");
    this.line = colour("--edge");
    this.firm = colour("--edge-firm");
    this.face = colour("--face") || "sans-serif";
    this.redraw();
  }

  resize() {
    const ratio = window.devicePixelRatio || 1;
    for (const canvas of [this.below.canvas, this.above]) {
      canvas.width = Math.round(this.host.clientWidth * ratio);
      canvas.height = Math.round(this.host.clientHeight * ratio);
    }
    this.redraw();
  }

  /** Show the whole, or a circle of it. @param {{x: number, y: number, reach: number}} [region] */
  fit(region) {
    const { nodes } = this.data;
    if (!nodes.length) return;
    const [wide, high] = [Math.max(this.host.clientWidth - 60, 50), Math.max(this.host.clientHeight - 50, 50)];
    if (region) return this.move({ x: region.x, y: region.y, scale: Math.min(wide, high) / 2 / (region.reach + 60) });
    let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
    for (const { x, y } of nodes) [left, right, top, bottom] = [Math.min(left, x), Math.max(right, x), Math.min(top, y), Math.max(bottom, y)];
    return this.move({ x: (left + right) / 2, y: (top + bottom) / 2, scale: Math.min(wide / (right - left + 60), high / (bottom - top + 60), 1.5) });
  }

  /** @param {View} view */
  move(view) {
    this.view = { ...view, scale: Math.min(Math.max(view.scale, 0.01), 5) };
    this.below.canvas.hidden = true;
    this.redraw();
    this.listener.moved();
  }

  /**
   * Zoom, with a place of the window staying where it is.
   * @param {number} factor
   * @param {{x: number, y: number}} [at] in pixels of the element; its middle unless given
   */
  zoom(factor, at = { x: this.host.clientWidth / 2, y: this.host.clientHeight / 2 }) {
    const before = this.world(at);
    const scale = Math.min(Math.max(this.view.scale * factor, 0.01), 5);
    const [across, down] = [at.x - this.host.clientWidth / 2, at.y - this.host.clientHeight / 2];
    this.move({ x: before.x - across / scale, y: before.y - down / scale, scale });
  }

  /** @param {{x: number, y: number}} at pixels of the element */
  world({ x, y }) {
    const { view, host } = this;
    return { x: view.x + (x - host.clientWidth / 2) / view.scale, y: view.y + (y - host.clientHeight / 2) / view.scale };
  }

  /** Return where a node is in the element, in pixels. @param {number} index */
  point(index) {
    const { view, host, data } = this;
    const { x = 0, y = 0 } = data.nodes[index] ?? {};
    return { x: (x - view.x) * view.scale + host.clientWidth / 2, y: (y - view.y) * view.scale + host.clientHeight / 2 };
  }

  /** Return the node at a place of the element: the one whose name is there, else the nearest. @param {{x: number, y: number}} at */
  nodeAt(at) {
    const named = this.lettered.find((label) => at.x >= label.left && at.x <= label.right && at.y >= label.top && at.y <= label.bottom);
    const { x, y } = this.world(at);
    let [nearest, least] = [/** @type {number | null} */ (null), Infinity];
    this.data.nodes.forEach((node, index) => {
      const far = Math.hypot(node.x - x, node.y - y);
      if (far < least && this.passes[index]) [nearest, least] = [index, far];
    });
    if (nearest !== null && least <= Math.max(this.radius?.[nearest] ?? 0, REACH / this.view.scale / 2)) return nearest;
    if (named && named.index !== null) return named.index;
    return least * this.view.scale <= REACH ? nearest : null;
  }

  /** Draw the concepts anew, edges stay as they are. */
  repaint() {
    if (!this.asked) this.asked = window.requestAnimationFrame(() => this.paint());
  }

  redraw() {
    this.turn += 1;
    this.repaint();
    window.clearTimeout(this.quiet);
    this.quiet = window.setTimeout(() => this.below.draw(this.turn), this.host.dataset.drawn ? STILL : 0);
  }

  /** @param {HTMLCanvasElement} canvas */
  fresh(canvas) {
    const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
    const ratio = window.devicePixelRatio || 1;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, canvas.width, canvas.height);
    return context;
  }

  paint() {
    this.asked = 0;
    const context = this.fresh(this.above);
    if (this.near) {
      context.globalAlpha = 0.16;
      this.dots(context, (index) => !this.near?.has(index));
      context.globalAlpha = 1;
      this.ties(context);
      this.dots(context, (index) => Boolean(this.near?.has(index)));
    } else this.dots(context, () => true);
    this.ring(context);
    this.lettered = this.labelling.draw(context, this);
  }

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {(index: number) => boolean} wanted
   */
  dots(context, wanted) {
    const { view, passes, data } = this;
    const [wide, high] = [this.host.clientWidth, this.host.clientHeight];
    const [across, down] = [wide / 2 - view.x * view.scale, high / 2 - view.y * view.scale];
    this.byTint?.forEach((indexes, tint) => {
      context.fillStyle = this.colours?.[tint] ?? "";
      let drawn = 0;
      context.beginPath();
      for (const index of indexes) {
        if (!passes[index] || !wanted(index)) continue;
        const node = /** @type {MapNode} */ (data.nodes[index]);
        const [x, y] = [node.x * view.scale + across, node.y * view.scale + down];
        const size = Math.max((this.radius?.[index] ?? 0) * view.scale, LEAST);
        if (x < -size || y < -size || x > wide + size || y > high + size) continue;
        if (size < ROUND) context.fillRect(x - size, y - size, 2 * size, 2 * size);
        else {
          context.moveTo(x + size, y);
          context.arc(x, y, size, 0, 7);
          drawn += 1;
        }
        if (drawn >= 250) {
          context.fill();
          context.beginPath();
          drawn = 0;
        }
      }
      context.fill();
    });
  }

  /** Draw what joins the chosen concept with others. @param {CanvasRenderingContext2D} context */
  ties(context) {
    if (this.chosen === null) return;
    context.strokeStyle = this.firm ?? "";
    for (const at of this.incident?.[this.chosen] ?? []) {
      const [one, other, together] = /** @type {[number, number, number]} */ (this.data.edges[at]);
      if (!this.passes[one] || !this.passes[other]) continue;
      context.lineWidth = Math.min(1 + Math.log2(together), 5);
      context.beginPath();
      this.span(context, one, other);
      context.stroke();
    }
  }

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {number} one
   * @param {number} other
   */
  span(context, one, other) {
    const [from, to] = [this.point(one), this.point(other)];
    context.moveTo(from.x, from.y);
    context.lineTo(to.x, to.y);
  }

  /** Mark the chosen concept. @param {CanvasRenderingContext2D} context */
  ring(context) {
    if (this.chosen === null) return;
    const { x, y } = this.point(this.chosen);
    context.strokeStyle = this.ink ?? "";
    context.lineWidth = 2.5;
    context.beginPath();
    context.arc(x, y, Math.max((this.radius?.[this.chosen] ?? 0) * this.view.scale, LEAST) + 4, 0, 7);
    context.stroke();
  }
}
