// The details of what is selected: a request, an agent, or all that goes from one agent to another.
/** @import { Agent, App, Row, State } from "./types.js" */
import { nodeKeys } from "./data.js";
import { h, icon } from "./dom.js";
import { members, onPath, weights } from "./graph.js";
import { AGENT, SIGN, STATUS } from "./icons.js";
import { quotation, roleKey } from "./passage.js";
import { asOf, made, overdue, terms } from "./select.js";
import { day, list, t } from "./texts.js";
import { documents, due, imprint, items, outcome, post, sureness, title, unmade, verb, who, word } from "./words.js";

/** @typedef {import("./dom.js").Child} Child */

const missing = (text = t("not_stated")) => h("span", { class: "missing" }, text);

/** @param {App} app @param {Agent} agent */
export const agentButton = (app, agent) =>
  h("button", { class: "agent-link", onclick: () => app.store.set({ selected: `a:${agent.id}` }) }, icon(AGENT[agent.type] ?? AGENT.unknown, `type-${agent.type}`), h("bdi", {}, agent.label));

/** @param {string} value @param {string} text */
export const statusBadge = (value, text = word("status", value)) => h("span", { class: `status status-${value}` }, icon(STATUS[value] ?? STATUS.none), text);

/** What is selected, or nothing. @param {App} app @param {State} state @returns {HTMLElement | null} */
export function details(app, state) {
  const [kind, id] = [state.selected.slice(0, 2), state.selected.slice(2)];
  const words = terms(state.query);
  if (kind === "r:") {
    const row = app.facts.rowById.get(id);
    return row ? requestDetails(app, row, words, "h2", state) : null;
  }
  if (kind === "a:") {
    const agent = app.facts.agentById.get(id);
    return agent ? agentDetails(app, agent, state) : null;
  }
  if (kind === "p:") return pairDetails(app, id, state);
  return null;
}

/** The requests that the selection is about. @param {App} app @param {State} state @returns {Row[]} */
export function selectedRows(app, state) {
  const [kind, id] = [state.selected.slice(0, 2), state.selected.slice(2)];
  if (kind === "r:") return app.rows().filter((row) => row.id === id);
  if (kind === "a:") return app.rows().filter((row) => [...row.requester, ...row.recipient].some((agent) => agent.id === id));
  if (kind === "p:") {
    const [from, to] = id.split(" ").map((one) => side(app, one));
    return app.rows().filter((row) => nodeKeys(row, "requester").some((key) => from.keys.has(key)) && nodeKeys(row, "recipient").some((key) => to.keys.has(key)));
  }
  return [];
}

/** @param {App} app @param {Row} row @param {string[]} words @param {"h2" | "h3"} level @param {State} state */
export function requestDetails(app, row, words, level, state) {
  const asof = asOf(app.facts, state);
  const people = (/** @type {Agent[]} */ agents, /** @type {string} */ none) => (agents.length ? agents.map((agent) => agentButton(app, agent)) : [missing(none)]);
  /** @type {[string, Child[]][]} */
  const fields = [
    ["requester", people(row.requester, t("not_stated"))],
    ["recipient", people(row.recipient, t("not_stated"))],
    ["item", row.item.length ? [h("ul", {}, ...row.item.map((item) => h("li", { dir: "auto" }, item)))] : [missing()]],
    ["kind", [`${word("kind", row.kind)} · ${verb(row.force)}`]],
    ["legal_basis", legalBasis(row)],
    ["medium", [row.medium ?? missing()]],
    ["made_on", [row.made_on ? day(row.made_on) : missing()]],
    ["deadline", deadline(row, asof)],
    ["pressure", pressure(app, row)],
    ["status", status(row)],
    ["attributed_to", row.attributed_to.length ? people(row.attributed_to, "") : [t("article_itself")]],
    ["confidence", confidence(row)],
  ];
  const told = documents(row);
  if (told.length > 1) fields.push(["source", [h("ul", {}, ...told.map((source) => h("li", { dir: "auto" }, readButton(app, source))))]]);
  const under = level === "h2" ? "h3" : "h4";
  const extra = (/** @type {string} */ name, /** @type {import("./types.js").Evidence[] | undefined} */ evidence) =>
    evidence?.length ? [h(under, {}, t(name)), ...evidence.map((one) => quotation(app, one, words))] : [];
  return h(
    "article",
    { class: "details request", "data-request": row.id },
    h(level, { class: "sentence" }, h("bdi", { class: row.requester.length ? "" : "missing" }, who(row, "requester")), " ", h("span", { class: "verb" }, verb(row.force)), " ", h("bdi", { class: row.recipient.length ? "" : "missing" }, who(row, "recipient"))),
    made(row) ? null : h("p", { class: "warning" }, unmade(row)),
    h("dl", {}, ...fields.flatMap(([name, content]) => [h("dt", {}, t(`field.${name}`)), h("dd", { "data-field": name }, ...content)])),
    h(under, {}, t("passages")),
    roleKey(row.evidence),
    row.evidence.map((one) => quotation(app, one, words)),
    extra("passage.pressure", row.pressure?.evidence),
    extra("passage.status", row.status?.evidence),
  );
}

