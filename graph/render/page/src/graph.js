// The network of requests as numbers: pairs, what is around an agent, the way from one to another, groups.
/** @import { Agent, Facts, Node, Row } from "./types.js" */
import { nodeKeys } from "./data.js";

/** @typedef {{id: string, from: string, to: string, rows: Row[]}} Pair */
/** Which nodes are in what is shown. @typedef {{has(key: string): boolean}} Seen */

/**
 * One edge for each requester and recipient that are drawn, with its requests; `name` says as what a node is drawn.
 * @param {Row[]} rows
 * @param {(key: string) => string} [name]
 * @returns {Map<string, Pair>}
 */
export function pairs(rows, name = (key) => key) {
  /** @type {Map<string, Pair>} */
  const found = new Map();
  for (const row of rows) {
    for (const one of new Set(nodeKeys(row, "requester").map(name))) {
      for (const other of new Set(nodeKeys(row, "recipient").map(name))) {
        const id = `${one}~${other}`;
        const pair = found.get(id);
        if (pair) pair.rows.push(row);
        else found.set(id, { id, from: one, to: other, rows: [row] });
      }
    }
  }
  return found;
}

/** @param {Row[]} rows @returns {Map<Agent, {row: Row, other: Agent}[]>} */
function neighbours(rows) {
  /** @type {Map<Agent, {row: Row, other: Agent}[]>} */
  const found = new Map();
  const add = (/** @type {Agent} */ one, /** @type {Agent} */ other, /** @type {Row} */ row) => {
    const list = found.get(one);
    if (list) list.push({ row, other });
    else found.set(one, [{ row, other }]);
  };
  for (const row of rows) {
    for (const one of row.requester) {
      for (const other of row.recipient) {
        add(one, other, row);
        add(other, one, row);
      }
    }
  }
  return found;
}

/**
 * The requests within so many steps of an agent, whichever way they point.
 * @param {Row[]} rows
 * @param {Agent | undefined} agent
 * @param {number} steps
 * @returns {Set<Row>}
 */
export function around(rows, agent, steps) {
  if (!agent) return new Set();
  const next = neighbours(rows);
  const reached = new Set([agent]);
  let edge = [agent];
  for (let step = 1; step < steps; step++) {
    const further = edge.flatMap((one) => (next.get(one) ?? []).map((it) => it.other)).filter((one) => !reached.has(one));
    edge = [...new Set(further)];
    for (const one of edge) reached.add(one);
  }
  return new Set(rows.filter((row) => [...row.requester, ...row.recipient].some((one) => reached.has(one))));
}

/**
 * The requests on the shortest ways from one agent to another: along their direction where that leads there,
 * else whichever way they point.
 * @param {Row[]} rows
 * @param {Agent | undefined} from
 * @param {Agent | undefined} to
 * @returns {{rows: Set<Row>, directed: boolean}}
 */
export function onPath(rows, from, to) {
  if (!from || !to) return { rows: new Set(), directed: false };
  for (const directed of [true, false]) {
    const ahead = distances(rows, from, directed ? "forward" : "both");
    const length = ahead.get(to);
    if (length === undefined) continue;
    const behind = distances(rows, to, directed ? "backward" : "both");
    const on = (/** @type {Agent} */ one, /** @type {Agent} */ other) => (ahead.get(one) ?? Infinity) + 1 + (behind.get(other) ?? Infinity) === length;
    const found = rows.filter((row) => row.requester.some((one) => row.recipient.some((other) => on(one, other) || (!directed && on(other, one)))));
    return { rows: new Set(found), directed };
  }
  return { rows: new Set(), directed: false };
}

