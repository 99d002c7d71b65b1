// The state of the page: what is looked at, kept in the address, with a way back.
/** @import { State, Store, View } from "./types.js" */

/** @type {View[]} */
export const VIEWS = ["requests", "network", "timeline", "ledger", "article", "gaps"];

/** @type {State} */
export const START = Object.freeze({
  view: "requests",
  selected: "",
  query: "",
  status: [],
  due: [],
  kind: [],
  force: [],
  type: [],
  source: [],
  told: [],
  gap: [],
  also: [],
  from: "",
  to: "",
  asof: "",
  sure: 0,
  focus: "",
  steps: 1,
  path: [],
  level: -1,
  opened: [],
  pinned: [],
  sort: "",
  columns: [],
  page: 0,
  theme: "",
  reading: "",
});

/** Keys that change which requests are shown. */
export const FILTERS = /** @type {(keyof State)[]} */ ([
  "query",
  "status",
  "due",
  "kind",
  "force",
  "type",
  "source",
  "told",
  "gap",
  "also",
  "from",
  "to",
  "asof",
  "sure",
  "focus",
  "steps",
  "path",
]);

const UNDO_LIMIT = 100;

/** @param {State} state @param {State} [start] */
export function toHash(state, start = START) {
  const fields = new URLSearchParams();
  for (const key of /** @type {(keyof State)[]} */ (Object.keys(START))) {
    const value = state[key];
    if (same(value, start[key])) continue;
    if (Array.isArray(value)) for (const one of value) fields.append(key, one);
    else fields.set(key, String(value));
  }
  // An address allows these as they are, and is shorter and easier to read with them.
  return fields.toString().replace(/%(3A|2F|2C|40|7E|3B)/g, (sign) => decodeURIComponent(sign));
}

/** The whole address that opens this state again. @param {State} state */
export function address(state) {
  const hash = toHash(state);
  return `${location.href.split("#")[0]}${hash && `#${hash}`}`;
}

/** Browsers stop a page that changes its address more often than this. */
const PAUSE = 60;

/** Keeps the state in the address, at once or after a short while where it changes quickly. @returns {(state: State) => void} */
export function keeper() {
  let last = -Infinity;
  let timer = 0;
  /** @type {State} */
  let latest = START;
  const write = () => {
    timer = 0;
    last = performance.now();
    const next = address(latest);
    if (location.href === next) return;
    try {
      history.replaceState(null, "", next);
    } catch {
      later(1000);
    }
  };
  const later = (/** @type {number} */ wait) => void (timer ||= setTimeout(write, wait));
  return (state) => {
    latest = state;
    const wait = last + PAUSE - performance.now();
    if (wait <= 0 && !timer) write();
    else later(wait);
  };
}

/** What an address says; unknown keys and values of the wrong kind are left out. @param {string} hash @param {State} [start] @returns {State} */
export function fromHash(hash, start = START) {
  const fields = new URLSearchParams(hash.replace(/^#/, ""));
  /** @type {any} */
  const state = { ...start };
  for (const key of Object.keys(START)) {
    if (!fields.has(key)) continue;
    const kind = /** @type {any} */ (START)[key];
    if (Array.isArray(kind)) state[key] = fields.getAll(key);
    else if (typeof kind === "number") state[key] = Number.isFinite(Number(fields.get(key))) ? Number(fields.get(key)) : kind;
    else state[key] = fields.get(key);
  }
  if (!VIEWS.includes(state.view)) state.view = start.view;
  return state;
}

/** @param {unknown} one @param {unknown} other */
export function same(one, other) {
  if (!Array.isArray(one) || !Array.isArray(other)) return one === other;
  return one.length === other.length && one.every((value, i) => value === other[i]);
}

/** Whether any of the keys differs. @param {State} one @param {State} other @param {(keyof State)[]} keys */
export const differs = (one, other, keys) => keys.some((key) => !same(one[key], other[key]));

/** @param {State} first @returns {Store} */
export function createStore(first) {
  let state = first;
  /** @type {State[]} */
  const past = [];
  /** @type {((state: State, before: State) => void)[]} */
  const listeners = [];
  const become = (/** @type {State} */ next) => {
    const before = state;
    state = next;
    for (const listener of listeners) listener(state, before);
  };
  return {
    get: () => state,
    set(change) {
      const next = { ...state, ...change };
      const filtered = differs(next, state, FILTERS);
      if (filtered && change.page === undefined) next.page = 0;
      if (!differs(next, state, /** @type {(keyof State)[]} */ (Object.keys(START)))) return;
      // Typing is one change: what was before the first letter is what undo returns to.
      const typing = Object.keys(change).length === 1 && "query" in change && state.query !== "" && change.query !== "";
      if (!typing) past.push(state);
      if (past.length > UNDO_LIMIT) past.shift();
      become(next);
    },
    undo() {
      const before = past.pop();
      if (before) become(before);
    },
    canUndo: () => past.length > 0,
    subscribe: (listener) => void listeners.push(listener),
  };
}
