// The head of the page: what this is, the views, search, filters, and what is filtered now.
/** @import { App, State, View } from "./types.js" */
import { h, icon, link } from "./dom.js";
import { SIGN } from "./icons.js";
import { NARROWING_NAMES, asOf, count, made } from "./select.js";
import { FILTERS, START, VIEWS } from "./state.js";
import { day, list, t } from "./texts.js";
import { imprint, title, word } from "./words.js";

const SEARCH_DELAY = 120;
const LISTED = 60;

/** @param {App} app */
export function toolbar(app) {
  const { store } = app;
  const search = /** @type {HTMLInputElement} */ (h("input", { type: "search", id: "search", placeholder: t("search"), autocomplete: "off", spellcheck: "false", "aria-label": t("search"), title: t("search.key") }));
  /** @type {number | undefined} */
  let waiting;
  search.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = /** @type {any} */ (setTimeout(() => store.set({ query: search.value.trim() }), SEARCH_DELAY));
  });
  const filters = filterMenu(app);
  const undo = /** @type {HTMLButtonElement} */ (h("button", { class: "undo", title: t("undo.title"), onclick: () => store.undo() }, icon(SIGN.undo), h("span", {}, t("undo"))));
  const chips = h("div", { class: "chips", role: "group", "aria-label": t("filters.active"), hidden: true });
  /** @type {Map<View, HTMLElement>} */
  const tabs = new Map(VIEWS.map((view) => [view, h("button", { "data-view": view, onclick: () => store.set({ view }) }, t(`view.${view}`))]));
  const extras = h("div", { class: "extras" });
  const element = h(
    "header",
    { class: "head" },
    h("a", { class: "skip", href: "#list", onclick: skip }, t("skip.list")),
    h("div", { class: "title" }, h("h1", {}, t("title")), h("p", { class: "summary" }, summary(app)), origin(app)),
    h("div", { class: "find", role: "search", "aria-label": t("tools") }, h("div", { class: "search" }, icon(SIGN.search), search), filters.element, extras),
    h("nav", { class: "tabs", "aria-label": t("views") }, ...tabs.values(), undo),
    chips,
  );
  return {
    element,
    search,
    extras,
    /** @param {State} state */
    update(state) {
      if (document.activeElement !== search || !state.query.startsWith(search.value.trim())) {
        if (search.value.trim() !== state.query) search.value = state.query;
      }
      for (const [view, tab] of tabs) {
        tab.setAttribute("aria-current", view === state.view ? "page" : "false");
        // On a phone not all tabs fit: the one that is open is brought into view, without moving the page.
        const row = tab.parentElement;
        if (view === state.view && row) row.scrollLeft = tab.offsetLeft - row.offsetLeft - (row.clientWidth - tab.offsetWidth) / 2;
      }
      undo.disabled = !store.canUndo();
      filters.update(state);
      const now = active(app, state);
      chips.hidden = !now.length;
      chips.replaceChildren(
        ...now.map(({ name, without }) =>
          h("button", { class: "chip", "aria-label": t("filters.remove", { name }), onclick: () => store.set(without) }, h("bdi", {}, name), icon(SIGN.close)),
        ),
        ...(now.length ? [h("button", { class: "clear", onclick: () => store.set(cleared()) }, t("filters.clear"))] : []),
      );
    },
  };

  /** @param {Event} event */
  function skip(event) {
    event.preventDefault();
    document.getElementById("list")?.focus();
  }
}

/** @returns {Partial<State>} */
export const cleared = () => Object.fromEntries(FILTERS.map((key) => [key, START[key]]));

/** One line that says what is here: of what was asked, whatever else is shown. @param {App} app */
function summary({ facts }) {
  const rows = facts.rows.filter(made);
  const people = new Set(rows.flatMap((row) => row.requester));
  const documents = facts.sources.length;
  const line = t(documents === 1 ? "summary.one" : "summary.line", {
    requests: t("summary.requests", { count: rows.length }),
    requesters: t("summary.requesters", { count: people.size }),
    documents: t("summary.documents", { count: documents }),
  });
  const counts = {
    no_recipient: rows.filter((row) => !row.recipient.length).length,
    no_response: rows.filter((row) => row.status?.outcome === "no_response").length,
    deadline: rows.filter((row) => row.deadline).length,
  };
  const notes = Object.entries(counts).flatMap(([name, number]) => (number ? [t(`summary.${name}`, { count: number })] : []));
  return `${line}${notes.length ? ` ${list(notes)}.` : ""}`;
}

/** Which article it is, where it is one. @param {App} app */
function origin({ facts }) {
  if (facts.sources.length !== 1) return null;
  const [source] = facts.sources;
  const parts = [source.title ? h("cite", { dir: "auto" }, link(source.url, source.title)) : "", source.title && imprint(source) ? " · " : "", imprint(source)];
  return h("p", { class: "origin" }, ...parts);
}

/** The name of a value of a filter. @param {App} app @param {string} facet @param {string} value */
export function valueName({ facts, store }, facet, value) {
  if (facet === "due") return `${word(facet, value)} ${t("as_of", { date: day(asOf(facts, store.get())) })}`;
  if (facet === "source") {
    const source = facts.sources.find((one) => one.id === value);
    return source ? title(source) : value;
  }
  if (facet === "told") return value === "article" ? t("article_itself") : (facts.agentById.get(value)?.label ?? value);
  return word(facet === "also" ? "realis" : facet, value);
}

