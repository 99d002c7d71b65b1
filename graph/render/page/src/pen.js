// Two pens with the same strokes, one for a canvas and one for an SVG file: each picture is described once.

export const FAMILY = 'system-ui, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif';

/** @typedef {{fill?: string, stroke?: string, width?: number, dash?: number[], opacity?: number}} Style */
/** @typedef {{size: number, weight?: number, fill: string, align?: "left" | "center" | "right", halo?: string}} TextStyle */

/** @typedef {object} Pen
 * @property {(x: number, y: number, width: number, height: number, radius: number, style: Style) => void} rect
 * @property {(x: number, y: number, radius: number, style: Style) => void} circle
 * @property {(path: string, x: number, y: number, size: number, style: Style) => void} glyph
 * @property {(text: string, x: number, y: number, style: TextStyle) => void} text
 * @property {(points: number[], style: Style, arrow?: number) => void} curve
 */

/** @type {Map<string, Path2D>} */
const paths = new Map();

/** @implements {Pen} */
export class CanvasPen {
  /** @param {CanvasRenderingContext2D} ctx */
  constructor(ctx) {
    this.ctx = ctx;
  }

  /** @param {number} x @param {number} y @param {number} width @param {number} height @param {number} radius @param {Style} style */
  rect(x, y, width, height, radius, style) {
    this.ctx.beginPath();
    this.ctx.roundRect(x, y, width, height, radius);
    this.finish(style);
  }

  /** @param {number} x @param {number} y @param {number} radius @param {Style} style */
  circle(x, y, radius, style) {
    this.ctx.beginPath();
    this.ctx.arc(x, y, radius, 0, Math.PI * 2);
    this.finish(style);
  }

  /** @param {string} path @param {number} x @param {number} y @param {number} size @param {Style} style */
  glyph(path, x, y, size, style) {
    let shape = paths.get(path);
    if (!shape) paths.set(path, (shape = new Path2D(path)));
    const { ctx } = this;
    ctx.save();
    ctx.translate(x - size / 2, y - size / 2);
    ctx.scale(size / 24, size / 24);
    ctx.fillStyle = style.fill ?? "#000";
    ctx.fill(shape, "evenodd");
    ctx.restore();
  }

  /** @param {string} text @param {number} x @param {number} y @param {TextStyle} style */
  text(text, x, y, style) {
    const { ctx } = this;
    ctx.font = font(style.size, style.weight);
    ctx.textAlign = style.align ?? "left";
    ctx.textBaseline = "alphabetic";
    if (style.halo) {
      ctx.lineJoin = "round";
      ctx.lineWidth = style.size / 3.5;
      ctx.strokeStyle = style.halo;
      ctx.strokeText(text, x, y);
    }
    ctx.fillStyle = style.fill;
    ctx.fillText(text, x, y);
  }

  /** @param {number[]} points @param {Style} style @param {number} [arrow] */
  curve(points, style, arrow = 0) {
    const { ctx } = this;
    ctx.beginPath();
    ctx.moveTo(points[0], points[1]);
    if (points.length === 4) ctx.lineTo(points[2], points[3]);
    else if (points.length === 6) ctx.quadraticCurveTo(points[2], points[3], points[4], points[5]);
    else ctx.bezierCurveTo(points[2], points[3], points[4], points[5], points[6], points[7]);
    this.finish(style);
    if (arrow) {
      const [a, b, c, d, e, f] = arrowHead(points, arrow);
      ctx.beginPath();
      ctx.moveTo(a, b);
      ctx.lineTo(c, d);
      ctx.lineTo(e, f);
      ctx.closePath();
      this.finish({ fill: style.stroke, opacity: style.opacity });
    }
  }

  /** @param {Style} style */
  finish(style) {
    const { ctx } = this;
    ctx.globalAlpha = style.opacity ?? 1;
    if (style.fill) {
      ctx.fillStyle = style.fill;
      ctx.fill();
    }
    if (style.stroke) {
      ctx.strokeStyle = style.stroke;
      ctx.lineWidth = style.width ?? 1;
      ctx.setLineDash(style.dash ?? []);
      ctx.stroke();
      ctx.setLineDash([]);
    }
    ctx.globalAlpha = 1;
  }
}

/** @implements {Pen} */
export class SvgPen {
  constructor() {
    /** @type {string[]} */
    this.parts = [];
  }

