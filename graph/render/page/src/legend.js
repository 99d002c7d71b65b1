// The legend: what the signs mean, how many there are, and a filter for each.
/** @import { App, State } from "./types.js" */
import { h, icon } from "./dom.js";
import { AGENT, SIGN, STATUS } from "./icons.js";
import { asOf, count } from "./select.js";
import { number, t } from "./texts.js";
import { valueName } from "./toolbar.js";
import { word } from "./words.js";

/** @param {App} app */
export function legend(app) {
  const { store } = app;
  const element = h("div", { class: "legend", role: "group", "aria-label": t("legend") });
  /** @type {import("./types.js").Row[]} */
  let rows = [];
  let day = "";
  /** @type {Record<string, Map<string, number>>} */
  let all = {};

  const entry = (/** @type {"type" | "status" | "due"} */ facet, /** @type {string} */ value, /** @type {State} */ state) => {
    const on = state[facet].includes(value);
    const path = facet === "due" ? SIGN.due : facet === "type" ? (AGENT[value] ?? AGENT.unknown) : (STATUS[value] ?? STATUS.none);
    const name = valueName(app, facet, value);
    const toggle = () => store.set({ [facet]: on ? state[facet].filter((one) => one !== value) : [...state[facet], value] });
    return h(
      "button",
      { "aria-pressed": String(on), "data-facet": facet, "data-value": value, title: t("legend.filter", { name }), onclick: toggle },
      icon(path, facet === "due" ? "status-refused" : `${facet}-${value === "not_stated" ? "unknown" : value}`),
      word(facet, value),
      h("span", { class: "number" }, number(all[facet].get(value) ?? 0)),
    );
  };

  return {
    element,
    /** @param {State} state */
    update(state) {
      const focused = /** @type {HTMLElement | null} */ (element.contains(document.activeElement) ? document.activeElement : null);
      const was = focused && [focused.dataset.facet, focused.dataset.value];
      const asof = asOf(app.facts, state);
      if (rows !== app.counted() || day !== asof) {
        rows = app.counted();
        day = asof;
        all = Object.fromEntries(["type", "status", "due"].map((facet) => [facet, count(rows, facet, day)]));
      }
      element.hidden = !rows.length;
      element.replaceChildren(
        ...Object.keys({ ...AGENT, not_stated: "" }).filter((value) => all.type.has(value)).map((value) => entry("type", value, state)),
        h("span", { class: "divider" }),
        ...Object.keys(STATUS).filter((value) => all.status.has(value)).map((value) => entry("status", value, state)),
        ...(all.due.has("overdue") || state.due.length ? [entry("due", "overdue", state)] : []),
      );
      if (was) [...element.querySelectorAll("button")].find((one) => one.dataset.facet === was[0] && one.dataset.value === was[1])?.focus();
    },
  };
}
