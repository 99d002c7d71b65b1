// Draws shapes and edges with vis-network, each shape by its own pen strokes.
/** @import { Edge, Hit, Listeners, Place, Shape, Stage } from "./stage.js" */
import { CanvasPen } from "../pen.js";

/** vis-network, which the page loads before this script. */
const library = /** @type {any} */ (globalThis).vis;

/** @implements {Stage} */
export class VisStage {
  /**
   * @param {HTMLElement} box
   * @param {Record<string, any>} options
   * @param {Listeners} listeners
   */
  constructor(box, options, { onpick, onmove, onafter }) {
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
    if (onafter) {
      this.network.on("afterDrawing", (/** @type {CanvasRenderingContext2D} */ ctx) => {
        // In units of the screen: letters of a size that fits a far-off world would be spaced wrongly.
        ctx.save();
        const dots = this.network.canvas.pixelRatio;
        ctx.setTransform(dots, 0, 0, dots, 0, 0);
        onafter(new CanvasPen(ctx), this);
        ctx.restore();
      });
    }
    this.point = this.point.bind(this);
    box.addEventListener("pointermove", this.point);
  }

  /** What lies at a point of the box. @param {Place} point @returns {Hit} */
  at(point) {
    const node = this.network.getNodeAt(point);
    const shape = node === undefined ? null : String(node).replace(/^(in|out)\|/, "");
    const edge = shape === null ? this.network.getEdgeAt(point) : undefined;
    return { shape, edge: edge === undefined ? null : String(edge) };
  }

  /** @param {PointerEvent} event */
  point(event) {
    if (event.buttons) return;
    const box = this.box.getBoundingClientRect();
    const hit = this.at({ x: event.clientX - box.left, y: event.clientY - box.top });
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
    this.edges.add(edges.map(options));
  }

  /** @param {Edge[]} edges */
  restyle(edges) {
    this.edges.update(edges.map(options));
  }

  /** @param {Shape} shape @param {{ctx: CanvasRenderingContext2D, x: number, y: number}} where */
  draw(shape, { ctx, x, y }) {
    const look = { selected: this.selected.has(shape.id), dim: this.dim.has(shape.id), hover: this.hover === shape.id };
    const grown = shape.grows ? growth(this.scale(), this.shapes.size) : 1;
    return {
      drawNode: () => {
        if (grown === 1) return shape.picture.paint(new CanvasPen(ctx), x, y, look);
        ctx.save();
        ctx.translate(x, y);
        ctx.scale(grown, grown);
        shape.picture.paint(new CanvasPen(ctx), 0, 0, look);
        ctx.restore();
      },
      nodeDimensions: { width: shape.picture.width * grown, height: shape.picture.height * grown },
    };
  }

  /** @param {Iterable<string>} selected @param {Iterable<string>} [dim] */
  mark(selected, dim = []) {
    this.selected = new Set(selected);
    this.dim = new Set(dim);
    this.network.redraw();
  }

  scale() {
    return this.network.getScale();
  }

  /** @param {Place} middle @param {number} scale */
  look(middle, scale) {
    this.network.moveTo({ position: middle, scale, animation: false });
  }

  middle() {
    return this.network.getViewPosition();
  }

  /** @param {string} id @returns {Place | null} */
  place(id) {
    return this.network.body.nodes[id] ? this.network.getPosition(id) : null;
  }

  /** @param {string} id @returns {Place | null} */
  halfway(id) {
    return this.network.body.edges[id]?.edgeType?.getPoint(0.5) ?? null;
  }

  canvas() {
    return /** @type {HTMLCanvasElement | null} */ (this.box.querySelector("canvas"));
  }

  end() {
    this.box.removeEventListener("pointermove", this.point);
    this.network.destroy();
    this.box.replaceChildren();
  }
}

/** How much larger discs are drawn when they are looked at from afar, so that they can be seen and hit. @param {number} scale @param {number} count */
export const growth = (scale, count) => Math.min(count > 500 ? 3 : Infinity, Math.max(1, 0.75 / scale));

/** @param {Edge} edge */
function options({ id, from, to, colour, width, dash, arrow, bend, flow, opacity = 1 }) {
  const smooth = flow
    ? { enabled: true, type: "cubicBezier", forceDirection: "horizontal", roundness: 0.5 }
    : bend
      ? { enabled: true, type: bend > 0 ? "curvedCW" : "curvedCCW", roundness: Math.abs(bend) }
      : { enabled: false };
  return {
    id,
    from,
    to,
    color: { color: colour, opacity },
    width,
    dashes: dash?.length ? dash : false,
    arrows: { to: { enabled: arrow, scaleFactor: flow ? 0.55 : 0.75 } },
    smooth,
    selfReference: { size: 26, angle: -Math.PI / 4 },
  };
}
