// The article reader: a document's passages in the order of the text, the words of every request marked in place.
/** @import { App, Evidence, Mark, Passage, Row, Source, State, ViewPart } from "../types.js" */
import { h, link } from "../dom.js";
import { marked, roleKey } from "../passage.js";
import { terms } from "../select.js";
import { t } from "../texts.js";
import { imprint, title, verb, who } from "../words.js";

/** @typedef {{passage: Passage, rows: Row[], marks: (Mark & {row: Row})[]}} Paragraph */

/** Every passage of a source that a request rests on, in the order of the text. @param {Row[]} rows @param {Source} source @returns {Paragraph[]} */
export function paragraphs(rows, source) {
  /** @type {Map<Passage, Paragraph>} */
  const found = new Map();
  for (const row of rows) {
    const all = [...row.evidence, ...(row.pressure?.evidence ?? []), ...(row.status?.evidence ?? [])];
    for (const { passage, marks } of all) {
      if (passage.source !== source) continue;
      const paragraph = found.get(passage) ?? { passage, rows: [], marks: [] };
      found.set(passage, paragraph);
      if (!paragraph.rows.includes(row)) paragraph.rows.push(row);
      for (const mark of marks) {
        const known = paragraph.marks.some((one) => one.row === row && one.start === mark.start && one.end === mark.end && one.role === mark.role);
        if (!known) paragraph.marks.push({ ...mark, row });
      }
    }
  }
  return [...found.values()].sort((one, other) => one.passage.start - other.passage.start || one.passage.end - other.passage.end);
}

/** @param {App} app @returns {ViewPart} */
export function articleView(app) {
  const { facts, store } = app;
  const picker = /** @type {HTMLSelectElement} */ (h("select", { id: "document", onchange: () => store.set({ reading: picker.value }) }));
  const pick = h("label", { class: "picker", for: "document" }, h("span", {}, t("article.pick")), picker);
  const body = h("div", { class: "article" });
  const scroll = h("div", { class: "scroll padded", tabindex: "0", role: "group", "aria-label": t("view.article") }, pick, body);
  const element = h("section", { class: "view", "aria-label": t("view.article") }, scroll);
  picker.append(...facts.sources.map((source) => h("option", { value: source.id }, title(source))));
  let selected = "";

  return {
    element,
    update(state) {
      const row = facts.rowById.get(state.selected.slice(2));
      const source = reading(facts.sources, state, row);
      pick.hidden = facts.sources.length < 2;
      if (!source) return body.replaceChildren();
      picker.value = source.id;
      const found = paragraphs(app.rows(), source);
      body.replaceChildren(...content(app, source, found, state));
      if (state.selected !== selected) body.querySelector(".chosen")?.scrollIntoView({ block: "center" });
      selected = state.selected;
    },
  };
}

/** The document that is read: that of the selected request, else the one that was picked. @param {Source[]} sources @param {State} state @param {Row | undefined} row */
function reading(sources, state, row) {
  const picked = sources.find((one) => one.id === state.reading);
  const ofRow = row?.evidence.map((one) => one.passage.source) ?? [];
  return picked && (!ofRow.length || ofRow.includes(picked)) ? picked : (ofRow[0] ?? picked ?? sources[0]);
}

/** @param {App} app @param {Source} source @param {Paragraph[]} found @param {State} state */
function content(app, source, found, state) {
  const evidence = /** @type {Evidence[]} */ (found.map(({ passage, marks }) => ({ passage, marks })));
  const words = terms(state.query);
  const parts = found.flatMap((paragraph, i) => {
    const before = found[i - 1]?.passage;
    const skipped = i > 0 && paragraph.passage.start > before.end + 2;
    return [skipped ? h("p", { class: "skipped", "aria-hidden": "true" }, t("article.gap")) : null, one(app, paragraph, words, state)];
  });
  return [
    h("h2", { dir: "auto" }, title(source)),
    h("p", { class: "note" }, imprint(source), imprint(source) && source.url ? " · " : "", source.url ? link(source.url, t("article.open")) : ""),
    h("p", { class: "note" }, `${t("article.count", { count: found.length })}. ${t("article.partly")}`),
    roleKey(evidence),
    ...parts,
  ].filter((part) => part !== null);
}

/** @param {App} app @param {Paragraph} paragraph @param {string[]} words @param {State} state */
function one(app, { passage, rows, marks }, words, state) {
  const chosen = rows.some((row) => state.selected === `r:${row.id}`);
  const quote = h("blockquote", { dir: "auto" }, ...marked(passage.quote, marks, words));
  // A click on marked words selects the request that they belong to; the buttons below do the same for the keyboard.
  quote.addEventListener("click", (event) => {
    const target = /** @type {HTMLElement} */ (event.target);
    const at = offset(quote, target);
    const mark = marks.filter((it) => it.start <= at && at < it.end).sort((a, b) => a.end - a.start - (b.end - b.start))[0];
    if (target.matches("mark") && mark) app.store.set({ selected: `r:${mark.row.id}` });
  });
  const buttons = rows.map((row) =>
    h(
      "button",
      { type: "button", class: "ref", "data-request": row.id, "aria-current": String(state.selected === `r:${row.id}`), onclick: () => app.store.set({ selected: `r:${row.id}` }) },
      h("bdi", {}, who(row, "requester")),
      ` ${verb(row.force)} `,
      h("bdi", {}, who(row, "recipient")),
    ),
  );
  return h("div", { class: chosen ? "paragraph chosen" : "paragraph" }, quote, h("div", { class: "refs" }, ...buttons));
}

/** How many characters of the quotation come before a piece of it. @param {HTMLElement} quote @param {HTMLElement} piece */
function offset(quote, piece) {
  let count = 0;
  for (const node of quote.childNodes) {
    if (node === piece) return count;
    count += node.textContent?.length ?? 0;
  }
  return -1;
}
