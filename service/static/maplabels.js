// Which names the map shows: at each zoom those that find room, the groups' first, then the concepts most spoken of.

const STEP = 1.3; // names are chosen anew at each such step of the scale
const CELL = 48; // pixels of a cell of the grid in which names are looked for
const LETTERS = 14; // characters of a name that are drawn
const SEEN = 3.2; // pixels of radius from which a concept is named

/** @typedef {{text: string, index: number | null, community: number | null, x: number, y: number, below: number, size: number, wide: number}} Label */

/** Boxes that do not overlap, found again by the cells they are in. */
class Sheet {
  constructor() {
    /** @type {Map<string, number[][]>} */
    this.cells = new Map();
  }

  /** Take a box if it is free. @param {number[]} box left, top, right, bottom in pixels */
  take(box) {
    const [left = 0, top = 0, right = 0, bottom = 0] = box;
    const places = [];
    for (let x = Math.floor(left / CELL); x <= Math.floor(right / CELL); x += 1) for (let y = Math.floor(top / CELL); y <= Math.floor(bottom / CELL); y += 1) places.push(`${x} ${y}`);
    for (const place of places) {
      for (const [l = 0, t = 0, r = 0, b = 0] of this.cells.get(place) ?? []) if (right > l && left < r && bottom > t && top < b) return false;
    }
    for (const place of places) {
      const there = this.cells.get(place);
      if (there) there.push(box);
      else this.cells.set(place, [box]);
    }
    return true;
  }
}

/** Shorten a name to what is drawn of it. @param {string} name */
const short = (name) => {
  const letters = Array.from(name);
  return letters.length > LETTERS ? `${letters.slice(0, LETTERS - 1).join("")}…` : name;
};

/** Chooses names for each zoom, remembers them, and draws those in the window. */
export class Labelling {
  constructor() {
    /** @type {Map<number, Label[]>} */
    this.levels = new Map();
    /** @type {Map<string, number>} */
    this.widths = new Map();
    /** @type {Label[]} */
    this.groups = [];
  }

  /**
   * @param {import("./mapcanvas.js").MapData} data
   * @param {Float32Array} radius
   * @param {{x: number, y: number, reach: number}[]} regions
   */
  take(data, radius, regions) {
    this.data = data;
    this.radius = radius;
    this.regions = regions;
    this.forget();
  }

  /** Choose anew: something else passes the filter. */
  forget() {
    this.levels.clear();
  }

  /**
   * Draw the names in the window and return their boxes.
   * @param {CanvasRenderingContext2D} context
   * @param {import("./mapcanvas.js").MapCanvas} map
   */
  draw(context, map) {
    const { view, host } = map;
    const level = Math.floor(Math.log(view.scale) / Math.log(STEP));
    let labels = this.levels.get(level);
    if (!labels) this.levels.set(level, (labels = this.choose(context, map, STEP ** level)));
    const boxes = [];
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.lineJoin = "round";
    for (const label of labels) {
      const [x, y] = [(label.x - view.x) * view.scale + host.clientWidth / 2, (label.y - view.y) * view.scale + host.clientHeight / 2 + label.below];
      if (x < -label.wide / 2 || y < -20 || x > host.clientWidth + label.wide / 2 || y > host.clientHeight + 20) continue;
      const far = map.near && (label.index === null ? map.chosen !== null : !map.near.has(label.index));
      this.write(context, map, label, x, y, far ? 0.25 : 1);
      boxes.push({ index: label.index, community: label.community, text: label.text, left: x - label.wide / 2, right: x + label.wide / 2, top: y - label.size * 0.65, bottom: y + label.size * 0.65 });
    }
    for (const index of [map.hovered, map.chosen]) if (index !== null) this.name(context, map, index);
    context.globalAlpha = 1;
    return boxes;
  }

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {import("./mapcanvas.js").MapCanvas} map
   * @param {Label} label
   * @param {number} x
   * @param {number} y
   * @param {number} alpha
   */
  write(context, map, label, x, y, alpha) {
    context.globalAlpha = alpha;
    context.font = `${label.index === null ? 700 : 400} ${label.size}px ${map.face}`;
    context.strokeStyle = map.halo ?? "";
    context.lineWidth = label.index === null ? 5 : 3;
    context.strokeText(label.text, x, y);
    context.fillStyle = (label.community === null ? map.ink : map.colours?.[map.tints?.[label.community] ?? 0]) ?? "";
    context.fillText(label.text, x, y);
  }