/** A document that the request is told in; a click reads it. @param {App} app @param {import("./types.js").Source} source */
const readButton = (app, source) =>
  h("button", { class: "agent-link", onclick: () => app.store.set({ view: "article", reading: source.id }) }, h("bdi", {}, title(source)), imprint(source) ? h("span", { class: "note" }, imprint(source)) : null);

/** The words that name the law. @param {Row} row @returns {Child[]} */
function legalBasis(row) {
  const named = row.evidence.flatMap(({ passage, marks }) => marks.filter((mark) => mark.role === "legal_basis").map((mark) => passage.quote.slice(mark.start, mark.end)));
  return named.length ? [h("span", { dir: "auto" }, [...new Set(named)].join("; "))] : [missing()];
}

/** @param {Row} row @param {string} asof @returns {Child[]} */
function deadline(row, asof) {
  const it = row.deadline;
  if (!it) return [missing()];
  const late = overdue(row, asof) ? [" ", h("span", { class: "late" }, `${t("due.late")} ${t("as_of", { date: day(asof) })}`)] : [];
  return [
    it.date ? h("strong", {}, day(it.date)) : missing(t("due.date_not_stated")),
    h("span", { class: "note" }, ` “${it.text}”${it.basis ? `, ${word("basis", it.basis)}` : ""}`),
    ...late,
  ];
}

/** @param {App} app @param {Row} row @returns {Child[]} */
function pressure(app, row) {
  const it = row.pressure;
  if (!it) return [missing()];
  return [
    ...it.agent.map((agent) => agentButton(app, agent)),
    h("span", { dir: "auto" }, it.text),
    it.instrument.length ? h("span", { class: "note" }, ` ${t("instruments", { list: list(it.instrument) })}`) : null,
    it.said_by.length ? h("span", { class: "note" }, ` · ${t("pressure.said_by", { list: list(it.said_by.map((agent) => agent.label)) })}`) : null,
  ];
}

/** @param {Row} row @returns {Child[]} */
function status(row) {
  const it = row.status;
  if (!it) return [missing(t("status.none"))];
  const note = [it.as_of && t("as_of", { date: day(it.as_of) }), it.basis && word("basis", it.basis)].filter(Boolean).join(", ");
  return [statusBadge(it.outcome), note ? h("span", { class: "note" }, ` ${note}`) : null];
}

/** @param {Row} row @returns {Child[]} */
function confidence(row) {
  const level = sureness(row.confidence);
  const meter = h("meter", { min: 0, max: 1, low: 0.6, high: 0.8, optimum: 1, value: row.confidence, "aria-label": t("field.confidence") });
  return [
    meter,
    ` ${Math.round(row.confidence * 100)} %, ${t(`sure.${level}`)}`,
    level === "low" ? h("p", { class: "warning" }, t("sure.note")) : null,
  ];
}

/** @param {App} app @param {Agent} agent @param {State} state */
function agentDetails(app, agent, state) {
  const rows = app.rows();
  const asked = rows.filter((row) => row.requester.includes(agent));
  const was = rows.filter((row) => row.recipient.includes(agent));
  return h(
    "article",
    { class: "details agent", "data-agent": agent.id },
    h("h2", { class: "sentence" }, icon(AGENT[agent.type] ?? AGENT.unknown, `type-${agent.type}`), " ", h("bdi", {}, agent.label)),
    h("p", { class: "note" }, `${t(`type.${agent.type}`)} · ${t("agent.asked", { count: asked.length })} · ${t("agent.was_asked", { count: was.length })}`),
    agent.posts.length || agent.members.length
      ? h("dl", {}, ...facts("agent.posts", agent.posts), ...facts("agent.members", agent.members))
      : null,
    tools(app, agent, state),
    h("ul", { class: "cards" }, ...[...new Set([...asked, ...was])].slice(0, 100).map((row) => h("li", {}, rowButton(app, row, state)))),
  );
}

