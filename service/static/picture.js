// The drawing of a network with vis-network: given positions, no physics, labels that never overlap.
// This module imports nothing, so that the offline file can carry it as it is.

/**
 * @typedef {{id: string, label: string, x: number, y: number, size: number, shape: string, section: string, short?: string, hollow?: boolean, note?: string}} DrawnNode
 * @typedef {{id: string, from: string, to: string, width: number}} DrawnEdge
 * @typedef {{left: number, top: number, right: number, bottom: number}} Box
 * @typedef {{text: string, x: number, y: number, size: number, weight: number, id: string, box: Box}} Label
 */

const LABEL_LIMIT = 14; // characters of a label that are drawn; the whole of it stands in the panel and the list
const REACH = 11; // pixels around a node's middle that belong to it, however small it is drawn
const MARGIN = 80; // pixels left and right of the outermost nodes
const MANY = 150; // nodes from which edges are hidden while the picture is moved

/**
 * Return a colour of the style sheet.
 * @param {string} name
 * @returns {string}
 */
const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/** Draws nodes and edges into an element and says what the reader points at. */
export class Picture {
  /**
   * @param {HTMLElement} host
   * @param {any} vis the library's global
   * @param {{choose: (chosen: {node?: string, edge?: string} | null) => void, expand: (node: string) => void}} listener
   */
  constructor(host, vis, listener) {
    this.host = host;
    this.nodes = new vis.DataSet();
    this.edges = new vis.DataSet();
    /** @type {Map<string, DrawnNode>} */
    this.known = new Map();
    this.upright = host.clientHeight > host.clientWidth * 1.1;
    /** @type {string | null} */
    this.hovered = null;
    /** @type {{nodes: Set<string>, edges: Set<string>} | null} */
    this.chosen = null;
    /** @type {{key: string, labels: Label[]}} */
    this.placed = { key: "", labels: [] };
    this.turn = 0;
    /** @type {(Box & {scale: number}) | null} what the window shows of the whole picture; labels stay inside it */
    this.frame = null;
    /** @type {Map<string, number>} */
    this.widths = new Map();
    this.still = window.matchMedia("(prefers-reduced-motion: reduce)");
    this.network = new vis.Network(host, { nodes: this.nodes, edges: this.edges }, this.options());
    this.listen(listener);
  }

  options() {
    return {
      autoResize: true,
      physics: { enabled: false },
      layout: { improvedLayout: false, randomSeed: 1 },
      interaction: { hover: true, tooltipDelay: 200, keyboard: { enabled: false }, multiselect: false, selectConnectedEdges: false, hoverConnectedEdges: false, zoomSpeed: 0.6 },
      nodes: { borderWidth: 1.5, borderWidthSelected: 3, labelHighlightBold: false, chosen: false },
      edges: { smooth: false, chosen: false, selectionWidth: 0, hoverWidth: 0, arrowStrikethrough: false },
    };
  }

