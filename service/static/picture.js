// The drawing of a network with vis-network: given positions, no physics, labels that never overlap.
// It imports two modules that import nothing, so that the offline file can carry all three.
import { Lettering } from "./lettering.js";
import { Viewport } from "./viewport.js";

/**
 * @typedef {{id: string, label: string, x: number, y: number, size: number, shape: string, section: string, short?: string, hollow?: boolean, note?: string, community?: number | null, centrality?: number | null}} DrawnNode
 * @typedef {{id: string, from: string, to: string, width: number}} DrawnEdge
 * @typedef {import("./lettering.js").Box} Box
 * @typedef {import("./lettering.js").Label} Label
 */

const REACH = 11; // pixels around a node's middle that belong to it, however small it is drawn
const MANY = 150; // nodes from which edges are hidden while the picture is moved

/**
 * Return a colour of the style sheet.
 * @param {string} name
 * @returns {string}
 */
const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/** Draws nodes and edges into an element and says what the reader points at. */
export class Picture extends Viewport {
  /**
   * @param {HTMLElement} host
   * @param {any} vis the library's global
   * @param {{choose: (chosen: {node?: string, edge?: string} | null) => void, expand: (node: string) => void, moved?: (node: string) => void}} listener
   */
  constructor(host, vis, listener) {
    super(host);
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
    this.lettering = new Lettering(this);
    /** @type {Set<string>} nodes that stay where they are and are shown in any case */
    this.pinned = new Set();
    /** @type {{node: (id: string) => boolean, edge: (id: string) => number | null}} what is shown, and how wide edges are: null as they came, 0 not at all */
    this.passing = { node: () => true, edge: () => null };
    this.tinted = "kind"; // what colours mean: kind or community
    this.sized = "opinions"; // what sizes mean: opinions or centrality
    this.network = new vis.Network(host, { nodes: this.nodes, edges: this.edges }, this.options());
    host.querySelector(".vis-network")?.setAttribute("tabindex", "-1"); // the canvas around it takes the keys
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

  /** @param {{choose: (chosen: {node?: string, edge?: string} | null) => void, expand: (node: string) => void, moved?: (node: string) => void}} listener */
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
    this.network.on("dragEnd", (/** @type {any} */ happened) => {
      if (!happened.nodes.length) return;
      listener.moved?.(happened.nodes[0]);
      this.relabel();
    });
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
   * @param {boolean} [paint] unless somebody will anyway
   */
  add(nodes, edges, paint = true) {
    const fresh = nodes.filter((node) => !this.known.has(node.id));
    for (const node of fresh) this.known.set(node.id, node);
    this.nodes.add(fresh.map((node) => this.node(node)));
    this.edges.add(edges.filter((edge) => !this.edges.get(edge.id)).map((edge) => ({ ...edge, title: undefined, label: undefined, value: undefined })));
    this.network.setOptions({ interaction: { hideEdgesOnDrag: this.known.size > MANY, hideEdgesOnZoom: this.known.size > MANY } });
    if (paint) this.paint();
  }

  /** @param {DrawnNode} node */
  node(node) {
    const [x, y] = this.upright ? [node.y, node.x] : [node.x, node.y];
    return { id: node.id, x, y, size: node.size, shape: node.shape, title: node.note ? `${node.label}\n${node.note}` : node.label, physics: false };
  }

  /** Colour everything as the style sheet and the choice want it. */
  paint() {
    const [paper, ink] = [colour("--paper"), colour("--ink")];
    /** @type {Map<string, string>} */
    const tones = new Map();
    const toned = (/** @type {string} */ name) => tones.get(name) ?? tones.set(name, colour(name)).get(name) ?? "";
    const chosen = this.chosen;
    this.nodes.update(
      Array.from(this.known.values(), (node) => {
        const tone = toned(this.toneOf(node));
        const near = !chosen || chosen.nodes.has(node.id);
        const fill = { background: node.hollow ? paper : tone, border: node.hollow ? tone : paper };
        const border = this.pinned.has(node.id) ? { borderWidth: 3.5 } : { borderWidth: node.hollow ? 3 : 1.5 };
        if (this.pinned.has(node.id)) fill.border = ink;
        return { id: node.id, hidden: !this.passing.node(node.id), opacity: near ? 1 : 0.22, size: this.sizeOf(node), ...border, color: { ...fill, hover: fill, highlight: fill } };
      }),
    );
    const [line, firm] = [colour("--edge"), colour("--edge-firm")];
    this.edges.update(
      this.edges.map((/** @type {DrawnEdge} */ edge) => {
        const near = chosen?.edges.has(edge.id);
        const tone = near ? firm : line;
        const width = this.passing.edge(edge.id) ?? edge.width;
        return { id: edge.id, hidden: !width, ...(width ? { width } : {}), color: { color: tone, hover: firm, highlight: firm, opacity: chosen && !near ? 0.25 : near ? 1 : 0.6 } };
      }),
    );
    this.relabel();
  }

  /** Name the colour of a node, by its kind or its group of topics. @param {DrawnNode} node */
  toneOf(node) {
    if (this.tinted !== "community") return `--kind-${node.section}`;
    return typeof node.community === "number" ? `--group-${node.community % 10}` : "--soft";
  }

  /** Return the radius of a node. @param {DrawnNode} node */
  sizeOf(node) {
    return this.sized === "centrality" && typeof node.centrality === "number" ? 5 + 25 * Math.sqrt(node.centrality) : node.size;
  }

  /** Return where a node stood when it came, as the picture has it. @param {string} id */
  home(id) {
    const node = this.known.get(id);
    return node && (this.upright ? { x: node.y, y: node.x } : { x: node.x, y: node.y });
  }

  /** Return where a node is now, as the data have it: an upright picture lies on its side. @param {string} id */
  across(id) {
    const { x, y } = this.network.getPosition(id);
    return this.upright ? { x: y, y: x } : { x, y };
  }

  /** Put a node at a place. @param {string} node @param {number} x @param {number} y */
  put(node, x, y) {
    this.nodes.update({ id: node, x, y });
    this.relabel();
  }

  /**
   * Show what passes and hide the rest.
   * @param {(node: string) => boolean} nodePasses
   * @param {(edge: string) => number} edgePasses the width with which an edge is drawn, 0: not at all
   */
  filter(nodePasses, edgePasses) {
    this.passing = { node: nodePasses, edge: edgePasses };
    this.paint();
  }

  /**
   * Bring forward a node with its neighbours, or an edge with its ends; null shows all alike.
   * @param {{node?: string, edge?: string} | null} choice
   */
  choose(choice) {
    this.network.unselectAll();
    if (!choice && !this.chosen) return;
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
    if (this.placed.key !== key) this.placed = { key, labels: this.lettering.place(context, scale) };
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
}