  /** @param {number} x @param {number} y @param {number} width @param {number} height @param {number} radius @param {Style} style */
  rect(x, y, width, height, radius, style) {
    this.parts.push(`<rect x="${n(x)}" y="${n(y)}" width="${n(width)}" height="${n(height)}" rx="${n(radius)}"${attributes(style)}/>`);
  }

  /** @param {number} x @param {number} y @param {number} radius @param {Style} style */
  circle(x, y, radius, style) {
    this.parts.push(`<circle cx="${n(x)}" cy="${n(y)}" r="${n(radius)}"${attributes(style)}/>`);
  }

  /** @param {string} path @param {number} x @param {number} y @param {number} size @param {Style} style */
  glyph(path, x, y, size, style) {
    const place = `translate(${n(x - size / 2)} ${n(y - size / 2)}) scale(${n(size / 24)})`;
    this.parts.push(`<path d="${escape(path)}" transform="${place}" fill-rule="evenodd"${attributes(style)}/>`);
  }

  /** @param {string} text @param {number} x @param {number} y @param {TextStyle} style */
  text(text, x, y, style) {
    const anchor = { left: "start", center: "middle", right: "end" }[style.align ?? "left"];
    const halo = style.halo ? ` stroke="${escape(style.halo)}" stroke-width="${n(style.size / 3.5)}" paint-order="stroke" stroke-linejoin="round"` : "";
    this.parts.push(
      `<text x="${n(x)}" y="${n(y)}" font-size="${n(style.size)}" font-weight="${style.weight ?? 400}" text-anchor="${anchor}" fill="${escape(style.fill)}"${halo}>${escape(text)}</text>`,
    );
  }

  /** @param {number[]} points @param {Style} style @param {number} [arrow] */
  curve(points, style, arrow = 0) {
    const [x, y, ...rest] = points.map(n);
    const letter = { 2: "L", 4: "Q", 6: "C" }[rest.length];
    this.parts.push(`<path d="M${x} ${y}${letter}${rest.join(" ")}" ${attributes({ ...style, fill: "none" })}/>`);
    if (arrow) this.parts.push(`<path d="M${arrowHead(points, arrow).map(n).join(" ")}z"${attributes({ fill: style.stroke, opacity: style.opacity })}/>`);
  }

  /** The file. @param {{x: number, y: number, width: number, height: number}} box @param {string} paper @param {string} title */
  file(box, paper, title) {
    const view = `${n(box.x)} ${n(box.y)} ${n(box.width)} ${n(box.height)}`;
    return (
      `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${view}" width="${n(box.width)}" height="${n(box.height)}" font-family="${escape(FAMILY)}">` +
      `<title>${escape(title)}</title><rect x="${n(box.x)}" y="${n(box.y)}" width="100%" height="100%" fill="${escape(paper)}"/>${this.parts.join("")}</svg>`
    );
  }
}

/** @param {number} size @param {number} [weight] */
export const font = (size, weight = 400) => `${weight} ${size}px ${FAMILY}`;

const n = (/** @type {number} */ value) => String(Math.round(value * 100) / 100);

/** Text that may stand in XML: what XML cannot hold is left out. @param {string} text */
export function escape(text) {
  // eslint-disable-next-line no-control-regex
  return text.replace(/[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, "").replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/** @param {Style} style */
function attributes(style) {
  const stroke = style.stroke ? ` stroke="${escape(style.stroke)}" stroke-width="${n(style.width ?? 1)}"` : "";
  const dash = style.dash?.length ? ` stroke-dasharray="${style.dash.join(" ")}"` : "";
  const opacity = style.opacity !== undefined && style.opacity !== 1 ? ` opacity="${n(style.opacity)}"` : "";
  return ` fill="${escape(style.fill ?? "none")}"${stroke}${dash}${opacity}`;
}

/** The three corners of an arrow at the end of a curve. @param {number[]} points @param {number} size */
function arrowHead(points, size) {
  const [bx, by, ex, ey] = points.slice(-4);
  const angle = Math.atan2(ey - by, ex - bx);
  const back = (/** @type {number} */ turn) => [ex - size * Math.cos(angle + turn), ey - size * Math.sin(angle + turn)];
  return [ex, ey, ...back(0.42), ...back(-0.42)];
}