/** @param {Row[]} rows @param {Agent} start @param {"forward" | "backward" | "both"} way @returns {Map<Agent, number>} */
function distances(rows, start, way) {
  /** @type {Map<Agent, Set<Agent>>} */
  const next = new Map();
  const add = (/** @type {Agent} */ one, /** @type {Agent} */ other) => void (next.get(one) ?? next.set(one, new Set()).get(one))?.add(other);
  for (const row of rows) {
    for (const one of row.requester) {
      for (const other of row.recipient) {
        if (way !== "backward") add(one, other);
        if (way !== "forward") add(other, one);
      }
    }
  }
  const found = new Map([[start, 0]]);
  for (const one of found.keys()) {
    for (const other of next.get(one) ?? []) if (!found.has(other)) found.set(other, (found.get(one) ?? 0) + 1);
  }
  return found;
}

/**
 * As what each node is drawn: itself, or the group that it is in. `level` counts from the finest grouping, -1 is
 * none; a group in `opened` shows the next finer grouping, down to its agents. Who is not in `seen` makes no group.
 * @param {Facts} facts
 * @param {number} level
 * @param {string[]} opened
 * @param {Seen} [seen]
 * @returns {(key: string) => string}
 */
export function grouping(facts, level, opened, seen = facts.nodeByKey) {
  const top = Math.min(level, facts.groups.length - 1);
  if (top < 0) return (key) => key;
  const open = new Set(opened);
  const sizes = facts.groups.map((groups) => {
    const size = new Map();
    groups.forEach((group, at) => seen.has(facts.nodes[at].key) && size.set(group, (size.get(group) ?? 0) + 1));
    return size;
  });
  return (key) => {
    const node = facts.nodeByKey.get(key);
    if (!node) return key;
    for (let at = top; at >= 0; at--) {
      const group = facts.groups[at][node.at];
      if (sizes[at].get(group) === 1) return key;
      if (!open.has(`g${at}.${group}`)) return `g${at}.${group}`;
    }
    return key;
  };
}

/** @type {WeakMap<Facts, Map<string, Node[]>>} */
const grouped = new WeakMap();

/** The nodes of a group, most asked and asking first, of those that are `seen`. @param {Facts} facts @param {string} id @param {Seen} [seen] @returns {Node[]} */
export function members(facts, id, seen) {
  let known = grouped.get(facts);
  if (!known) grouped.set(facts, (known = new Map()));
  let found = known.get(id);
  if (!found) {
    const [level, group] = id.slice(1).split(".").map(Number);
    found = facts.nodes.filter((node) => facts.groups[level]?.[node.at] === group);
    known.set(id, found);
  }
  return seen ? found.filter((node) => seen.has(node.key)) : found;
}

/**
 * How often each of what is drawn asks or is asked.
 * @param {Row[]} rows
 * @param {(key: string) => string} [name]
 * @returns {Map<string, number>}
 */
export function weights(rows, name = (key) => key) {
  /** @type {Map<string, number>} */
  const found = new Map();
  for (const row of rows) for (const key of [...nodeKeys(row, "requester"), ...nodeKeys(row, "recipient")]) found.set(name(key), (found.get(name(key)) ?? 0) + 1);
  return found;
}

/**
 * Which groups to open so that as much is told apart as can be read: those that ask and are asked most come first.
 * @param {Facts} facts
 * @param {Map<string, number>} each the weight of every agent
 * @param {(weights: Map<string, number>) => boolean} fits
 * @returns {string[]}
 */
export function autoOpened(facts, each, fits) {
  const drawn = (/** @type {string[]} */ opened) => {
    const name = grouping(facts, facts.groups.length - 1, opened, each);
    /** @type {Map<string, number>} */
    const found = new Map();
    for (const [key, number] of each) {
      const as = name(key);
      found.set(as, (found.get(as) ?? 0) + number);
    }
    return found;
  };
  /** @type {string[]} */
  let opened = [];
  const tried = new Set();
  for (let now = drawn(opened); ;) {
    const [next] = [...now].filter(([id]) => id.startsWith("g") && !tried.has(id)).reduce((one, other) => (other[1] > one[1] ? other : one), ["", 0]);
    if (!next) return opened;
    tried.add(next);
    const then = drawn([...opened, next]);
    if (fits(then)) [now, opened] = [then, [...opened, next]];
  }
}
