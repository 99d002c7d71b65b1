// From the data block of the page to facts: rows with their agents, sources and passages put in place of numbers.
/** @import { Agent, Evidence, Facts, Node, Passage, Row, Source } from "./types.js" */

/**
 * The content of the data block, unpacked where it is packed.
 * @param {HTMLElement} block
 * @returns {Promise<any>}
 */
export async function read(block) {
  const text = block.textContent ?? "";
  if (block.dataset.packing !== "gzip") return JSON.parse(text);
  const bytes = Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).json();
}

/**
 * @param {{fields: string[], rows: any[][]}} table
 * @returns {any[]}
 */
function objects({ fields, rows }) {
  return rows.map((row, at) => {
    /** @type {Record<string, unknown>} */
    const object = { at };
    for (let i = 0; i < fields.length; i++) object[fields[i]] = row[i] ?? null;
    return object;
  });
}

/** @param {any} content @returns {Facts} */
export function facts(content) {
  const agents = /** @type {Agent[]} */ (objects(content.agents));
  const sources = /** @type {Source[]} */ (objects(content.sources));
  const passages = /** @type {Passage[]} */ (objects(content.passages).map((one) => ({ ...one, source: sources[one.source] })));
  const people = (/** @type {number[]} */ numbers) => numbers.map((at) => agents[at]);
  const evidence = (/** @type {any[][]} */ list) => list.map((one) => unmark(one, passages));
  const rows = /** @type {Row[]} */ (objects(content.requests));
  for (const row of /** @type {any[]} */ (rows)) {
    row.requester = people(row.requester);
    row.recipient = people(row.recipient);
    row.attributed_to = people(row.attributed_to);
    row.evidence = evidence(row.evidence);
    row.deadline &&= { text: row.deadline[0], date: row.deadline[1], basis: row.deadline[2] };
    row.status &&= { outcome: row.status[0], as_of: row.status[1], basis: row.status[2], evidence: evidence(row.status[3]) };
    row.pressure &&= {
      agent: people(row.pressure[0]),
      text: row.pressure[1],
      instrument: row.pressure[2],
      said_by: people(row.pressure[3]),
      evidence: evidence(row.pressure[4]),
    };
  }
  const nodes = /** @type {Node[]} */ (content.drawing.nodes.map((/** @type {any[]} */ it, /** @type {number} */ at) => node(it, at, agents, rows)));
  return {
    base: content.base,
    agents,
    sources,
    passages,
    rows,
    nodes,
    groups: content.drawing.groups,
    options: content.drawing.options,
    last: latest(sources.map((one) => one.published)) || latest(rows.map((one) => one.made_on)),
    nodeByKey: new Map(nodes.map((one) => [one.key, one])),
    rowById: new Map(rows.map((one) => [one.id, one])),
    agentById: new Map(agents.map((one) => [one.id, one])),
  };
}

/** @param {(string | null)[]} days */
const latest = (days) => days.reduce((/** @type {string} */ one, other) => (other && other > one ? other : one), "");

/** @param {any[]} flat @param {Passage[]} passages @returns {Evidence} */
function unmark(flat, passages) {
  const marks = [];
  const passage = passages[flat[0]];
  for (let i = 1; i < flat.length; i += 3) marks.push({ start: units(passage.quote, flat[i]), end: units(passage.quote, flat[i + 1]), role: flat[i + 2] });
  return { passage, marks };
}

/** Where a character is in a text: offsets count characters, and a string of JavaScript has two units for some. @param {string} text @param {number} at */
export const units = (text, at) => (/[\ud800-\udbff]/.test(text) ? [...text].slice(0, at).join("").length : at);

/** @param {any[]} it @param {number} at @param {Agent[]} agents @param {Row[]} rows @returns {Node} */
function node([name, x, y], at, agents, rows) {
  if (typeof name === "number") return { key: String(name), at, agent: agents[name], role: null, row: null, x, y };
  const [role, number] = name.split("-");
  return { key: name, at, agent: null, role, row: rows[Number(number)], x, y };
}

/**
 * The keys of the nodes on one side of a request: its agents, or the stand-in for one that is not stated.
 * @param {Row} row
 * @param {"requester" | "recipient"} role
 * @returns {string[]}
 */
export function nodeKeys(row, role) {
  return row[role].length ? [...new Set(row[role].map((agent) => String(agent.at)))] : [`${role}-${row.at}`];
}