/** Each filter that is on, and the change that takes it off. @param {App} app @param {State} state @returns {{name: string, without: Partial<State>}[]} */
function active(app, state) {
  const { facts } = app;
  /** @type {{name: string, without: Partial<State>}[]} */
  const found = [];
  if (state.query) found.push({ name: `“${state.query}”`, without: { query: "" } });
  for (const facet of NARROWING_NAMES) {
    for (const value of state[facet]) found.push({ name: `${t(`facet.${facet}`)}: ${valueName(app, facet, value)}`, without: { [facet]: state[facet].filter((one) => one !== value) } });
  }
  for (const value of state.also) found.push({ name: `+ ${valueName(app, "also", value)}`, without: { also: state.also.filter((one) => one !== value) } });
  if (state.from) found.push({ name: `${t("facet.from")} ${day(state.from)}`, without: { from: "" } });
  if (state.to) found.push({ name: `${t("facet.to")} ${day(state.to)}`, without: { to: "" } });
  if (state.sure) found.push({ name: `${t("facet.sure")} ${Math.round(state.sure * 100)} %`, without: { sure: 0 } });
  const name = (/** @type {string} */ id) => facts.agentById.get(id)?.label ?? id;
  if (state.focus) found.push({ name: t("focus.chip", { name: name(state.focus), steps: t("agent.steps", { count: state.steps }) }), without: { focus: "", steps: 1 } });
  if (state.path.length === 2) found.push({ name: `${t("facet.path")}: ${t("path.found", { one: name(state.path[0]), other: name(state.path[1]) })}`, without: { path: [] } });
  return found;
}

/** @param {App} app */
function filterMenu(app) {
  const { store, facts } = app;
  const label = h("span", {}, t("filters"));
  const body = h("div", { class: "menu filters" });
  const element = /** @type {HTMLDetailsElement} */ (h("details", { class: "menu-box" }, h("summary", {}, label), body));
  element.addEventListener("toggle", () => {
    if (element.open) fill(store.get());
  });
  dismissable(element);

  const choice = (/** @type {(typeof NARROWING_NAMES)[number] | "also"} */ facet, /** @type {State} */ state) => {
    const counts = [...count(facet === "also" ? facts.rows.filter((row) => !made(row)) : app.counted(), facet, asOf(facts, state))].sort((one, other) => other[1] - one[1]);
    if (counts.length < (facet === "also" ? 1 : 2) && !state[facet].length) return null;
    const boxes = counts.slice(0, LISTED).map(([value, number]) => {
      const toggle = () => store.set({ [facet]: state[facet].includes(value) ? store.get()[facet].filter((one) => one !== value) : [...store.get()[facet], value] });
      return h("label", { class: "check" }, h("input", { type: "checkbox", name: facet, value, checked: state[facet].includes(value), onchange: toggle }), h("bdi", {}, valueName(app, facet, value)), h("span", { class: "number" }, number));
    });
    return h("fieldset", {}, h("legend", {}, t(`facet.${facet}`)), h("div", { class: "checks" }, ...boxes));
  };
  const date = (/** @type {"from" | "to" | "asof"} */ key, /** @type {State} */ state) =>
    h("label", { class: "date" }, t(`facet.${key}`), h("input", { type: "date", name: key, value: state[key], onchange: (/** @type {Event} */ event) => store.set({ [key]: /** @type {HTMLInputElement} */ (event.target).value }) }));

  const fill = (/** @type {State} */ state) => {
    const kept = /** @type {HTMLInputElement | null} */ (document.activeElement);
    const focus = kept && body.contains(kept) ? [kept.name, kept.type === "checkbox" ? kept.value : null] : null;
    const sure = h("input", { type: "range", min: 0, max: 1, step: 0.05, name: "sure", "aria-label": t("facet.sure"), value: state.sure, onchange: (/** @type {Event} */ event) => store.set({ sure: Number(/** @type {HTMLInputElement} */ (event.target).value) }) });
    body.replaceChildren(
      ...[...NARROWING_NAMES, /** @type {const} */ ("also")].map((facet) => choice(facet, state)).filter((one) => one !== null),
      h("fieldset", {}, h("legend", {}, t("facet.dates")), date("from", state), date("to", state), date("asof", state)),
      h("fieldset", {}, h("legend", {}, t("facet.sure")), h("label", { class: "range" }, sure, h("output", {}, `${Math.round(state.sure * 100)} %`))),
    );
    if (focus) {
      const again = [...body.querySelectorAll("input")].find((one) => one.name === focus[0] && (focus[1] === null || one.value === focus[1]));
      again?.focus();
    }
  };

  return {
    element,
    /** @param {State} state */
    update(state) {
      const on = active(app, state).length - (state.query ? 1 : 0);
      label.textContent = on ? t("filters.count", { count: on }) : t("filters");
      if (element.open) fill(state);
    },
  };
}

/** A menu that closes at Escape and at a click elsewhere. @param {HTMLDetailsElement} element */
export function dismissable(element) {
  document.addEventListener("click", (event) => {
    // The target may have been replaced by its own click: where it stood is in the path of the event.
    if (element.open && !event.composedPath().includes(element)) element.open = false;
  });
  element.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !element.open) return;
    element.open = false;
    event.stopPropagation();
    element.querySelector("summary")?.focus();
  });
}
