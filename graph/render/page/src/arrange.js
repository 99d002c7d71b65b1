// From the places that were computed to places on this screen: stretched to its shape, and apart as far as the names need.
/** @import { Place } from "./stage/stage.js" */

/** @typedef {{x: number, y: number, what: {radius: number, labelWidth: number, labelHeight: number}}} Disc */
/** @typedef {{place: (raw: Place) => Place, raw: (place: Place) => Place}} Frame */

/** More than this are shown as they were computed: they cannot all be read anyway. */
export const ARRANGED = 150;
const MOST_STRETCH = 3.5;
const MOST_SCALE = 1.7;
const ROUNDS = 80;
const AIR = 12;
const PRESSES = 8;
const FILLED = 1.1;
const MOST_SPREAD = 1.6;
const CROWDED = 0.4;

/** @type {Frame} */
export const AS_COMPUTED = { place: (raw) => raw, raw: (place) => place };

/**
 * How the computed places lie on a screen of this size.
 * @param {Place[]} places
 * @param {{width: number, height: number}} room
 * @returns {Frame}
 */
export function frame(places, room) {
  if (places.length > ARRANGED) return AS_COMPUTED;
  const { left, top, wide, high } = extent(places);
  let [sx, sy] = [Math.max(60, room.width) / wide, Math.max(60, room.height) / high];
  sx = Math.min(sx, sy * MOST_STRETCH, MOST_SCALE);
  sy = Math.min(sy, sx * MOST_STRETCH, MOST_SCALE);
  return {
    place: ({ x, y }) => ({ x: (x - left) * sx, y: (y - top) * sy }),
    raw: ({ x, y }) => ({ x: x / sx + left, y: y / sy + top }),
  };
}

/**
 * Puts discs that fill much of the room in rows, each about where it was, so that every name has its place.
 * @param {Disc[]} discs
 * @param {{width: number, height: number}} room
 * @returns {boolean} whether they were: not where there is air enough, nor where they cannot all be named anyway
 */
export function inRows(discs, room) {
  if (discs.length > ARRANGED || space(discs) < CROWDED * room.width * room.height) return false;
  const [wide, high] = [Math.max(...discs.map(broad)) + AIR, Math.max(...discs.map(tall)) + AIR];
  // Places are those of the middles, which may lie on the edge of the room: its margin holds the rest.
  const [most, lines] = [Math.floor(room.width / wide + 0.5), Math.floor(room.height / high) + 1];
  if (discs.length > most * lines) return false;
  const each = Math.min(most, Math.ceil(discs.length / lines) + 1);
  const [count, step] = [Math.ceil(discs.length / each), room.width / (each - 0.5)];
  const downwards = [...discs].sort((one, other) => one.y - other.y || one.x - other.x);
  for (let line = 0; line < count; line++) {
    const those = downwards.slice(line * each, (line + 1) * each).sort((one, other) => one.x - other.x);
    // Every other row is shifted, so that a line from row to row runs beside the names between.
    const shift = (line % 2) / 2 + (each - those.length) / 2;
    those.forEach((disc, i) => Object.assign(disc, { x: (i + shift) * step, y: count > 1 ? (line * room.height) / (count - 1) : room.height / 2 }));
  }
  return true;
}

/** @param {Disc} disc */
const broad = ({ what }) => Math.max(what.labelWidth, what.radius * 2);
/** @param {Disc} disc */
const tall = ({ what }) => what.radius * 2 + 3 + what.labelHeight;
/** @param {Disc[]} discs */
const space = (discs) => discs.reduce((sum, disc) => sum + (broad(disc) + AIR) * (tall(disc) + AIR), 0);

/**
 * Discs apart within the room as far as that goes: what grows out of it is pressed back in, and pushed apart again.
 * @param {Disc[]} discs
 * @param {Set<Disc>} fixed
 * @param {{width: number, height: number}} room
 * @param {Frame} start
 * @returns {Frame} where a computed place is in the end, but for the pushing
 */
