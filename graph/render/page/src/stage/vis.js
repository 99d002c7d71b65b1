// Draws shapes and edges with vis-network, each shape by its own pen strokes.
/** @import { Picture } from "../shapes.js" */
import { CanvasPen } from "../pen.js";

/** @typedef {{id: string, x: number, y: number, picture: Picture}} Shape */
/** @typedef {{id: string, from: string, to: string, options: Record<string, unknown>}} Edge */
/** @typedef {{shape: string | null, edge: string | null}} Hit */

/** vis-network, which the page loads before this script. */
const library = /** @type {any} */ (globalThis).vis;

export class VisStage {
  /**
   * @param {HTMLElement} box
   * @param {Record<string, any>} options
   * @param {{onpick: (hit: Hit) => void, onmove?: (id: string, x: number, y: number) => void, onbefore?: (ctx: CanvasRenderingContext2D, scale: number) => void, onafter?: (ctx: CanvasRenderingContext2D, scale: number) => void}} listeners
   */
  constructor(box, options, { onpick, onmove, onbefore, onafter }) {
    this.box = box;
    /** @type {Map<string, Shape>} */
    this.shapes = new Map();
    /** @type {Set<string>} */
    this.selected = new Set();
    /** @type {Set<string>} */
    this.dim = new Set();
    this.hover = "";
    this.nodes = new library.DataSet();
    this.edges = new library.DataSet();
    this.network = new library.Network(box, { nodes: this.nodes, edges: this.edges }, { ...options, autoResize: true });
    this.network.on("click", (/** @type {any} */ event) => onpick(this.at(event.pointer.DOM)));
    if (onmove) {
      this.network.on("dragEnd", (/** @type {any} */ event) => {
        for (const id of event.nodes) {
          const { x, y } = this.network.getPosition(id);
          onmove(String(id), x, y);
        }
      });
    }
    if (onbefore) this.network.on("beforeDrawing", (/** @type {any} */ ctx) => onbefore(ctx, this.network.getScale()));
    if (onafter) this.network.on("afterDrawing", (/** @type {any} */ ctx) => onafter(ctx, this.network.getScale()));
    box.addEventListener("pointermove", (event) => this.point(event));
    box.addEventListener("pointerleave", () => this.point(null));
  }

  /** What lies at a point of the box. @param {{x: number, y: number}} point @returns {Hit} */
  at(point) {
    const node = this.network.getNodeAt(point);
    const shape = node === undefined ? null : String(node).replace(/^(in|out)\|/, "");
    const edge = shape === null ? this.network.getEdgeAt(point) : undefined;
    return { shape, edge: edge === undefined ? null : String(edge) };
  }

  /** @param {PointerEvent | null} event */
  point(event) {
    if (event?.buttons) return;
    const box = this.box.getBoundingClientRect();
    const hit = event ? this.at({ x: event.clientX - box.left, y: event.clientY - box.top }) : { shape: null, edge: null };
    this.box.style.cursor = hit.shape !== null || hit.edge !== null ? "pointer" : "";
    if (this.hover === (hit.shape ?? "")) return;
    this.hover = hit.shape ?? "";
    this.network.redraw();
  }

  /**
   * @param {Shape[]} shapes
   * @param {Edge[]} edges
   * @param {{id: string, x: number, y: number}[]} [ports] points that edges end at, and that are not seen
   */
  show(shapes, edges, ports = []) {
    this.shapes = new Map(shapes.map((shape) => [shape.id, shape]));
    const drawn = shapes.map((shape) => ({ id: shape.id, x: shape.x, y: shape.y, shape: "custom", ctxRenderer: (/** @type {any} */ it) => this.draw(shape, it) }));
    const points = ports.map(({ id, x, y }) => ({ id, x, y, shape: "custom", ctxRenderer: () => ({ drawNode() {}, nodeDimensions: { width: 1, height: 1 } }) }));
    this.edges.clear();
    this.nodes.clear();
    this.nodes.add([...drawn, ...points]);
    this.edges.add(edges.map(({ id, from, to, options }) => ({ id, from, to, ...options })));
  }

  /** @param {Shape} shape @param {{ctx: CanvasRenderingContext2D, x: number, y: number}} where */
  draw(shape, { ctx, x, y }) {
    const look = { selected: this.selected.has(shape.id), dim: this.dim.has(shape.id), hover: this.hover === shape.id };
    return {
      drawNode: () => shape.picture.paint(new CanvasPen(ctx), x, y, look),
      nodeDimensions: { width: shape.picture.width, height: shape.picture.height },
    };
  }

  /** @param {Iterable<string>} selected @param {Iterable<string>} [dim] */
  mark(selected, dim = []) {
    this.selected = new Set(selected);
    this.dim = new Set(dim);
    this.network.redraw();
  }

  canvas() {
    return /** @type {HTMLCanvasElement | null} */ (this.box.querySelector("canvas"));
  }
}
