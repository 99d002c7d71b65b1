// The menu of what can be taken away, and of how the page looks.
/** @import { App, State, ViewPart } from "./types.js" */
import { h } from "./dom.js";
import { take } from "./export.js";
import { address } from "./state.js";
import { t } from "./texts.js";
import { dismissable } from "./toolbar.js";

const FORMATS = ["csv", "json", "gexf", "png", "svg"];
const THEMES = ["", "light", "dark", "contrast"];

/** @param {App} app @param {() => ViewPart | undefined} view */
export function menu(app, view) {
  const entry = (/** @type {string} */ name, /** @type {() => void} */ act) =>
    h("button", { class: "entry", "data-export": name, onclick: () => { element.open = false; act(); } }, t(`export.${name}`));
  const themes = THEMES.map((theme) => h("label", { class: "check" }, h("input", { type: "radio", name: "theme", value: theme, onchange: () => app.store.set({ theme }) }), h("span", {}, t(`theme.${theme || "auto"}`))));
  const body = h(
    "div",
    { class: "menu" },
    ...FORMATS.map((format) => entry(format, () => take(app, format, view()))),
    entry("link", () => app.copy(address(app.store.get()))),
    entry("print", () => print()),
    h("fieldset", {}, h("legend", {}, t("theme")), ...themes),
    h("fieldset", { class: "help" }, h("legend", {}, t("help")), ...["lines", "groups", "keys"].map((part) => h("p", {}, t(`help.${part}`)))),
  );
  const element = /** @type {HTMLDetailsElement} */ (h("details", { class: "menu-box" }, h("summary", {}, t("more")), body));
  dismissable(element);
  return {
    element,
    /** @param {State} state */
    update(state) {
      for (const input of body.querySelectorAll("input")) input.checked = input.value === state.theme;
    },
  };
}
