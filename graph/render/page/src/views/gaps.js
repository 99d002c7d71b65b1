// The gaps: what the texts do not say, how often, and of which requests.
/** @import { App, State, ViewPart } from "../types.js" */
import { rowButton } from "../details.js";
import { h } from "../dom.js";
import { GAPS } from "../select.js";
import { t } from "../texts.js";

const SHOWN = 50;

/** @param {App} app @returns {ViewPart} */
export function gapsView(app) {
  const list = h("div", { class: "gaps" });
  const element = h("section", { class: "view", "aria-label": t("view.gaps") }, h("div", { class: "scroll padded", tabindex: "0", role: "group", "aria-label": t("view.gaps") }, h("p", { class: "note" }, t("gaps.intro")), list));
  /** @type {Set<string>} */
  const open = new Set();

  const entry = (/** @type {string} */ name, /** @type {State} */ state) => {
    const rows = app.rows().filter((row) => GAPS[name](row));
    const all = app.rows().length;
    const on = state.gap.includes(name);
    const inside = h("div", { class: "gap-rows" });
    const fill = () => {
      const filter = h("button", { class: "only", "aria-pressed": String(on), onclick: () => app.store.set({ gap: on ? state.gap.filter((one) => one !== name) : [...state.gap, name] }) }, t("gaps.only"));
      const rest = rows.length > SHOWN ? h("p", { class: "note" }, t("gaps.more", { count: rows.length - SHOWN })) : null;
      inside.replaceChildren(...[filter, h("ul", { class: "cards" }, ...rows.slice(0, SHOWN).map((row) => h("li", {}, rowButton(app, row, state)))), rest].filter((one) => one !== null));
    };
    const box = /** @type {HTMLDetailsElement} */ (
      h(
        "details",
        { class: "gap", "data-gap": name, open: open.has(name) },
        h("summary", {}, h("span", {}, t(`gap.${name}`)), h("meter", { min: 0, max: Math.max(1, all), value: rows.length, "aria-label": t(`gap.${name}`) }), h("span", { class: "number" }, t("gaps.count", { count: rows.length, all }))),
        inside,
      )
    );
    if (box.open) fill();
    box.addEventListener("toggle", () => {
      if (box.open) open.add(name);
      else open.delete(name);
      if (box.open && !inside.childElementCount) fill();
    });
    return box;
  };

  return {
    element,
    update(state) {
      const focused = document.activeElement?.closest(".gap")?.getAttribute("data-gap");
      list.replaceChildren(...Object.keys(GAPS).map((name) => entry(name, state)));
      if (focused) /** @type {HTMLElement | null} */ (list.querySelector(`[data-gap="${focused}"] summary`))?.focus();
    },
  };
}
