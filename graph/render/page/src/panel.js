// The panel beside the views: the list of requests, or the details of what is selected.
/** @import { App, State } from "./types.js" */
import { details, rowButton, selectedRows } from "./details.js";
import { h, icon } from "./dom.js";
import { SIGN } from "./icons.js";
import { count, made, select } from "./select.js";
import { number, t } from "./texts.js";

const STEP = 100;

/** @param {App} app */
export function panel(app) {
  const heading = h("h2", { id: "list-title" }, t("list.title"), " ", h("span", { class: "count", role: "status" }));
  const tally = /** @type {HTMLElement} */ (heading.querySelector(".count"));
  const list = h("ol", { class: "cards", id: "list", tabindex: "-1", "aria-labelledby": "list-title" });
  const more = h("button", { class: "more", onclick: () => grow() });
  const unasked = app.facts.rows.filter((row) => !made(row));
  const why = [...count(unasked, "also").keys()];
  const also = h("button", { class: "also", onclick: () => app.store.set({ also: why }) });
  /** How many more would pass the filters; what is around an agent, or on a path, hangs on all requests. @param {State} state */
  const missed = (state) => select(state.focus || state.path.length ? app.facts : { ...app.facts, rows: unasked }, { ...state, also: why }).filter((row) => !made(row)).length;
  const listing = h("div", { class: "listing" }, heading, also, list, more);
  const content = h("div", { class: "content" });
  const bar = h("div", { class: "panel-bar" });
  const detail = h("div", { class: "detail", tabindex: "-1", role: "region", "aria-label": t("field.request"), hidden: true }, bar, content);
  const element = h("aside", { class: "panel", "aria-label": t("list.title") }, detail, listing);
  let shown = STEP;
  /** @type {import("./types.js").Row[]} */
  let listed = [];

  const fill = (/** @type {State} */ state, /** @type {number} */ from) => {
    const rows = app.rows();
    if (!from) list.replaceChildren();
    list.append(...rows.slice(from, shown).map((row) => h("li", {}, rowButton(app, row, state))));
    more.hidden = rows.length <= shown;
    more.textContent = t("list.more", { count: Math.min(STEP, rows.length - shown) });
  };
  const grow = () => {
    const from = shown;
    shown += STEP;
    fill(app.store.get(), from);
    /** @type {HTMLElement | null} */ (list.children[from]?.querySelector("button"))?.focus();
  };

  /** The request after or before the one that is selected. @param {number} by */
  const step = (by) => {
    const rows = app.rows();
    if (!rows.length) return;
    const here = rows.findIndex((row) => `r:${row.id}` === app.store.get().selected);
    const next = here < 0 ? (by > 0 ? 0 : rows.length - 1) : (here + by + rows.length) % rows.length;
    app.store.set({ selected: `r:${rows[next].id}` });
  };

  const close = () => {
    const before = app.store.get().selected.slice(2);
    app.store.set({ selected: "" });
    const button = [...list.querySelectorAll("button")].find((one) => one.dataset.request === before);
    (button ?? list).focus();
  };
  bar.append(
    h("button", { class: "back", onclick: close }, icon(SIGN.arrow, "turned"), t("back")),
    h("button", { title: `${t("previous")} (k)`, "aria-label": t("previous"), onclick: () => step(-1) }, "↑"),
    h("button", { title: `${t("next")} (j)`, "aria-label": t("next"), onclick: () => step(1) }, "↓"),
  );

  return {
    element,
    step,
    close,
    /** @param {State} state @param {State | null} before */
    update(state, before) {
      const rows = app.rows();
      const found = details(app, state);
      detail.hidden = !found;
      element.classList.toggle("open", Boolean(found));
      document.body.classList.toggle("selecting", Boolean(found));
      content.replaceChildren(...(found ? [found] : []));
      if (found && before && before.selected !== state.selected) {
        detail.scrollTop = 0;
        element.scrollTop = 0;
      }
      tally.textContent = rows.length === app.counted().length ? number(rows.length) : t("list.count", { shown: rows.length, all: app.counted().length });
      if (rows !== listed) {
        const more = state.also.length ? 0 : missed(state);
        also.hidden = !more;
        also.textContent = t("list.also", { count: more });
      }
      if (rows !== listed) {
        listed = rows;
        shown = STEP;
        fill(state, 0);
        if (!rows.length) list.replaceChildren(h("li", { class: "none" }, t("list.none")));
      }
      const chosen = new Set(selectedRows(app, state).map((row) => row.id));
      for (const button of list.querySelectorAll("button")) button.setAttribute("aria-current", String(chosen.has(button.dataset.request ?? "")));
    },
  };
}
