// From the rows and the state to the rows that are shown: search, filters, gaps.
/** @import { Facts, Row, State } from "./types.js" */
import { around, onPath } from "./graph.js";

/** Folded for search: no accents, no case. @param {string} text */
export function fold(text) {
  const lower = text.toLowerCase();
  // Most text is plain, and taking letters apart is slow.
  // eslint-disable-next-line no-control-regex
  return /^[\x00-\x7f]*$/.test(lower) ? lower : lower.normalize("NFD").replace(/\p{M}/gu, "").replace(/ß/g, "ss").replace(/ø/g, "o").replace(/ł/g, "l").replace(/æ/g, "ae");
}

/** @type {WeakMap<Row, string>} */
const folded = new WeakMap();

/** Everything of a row that search looks at. @param {Row} row */
export function searchText(row) {
  let text = folded.get(row);
  if (text === undefined) {
    const agents = [...row.requester, ...row.recipient, ...row.attributed_to];
    const words = [...agents.flatMap((agent) => [agent.label, ...agent.posts, ...agent.members]), ...row.item, row.medium ?? ""];
    text = fold([...words, row.pressure?.text ?? "", ...row.evidence.map((one) => one.passage.quote)].join("\n"));
    folded.set(row, text);
  }
  return text;
}

/** Words of a search; words in quotation marks stay together. @param {string} query */
export function terms(query) {
  return [...fold(query).matchAll(/"([^"]+)"|(\S+)/g)].map((found) => found[1] ?? found[2]).filter((word) => word !== '"');
}

/** From weakest to strongest, as model.Force has them. */
export const FORCES = ["suggest", "ask", "request", "exhort", "demand", "order", "subpoena", "sue"];

/** What a request does not state. @type {Record<string, (row: Row) => boolean>} */
export const GAPS = {
  requester: (row) => !row.requester.length,
  recipient: (row) => !row.recipient.length,
  item: (row) => !row.item.length,
  made_on: (row) => !row.made_on,
  deadline: (row) => !row.deadline,
  legal_basis: (row) => !row.evidence.some((one) => one.marks.some((mark) => mark.role === "legal_basis")),
  medium: (row) => !row.medium,
  status: (row) => !row.status,
};

/** Whether it was made: "actual", or why it does not count: "negated", "planned", "conditional", "possible", "generic". @param {Row} row */
export const reality = (row) => (row.polarity === "negated" ? row.polarity : row.realis);

/** @param {Row} row */
export const made = (row) => reality(row) === "actual";

/** The requests that count: those that were made, and of the others those that the reader wants to see too. @param {Facts} facts @param {State} state */
export const counted = (facts, state) => facts.rows.filter((row) => made(row) || state.also.includes(reality(row)));

/** The values of a row for each filter that leaves out what does not have the chosen ones; some hang on the day that is looked at. */
const NARROWING = /** @satisfies {Record<string, (row: Row, asof: string) => string[]>} */ ({
  status: (row) => [row.status?.outcome ?? "none"],
  due: (row, asof) => (row.deadline ? [overdue(row, asof) ? "overdue" : "not"] : []),
  kind: (row) => [row.kind],
  force: (row) => [row.force],
  type: (row) => {
    const types = [...row.requester, ...row.recipient].map((agent) => agent.type);
    if (!row.requester.length || !row.recipient.length) types.push("not_stated");
    return types;
  },
  source: (row) => row.evidence.map((one) => one.passage.source.id),
  told: (row) => (row.attributed_to.length ? row.attributed_to.map((agent) => agent.id) : ["article"]),
  gap: (row) => Object.keys(GAPS).filter((name) => GAPS[name](row)),
});

/** The names of the filters that leave requests out; `also` brings some in. */
export const NARROWING_NAMES = /** @type {(keyof typeof NARROWING)[]} */ (Object.keys(NARROWING));

/** The values of a row for each filter that is a choice from a list. @type {Record<string, (row: Row, asof: string) => string[]>} */
export const FACETS = { ...NARROWING, also: (row) => [reality(row)] };

/** The days that a row is about. @param {Row} row */
export const days = (row) => [row.made_on, row.deadline?.date, row.status?.as_of].filter((date) => date !== null && date !== undefined);

/** @param {Facts} facts @param {State} state @returns {Row[]} */
export function select(facts, state) {
  const words = terms(state.query);
  const chosen = NARROWING_NAMES.filter((name) => state[name].length).map((name) => ({ of: FACETS[name], wanted: new Set(state[name]), every: name === "gap" }));
  const all = counted(facts, state);
  const asof = asOf(facts, state);
  const inFocus = state.focus ? around(all, facts.agentById.get(state.focus), state.steps) : null;
  const along = state.path.length === 2 ? onPath(all, facts.agentById.get(state.path[0]), facts.agentById.get(state.path[1])).rows : null;
  return all.filter((row) => {
    if (row.confidence < state.sure) return false;
    if (inFocus && !inFocus.has(row)) return false;
    if (along && !along.has(row)) return false;
    for (const { of, wanted, every } of chosen) {
      const values = of(row, asof);
      if (every ? ![...wanted].every((value) => values.includes(value)) : !values.some((value) => wanted.has(value))) return false;
    }
    if (state.from || state.to) {
      const inside = days(row).some((date) => (!state.from || date >= state.from) && (!state.to || date <= state.to));
      if (!inside) return false;
    }
    return !words.length || words.every((word) => searchText(row).includes(word));
  });
}

/** How many of the rows have each value. @param {Row[]} rows @param {string} facet @param {string} [asof] @returns {Map<string, number>} */
export function count(rows, facet, asof = "") {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const row of rows) for (const value of new Set(FACETS[facet](row, asof))) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

/** Whether it was due before the day and no answer is known that settles it. @param {Row} row @param {string} asof */
export function overdue(row, asof) {
  const settled = ["complied", "withdrawn", "moot"].includes(row.status?.outcome ?? "");
  return Boolean(made(row) && row.deadline?.date && row.deadline.date < asof && !settled);
}

/** The day that "overdue" is meant of: the reader's, or the last that the documents know of. @param {Facts} facts @param {State} state */
export const asOf = (facts, state) => state.asof || facts.last;
