// From requests to three columns: who asks, what for, whom. Nothing overlaps, and lines cross little.
/** @import { Facts, Row } from "./types.js" */
/** @import { Picture } from "./shapes.js" */
import { nodeKeys } from "./data.js";
import { card, chip } from "./shapes.js";
import { t } from "./texts.js";

/** @typedef {{id: string, key: string, row: Row | null, x: number, y: number, picture: Picture}} Placed */
/** @typedef {Placed & {wish: number, wishes: number}} Chip */
/** @typedef {{id: string, row: Row, from: Placed, to: Placed, arrow: boolean}} Line */

/** How many requests further down an agent is still drawn as the same. */
const NEAR = 3;

/**
 * @param {Facts} facts
 * @param {Row[]} rows
 * @param {number} room
 * @returns {{placed: Placed[], lines: Line[], height: number, columns: number[], widths: number[]}}
 */
export function columns(facts, rows, room) {
  const narrow = room < 740;
  const side = narrow ? 6 : 24;
  const usable = Math.min(room - side * 2, 1240);
  const gap = narrow ? Math.max(16, usable * 0.05) : Math.max(52, usable * 0.08);
  const agentWidth = Math.floor((usable - gap * 2) * (narrow ? 0.3 : 0.29));
  const cardWidth = Math.floor(usable - gap * 2 - agentWidth * 2);
  const left = (room - usable) / 2;
  const x = [left + agentWidth / 2, left + agentWidth + gap + cardWidth / 2, left + usable - agentWidth / 2];
  const space = narrow ? 12 : 14;

  /** @type {Map<string, Chip>} */
  const agents = new Map();
  /** @type {Map<string, {chip: Chip, at: number}>} */
  const latest = new Map();
  /** @type {Placed[]} */
  const cards = [];
  /** @type {Line[]} */
  const lines = [];
  // An agent that comes again soon is drawn once; one that comes again far below is drawn again, within sight of its request.
  const find = (/** @type {string} */ key, /** @type {"requester" | "recipient"} */ role, /** @type {number} */ at) => {
    const before = latest.get(`${role}:${key}`);
    let found = before && at - before.at <= NEAR ? before.chip : undefined;
    if (!found) {
      const id = `${role}:${key}:${at}`;
      const agent = facts.nodeByKey.get(key)?.agent ?? null;
      const picture = chip(agent, t("not_stated"), agentWidth, narrow);
      found = { id, key, row: agent ? null : (facts.nodeByKey.get(key)?.row ?? null), x: x[role === "requester" ? 0 : 2], y: 0, picture, wish: 0, wishes: 0 };
      agents.set(id, found);
    }
    latest.set(`${role}:${key}`, { chip: found, at });
    return found;
  };
  let top = 6;
  for (const [at, row] of rows.entries()) {
    const picture = card(row, cardWidth, narrow);
    const sides = /** @type {const} */ (["requester", "recipient"]).map((role) => ({ role, known: nodeKeys(row, role).map((key) => ({ it: find(key, role, at) })) }));
    const tall = sides.map(({ known }) => known.filter(({ it }) => !it.wishes).reduce((sum, { it }) => sum + it.picture.height + space, -space));
    const height = Math.max(picture.height, ...tall);
    const middle = top + height / 2;
    const placed = { id: row.id, key: "", row, x: x[1], y: middle, picture };
    cards.push(placed);
    sides.forEach(({ role, known }, i) => {
      let next = middle - tall[i] / 2;
      for (const { it } of known) {
        const first = !it.wishes;
        it.wish += first ? next + it.picture.height / 2 : middle;
        it.wishes += 1;
        if (first) next += it.picture.height + space;
        const line = role === "requester" ? { from: it, to: placed, arrow: false } : { from: placed, to: it, arrow: true };
        lines.push({ id: `${row.id}|${it.id}`, row, ...line });
      }
    });
    top += height + space;
  }
  for (const role of ["requester", "recipient"]) spread([...agents.values()].filter((it) => it.id.startsWith(role)), space);
  const placed = [...agents.values(), ...cards];
  const first = Math.min(0, ...placed.map((it) => it.y - it.picture.height / 2)) - 6;
  for (const it of placed) it.y -= Math.min(0, first);
  const height = Math.max(0, ...placed.map((it) => it.y + it.picture.height / 2)) + 16;
  return { placed, lines, height, columns: x, widths: [agentWidth, cardWidth, agentWidth] };
}

/**
 * Each as near to where it wishes to be as the others let it: blocks that touch move as one.
 * @param {{y: number, wish: number, wishes: number, picture: {height: number}}[]} column
 * @param {number} space
 */
export function spread(column, space) {
  /** @type {{top: number, height: number, want: number, those: typeof column}[]} */
  const blocks = [];
  for (const it of [...column].sort((one, other) => one.wish / one.wishes - other.wish / other.wishes)) {
    const height = it.picture.height + space;
    const want = it.wish / it.wishes - it.picture.height / 2;
    let block = { top: want, height, want, those: [it] };
    for (let before = blocks.at(-1); before && before.top + before.height > block.top; before = blocks.at(-1)) {
      blocks.pop();
      const many = before.those.length + block.those.length;
      const shifted = block.want - before.height;
      const mean = (before.want * before.those.length + shifted * block.those.length) / many;
      block = { top: mean, want: mean, height: before.height + block.height, those: [...before.those, ...block.those] };
    }
    blocks.push(block);
  }
  for (const block of blocks) {
    let at = block.top;
    for (const it of block.those) {
      it.y = at + it.picture.height / 2;
      at += it.picture.height + space;
    }
  }
}
