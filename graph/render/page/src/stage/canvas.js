// Draws shapes and edges on a plain canvas: for more edges than vis-network can move in time.
/** @import { Edge, Hit, Listeners, Place, Shape, Stage } from "./stage.js" */
import { CanvasPen } from "../pen.js";
import { PLAIN } from "../shapes.js";
import { colour } from "../theme.js";
import { growth } from "./vis.js";

const REACH = 6;
const CLICK = 5;
/** With more edges than this, which way each points cannot be seen. */
const ARROWS = 1500;

/** @implements {Stage} */
export class CanvasStage {
  /** @param {HTMLElement} box @param {Listeners} listeners */
  constructor(box, { onpick, onmove, onafter }) {
    this.box = box;
    this.onpick = onpick;
    this.onmove = onmove;
    this.onafter = onafter;
    /** @type {Map<string, Shape>} */
    this.shapes = new Map();
    /** @type {Edge[]} */
    this.edges = [];
    /** @type {Set<string>} */
    this.selected = new Set();
    /** @type {Set<string>} */
    this.dim = new Set();
    this.view = { x: 0, y: 0, scale: 1 };
    this.asked = 0;
    this.element = document.createElement("canvas");
    this.element.className = "plain";
    box.replaceChildren(this.element);
    this.watch = new ResizeObserver(() => this.draw());
    this.watch.observe(box);
    this.listen();
  }

  listen() {
    const { element } = this;
    /** @type {Map<number, Place>} */
    const fingers = new Map();
    /** @type {{shape: Shape | null, from: Place, moved: boolean} | null} */
    let drag = null;
    element.addEventListener("pointerdown", (event) => {
      element.setPointerCapture(event.pointerId);
      fingers.set(event.pointerId, this.point(event));
      const hit = this.at(this.point(event)).shape;
      drag = { shape: hit === null ? null : (this.shapes.get(hit) ?? null), from: this.point(event), moved: false };
    });
    element.addEventListener("pointermove", (event) => {
      const here = this.point(event);
      const before = fingers.get(event.pointerId);
      if (!before || !drag) {
        element.style.cursor = this.at(here).shape === null ? "" : "pointer";
        return;
      }
      const others = [...fingers.entries()].filter(([id]) => id !== event.pointerId).map(([, place]) => place);
      if (others.length) this.zoom(far(here, others[0]) / Math.max(1, far(before, others[0])), here);
      else if (drag.moved || far(here, drag.from) > CLICK) {
        drag.moved = true;
        const [dx, dy] = [(here.x - before.x) / this.view.scale, (here.y - before.y) / this.view.scale];
        if (drag.shape) Object.assign(drag.shape, { x: drag.shape.x + dx, y: drag.shape.y + dy });
        else this.view = { ...this.view, x: this.view.x - dx, y: this.view.y - dy };
        this.ask();
      } else return;
      fingers.set(event.pointerId, here);
    });
    element.addEventListener("pointerup", (event) => {
      fingers.delete(event.pointerId);
      if (!drag || fingers.size) return;
      if (!drag.moved) this.onpick(this.at(this.point(event)));
      else if (drag.shape) this.onmove?.(drag.shape.id, drag.shape.x, drag.shape.y);
      drag = null;
    });
    element.addEventListener("pointercancel", (event) => void fingers.delete(event.pointerId));
    element.addEventListener(
      "wheel",
      (event) => {
        event.preventDefault();
        this.zoom(Math.exp(-event.deltaY * 0.0015), this.point(event));
      },
      { passive: false },
    );
  }

  /** @param {PointerEvent | WheelEvent} event @returns {Place} */
  point(event) {
    const box = this.element.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  }

  /** @param {number} factor @param {Place} about */
  zoom(factor, about) {
    const before = this.world(about);
    this.view.scale = Math.min(4, Math.max(1e-5, this.view.scale * factor));
    const after = this.world(about);
    this.look({ x: this.view.x + before.x - after.x, y: this.view.y + before.y - after.y }, this.view.scale);
  }

  /** @param {Place} point @returns {Place} */
  world({ x, y }) {
    return { x: (x - this.box.clientWidth / 2) / this.view.scale + this.view.x, y: (y - this.box.clientHeight / 2) / this.view.scale + this.view.y };
  }

