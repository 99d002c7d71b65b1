// What can be taken away: the requests that are shown as CSV, JSON-LD and GEXF, and the picture as PNG and SVG.
/** @import { Agent, App, Evidence, Facts, Row, ViewPart } from "./types.js" */
import { nodeKeys } from "./data.js";
import { escape } from "./pen.js";
import { t } from "./texts.js";
import { colour } from "./theme.js";

/** The columns of ledger.csv, in their order. */
export const CSV_COLUMNS = ["id", "kind", "force", "requester", "recipient", "item", "medium", "made_on", "deadline", "pressure", "status", "polarity", "realis", "attributed_to", "evidence", "confidence"];

/** A cell that no spreadsheet takes for a formula. @param {string} text */
export function cell(text) {
  const safe = /^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** @param {Facts} facts @param {Row[]} rows */
export function csv(facts, rows) {
  const names = (/** @type {Agent[]} */ agents) => agents.map((agent) => agent.label).join("; ");
  const parts = (/** @type {(string | null)[]} */ all) => all.filter(Boolean).join(" | ");
  const line = (/** @type {Row} */ row) => [
    full(facts, row.id),
    row.kind,
    row.force,
    names(row.requester),
    names(row.recipient),
    row.item.join("; "),
    row.medium ?? "",
    row.made_on ?? "",
    row.deadline ? parts([row.deadline.text, row.deadline.date, row.deadline.basis]) : "",
    row.pressure ? parts([names(row.pressure.agent), row.pressure.text, row.pressure.instrument.join("; "), names(row.pressure.said_by)]) : "",
    row.status ? parts([row.status.outcome, row.status.as_of, row.status.basis]) : "",
    row.polarity,
    row.realis,
    names(row.attributed_to),
    row.evidence.map((one) => one.passage.quote).join("; "),
    String(row.confidence),
  ];
  // The mark at the beginning tells spreadsheets that this is UTF-8.
  return `\ufeff${[CSV_COLUMNS, ...rows.map(line)].map((cells) => cells.map(cell).join(",")).join("\r\n")}\r\n`;
}

/** @param {Facts} facts @param {string} id */
const full = ({ base }, id) => (/^[a-z]+:/i.test(id) ? id : base + id);

/** @param {Facts} facts @param {Row[]} rows */
export function jsonld(facts, rows) {
  const ask = "https://w3id.org/askgraph#";
  const iri = (/** @type {string} */ name) => ({ "@id": name });
  const context = {
    ask,
    label: "http://www.w3.org/2000/01/rdf-schema#label",
    ...Object.fromEntries(["requester", "recipient", "kind", "force", "attributedTo", "polarity", "realis", "evidence"].map((name) => [name, { "@id": ask + name, "@type": "@id" }])),
    item: { "@id": `${ask}item` },
    mediumText: `${ask}mediumText`,
    dueText: `${ask}dueText`,
    confidence: { "@id": `${ask}confidence`, "@type": "http://www.w3.org/2001/XMLSchema#decimal" },
    ...Object.fromEntries(["madeOn", "due", "asOf"].map((name) => [name, { "@id": ask + name, "@type": "http://www.w3.org/2001/XMLSchema#date" }])),
    exact: "http://www.w3.org/ns/oa#exact",
    source: { "@id": "http://www.w3.org/ns/oa#hasSource", "@type": "@id" },
  };
  const agents = [...new Set(rows.flatMap((row) => [...row.requester, ...row.recipient, ...row.attributed_to]))];
  const ids = (/** @type {Agent[]} */ list) => (list.length ? list.map((agent) => full(facts, agent.id)) : undefined);
  const place = (/** @type {Evidence} */ { passage }) => `${full(facts, passage.source.id)}#char=${passage.start},${passage.end}`;
  const passages = new Map(rows.flatMap((row) => row.evidence).map((one) => [place(one), one.passage]));
  const graph = [
    ...rows.map((row) => ({
      "@id": full(facts, row.id),
      "@type": `${ask}Request`,
      requester: ids(row.requester),
      recipient: ids(row.recipient),
      item: row.item.map((label) => ({ "@type": `${ask}Item`, label })),
      kind: `${ask}kind-${row.kind}`,
      force: `${ask}force-${row.force}`,
      mediumText: row.medium ?? undefined,
      madeOn: row.made_on ?? undefined,
      due: row.deadline?.date ?? undefined,
      dueText: row.deadline?.text,
      polarity: `${ask}polarity-${row.polarity}`,
      realis: `${ask}realis-${row.realis}`,
      attributedTo: ids(row.attributed_to),
      evidence: row.evidence.map(place),
      confidence: String(row.confidence),
    })),
    ...rows.flatMap((row) =>
      row.status
        ? [{ "@type": `${ask}Response`, [`${ask}respondsTo`]: iri(full(facts, row.id)), [`${ask}outcome`]: iri(`${ask}outcome-${row.status.outcome}`), asOf: row.status.as_of ?? undefined }]
        : [],
    ),
    ...agents.map((agent) => ({ "@id": full(facts, agent.id), "@type": agent.type === "unknown" ? `${ask}Agent` : ask + agent.type[0].toUpperCase() + agent.type.slice(1), label: agent.label })),
    ...[...passages].map(([id, passage]) => ({ "@id": id, "@type": `${ask}Evidence`, source: full(facts, passage.source.id), exact: passage.quote })),
  ];
  return JSON.stringify({ "@context": context, "@graph": graph }, null, 1);
}

/** The attributes of an edge, as graph/network.py gives them. @param {Row} row */
function edgeAttributes(row) {
  return {
    kind: row.kind,
    force: row.force,
    item: row.item.join(" | "),
    medium: row.medium ?? "",
    made_on: row.made_on ?? "",
    deadline: row.deadline?.date ?? "",
    status: row.status?.outcome ?? "",
    polarity: row.polarity,
    realis: row.realis,
  };
}

/** @param {Facts} facts @param {Row[]} rows */
export function gexf(facts, rows) {
  /** @type {Map<string, string>} */
  const nodes = new Map();
  /** @type {string[]} */
  const edges = [];
  const nodeId = (/** @type {string} */ key) => {
    const node = facts.nodeByKey.get(key);
    const id = node?.agent ? full(facts, node.agent.id) : `${full(facts, node?.row?.id ?? "")}&not-stated=${node?.role}`;
    const label = node?.agent?.label ?? t(`not_stated.${node?.role}`);
    nodes.set(id, `<node id="${escape(id)}" label="${escape(label)}"><attvalues><attvalue for="type" value="${escape(node?.agent?.type ?? "unknown")}"/><attvalue for="stated" value="${Boolean(node?.agent)}"/></attvalues></node>`);
    return id;
  };
  const names = ["request", ...Object.keys(edgeAttributes(rows[0] ?? facts.rows[0]))];
  for (const row of rows) {
    const values = { request: full(facts, row.id), ...edgeAttributes(row) };
    const attributes = Object.entries(values).map(([name, value]) => (value ? `<attvalue for="${name}" value="${escape(value)}"/>` : ""));
    const pairs = nodeKeys(row, "requester").flatMap((one) => nodeKeys(row, "recipient").map((other) => [nodeId(one), nodeId(other)]));
    pairs.forEach(([one, other], i) => {
      const id = escape(`${full(facts, row.id)}&edge=${i}`);
      edges.push(`<edge id="${id}" source="${escape(one)}" target="${escape(other)}" label="${escape(row.item.join(" | "))}"><attvalues>${attributes.join("")}<attvalue for="confidence" value="${row.confidence}"/></attvalues></edge>`);
    });
  }
  const declare = (/** @type {string} */ name, type = "string") => `<attribute id="${name}" title="${name}" type="${type}"/>`;
  return (
    '<?xml version="1.0" encoding="UTF-8"?>\n<gexf xmlns="http://www.gexf.net/1.2draft" version="1.2"><graph defaultedgetype="directed" mode="static">' +
    `<attributes class="node" mode="static">${declare("type")}${declare("stated", "boolean")}</attributes>` +
    `<attributes class="edge" mode="static">${names.map((name) => declare(name)).join("")}${declare("confidence", "double")}</attributes>` +
    `<nodes>${[...nodes.values()].join("")}</nodes><edges>${edges.join("")}</edges></graph></gexf>`
  );
}

/** @param {string} name @param {Blob} blob */
export function save(name, blob) {
  const anchor = document.createElement("a");
  anchor.href = URL.createObjectURL(blob);
  anchor.download = name;
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(anchor.href), 10_000);
}

