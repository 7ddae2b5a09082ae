// The picture as a file: what is seen now, as PNG and as SVG.

const NAME = "ronten-network";
const SPACE = "http://www.w3.org/2000/svg";

/**
 * Let the browser keep a file.
 * @param {Blob} blob
 * @param {string} name
 */
function keep(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  window.setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** @typedef {{title: string, kinds: {label: string, shape: string, hollow: boolean, tone: string}[], note: string}} Caption what stands below a picture: its name, what its marks mean, and where it comes from */

const ROW = 20; // the height of a line below the picture, of which it has three
const STEP = 14; // the width of a letter of the legend

/** Return a colour of the style sheet. @param {string} name @param {string} otherwise */
const colour = (name, otherwise) => getComputedStyle(document.documentElement).getPropertyValue(name).trim() || otherwise;

/**
 * Keep the picture as it stands in the window, with its caption below.
 * @param {import("./picture.js").Picture} picture
 * @param {Caption} caption
 */
export function savePng(picture, caption) {
  const drawn = /** @type {HTMLCanvasElement} */ (picture.host.querySelector("canvas"));
  const sheet = document.createElement("canvas");
  const scale = drawn.width / Math.max(drawn.clientWidth, 1);
  [sheet.width, sheet.height] = [drawn.width, drawn.height + (3 * ROW + 12) * scale];
  const context = /** @type {CanvasRenderingContext2D} */ (sheet.getContext("2d"));
  context.fillStyle = colour("--paper", "#ffffff");
  context.fillRect(0, 0, sheet.width, sheet.height);
  context.drawImage(drawn, 0, 0);
  context.scale(scale, scale);
  context.textBaseline = "middle";
  const [ink, face, top] = [colour("--ink", "#000000"), colour("--face", "sans-serif"), drawn.height / scale];
  context.font = `600 14px ${face}`;
  context.fillStyle = ink;
  context.fillText(caption.title, 12, top + ROW / 2);
  context.font = `12px ${face}`;
  let at = 18;
  for (const kind of caption.kinds) {
    const y = top + ROW * 1.5;
    const path = new Path2D(outline(kind.shape, { x: at, y }, 6));
    [context.strokeStyle, context.fillStyle, context.lineWidth] = [kind.tone, kind.hollow ? colour("--paper", "#ffffff") : kind.tone, 2];
    context.fill(path);
    if (kind.hollow) context.stroke(path);
    context.fillStyle = ink;
    context.fillText(kind.label, at + 11, y);
    at += 11 + context.measureText(kind.label).width + 22;
  }
  context.fillText(caption.note, 12, top + ROW * 2.5);
  sheet.toBlob((blob) => blob && keep(blob, `${NAME}.png`), "image/png");
}

/** Return the outline of a mark as a path. @param {string} shape @param {{x: number, y: number}} at @param {number} radius */
function outline(shape, at, radius) {
  const points = corners[shape];
  if (points) return `M${points.map(([x, y]) => `${(at.x + x * radius).toFixed(1)} ${(at.y + y * radius).toFixed(1)}`).join("L")}Z`;
  return `M${at.x - radius} ${at.y}a${radius} ${radius} 0 1 0 ${2 * radius} 0a${radius} ${radius} 0 1 0 ${-2 * radius} 0Z`;
}

/**
 * Let the service write the file: it is told what is seen, and where it stands.
 * @param {string} to the file's address
 * @param {import("./explorer.js").Explorer} explorer
 */
export function saveFromServer(to, explorer) {
  const shown = {
    nodes: Object.fromEntries(explorer.shown().map(({ id }) => [id, explorer.picture.across(id)]).map(([id, { x, y }]) => [id, [x, y]])),
    edges: Array.from(explorer.edges.keys()).filter((id) => explorer.edgePasses(id)),
  };
  const address = new URL(to);
  for (const id of explorer.expanded) address.searchParams.append("expand", id);
  const field = document.createElement("input");
  [field.type, field.name, field.value] = ["hidden", "shown", JSON.stringify(shown)];
  const form = document.createElement("form");
  [form.method, form.action, form.hidden] = ["post", address.href, true];
  form.append(field);
  document.body.append(form);
  form.submit();
  form.remove();
}

/** Corners of the shapes of nodes, as parts of the radius. @type {Record<string, [number, number][]>} */
const corners = {
  square: [[-1, -1], [1, -1], [1, 1], [-1, 1]],
  diamond: [[0, -1.3], [1.3, 0], [0, 1.3], [-1.3, 0]],
  triangle: [[0, -1.15], [1.1, 0.9], [-1.1, 0.9]],
  triangleDown: [[0, 1.15], [1.1, -0.9], [-1.1, -0.9]],
  hexagon: [[1, 0], [0.5, 0.87], [-0.5, 0.87], [-1, 0], [-0.5, -0.87], [0.5, -0.87]],
  star: Array.from({ length: 10 }, (_, at) => /** @type {[number, number]} */ ([Math.sin((at * Math.PI) / 5) * (at % 2 ? 0.5 : 1.3), -Math.cos((at * Math.PI) / 5) * (at % 2 ? 0.5 : 1.3)])),
};

/**
 * @param {string} name
 * @param {Record<string, string | number>} attributes
 * @param {...(Node | string)} children
 */
function part(name, attributes, ...children) {
  const made = document.createElementNS(SPACE, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  made.append(...children);
  return made;
}

/**
 * Return the shown part of the network as an SVG element.
 * @param {import("./picture.js").Picture} picture
 * @param {Caption} caption
 */
export function drawnAsSvg(picture, caption) {
  const shown = picture.nodes.get({ filter: (/** @type {any} */ node) => !node.hidden });
  const places = picture.network.getPositions(shown.map((/** @type {any} */ node) => node.id));
  const [xs, ys] = [Object.values(places).map(({ x }) => x), Object.values(places).map(({ y }) => y)];
  const [left, top] = [Math.min(...xs, 0) - 120, Math.min(...ys, 0) - 60];
  const [wide, below] = [Math.max(...xs, 0) + 120 - left, Math.max(...ys, 0) + 60];
  const high = below + 3 * ROW + 12 - top;
  const [paper, ink] = [colour("--paper", "#ffffff"), colour("--ink", "#000000")];
  const made = part("svg", { xmlns: SPACE, viewBox: `${left} ${top} ${wide} ${high}`, width: wide, height: high, "font-family": "sans-serif" }, part("title", {}, caption.title));
  made.append(part("rect", { x: left, y: top, width: wide, height: high, fill: paper }));
  for (const edge of picture.edges.get({ filter: (/** @type {any} */ one) => !one.hidden })) {
    const [from, to] = [places[edge.from], places[edge.to]];
    if (from && to) made.append(part("line", { x1: from.x, y1: from.y, x2: to.x, y2: to.y, stroke: edge.color.color, "stroke-opacity": edge.color.opacity, "stroke-width": picture.network.body.edges[edge.id]?.options.width ?? edge.width }));
  }
  for (const node of shown) made.append(shape(node, places[node.id]));
  for (const { x, y, size, weight, text } of picture.lettering.placeAll()) {
    made.append(part("text", { x, y, "text-anchor": "middle", "dominant-baseline": "middle", "font-size": size, "font-weight": weight, fill: ink, stroke: paper, "stroke-width": 3, "paint-order": "stroke" }, text));
  }
  const line = (/** @type {number} */ row, /** @type {string} */ words, /** @type {number} */ x, /** @type {number} */ weight = 400) => part("text", { x, y: below + ROW * (row + 0.5), "dominant-baseline": "middle", "font-size": row ? 12 : 14, "font-weight": weight, fill: ink }, words);
  made.append(line(0, caption.title, left + 12, 600), line(2, caption.note, left + 12));
  let at = left + 18;
  for (const kind of caption.kinds) {
    made.append(part("path", { d: outline(kind.shape, { x: at, y: below + ROW * 1.5 }, 6), fill: kind.hollow ? paper : kind.tone, stroke: kind.hollow ? kind.tone : "none", "stroke-width": 2 }), line(1, kind.label, at + 11));
    at += 11 + kind.label.length * STEP + 18;
  }
  return made;
}

/**
 * @param {any} node
 * @param {{x: number, y: number}} at
 */
function shape(node, at) {
  const look = { fill: node.color.background, stroke: node.color.border, "stroke-width": node.borderWidth };
  return part("path", { d: outline(node.shape, at, node.size), ...look });
}

/** Keep the shown part of the network as SVG. @param {import("./picture.js").Picture} picture @param {Caption} caption */
export function saveSvg(picture, caption) {
  keep(new Blob([new XMLSerializer().serializeToString(drawnAsSvg(picture, caption))], { type: "image/svg+xml" }), `${NAME}.svg`);
}
