// Starts the page: reads the facts, puts the parts in place, and keeps them in step with the state.
/** @import { App, Row, State, View, ViewPart } from "./types.js" */
import { facts as toFacts, read } from "./data.js";
import { h } from "./dom.js";
import { keyboard } from "./keyboard.js";
import { legend } from "./legend.js";
import { panel } from "./panel.js";
import { counted, select } from "./select.js";
import { FILTERS, createStore, differs, fromHash, keeper, toHash } from "./state.js";
import { t } from "./texts.js";
import { watch, wear } from "./theme.js";
import { toolbar } from "./toolbar.js";
import { title } from "./words.js";
import { menu } from "./menu.js";
import { report } from "./report.js";
import { articleView } from "./views/article.js";
import { gapsView } from "./views/gaps.js";
import { ledgerView } from "./views/ledger.js";
import { networkView } from "./views/network.js";
import { requestsView } from "./views/requests.js";
import { timelineView } from "./views/timeline.js";

/** @type {Record<View, (app: App) => ViewPart>} */
const MAKERS = { requests: requestsView, network: networkView, timeline: timelineView, ledger: ledgerView, article: articleView, gaps: gapsView };

async function start() {
  const block = document.getElementById("data");
  const page = document.getElementById("page");
  if (!block || !page) return;
  const facts = toFacts(await read(block));
  block.remove();
  document.documentElement.lang = t("lang");
  document.title = t("title");
  if (!facts.rows.length) return wear(""), void page.append(empty(facts));

  const store = createStore(fromHash(location.hash));
  /** @type {Row[]} */
  let rows = select(facts, store.get());
  let all = counted(facts, store.get());
  const voice = h("p", { class: "voice", role: "status" });
  const say = (/** @type {string} */ message) => void (voice.textContent = message);
  const copy = async (/** @type {string} */ text) => {
    try {
      await navigator.clipboard.writeText(text);
      say(t("export.copied"));
    } catch {
      say(t("export.not_copied"));
    }
    setTimeout(() => say(""), 4000);
  };
  /** @type {App} */
  const app = { facts, store, counted: () => all, rows: () => rows, say, copy: (text) => void copy(text) };
  const head = toolbar(app);
  const side = panel(app);
  const key = legend(app);
  const stage = h("div", { class: "stage" });
  const none = h("p", { class: "nothing" }, t("list.none"));
  const names = h("datalist", { id: "agent-names" }, ...facts.agents.slice(0, 3000).map((agent) => h("option", { value: agent.label })));
  page.append(head.element, h("main", { class: "main" }, h("div", { class: "left" }, none, stage, key.element), side.element), voice, names);

  const keep = keeper();
  let waiting = 0;
  /** @type {Map<View, ViewPart>} */
  const views = new Map();
  const extras = menu(app, () => views.get(store.get().view));
  head.extras.append(extras.element);
  report(app, (parts) => [...head.element.querySelectorAll(parts)].map((one) => one.textContent ?? ""));
  const show = (/** @type {State} */ state) => {
    waiting = 0;
    let view = views.get(state.view);
    if (!view) {
      view = MAKERS[state.view](app);
      views.set(state.view, view);
    }
    if (stage.firstChild !== view.element) stage.replaceChildren(view.element);
    document.body.dataset.view = state.view;
    view.update(state);
  };

  const update = (/** @type {State} */ state, /** @type {State | null} */ before) => {
    if (!before || differs(state, before, FILTERS)) rows = select(facts, state);
    if (before && differs(state, before, ["also"])) all = counted(facts, state);
    if (before && state.theme !== before.theme) wear(state.theme);
    none.hidden = rows.length > 0;
    head.update(state);
    extras.update(state);
    key.update(state);
    side.update(state, before);
    keep(state);
    // While somebody types, the list answers first and the picture follows.
    if (before && before.query !== state.query) waiting ||= requestAnimationFrame(() => setTimeout(catchUp));
    else show(state);
    if (before && state.theme !== before.theme) redraw();
  };
  const catchUp = () => {
    if (!waiting) return;
    waiting = 0;
    show(store.get());
  };
  const redraw = () => {
    for (const [name, view] of views) if (name === store.get().view) /** @type {any} */ (view).redraw?.();
      else views.delete(name);
  };

  store.subscribe(update);
  wear(store.get().theme);
  watch(() => {
    wear(store.get().theme);
    redraw();
  });
  addEventListener("hashchange", () => {
    if (location.hash.slice(1) !== toHash(store.get())) store.set(fromHash(location.hash));
  });
  keyboard(app, { search: head.search, step: side.step, close: side.close });
  update(store.get(), null);
  // For scripts that look at the page from outside, as the tests do.
  Object.assign(globalThis, { askgraph: { placed: () => (catchUp(), views.get(store.get().view)?.placed?.() ?? []), rows: () => rows.length } });
  document.documentElement.dataset.ready = String(Math.round(performance.now()));
}

/** @param {import("./types.js").Facts} facts */
function empty(facts) {
  const documents = facts.sources.length
    ? [h("h2", {}, t("empty.documents")), h("ul", {}, ...facts.sources.map((source) => h("li", { dir: "auto" }, title(source))))]
    : [h("p", {}, t("empty.no_documents"))];
  return h("main", { class: "empty" }, h("h1", {}, t("empty.title")), h("p", {}, t("empty.text")), ...documents);
}

start();
