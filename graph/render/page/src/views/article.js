// The article reader: a document's passages in the order of the text, the words of every request marked in place.
/** @import { App, Mark, Row, Source, State, ViewPart } from "../types.js" */
import { units } from "../data.js";
import { h, link } from "../dom.js";
import { marked, roleKey } from "../passage.js";
import { terms } from "../select.js";
import { t } from "../texts.js";
import { imprint, title, unmade, verb, who } from "../words.js";

/** A piece of the text, where it stands in it, and what is said in it. @typedef {{text: string, start: number, end: number, pages: Set<number>, rows: Row[], marks: (Mark & {row: Row})[]}} Paragraph */

/**
 * The document in the order of its text: all of it where the page holds it, else the passages that requests rest on.
 * @param {Row[]} rows
 * @param {Source} source
 * @returns {Paragraph[]}
 */
export function paragraphs(rows, source) {
  const whole = source.text;
  /** @type {Map<string, Paragraph>} */
  const found = new Map();
  for (const { text, start } of whole ? pieces(whole) : []) found.set(String(start), { text, start, end: start + text.length, pages: new Set(), rows: [], marks: [] });
  for (const row of rows) {
    const all = [...row.evidence, ...(row.pressure?.evidence ?? []), ...(row.status?.evidence ?? [])];
    for (const { passage, marks } of all) {
      if (passage.source !== source) continue;
      const [start, end] = whole ? [units(whole, passage.start), units(whole, passage.end)] : [passage.start, passage.end];
      if (!whole && !found.has(`${start} ${end}`)) found.set(`${start} ${end}`, { text: passage.quote, start, end, pages: new Set(), rows: [], marks: [] });
      for (const paragraph of whole ? found.values() : [/** @type {Paragraph} */ (found.get(`${start} ${end}`))]) {
        if (paragraph.start >= end || start >= paragraph.end) continue;
        // What only goes on here may have begun a page before.
        if (passage.page && start >= paragraph.start) paragraph.pages.add(passage.page);
        tell(paragraph, row, start - paragraph.start, marks);
      }
    }
  }
  return [...found.values()].sort((one, other) => one.start - other.start || one.end - other.end);
}

/** A text in its paragraphs: they end at an empty line. @param {string} text */
function pieces(text) {
  let start = 0;
  const found = [];
  for (const cut of [...text.matchAll(/\n\s*\n/g), { index: text.length, 0: "" }]) {
    if (text.slice(start, cut.index).trim()) found.push({ text: text.slice(start, cut.index), start });
    start = cut.index + cut[0].length;
  }
  return found;
}

/** @param {Paragraph} paragraph @param {Row} row @param {number} from where the passage begins in it @param {Mark[]} marks */
function tell(paragraph, row, from, marks) {
  if (!paragraph.rows.includes(row)) paragraph.rows.push(row);
  for (const { start, end, role } of marks) {
    const mark = { start: Math.max(0, start + from), end: Math.min(paragraph.text.length, end + from), role, row };
    const known = paragraph.marks.some((one) => one.row === row && one.start === mark.start && one.end === mark.end && one.role === role);
    if (mark.start < mark.end && !known) paragraph.marks.push(mark);
  }
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
  const words = terms(state.query);
  const parts = found.flatMap((paragraph, i) => {
    const skipped = !source.text && i > 0 && paragraph.start > found[i - 1].end + 2;
    return [skipped ? h("p", { class: "skipped", "aria-hidden": "true" }, t("article.gap")) : null, one(app, paragraph, words, state)];
  });
  return [
    h("h2", { dir: "auto" }, title(source)),
    h("p", { class: "note" }, imprint(source), imprint(source) && source.url ? " · " : "", source.url ? link(source.url, t("article.open")) : ""),
    h("p", { class: "note" }, `${t("article.count", { count: found.filter(({ rows }) => rows.length).length })}. ${source.text ? "" : t("article.partly")}`),
    roleKey(found),
    ...parts,
  ].filter((part) => part !== null);
}

/** @param {App} app @param {Paragraph} paragraph @param {string[]} words @param {State} state */
function one(app, { text, pages, rows, marks }, words, state) {
  const chosen = rows.some((row) => state.selected === `r:${row.id}`);
  const quote = h("blockquote", { dir: "auto" }, ...marked(text, marks, words));
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
      { class: "ref", "data-request": row.id, "aria-current": String(state.selected === `r:${row.id}`), onclick: () => app.store.set({ selected: `r:${row.id}` }) },
      unmade(row) && `${unmade(row)}: `,
      h("bdi", {}, who(row, "requester")),
      ` ${verb(row.force)} → `,
      h("bdi", {}, who(row, "recipient")),
    ),
  );
  const where = [...pages].sort((one, other) => one - other).map((page) => t("passage.page", { page })).join(", ");
  return h("div", { class: chosen ? "paragraph chosen" : "paragraph" }, quote, buttons.length ? h("div", { class: "refs" }, where && h("span", { class: "note page" }, where), ...buttons) : null);
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