/** @param {string} name @param {string[]} values */
const facts = (name, values) => (values.length ? [h("dt", {}, t(name)), h("dd", {}, ...values.map((value) => h("div", { dir: "auto" }, value)))] : []);

/** What can be done with an agent: look at what is around it, find the way to another. @param {App} app @param {Agent} agent @param {State} state */
function tools(app, agent, state) {
  const steps = [1, 2, 3].map((count) =>
    h(
      "button",
      { "aria-pressed": String(state.focus === agent.id && state.steps === count), onclick: () => app.store.set({ focus: agent.id, steps: count, path: [] }) },
      t("agent.steps", { count }),
    ),
  );
  const input = /** @type {HTMLInputElement} */ (h("input", { list: "agent-names", id: "path-to", autocomplete: "off" }));
  const answer = h("p", { class: "note", role: "status" });
  const go = (/** @type {Event} */ event) => {
    event.preventDefault();
    const other = app.facts.agents.find((one) => one !== agent && one.label === input.value);
    if (!other) return;
    if (onPath(app.counted(), agent, other).rows.size) app.store.set({ path: [agent.id, other.id], focus: "", view: "network" });
    else answer.textContent = t("path.none", { one: agent.label, other: other.label });
  };
  return h(
    "div",
    { class: "agent-tools" },
    h("div", { class: "steps", role: "group", "aria-label": t("agent.focus") }, h("span", {}, t("agent.focus")), ...steps),
    h("form", { onsubmit: go }, h("label", { for: "path-to" }, t("agent.path")), input, h("button", { type: "submit" }, t("agent.path.go")), answer),
  );
}

/** One end of a line in the network: an agent by its id, a group or a stand-in by its key. @param {App} app @param {string} id */
function side({ facts, rows }, id) {
  const agent = facts.agentById.get(id);
  if (agent) return { label: agent.label, keys: new Set([String(agent.at)]) };
  if (/^g\d+\.\d+$/.test(id)) {
    const those = members(facts, id, weights(rows()));
    const head = those.find((node) => node.agent)?.agent;
    return { label: t("network.group", { name: head?.label ?? t("type.not_stated"), count: those.length - 1 }), keys: new Set(those.map((node) => node.key)) };
  }
  return { label: t(`not_stated.${id.split("-")[0]}`), keys: new Set([id]) };
}

/** @param {App} app @param {string} id @param {State} state */
function pairDetails(app, id, state) {
  const rows = selectedRows(app, state);
  const [one, other] = id.split(" ").map((name) => side(app, name));
  if (!rows.length) return null;
  if (rows.length === 1) return requestDetails(app, rows[0], terms(state.query), "h2", state);
  return h(
    "article",
    { class: "details pair" },
    h("h2", { class: "sentence" }, h("bdi", {}, one.label), " ", icon(SIGN.arrow), " ", h("bdi", {}, other.label)),
    h("p", { class: "note" }, t("pair.count", { count: rows.length })),
    h("ul", { class: "cards" }, ...rows.map((row) => h("li", {}, rowButton(app, row, state)))),
  );
}

/** A request as a line of a list. @param {App} app @param {Row} row @param {State} state */
export function rowButton(app, row, state) {
  const chosen = state.selected === `r:${row.id}`;
  const late = overdue(row, asOf(app.facts, state));
  const facts = [row.made_on && day(row.made_on), row.deadline?.date && !late && due(row)].filter(Boolean);
  const told = documents(row).length;
  if (told > 1) facts.push(t("summary.documents", { count: told }));
  const sure = sureness(row.confidence) === "low" ? h("span", { class: "doubt" }, `${t("field.confidence")}: ${t("sure.low")}`) : null;
  return h(
    "button",
    { class: made(row) ? "row" : "row unmade", "aria-current": chosen ? "true" : "false", "data-request": row.id, onclick: () => app.store.set({ selected: `r:${row.id}` }) },
    h("span", { class: "row-who" }, h("bdi", { class: row.requester.length ? "" : "missing" }, who(row, "requester")), icon(SIGN.arrow), h("span", { class: "unseen" }, ` ${verb(row.force)} `), h("bdi", { class: row.recipient.length ? "" : "missing" }, who(row, "recipient"))),
    h("span", { class: row.item.length ? "row-what" : "row-what missing", dir: "auto" }, items(row)),
    h("span", { class: "row-facts" }, made(row) ? null : h("span", { class: "doubt" }, unmade(row)), statusBadge(outcome(row)), ...facts.map((fact) => h("span", {}, fact)), late ? h("span", { class: "late" }, `${due(row)}, ${t("due.late")}`) : null, sure),
  );
}

export { post };