  /** @param {Place} point @returns {Hit} */
  at(point) {
    const { x, y } = this.world(point);
    const grown = growth(this.view.scale, this.shapes.size);
    const reach = REACH / this.view.scale;
    let found = null;
    let nearest = Infinity;
    for (const shape of this.shapes.values()) {
      const away = Math.hypot(shape.x - x, shape.y - y);
      if (away < Math.max(reach, (shape.picture.width / 2) * grown) && away < nearest) [found, nearest] = [shape.id, away];
    }
    if (found !== null) return { shape: found, edge: null };
    nearest = reach;
    for (const edge of this.edges) {
      const [one, other] = [this.shapes.get(edge.from), this.shapes.get(edge.to)];
      if (!one || !other) continue;
      const away = offLine(x, y, one, other);
      if (away < nearest) [found, nearest] = [edge.id, away];
    }
    return { shape: null, edge: found };
  }

  /** @param {Shape[]} shapes @param {Edge[]} edges */
  show(shapes, edges) {
    this.shapes = new Map(shapes.map((shape) => [shape.id, shape]));
    this.edges = edges;
    this.ask();
  }

  /** @param {Edge[]} edges */
  restyle(edges) {
    const changed = new Map(edges.map((edge) => [edge.id, edge]));
    this.edges = this.edges.map((edge) => changed.get(edge.id) ?? edge);
    this.ask();
  }

  /** @param {Iterable<string>} selected @param {Iterable<string>} [dim] */
  mark(selected, dim = []) {
    this.selected = new Set(selected);
    this.dim = new Set(dim);
    this.ask();
  }

  /** Draws before the next frame, however often it is asked to. */
  ask() {
    this.asked ||= requestAnimationFrame(() => this.draw());
  }

  draw() {
    cancelAnimationFrame(this.asked);
    this.asked = 0;
    const { element, view } = this;
    const [width, height] = [this.box.clientWidth, this.box.clientHeight];
    const dots = globalThis.devicePixelRatio || 1;
    if (element.width !== Math.round(width * dots)) element.width = Math.round(width * dots);
    if (element.height !== Math.round(height * dots)) element.height = Math.round(height * dots);
    const ctx = element.getContext("2d");
    if (!ctx || !width) return;
    ctx.setTransform(1, 0, 0, 1, 0, 0);
    ctx.clearRect(0, 0, element.width, element.height);
    ctx.setTransform(view.scale * dots, 0, 0, view.scale * dots, (width / 2 - view.x * view.scale) * dots, (height / 2 - view.y * view.scale) * dots);
    const [least, most] = [this.world({ x: 0, y: 0 }), this.world({ x: width, y: height })];
    this.drawEdges(ctx, least, most);
    const pen = new CanvasPen(ctx);
    const grown = growth(view.scale, this.shapes.size);
    /** @type {Map<string, Shape[]>} */
    const specks = new Map();
    const tiny = 18 * grown * view.scale < 9;
    for (const shape of this.shapes.values()) {
      const reach = shape.picture.width * grown;
      if (shape.x + reach < least.x || shape.x - reach > most.x || shape.y + reach < least.y || shape.y - reach > most.y) continue;
      const selected = this.selected.has(shape.id);
      const dim = this.dim.has(shape.id);
      if (tiny && !selected && shape.picture.speck) {
        const look = `${shape.picture.speck.colour} ${dim ? 0.25 : 1}`;
        const those = specks.get(look);
        if (those) those.push(shape);
        else specks.set(look, [shape]);
        continue;
      }
      ctx.save();
      ctx.translate(shape.x, shape.y);
      ctx.scale(grown, grown);
      shape.picture.paint(pen, 0, 0, { ...PLAIN, selected, dim });
      ctx.restore();
    }
    for (const [look, those] of specks) drawSpecks(ctx, look, those, grown);
    ctx.setTransform(dots, 0, 0, dots, 0, 0);
    this.onafter?.(pen, this);
  }

