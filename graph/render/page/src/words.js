// From rows to the words that lists, cards and tables show for them.
/** @import { Agent, Row, Source } from "./types.js" */
import { made, reality } from "./select.js";
import { day, has, list, t } from "./texts.js";

/** "Mara Kestrel and Nils Abend", or that it is not stated. @param {Row} row @param {"requester" | "recipient"} role */
export const who = (row, role) => (row[role].length ? list(row[role].map((agent) => agent.label)) : t(`not_stated.${role}`));

/** @param {Row} row */
export const items = (row) => (row.item.length ? row.item.join("; ") : t("not_stated.item"));

/** @param {Row} row */
export const outcome = (row) => row.status?.outcome ?? "none";

/** "Mara Kestrel demands". @param {string} force */
export const verb = (force) => t(`force.${force}`);

/** What an agent is: its first office, or its type. @param {Agent} agent */
export const post = (agent) => agent.posts[0] ?? t(`type.${agent.type}`);

/** The words for a value of a list: "status.refused" as "Refused"; the value itself where there are none. @param {string} facet @param {string} value */
export const word = (facet, value) => (has(`${facet}.${value}`) ? t(`${facet}.${value}`) : value.replaceAll("_", " "));

/** Why it does not count as made: "Planned, not yet made"; nothing where it does. @param {Row} row */
export const unmade = (row) => (made(row) ? "" : word("realis", reality(row)));

/** @param {Source} source */
export const title = (source) => source.title || t("document.untitled");

/** "The Carrow Courier, 1 Mar 2026". @param {Source} source */
export const imprint = (source) => [source.publisher, source.author, source.published && day(source.published)].filter(Boolean).join(", ");

/** The documents that a request is told in, the first first. @param {Row} row */
export const documents = (row) => [...new Set(row.evidence.map((one) => one.passage.source))];

/** @param {number} confidence */
export const sureness = (confidence) => (confidence >= 0.8 ? "high" : confidence >= 0.6 ? "middle" : "low");

/** @param {Row} row */
export function due(row) {
  if (!row.deadline) return "";
  return row.deadline.date ? t("due.on", { date: day(row.deadline.date) }) : row.deadline.text;
}
