// What joins the concepts of the map: drawn below them, once the map is still, a part in each frame.

const AT_ONCE = 5000; // edges drawn in one frame
const TOGETHER = 100; // edges drawn in one stroke
const FEW = 1500; // edges up to which each is drawn firmly
const ACROSS = 0.4; // how much fainter edges between groups are

/** A canvas with all edges; those between groups are fainter and lie below. */
export class EdgeLayer {
  /** @param {import("./mapcanvas.js").MapCanvas} map */
  constructor(map) {
    this.map = map;
    this.canvas = document.createElement("canvas");
    /** @type {[number, number, number][]} */
    this.edges = [];
    this.across = 0;
  }

  /** @param {import("./mapcanvas.js").MapData} data */
  take({ nodes, edges }) {
    const crossing = (/** @type {[number, number, number]} */ [one, other]) => nodes[one]?.community !== nodes[other]?.community;
    const across = edges.filter(crossing);
    this.edges = [...across, ...edges.filter((edge) => !crossing(edge))];
    this.across = across.length;
  }

  /** Draw all edges, until the map moves again. @param {number} turn */
  draw(turn) {
    const { map, edges } = this;
    if (!map.data.nodes.length || !map.host.clientWidth) return;
    const context = map.fresh(this.canvas);
    this.canvas.hidden = false;
    context.strokeStyle = map.line ?? "";
    context.lineWidth = Math.min(Math.max(map.view.scale * 2.5, 0.5), 1.4);
    const firm = map.near ? 0.12 : Math.min(0.7, Math.max(0.6 * Math.sqrt(FEW / Math.max(edges.length, 1)), map.view.scale));
    const step = (/** @type {number} */ begin) => {
      if (turn !== map.turn) return;
      const end = Math.min(begin + AT_ONCE, edges.length);
      for (let at = begin; at < end; at += TOGETHER) {
        context.globalAlpha = at < this.across ? firm * ACROSS : firm;
        this.stroke(context, at, Math.min(at + TOGETHER, end));
      }
      if (end < edges.length) window.requestAnimationFrame(() => step(end));
      else if (!map.host.dataset.drawn) {
        map.host.dataset.drawn = "true";
        performance.mark("ronten:drawn");
      }
    };
    step(0);
  }

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {number} begin
   * @param {number} end
   */
  stroke(context, begin, end) {
    const { map } = this;
    const { nodes } = map.data;
    const least = map.world({ x: 0, y: 0 });
    const most = map.world({ x: map.host.clientWidth, y: map.host.clientHeight });
    context.beginPath();
    for (let at = begin; at < end; at += 1) {
      const [one, other] = /** @type {[number, number, number]} */ (this.edges[at]);
      if (!map.passes[one] || !map.passes[other]) continue;
      const [from, to] = [nodes[one], nodes[other]];
      if (!from || !to || Math.max(from.x, to.x) < least.x || Math.min(from.x, to.x) > most.x || Math.max(from.y, to.y) < least.y || Math.min(from.y, to.y) > most.y) continue;
      map.span(context, one, other);
    }
    context.stroke();
  }
}
