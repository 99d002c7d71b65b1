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
  if (discs.length > ARRANGED || airy(discs, room)) return false;
  const most = lines(room.height, Math.max(...discs.map(tall)));
  const downwards = [...discs].sort((one, other) => one.y - other.y || one.x - other.x);
  const few = Math.max(1, Math.ceil(discs.length / (Math.ceil(discs.length / most) + 1))); // a window that is being resized may have no room
  for (let count = few; count <= most; count++) {
    const rows = split(downwards, count);
    if (rows.some((row) => long(row) > room.width)) continue;
    rows.forEach((row, line) => align(row, line, count > 1 ? (line * room.height) / (count - 1) : room.height / 2, room.width));
    return true;
  }
  return false;
}

/** Whether every name will have its place when discs from where they were computed are put in the room. @param {Disc[]} discs @param {{width: number, height: number}} room */
export function fits(discs, room) {
  const { place } = frame(discs, room);
  return discs.length <= ARRANGED && (airy(discs, room) || inRows(discs.map((disc) => ({ ...disc, ...place(disc) })), room));
}
/** @param {Disc[]} discs @param {{width: number, height: number}} room */
const airy = (discs, room) => space(discs) < CROWDED * room.width * room.height;

/** Rows of about one length, each from left to right. @param {Disc[]} discs @param {number} count */
function split(discs, count) {
  const all = discs.reduce((sum, disc) => sum + broad(disc) + AIR, 0);
  /** @type {Disc[][]} */
  const rows = Array.from({ length: count }, () => []);
  let before = 0;
  for (const disc of discs) {
    rows[Math.min(count - 1, Math.floor(((before + broad(disc) / 2) / all) * count))].push(disc);
    before += broad(disc) + AIR;
  }
  return rows.filter((row) => row.length).map((row) => row.sort((one, other) => one.x - other.x));
}

/** From the middle of the first to that of the last: the margin of the room holds the rest. @param {Disc[]} row */
const long = (row) => row.reduce((sum, disc) => sum + broad(disc) + AIR, 0) - AIR - (broad(row[0]) + broad(row[row.length - 1])) / 2;

/** @param {Disc[]} row @param {number} line @param {number} y @param {number} width */
function align(row, line, y, width) {
  const spare = width - long(row);
  // Every other row is shifted, so that a line from row to row runs beside the names between.
  const inset = Math.min(spare, width / (row.length + 0.5) / 2);
  const gap = row.length > 1 ? (spare - inset) / (row.length - 1) : 0;
  let x = row.length > 1 ? (line % 2) * inset : width / 2;
  row.forEach((disc, i) => {
    if (i) x += (broad(row[i - 1]) + broad(disc)) / 2 + AIR + gap;
    Object.assign(disc, { x, y });
  });
}

/** @param {number} room @param {number} height */
const lines = (room, height) => Math.floor(room / (height + AIR)) + 1;

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