export function settle(discs, fixed, room, start) {
  let lie = start;
  if (discs.length > ARRANGED) return lie;
  // Where there is no room for all names, some will not be written, and need none.
  const needed = space(discs);
  const scale = Math.max(1, Math.sqrt(needed / (FILLED * room.width * room.height)));
  for (let round = 0; round < PRESSES; round++) {
    apart(discs, fixed, scale);
    const { left, top, wide, high } = extent(discs);
    const [sx, sy] = pressed(room.width / wide, room.height / high);
    if (round === PRESSES - 1 || (sx > 0.99 && sy > 0.99 && sx < 1.01 && sy < 1.01)) break;
    const before = lie;
    lie = {
      place: (raw) => ({ x: (before.place(raw).x - left) * sx, y: (before.place(raw).y - top) * sy }),
      raw: ({ x, y }) => before.raw({ x: x / sx + left, y: y / sy + top }),
    };
    for (const disc of discs) Object.assign(disc, { x: (disc.x - left) * sx, y: (disc.y - top) * sy });
  }
  return lie;
}

/**
 * How far to press each way: what is too long one way is given the room that is left the other way.
 * @param {number} x
 * @param {number} y
 */
function pressed(x, y) {
  const spread = (/** @type {number} */ own, /** @type {number} */ other) => (other < 0.99 ? Math.min(own, MOST_SPREAD) : 1);
  return [x < 1 ? x : spread(x, y), y < 1 ? y : spread(y, x)];
}

/** @param {Place[]} places */
function extent(places) {
  const xs = places.map((place) => place.x);
  const ys = places.map((place) => place.y);
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  return { left, top, wide: Math.max(1, Math.max(...xs) - left), high: Math.max(1, Math.max(...ys) - top) };
}

/**
 * Moves discs until none covers another or its name; those in `fixed` stay.
 * @param {Disc[]} discs
 * @param {Set<Disc>} [fixed]
 * @param {number} [scale] how small they are looked at: names keep their size, so they need more room
 */
export function apart(discs, fixed = new Set(), scale = 1) {
  if (discs.length > ARRANGED) return;
  const boxes = discs.map((disc) => {
    const { radius, labelWidth, labelHeight } = disc.what;
    const width = (Math.max(labelWidth, radius * 2) + AIR) / scale;
    const height = (radius * 2 + 3 + labelHeight + AIR) / scale;
    return { disc, width, height, shift: (labelHeight + 3) / 2 / scale, stays: fixed.has(disc) };
  });
  const widest = Math.max(...boxes.map((box) => box.width));
  for (let round = 0; round < ROUNDS; round++) {
    boxes.sort((one, other) => one.disc.x - other.disc.x);
    let moved = false;
    for (let i = 0; i < boxes.length; i++) {
      for (let k = i + 1; k < boxes.length && boxes[k].disc.x - boxes[i].disc.x < widest; k++) moved = push(boxes[i], boxes[k]) || moved;
    }
    if (!moved) return;
  }
}

/** @typedef {{disc: Disc, width: number, height: number, shift: number, stays: boolean}} Box */

/** @param {Box} one @param {Box} other @returns {boolean} */
function push(one, other) {
  const dx = other.disc.x - one.disc.x;
  const dy = other.disc.y + other.shift - one.disc.y - one.shift;
  const [overX, overY] = [(one.width + other.width) / 2 - Math.abs(dx), (one.height + other.height) / 2 - Math.abs(dy)];
  if (overX <= 0.5 || overY <= 0.5 || (one.stays && other.stays)) return false;
  const share = one.stays || other.stays ? 1 : 0.5;
  // Along the shorter way, but sideways only where that is much shorter: names are wide, rows are cheap.
  if (overX < overY) {
    const by = overX * share * (dx < 0 ? -1 : 1);
    if (!one.stays) one.disc.x -= by;
    if (!other.stays) other.disc.x += by;
  } else {
    const by = overY * share * (dy < 0 ? -1 : 1);
    if (!one.stays) one.disc.y -= by;
    if (!other.stays) other.disc.y += by;
  }
  return true;
}
