// The ledger: every request as a row of a table that sorts; which columns of ledger.csv it shows is the reader's choice.
/** @import { App, Row, State, ViewPart } from "../types.js" */
import { statusBadge } from "../details.js";
import { h } from "../dom.js";
import { FORCES, asOf, overdue } from "../select.js";
import { day, t } from "../texts.js";
import { dismissable } from "../toolbar.js";
import { documents, items, outcome, title, unmade, verb, who, word } from "../words.js";

const STEP = 200;

/** `width` is the least, in rem; `extra` ones are shown when they are asked for. @typedef {{width: number, extra?: boolean, text: (row: Row) => string, order?: (row: Row) => string | number, cell?: (row: Row, asof: string) => import("../dom.js").Child}} Column */

/** @type {Record<string, Column>} */
const COLUMNS = {
  requester: { width: 8, text: (row) => (row.requester.length ? who(row, "requester") : "") },
  recipient: { width: 8, text: (row) => (row.recipient.length ? who(row, "recipient") : "") },
  item: { width: 12, text: (row) => (row.item.length ? items(row) : "") },
  made_on: { width: 6.6, text: (row) => (row.made_on ? day(row.made_on) : ""), order: (row) => row.made_on ?? "" },
  deadline: { width: 6.6, text: (row) => (row.deadline?.date ? day(row.deadline.date) : (row.deadline?.text ?? "")), order: (row) => row.deadline?.date ?? "", cell: (row, asof) => h("span", {}, COLUMNS.deadline.text(row), overdue(row, asof) && h("div", { class: "late" }, t("due.late"))) },
  status: { width: 8.6, text: (row) => (row.status ? word("status", outcome(row)) : ""), cell: (row) => statusBadge(outcome(row)) },
  realis: { width: 7, text: (row) => unmade(row) || t("realis.actual") },
  source: { width: 9, text: (row) => documents(row).map(title).join("; ") },
  kind: { width: 7.4, extra: true, text: (row) => word("kind", row.kind) },
  force: { width: 7, extra: true, text: (row) => verb(row.force), order: (row) => FORCES.indexOf(row.force) },
  medium: { width: 7, extra: true, text: (row) => row.medium ?? "" },
  pressure: { width: 9, extra: true, text: (row) => row.pressure?.text ?? "" },
  attributed_to: { width: 9, extra: true, text: (row) => row.attributed_to.map((agent) => agent.label).join(", ") || t("article_itself") },
  confidence: { width: 8.2, extra: true, text: (row) => `${Math.round(row.confidence * 100)} %`, order: (row) => row.confidence },
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
  const table = h("table", { class: "ledger", "aria-label": t("view.ledger") }, h("thead", {}, head), body);
  const boxes = h("div", { class: "menu" });
  const menu = h("details", { class: "menu-box" }, h("summary", {}, t("ledger.columns")), boxes);
  dismissable(menu);
  const element = h(
    "section",
    { class: "view", "aria-label": t("view.ledger") },
    h("div", { class: "view-tools" }, h("span", { class: "note" }, t("ledger.caption")), menu),
    h("div", { class: "scroll padded", tabindex: "0", role: "region", "aria-label": t("ledger.caption") }, table, more),
  );
  let shown = STEP;
  /** @type {Row[]} */
  let rows = [];
  let drawn = "";

  // Where there is one document, it is named above; that a request was made is said where others were not.
  const usual = (/** @type {string} */ name) => !COLUMNS[name].extra && (name !== "source" || app.facts.sources.length > 1) && (name !== "realis" || rows.some(unmade));
  const visible = (/** @type {State} */ state) => Object.entries(COLUMNS).filter(([name]) => name === "requester" || (state.columns.length ? state.columns.includes(name) : usual(name)));
  const turn = (/** @type {string} */ name) => store.set({ sort: store.get().sort === name ? `-${name}` : name });
  const choose = (/** @type {string} */ name) => {
    const columns = visible(store.get()).map(([one]) => one);
    store.set({ columns: columns.includes(name) ? columns.filter((one) => one !== name) : [...columns, name] });
  };
  for (const [name, { width }] of Object.entries(COLUMNS)) {
    const cell = h("th", { scope: "col", "data-column": name }, h("button", { title: t("ledger.sort", { name: t(`field.${name}`) }), onclick: () => turn(name) }, t(`field.${name}`), h("span", { class: "arrow", "aria-hidden": "true" })));
    cell.style.width = `${width}rem`;
    head.append(cell);
    // The first holds what the keyboard selects a request by.
    if (head.children.length > 1) boxes.append(h("label", { class: "check" }, h("input", { type: "checkbox", name, onchange: () => choose(name) }), h("bdi", {}, t(`field.${name}`))));
  }

  const line = (/** @type {Row} */ row, /** @type {[string, Column][]} */ columns) => {
    const select = () => store.set({ selected: `r:${row.id}` });
    const cells = columns.map(([name, column], i) => {
      const text = column.text(row);
      const content = text ? (column.cell?.(row, asOf(app.facts, store.get())) ?? text) : h("span", { class: "missing" }, t("not_stated"));
      const inner = i ? content : h("button", { onclick: select }, content);
      return h("td", { "data-label": t(`field.${name}`), "data-column": name, dir: name === "item" ? "auto" : null }, inner);
    });
    return h("tr", { "data-request": row.id, onclick: select }, ...cells);
  };

  const fill = (/** @type {State} */ state, /** @type {number} */ count) => {
    shown = count;
    const columns = visible(state);
    const names = new Set(columns.map(([name]) => name));
    for (const cell of head.children) /** @type {HTMLElement} */ (cell).hidden = !names.has(String(/** @type {HTMLElement} */ (cell).dataset.column));
    for (const box of boxes.querySelectorAll("input")) box.checked = names.has(box.name);
    body.replaceChildren(...sorted(rows, state.sort).slice(0, shown).map((row) => line(row, columns)));
    more.hidden = rows.length <= shown;
    more.textContent = t("list.more", { count: Math.min(STEP, rows.length - shown) });
  };

  return {
    element,
    update(state) {
      const asked = `${state.sort} ${state.columns}`;
      if (rows !== app.rows() || drawn !== asked) {
        if (rows !== app.rows()) shown = STEP;
        rows = app.rows();
        drawn = asked;
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
