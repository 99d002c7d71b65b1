// How long texts are when drawn, and where their lines break.
import { font } from "./pen.js";

/** @type {CanvasRenderingContext2D | null} */
let context = null;
/** @type {Map<string, number>} */
const widths = new Map();

/** @param {string} text @param {number} size @param {number} [weight] */
export function width(text, size, weight = 400) {
  const key = `${weight} ${size} ${text}`;
  let found = widths.get(key);
  if (found === undefined) {
    context ??= document.createElement("canvas").getContext("2d");
    if (!context) return text.length * size * 0.55;
    context.font = font(size, weight);
    found = context.measureText(text).width;
    if (widths.size > 20000) widths.clear();
    widths.set(key, found);
  }
  return found;
}

/**
 * The text on at most so many lines, none wider than `limit`; what does not fit ends in "…", and in its tail.
 * @param {string} text
 * @param {number} limit
 * @param {{size: number, weight?: number, lines?: number, tail?: string, measure?: typeof width}} options
 * @returns {string[]}
 */
export function wrap(text, limit, { size, weight = 400, lines = 3, tail = "", measure = width }) {
  const words = text.slice(0, 1000).split(/\s+/).filter(Boolean).flatMap((word) => split(word, limit, size, weight, measure));
  /** @type {string[]} */
  const found = [];
  let line = "";
  for (const { part, glued } of words) {
    const longer = line && !glued ? `${line} ${part}` : line + part;
    if (!line || measure(longer, size, weight) <= limit) line = longer;
    else {
      found.push(line);
      line = part;
    }
  }
  if (line) found.push(line);
  if (found.length <= lines) return found;
  let last = found[lines - 1];
  while (last && measure(`${last}…${tail}`, size, weight) > limit) last = last.slice(0, -1).trimEnd();
  return [...found.slice(0, lines - 1), `${last}…${tail}`];
}

/** A word in parts that fit: most words are one part. @param {string} word @param {number} limit @param {number} size @param {number} weight @param {typeof width} measure */
function split(word, limit, size, weight, measure) {
  if (measure(word, size, weight) <= limit) return [{ part: word, glued: false }];
  const parts = [];
  let part = "";
  for (const sign of word) {
    if (part && measure(part + sign, size, weight) > limit) {
      parts.push({ part, glued: parts.length > 0 });
      part = "";
    }
    part += sign;
  }
  return [...parts, { part, glued: parts.length > 0 }];
}
