// The report that is printed: every request that is shown, with all that is known of it.
/** @import { App } from "./types.js" */
import { requestDetails } from "./details.js";
import { h } from "./dom.js";
import { t } from "./texts.js";

const MOST = 500;

/** Puts the report into the page while it is printed. @param {App} app @param {(parts: string) => string[]} said what the head of the page says there */
export function report(app, said) {
  /** @type {HTMLElement | null} */
  let element = null;
  addEventListener("beforeprint", () => {
    const state = app.store.get();
    const rows = app.rows();
    const filters = said(".chip bdi");
    element?.remove();
    element = h(
      "div",
      { class: "report" },
      h("h1", {}, t("title")),
      h("p", { class: "note" }, ...said(".summary")),
      filters.length ? h("p", { class: "filtered" }, t("print.filtered", { shown: rows.length, all: app.counted().length, filters: filters.join("; ") })) : null,
      rows.length > MOST ? h("p", {}, t("print.most", { count: MOST, all: rows.length })) : null,
      ...rows.slice(0, MOST).map((row) => requestDetails(app, row, [], "h2", state)),
    );
    document.body.append(element);
  });
  addEventListener("afterprint", () => element?.remove());
}