  /** Edges of one look are one path: that is what makes many of them fast. @param {CanvasRenderingContext2D} ctx @param {Place} least @param {Place} most */
  drawEdges(ctx, least, most) {
    /** @type {Map<string, Edge[]>} */
    const looks = new Map();
    for (const edge of this.edges) {
      const look = `${edge.colour} ${edge.opacity ?? 1} ${Math.round(edge.width)} ${edge.dash}`;
      const those = looks.get(look);
      if (those) those.push(edge);
      else looks.set(look, [edge]);
    }
    const arrows = this.edges.length <= ARROWS;
    for (const those of looks.values()) {
      ctx.beginPath();
      for (const edge of those) {
        const [one, other] = [this.shapes.get(edge.from), this.shapes.get(edge.to)];
        if (!one || !other) continue;
        if (Math.max(one.x, other.x) < least.x || Math.min(one.x, other.x) > most.x || Math.max(one.y, other.y) < least.y || Math.min(one.y, other.y) > most.y) continue;
        ctx.moveTo(one.x, one.y);
        ctx.lineTo(other.x, other.y);
        if (arrows) this.head(ctx, one, other);
      }
      const [{ colour, width, opacity, dash }] = those;
      ctx.strokeStyle = colour;
      ctx.globalAlpha = opacity ?? 1;
      ctx.lineWidth = Math.max(width, 0.6 / this.view.scale);
      ctx.setLineDash(dash ?? []);
      ctx.stroke();
      ctx.setLineDash([]);
      ctx.globalAlpha = 1;
    }
  }

  /** Two strokes that say which way an edge points, just before its end. @param {CanvasRenderingContext2D} ctx @param {Shape} one @param {Shape} other */
  head(ctx, one, other) {
    const angle = Math.atan2(other.y - one.y, other.x - one.x);
    const away = (other.picture.width / 2) * growth(this.view.scale, this.shapes.size) + 3 / this.view.scale;
    if (away > Math.hypot(other.x - one.x, other.y - one.y)) return;
    const [x, y] = [other.x - Math.cos(angle) * away, other.y - Math.sin(angle) * away];
    for (const turn of [0.4, -0.4]) {
      ctx.moveTo(x, y);
      ctx.lineTo(x - (Math.cos(angle + turn) * 8) / this.view.scale, y - (Math.sin(angle + turn) * 8) / this.view.scale);
    }
  }

  scale() {
    return this.view.scale;
  }

  middle() {
    return { x: this.view.x, y: this.view.y };
  }

  /** @param {Place} middle @param {number} scale */
  look(middle, scale) {
    this.view = { ...middle, scale };
    this.ask();
  }

  /** @param {string} id @returns {Place | null} */
  place(id) {
    return this.shapes.get(id) ?? null;
  }

  /** @param {string} id @returns {Place | null} */
  halfway(id) {
    const edge = this.edges.find((one) => one.id === id);
    const [one, other] = [edge && this.shapes.get(edge.from), edge && this.shapes.get(edge.to)];
    return one && other ? { x: (one.x + other.x) / 2, y: (one.y + other.y) / 2 } : null;
  }

  canvas() {
    return this.element;
  }

  end() {
    this.watch.disconnect();
    this.element.remove();
  }
}

/** Discs that are too small for a sign, all of one look at once. @param {CanvasRenderingContext2D} ctx @param {string} look @param {Shape[]} shapes @param {number} grown */
function drawSpecks(ctx, look, shapes, grown) {
  const [name, opacity] = look.split(" ");
  ctx.beginPath();
  for (const { x, y, picture } of shapes) {
    const radius = (picture.speck?.radius ?? 1) * grown;
    ctx.moveTo(x + radius, y);
    ctx.arc(x, y, radius, 0, Math.PI * 2);
  }
  ctx.globalAlpha = Number(opacity);
  ctx.fillStyle = colour(name);
  ctx.fill();
  ctx.globalAlpha = 1;
}

/** @param {Place} one @param {Place} other */
const far = (one, other) => Math.hypot(one.x - other.x, one.y - other.y);

/** How far a point is off a line between two. @param {number} x @param {number} y @param {Place} one @param {Place} other */
function offLine(x, y, one, other) {
  const [dx, dy] = [other.x - one.x, other.y - one.y];
  const along = Math.max(0, Math.min(1, ((x - one.x) * dx + (y - one.y) * dy) / (dx * dx + dy * dy || 1)));
  return Math.hypot(one.x + dx * along - x, one.y + dy * along - y);
}