  /** @param {{choose: (chosen: {node?: string, edge?: string} | null) => void, expand: (node: string) => void}} listener */
  listen(listener) {
    this.network.on("click", (/** @type {any} */ happened) => {
      const node = this.nodeAt(happened.pointer.canvas) ?? this.labelAt(happened.pointer.canvas);
      if (node !== undefined) listener.choose({ node });
      else listener.choose(happened.edges.length ? { edge: happened.edges[0] } : null);
    });
    this.network.on("doubleClick", (/** @type {any} */ happened) => {
      const node = this.nodeAt(happened.pointer.canvas) ?? this.labelAt(happened.pointer.canvas);
      if (node !== undefined) listener.expand(node);
    });
    this.network.on("hoverNode", (/** @type {any} */ happened) => this.hover(happened.node));
    this.network.on("blurNode", () => this.hover(null));
    this.network.on("dragEnd", (/** @type {any} */ happened) => happened.nodes.length && this.relabel());
    this.network.on("dragging", (/** @type {any} */ happened) => happened.nodes.length && this.relabel());
    this.network.on("resize", () => this.relabel());
    this.network.on("afterDrawing", (/** @type {CanvasRenderingContext2D} */ context) => this.letter(context));
    window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.paint());
    document.addEventListener("schemechange", () => this.paint());
    this.host.addEventListener("keydown", (event) => this.key(event));
  }

  /**
   * Draw nodes and edges; those that are there already stay where they are.
   * @param {DrawnNode[]} nodes
   * @param {DrawnEdge[]} edges
   */
  add(nodes, edges) {
    const fresh = nodes.filter((node) => !this.known.has(node.id));
    for (const node of fresh) this.known.set(node.id, node);
    this.nodes.add(fresh.map((node) => this.node(node)));
    this.edges.add(edges.filter((edge) => !this.edges.get(edge.id)).map((edge) => ({ ...edge, title: undefined, label: undefined })));
    this.network.setOptions({ interaction: { hideEdgesOnDrag: this.known.size > MANY, hideEdgesOnZoom: this.known.size > MANY } });
    this.paint();
  }

  /** @param {DrawnNode} node */
  node(node) {
    const [x, y] = this.upright ? [node.y, node.x] : [node.x, node.y];
    return { id: node.id, x, y, size: node.size, shape: node.shape, title: node.note ? `${node.label}\n${node.note}` : node.label, physics: false };
  }

  /** Colour everything as the style sheet and the choice want it. */
  paint() {
    const paper = colour("--paper");
    const chosen = this.chosen;
    this.nodes.update(
      Array.from(this.known.values(), (node) => {
        const tone = colour(`--kind-${node.section}`);
        const near = !chosen || chosen.nodes.has(node.id);
        const fill = { background: node.hollow ? paper : tone, border: node.hollow ? tone : paper };
        return { id: node.id, opacity: near ? 1 : 0.22, borderWidth: node.hollow ? 3 : 1.5, color: { ...fill, hover: fill, highlight: fill } };
      }),
    );
    const [line, firm] = [colour("--edge"), colour("--edge-firm")];
    this.edges.update(
      this.edges.map((/** @type {DrawnEdge} */ edge) => {
        const near = chosen?.edges.has(edge.id);
        const tone = near ? firm : line;
        return { id: edge.id, color: { color: tone, hover: firm, highlight: firm, opacity: chosen && !near ? 0.25 : near ? 1 : 0.6 } };
      }),
    );
    this.relabel();
  }

  /**
   * Show what passes and hide the rest.
   * @param {(node: string) => boolean} nodePasses
   * @param {(edge: string) => boolean} edgePasses
   */
  filter(nodePasses, edgePasses) {
    this.nodes.update(this.nodes.getIds().map((/** @type {string} */ id) => ({ id, hidden: !nodePasses(id) })));
    this.edges.update(this.edges.getIds().map((/** @type {string} */ id) => ({ id, hidden: !edgePasses(id) })));
    this.relabel();
  }

  /**
   * Bring forward a node with its neighbours, or an edge with its ends; null shows all alike.
   * @param {{node?: string, edge?: string} | null} choice
   */
  choose(choice) {
    this.network.unselectAll();
    if (choice?.node !== undefined) {
      const edges = this.network.getConnectedEdges(choice.node);
      this.chosen = { nodes: new Set([choice.node, ...this.network.getConnectedNodes(choice.node)]), edges: new Set(edges) };
      this.foremost = choice.node;
    } else if (choice?.edge !== undefined) {
      this.chosen = { nodes: new Set(this.network.getConnectedNodes(choice.edge)), edges: new Set([choice.edge]) };
      this.foremost = null;
    } else {
      this.chosen = null;
      this.foremost = null;
    }
    this.paint();
  }

  /** @param {string | null} node */
  hover(node) {
    this.hovered = node;
    this.host.classList.toggle("pointing", node !== null);
    this.relabel();
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
    if (!shown.length) return;
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

  /** Say that labels must be placed anew. */
  relabel() {
    this.turn += 1;
    this.network.redraw();
  }

  /**
   * Return the nearest node at a place, or as near to it as a finger is broad.
   * @param {{x: number, y: number}} place in the network's coordinates
   * @returns {string | undefined}
   */
  nodeAt({ x, y }) {
    const reach = REACH / this.network.getScale();
    let [nearest, least] = [/** @type {string | undefined} */ (undefined), Infinity];
    for (const [id, at] of Object.entries(this.network.getPositions())) {
      const far = Math.hypot(at.x - x, at.y - y);
      if (far < least && far <= Math.max(this.known.get(id)?.size ?? 0, reach) && !this.nodes.get(id).hidden) [nearest, least] = [id, far];
    }
    return nearest;
  }

  /**
   * Return the node whose label is at a place.
   * @param {{x: number, y: number}} place in the network's coordinates
   * @returns {string | undefined}
   */
  labelAt({ x, y }) {
    return this.placed.labels.find(({ box }) => x >= box.left && x <= box.right && y >= box.top && y <= box.bottom)?.id;
  }

  /**
   * Draw the labels, at the same size on the screen whatever the scale.
   * @param {CanvasRenderingContext2D} context
   */
  letter(context) {
    const scale = this.network.getScale();
    const key = `${this.turn} ${scale.toFixed(4)}`;
    if (this.placed.key !== key) this.placed = { key, labels: this.place(context, scale) };
    const face = colour("--face") || "sans-serif";
    const [ink, halo] = [colour("--ink"), colour("--halo")];
    context.save();
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.lineJoin = "round";
    for (const label of this.placed.labels) {
      context.globalAlpha = !this.chosen || this.chosen.nodes.has(label.id) ? 1 : 0.3;
      context.font = `${label.weight} ${label.size / scale}px ${face}`;
      context.strokeStyle = halo;
      context.lineWidth = 3.5 / scale;
      context.strokeText(label.text, label.x, label.y);
      context.fillStyle = ink;
      context.fillText(label.text, label.x, label.y);
    }
    context.restore();
    if (!this.host.dataset.drawn && this.frame) {
      this.host.dataset.drawn = "true";
      performance.mark("ronten:drawn");
    }
  }

  /**
   * Choose which labels find room, the important ones first, and where.
   * @param {CanvasRenderingContext2D} context
   * @param {number} scale
   * @returns {Label[]}
   */
  place(context, scale) {
    const positions = this.network.getPositions();
    const shown = this.nodes.get({ filter: (/** @type {any} */ node) => !node.hidden }).map((/** @type {any} */ node) => /** @type {DrawnNode} */ (this.known.get(node.id)));
    const rank = (/** @type {DrawnNode} */ node) => (node.id === this.hovered || node.id === this.foremost ? 1e6 : this.chosen?.nodes.has(node.id) ? 1e3 : 0) + node.size;
    shown.sort((/** @type {DrawnNode} */ one, /** @type {DrawnNode} */ other) => rank(other) - rank(one) || (one.id < other.id ? -1 : 1));
    /** @type {(Box & {id: string})[]} */
    const taken = shown.map((/** @type {DrawnNode} */ node) => {
      const { x, y } = positions[node.id];
      return { id: node.id, left: x - node.size, right: x + node.size, top: y - node.size, bottom: y + node.size };
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
    const first = node.id === this.hovered || node.id === this.foremost;
    const size = node.size >= 16 ? 14 : 12.5;
    const weight = node.size >= 16 || first ? 600 : 400;
    const name = node.short ?? node.label;
    const letters = Array.from(name);
    const text = letters.length > LABEL_LIMIT && !first ? `${letters.slice(0, LABEL_LIMIT - 1).join("")}…` : name;
    const wide = this.width(context, text, weight) * (size / 10) / scale;
    const high = (size * 1.3) / scale;
    const gap = 3 / scale;
    const places = [
      { x: at.x, y: at.y + node.size + gap + high / 2 },
      { x: at.x, y: at.y - node.size - gap - high / 2 },
      { x: at.x + node.size + gap + wide / 2, y: at.y },
      { x: at.x - node.size - gap - wide / 2, y: at.y },
      { x: at.x + node.size * 0.7 + wide / 2, y: at.y + node.size * 0.7 + high / 2 },
      { x: at.x - node.size * 0.7 - wide / 2, y: at.y + node.size * 0.7 + high / 2 },
      { x: at.x + node.size * 0.7 + wide / 2, y: at.y - node.size * 0.7 - high / 2 },
      { x: at.x - node.size * 0.7 - wide / 2, y: at.y - node.size * 0.7 - high / 2 },
    ];
    for (const { x, y } of places) {
      const box = { left: x - wide / 2 - gap, right: x + wide / 2 + gap, top: y - high / 2, bottom: y + high / 2 };
      const inside = !this.frame || scale > this.frame.scale * 1.05 || (box.left >= this.frame.left && box.right <= this.frame.right && box.top >= this.frame.top && box.bottom <= this.frame.bottom);
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
      context.font = `${weight} 100px ${colour("--face") || "sans-serif"}`;
      found = context.measureText(text).width / 10;
      context.restore();
      this.widths.set(key, found);
    }
    return found;
  }
}