  /** Name what the reader points at in any case, on a plate. @param {CanvasRenderingContext2D} context @param {import("./mapcanvas.js").MapCanvas} map @param {number} index */
  name(context, map, index) {
    const { x, y } = map.point(index);
    const text = this.data?.nodes[index]?.label ?? "";
    context.font = `600 14px ${map.face}`;
    const wide = context.measureText(text).width;
    const at = y - Math.max((this.radius?.[index] ?? 0) * map.view.scale, 4) - 18;
    context.globalAlpha = 1;
    context.fillStyle = map.ink ?? "";
    context.fillRect(x - wide / 2 - 7, at - 11, wide + 14, 22);
    context.fillStyle = map.halo ?? "";
    context.fillText(text, x, at);
  }

  /**
   * Choose the names that find room at a scale; at any scale up to the next step they have more.
   * @param {CanvasRenderingContext2D} context
   * @param {import("./mapcanvas.js").MapCanvas} map
   * @param {number} scale
   * @returns {Label[]}
   */
  choose(context, map, scale) {
    const sheet = new Sheet();
    const chosen = [];
    for (const label of this.wanted(context, map, scale)) {
      const [x, y] = [label.x * scale, label.y * scale + label.below];
      const air = label.index === null ? 6 : 4;
      if (sheet.take([x - label.wide / 2 - air, y - label.size * 0.75 - air, x + label.wide / 2 + air, y + label.size * 0.75 + air])) chosen.push(label);
    }
    return chosen.reverse(); // the foremost are written last
  }

  /**
   * Yield names, the foremost first.
   * @param {CanvasRenderingContext2D} context
   * @param {import("./mapcanvas.js").MapCanvas} map
   * @param {number} scale
   * @returns {Generator<Label>}
   */
  *wanted(context, map, scale) {
    const { data, radius, regions } = this;
    if (!data || !radius || !regions) return;
    const shown = new Set(data.nodes.filter((_, index) => map.passes[index]).map((node) => node.community));
    for (const { id, label } of data.communities) {
      const region = regions[id];
      if (!region || !shown.has(id) || region.reach * scale > Math.max(map.host.clientWidth, 300)) continue;
      const text = short(label.split("・").slice(0, 2).join("・"));
      const size = Math.min(Math.max(11, region.reach * scale * 0.16), 19);
      yield { text, index: null, community: id, x: region.x, y: region.y, below: 0, size, wide: this.width(context, map, text, 700) * size };
    }
    for (const [index, node] of data.nodes.entries()) {
      const pixels = (radius[index] ?? 0) * scale;
      if (!map.passes[index] || pixels < SEEN) continue;
      const text = short(node.label);
      const size = pixels > 14 ? 14 : 12;
      yield { text, index, community: null, x: node.x, y: node.y, below: Math.min(pixels, 30) * STEP + size * 0.8, size, wide: this.width(context, map, text, 400) * size };
    }
  }

  /**
   * Return how wide a text is at one pixel.
   * @param {CanvasRenderingContext2D} context
   * @param {import("./mapcanvas.js").MapCanvas} map
   * @param {string} text
   * @param {number} weight
   */
  width(context, map, text, weight) {
    const key = `${weight} ${text}`;
    let found = this.widths.get(key);
    if (found === undefined) {
      context.font = `${weight} 20px ${map.face}`;
      found = context.measureText(text).width / 20;
      this.widths.set(key, found);
    }
    return found;
  }
}
