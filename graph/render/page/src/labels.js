// Which names and counts can be written without covering one another, at the size of print whatever the zoom.
/** @import { Pen } from "./pen.js" */

/** @typedef {{x: number, y: number, lines: string[], width: number, height: number, weight: number, rank: number, colour: string, size: number, boxed?: boolean}} Label */

const CELL = 64;

/**
 * The labels that fit, the highest rank first; places and sizes are those of the screen.
 * @param {Label[]} labels
 * @returns {Label[]}
 */
export function fitting(labels) {
  /** @type {Map<string, Label[]>} */
  const cells = new Map();
  const kept = [];
  for (const label of [...labels].sort((one, other) => (one.rank === other.rank ? 0 : other.rank - one.rank))) {
    const keys = [];
    for (let i = Math.floor((label.x - label.width / 2) / CELL); i <= Math.floor((label.x + label.width / 2) / CELL); i++) {
      for (let j = Math.floor(label.y / CELL); j <= Math.floor((label.y + label.height) / CELL); j++) keys.push(`${i},${j}`);
    }
    if (keys.some((key) => cells.get(key)?.some((other) => overlap(label, other)))) continue;
    kept.push(label);
    for (const key of keys) {
      const cell = cells.get(key);
      if (cell) cell.push(label);
      else cells.set(key, [label]);
    }
  }
  return kept;
}

/** @param {Label} one @param {Label} other */
const overlap = (one, other) =>
  Math.abs(one.x - other.x) * 2 < one.width + other.width && one.y < other.y + other.height && other.y < one.y + one.height;

/** Writes labels, on a pen whose unit is one of the screen. @param {Pen} pen @param {Label[]} labels @param {string} halo */
export function write(pen, labels, halo) {
  for (const label of labels) {
    const step = label.size * 1.22;
    if (label.boxed) pen.rect(label.x - label.width / 2, label.y, label.width, label.height, 3, { fill: halo });
    label.lines.forEach((line, i) => {
      pen.text(line, label.x, label.y + step * (i + 0.85), { size: label.size, weight: label.weight, fill: label.colour, align: "center", halo });
    });
  }
}
