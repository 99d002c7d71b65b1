// The ledger: every request as a row of a table that sorts, with the columns of ledger.csv.
/** @import { App, Row, State, ViewPart } from "../types.js" */
import { statusBadge } from "../details.js";
import { h } from "../dom.js";
import { FORCES } from "../select.js";
import { day, t } from "../texts.js";
import { documents, due, items, outcome, title, unmade, verb, who, word } from "../words.js";

const STEP = 200;

/** @typedef {{text: (row: Row) => string, order?: (row: Row) => string | number, cell?: (row: Row) => import("../dom.js").Child}} Column */

/** @type {Record<string, Column>} */
const COLUMNS = {
  requester: { text: (row) => (row.requester.length ? who(row, "requester") : "") },
  recipient: { text: (row) => (row.recipient.length ? who(row, "recipient") : "") },
  item: { text: (row) => (row.item.length ? items(row) : "") },
  status: { text: (row) => (row.status ? word("status", outcome(row)) : ""), cell: (row) => statusBadge(outcome(row)) },
  made_on: { text: (row) => (row.made_on ? day(row.made_on) : ""), order: (row) => row.made_on ?? "" },
  deadline: { text: due, order: (row) => row.deadline?.date ?? "" },
  kind: { text: (row) => word("kind", row.kind) },
  force: { text: (row) => verb(row.force), order: (row) => FORCES.indexOf(row.force) },
  medium: { text: (row) => row.medium ?? "" },
  pressure: { text: (row) => row.pressure?.text ?? "" },
  attributed_to: { text: (row) => row.attributed_to.map((agent) => agent.label).join(", ") || t("article_itself") },
  source: { text: (row) => documents(row).map(title).join("; ") },
  realis: { text: (row) => unmade(row) || t("realis.actual") },
  confidence: { text: (row) => `${Math.round(row.confidence * 100)} %`, order: (row) => row.confidence },
};

/**
 * The rows in the order of a column; what is not stated comes last either way.
 * @param {Row[]} rows
 * @param {string} sort name of a column, with "-" before it for the other way round
 */
export function sorted(rows, sort) {
  const name = sort.replace(/^-/, "");
  if (!Object.hasOwn(COLUMNS, name)) return rows;
  const column = COLUMNS[name];
  const order = column.order ?? ((/** @type {Row} */ row) => column.text(row).toLowerCase());
  const turn = sort.startsWith("-") ? -1 : 1;
  return rows
    .map((row) => ({ row, key: order(row) }))
    .sort((one, other) => {
      if (one.key === "" || other.key === "") return Number(one.key === "") - Number(other.key === "");
      const by = typeof one.key === "number" ? one.key - Number(other.key) : one.key.localeCompare(String(other.key), t("lang"));
      return by * turn || one.row.at - other.row.at;
    })
    .map(({ row }) => row);
}

/** @param {App} app @returns {ViewPart} */
export function ledgerView(app) {
  const { store } = app;
  const head = h("tr", {});
  const body = h("tbody", {});
  const more = h("button", { class: "more", onclick: () => fill(store.get(), shown + STEP) });
  const table = h("table", { class: "ledger" }, h("caption", {}, t("ledger.caption")), h("thead", {}, head), body);
  const element = h("section", { class: "view", "aria-label": t("view.ledger") }, h("div", { class: "scroll padded", tabindex: "0", role: "region", "aria-label": t("ledger.caption") }, table, more));
  let shown = STEP;
  /** @type {Row[]} */
  let rows = [];
  let order = "";

  // Where there is one document, it is named above.
  const columns = Object.entries(COLUMNS).filter(([name]) => (name !== "source" || app.facts.sources.length > 1) && (name !== "realis" || app.facts.rows.some(unmade)));
  const turn = (/** @type {string} */ name) => store.set({ sort: store.get().sort === name ? `-${name}` : name });
  for (const [name] of columns) {
    head.append(
      h("th", { scope: "col", "data-column": name }, h("button", { title: t("ledger.sort", { name: t(`field.${name}`) }), onclick: () => turn(name) }, t(`field.${name}`), h("span", { class: "arrow", "aria-hidden": "true" }))),
    );
  }

  const line = (/** @type {Row} */ row) => {
    const select = () => store.set({ selected: `r:${row.id}` });
    const cells = columns.map(([name, column], i) => {
      const text = column.text(row);
      const content = text ? (column.cell?.(row) ?? text) : h("span", { class: "missing" }, t("not_stated"));
      const inner = i ? content : h("button", { onclick: select }, content);
      return h("td", { "data-label": t(`field.${name}`), "data-column": name, dir: name === "item" ? "auto" : null }, inner);
    });
    return h("tr", { "data-request": row.id, onclick: select }, ...cells);
  };

  const fill = (/** @type {State} */ state, /** @type {number} */ count) => {
    shown = count;
    body.replaceChildren(...sorted(rows, state.sort).slice(0, shown).map(line));
    more.hidden = rows.length <= shown;
    more.textContent = t("list.more", { count: Math.min(STEP, rows.length - shown) });
  };

  return {
    element,
    update(state) {
      if (rows !== app.rows() || order !== state.sort) {
        if (rows !== app.rows()) shown = STEP;
        rows = app.rows();
        order = state.sort;
        fill(state, shown);
      }
      const [name, way] = [state.sort.replace(/^-/, ""), state.sort.startsWith("-") ? "descending" : "ascending"];
      for (const cell of head.children) {
        if (/** @type {HTMLElement} */ (cell).dataset.column === name) cell.setAttribute("aria-sort", way);
        else cell.removeAttribute("aria-sort");
      }
      for (const tr of body.rows) tr.classList.toggle("chosen", state.selected === `r:${tr.dataset.request}`);
    },
  };
}