/** Saves one of the formats. @param {App} app @param {string} format @param {ViewPart | undefined} view */
export function take(app, format, view) {
  const { facts } = app;
  const text = { csv: () => csv(facts, app.rows()), json: () => jsonld(facts, app.rows()), gexf: () => gexf(facts, app.rows()), svg: () => view?.svg?.() ?? "" }[format];
  const [name, type] = { csv: ["requests.csv", "text/csv"], json: ["requests.jsonld", "application/ld+json"], gexf: ["requests.gexf", "application/xml"], svg: ["requests.svg", "image/svg+xml"], png: ["requests.png", "image/png"] }[format] ?? ["", ""];
  if (format === "png") return photograph(app, view, name);
  const content = text?.() ?? "";
  if (!content) return app.say(t("export.no_picture"));
  save(name, new Blob([content], { type: `${type};charset=utf-8` }));
}

/** The picture in points: of the canvas where there is one, else drawn from the SVG. @param {App} app @param {ViewPart | undefined} view @param {string} name */
function photograph(app, view, name) {
  const from = view?.canvas?.();
  const finish = (/** @type {CanvasImageSource} */ image, /** @type {number} */ width, /** @type {number} */ height) => {
    const copy = document.createElement("canvas");
    [copy.width, copy.height] = [width, height];
    const ctx = copy.getContext("2d");
    if (!ctx) return;
    ctx.fillStyle = colour("paper");
    ctx.fillRect(0, 0, width, height);
    ctx.drawImage(image, 0, 0, width, height);
    copy.toBlob((blob) => blob && save(name, blob), "image/png");
  };
  if (from) return finish(from, from.width, from.height);
  const svg = view?.svg?.();
  if (!svg) return app.say(t("export.no_picture"));
  const image = new Image();
  image.onload = () => finish(image, image.width * 2, image.height * 2);
  image.src = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
}
