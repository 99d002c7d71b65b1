// The legend: what the signs mean, how many there are, and a filter for each.
/** @import { App, State } from "./types.js" */
import { h, icon } from "./dom.js";
import { AGENT, STATUS } from "./icons.js";
import { count } from "./select.js";
import { number, t } from "./texts.js";
import { word } from "./words.js";

/** @param {App} app */
export function legend(app) {
  const { store } = app;
  const element = h("div", { class: "legend", role: "group", "aria-label": t("legend") });
  /** @type {import("./types.js").Row[]} */
  let rows = [];
  let all = { type: count(rows, "type"), status: count(rows, "status") };

  const entry = (/** @type {"type" | "status"} */ facet, /** @type {string} */ value, /** @type {State} */ state) => {
    const on = state[facet].includes(value);
    const path = facet === "type" ? (AGENT[value] ?? AGENT.unknown) : (STATUS[value] ?? STATUS.none);
    const name = value === "not_stated" ? t("type.not_stated") : word(facet, value);
    const toggle = () => store.set({ [facet]: on ? state[facet].filter((one) => one !== value) : [...state[facet], value] });
    return h(
      "button",
      { "aria-pressed": String(on), "data-facet": facet, "data-value": value, title: t("legend.filter", { name }), onclick: toggle },
      icon(path, `${facet}-${value === "not_stated" ? "unknown" : value}`),
      name,
      h("span", { class: "number" }, number(all[facet].get(value) ?? 0)),
    );
  };

  return {
    element,
    /** @param {State} state */
    update(state) {
      const focused = /** @type {HTMLElement | null} */ (element.contains(document.activeElement) ? document.activeElement : null);
      const was = focused && [focused.dataset.facet, focused.dataset.value];
      if (rows !== app.counted()) {
        rows = app.counted();
        all = { type: count(rows, "type"), status: count(rows, "status") };
      }
      element.hidden = !rows.length;
      element.replaceChildren(
        ...Object.keys({ ...AGENT, not_stated: "" }).filter((value) => all.type.has(value)).map((value) => entry("type", value, state)),
        h("span", { class: "divider" }),
        ...Object.keys(STATUS).filter((value) => all.status.has(value)).map((value) => entry("status", value, state)),
      );
      if (was) [...element.querySelectorAll("button")].find((one) => one.dataset.facet === was[0] && one.dataset.value === was[1])?.focus();
    },
  };
}
