// The timeline: when each request was made, is due and was answered; overdue as of a day that the reader moves.
/** @import { App, Row, State, ViewPart } from "../types.js" */
import { h } from "../dom.js";
import { SIGN } from "../icons.js";
import { SvgPen } from "../pen.js";
import { asOf, days, made, overdue } from "../select.js";
import { day, t } from "../texts.js";
import { colour } from "../theme.js";
import { items, outcome, unmade, who, word } from "../words.js";

const SHOWN = 150;
const DAY = 86_400_000;
/** From here on, in parts of a hundred, a name would be cut off; and so wide is one on a phone. */
const [LATE, NAMED] = [80, 22];

/** @param {string} iso */
const toNumber = (iso) => Math.round(Date.parse(`${iso}T00:00:00Z`) / DAY);
/** @param {number} number */
const toIso = (number) => new Date(number * DAY).toISOString().slice(0, 10);

/** @typedef {{first: number, last: number}} Extent */

/** @param {App} app @returns {ViewPart} */
export function timelineView(app) {
  const { facts, store } = app;
  const all = extent(facts.rows, [facts.last]);
  const asof = asOfControl(app, all);
  const brush = all ? brushControl(app, all) : null;
  const axis = h("div", { class: "axis", "aria-hidden": "true" });
  const list = h("ol", { class: "lines" });
  const note = h("p", { class: "note" });
  const element = h(
    "section",
    { class: "view", "aria-label": t("view.timeline") },
    h("div", { class: "view-tools" }, asof.element, key()),
    h("div", { class: "scroll padded", tabindex: "0", role: "region", "aria-label": t("timeline.label") }, axis, list, note),
    brush?.element,
  );
  /** @type {Row[]} */
  let drawn = [];
  /** @type {Extent | null} */
  let span = null;

  return {
    element,
    update(state) {
      const day = asOf(facts, state);
      const dated = app.rows().filter((row) => days(row).length);
      drawn = [...dated].sort((one, other) => (days(one)[0] < days(other)[0] ? -1 : days(one)[0] > days(other)[0] ? 1 : one.at - other.at)).slice(0, SHOWN);
      span = extent(drawn, drawn.some((row) => overdue(row, day)) ? [day] : []);
      asof.update(state, dated);
      brush?.update(state);
      axis.replaceChildren(...(span ? ticks(span).map(({ at, text }) => tick(at, text)) : []));
      list.replaceChildren(...(span ? drawn.map((row) => line(app, row, /** @type {Extent} */ (span), day, state)) : []));
      const undated = app.rows().length - dated.length;
      note.textContent = [
        dated.length ? "" : t("timeline.none"),
        dated.length > drawn.length ? t("timeline.more", { count: dated.length - drawn.length }) : "",
        undated ? `${t("timeline.undated", { count: undated })}.` : "",
      ].join(" ");
    },
    svg: () => picture(drawn, span, asOf(facts, store.get())),
  };
}

/** @param {Row[]} rows @param {string[]} more @returns {Extent | null} */
function extent(rows, more) {
  const all = [...rows.flatMap(days), ...more].filter(Boolean);
  if (!all.length) return null;
  const [first, last] = [all.reduce((one, other) => (one < other ? one : other)), all.reduce((one, other) => (one > other ? one : other))];
  return { first: toNumber(first) - 1, last: toNumber(last) + 1 };
}

/** Where a day lies, in parts of a hundred. @param {string} iso @param {Extent} span */
const place = (iso, { first, last }) => ((toNumber(iso) - first) / (last - first)) * 100;

/** Firsts of months or years, few enough to be read. @param {Extent} span */
function ticks(span) {
  const [first, last] = [new Date(span.first * DAY), new Date(span.last * DAY)];
  const months = (last.getUTCFullYear() - first.getUTCFullYear()) * 12 + last.getUTCMonth() - first.getUTCMonth();
  const step = [1, 2, 3, 6, 12, 24, 60, 120].find((one) => months / one <= 4) ?? 240;
  const found = [];
  for (let month = first.getUTCFullYear() * 12 + first.getUTCMonth(); month <= last.getUTCFullYear() * 12 + last.getUTCMonth(); month++) {
    if (month % step) continue;
    const iso = `${String(Math.floor(month / 12)).padStart(4, "0")}-${String((month % 12) + 1).padStart(2, "0")}-01`;
    if (toNumber(iso) >= span.first) found.push({ at: place(iso, span), text: day(iso).slice(2) });
  }
  // The name of a late one stands before its line, where that of the one before may end.
  const [before, end] = found.slice(-2);
  if (end?.at > LATE && end.at - before.at < NAMED * 2) found.pop();
  // A long way to the first is not left without a day.
  if (found.length && found[0].at > NAMED + 2) found.unshift({ at: 0, text: day(toIso(span.first + 1)) });
  return found.length ? found : [{ at: 0, text: day(toIso(span.first + 1)) }];
}

/** @param {number} at @param {string} text */
function tick(at, text) {
  const element = h("span", { class: at > LATE ? "late-tick" : "" }, text);
  element.style.left = `${at}%`;
  return element;
}

/** @param {App} app @param {Row} row @param {Extent} span @param {string} asof @param {State} state */
function line(app, row, span, asof, state) {
  const late = overdue(row, asof);
  const due = row.deadline?.date;
  const answered = row.status?.as_of;
  const track = h("span", { class: "track", "aria-hidden": "true" });
  const bar = (/** @type {string} */ from, /** @type {string} */ to, /** @type {string} */ name) => {
    const it = h("span", { class: `bar ${name}` });
    it.style.left = `${Math.min(place(from, span), place(to, span))}%`;
    it.style.width = `${Math.abs(place(to, span) - place(from, span))}%`;
    track.append(it);
  };
  const sign = (/** @type {string} */ date, /** @type {string} */ name) => {
    const it = h("span", { class: `sign ${name}` });
    it.style.left = `${place(date, span)}%`;
    track.append(it);
  };
  const known = days(row);
  bar(known.reduce((one, other) => (one < other ? one : other)), known.reduce((one, other) => (one > other ? one : other)), "");
  if (late && due) bar(due, asof, "overdue");
  if (row.made_on) sign(row.made_on, "made");
  if (due) sign(due, late ? "due late" : "due");
  if (answered) sign(answered, `answered status-${outcome(row)}`);
  const said = [
    unmade(row),
    row.made_on && `${t("timeline.made")} ${day(row.made_on)}`,
    due && `${t("timeline.due")} ${day(due)}`,
    late && t("due.late"),
    answered && `${word("status", outcome(row))}, ${day(answered)}`,
  ].filter(Boolean);
  const chosen = state.selected === `r:${row.id}`;
  return h(
    "li",
    {},
    h(
      "button",
      { class: "line", "data-request": row.id, "aria-current": String(chosen), onclick: () => app.store.set({ selected: `r:${row.id}` }) },
      h("span", { class: "line-name" }, h("b", {}, party(row, "requester"), " → ", party(row, "recipient")), " ", h("bdi", { class: "note" }, items(row))),
      track,
      h("span", { class: late ? "line-said late" : "line-said" }, said.join(" · ")),
    ),
  );
}

function key() {
  const entry = (/** @type {string} */ name) => h("span", {}, h("span", { class: `sign still ${name}` }), t(`timeline.${name}`));
  return h("p", { class: "time-key" }, entry("made"), entry("due"), entry("answered"));
}

/** The day that "overdue" is meant of. @param {App} app @param {Extent | null} all */
function asOfControl({ facts, store }, all) {
  const input = /** @type {HTMLInputElement} */ (h("input", { type: "date", name: "timeline-asof", onchange: () => store.set({ asof: input.value }) }));
  const slider = /** @type {HTMLInputElement} */ (
    h("input", { type: "range", min: all?.first ?? 0, max: (all?.last ?? 0) + 60, step: 1, "aria-label": t("facet.asof"), oninput: () => store.set({ asof: toIso(Number(slider.value)) }) })
  );
  const count = h("button", { class: "only", onclick: () => store.set({ due: store.get().due.length ? [] : ["overdue"] }) });
  return {
    element: h("div", { class: "asof" }, h("label", {}, t("facet.asof"), " ", input), slider, h("output", {}, count)),
    /** @param {State} state @param {Row[]} rows */
    update(state, rows) {
      count.setAttribute("aria-pressed", String(state.due.length > 0));
      const day = asOf(facts, state);
      input.value = day;
      slider.value = String(toNumber(day || "1970-01-01"));
      slider.setAttribute("aria-valuetext", day);
      count.textContent = t("timeline.overdue.count", { count: rows.filter((row) => overdue(row, day)).length });
    },
  };
}

/** Requests a month as bars, with two handles that choose a range. @param {App} app @param {Extent} all */
function brushControl({ facts, store }, all) {
  /** @type {Map<string, number>} */
  const months = new Map();
  const long = all.last - all.first > 365 * 6;
  for (const row of facts.rows.filter(made)) {
    const first = days(row)[0]?.slice(0, long ? 4 : 7);
    if (first) months.set(first, (months.get(first) ?? 0) + 1);
  }
  const most = Math.max(...months.values());
  const bars = h("div", { class: "bars", "aria-hidden": "true" });
  for (const [month, number] of [...months].sort()) {
    const from = long ? `${month}-01-01` : `${month}-01`;
    const to = toIso(toNumber(long ? `${Number(month) + 1}-01-01` : nextMonth(month)) - 1);
    const bar = h("span", { title: t("timeline.month", { month, count: number }), onclick: () => store.set({ from, to }) });
    bar.style.left = `${Math.max(0, place(from, all))}%`;
    bar.style.width = `${Math.min(100, place(to, all)) - Math.max(0, place(from, all))}%`;
    bar.style.height = `${Math.max(6, (number / most) * 100)}%`;
    bars.append(bar);
  }
  const handle = (/** @type {"from" | "to"} */ name) => {
    const input = /** @type {HTMLInputElement} */ (h("input", { type: "range", min: all.first, max: all.last, step: 1, name: `brush-${name}`, "aria-label": t(`facet.${name}`), onchange: () => change() }));
    return input;
  };
  const [from, to] = [handle("from"), handle("to")];
  const value = h("output", {});
  const change = () => {
    const [low, high] = [Number(from.value), Number(to.value)].sort((one, other) => one - other);
    store.set({ from: low <= all.first ? "" : toIso(low), to: high >= all.last ? "" : toIso(high) });
  };
  return {
    element: h("div", { class: "brush", role: "group", "aria-label": t("timeline.brush") }, bars, from, to, value),
    /** @param {State} state */
    update(state) {
      from.value = String(state.from ? toNumber(state.from) : all.first);
      to.value = String(state.to ? toNumber(state.to) : all.last);
      from.setAttribute("aria-valuetext", toIso(Number(from.value)));
      to.setAttribute("aria-valuetext", toIso(Number(to.value)));
      value.textContent = `${day(toIso(Number(from.value)))} – ${day(toIso(Number(to.value)))}`;
    },
  };
}

/** @param {string} month "2026-12" */
function nextMonth(month) {
  const [year, number] = month.split("-").map(Number);
  return number === 12 ? `${year + 1}-01-01` : `${year}-${String(number + 1).padStart(2, "0")}-01`;
}

/** @param {Row[]} rows @param {Extent | null} span @param {string} asof */
function picture(rows, span, asof) {
  const pen = new SvgPen();
  const [name, width, step] = [300, 640, 34];
  const x = (/** @type {string} */ iso) => name + (span ? place(iso, span) / 100 : 0) * width;
  for (const { at, text } of span ? ticks(span) : []) pen.text(text, name + (at / 100) * width, 18, { size: 12, fill: colour("muted") });
  rows.forEach((row, i) => {
    const y = 44 + i * step;
    const known = [...days(row)].sort();
    const title = `${who(row, "requester")} → ${who(row, "recipient")}`;
    pen.text(title.length > 44 ? `${title.slice(0, 43)}…` : title, 8, y + 4, { size: 12, weight: 600, fill: colour("ink") });
    pen.curve([x(known[0]), y, x(known[known.length - 1]), y], { stroke: colour("strong"), width: 2 });
    const late = overdue(row, asof);
    if (late && row.deadline?.date) pen.curve([x(row.deadline.date), y, x(asof), y], { stroke: colour("status-refused"), width: 2, dash: [4, 3] });
    if (row.made_on) pen.circle(x(row.made_on), y, 6, { fill: colour("accent") });
    if (row.deadline?.date) pen.glyph(SIGN.due, x(row.deadline.date), y, 16, { fill: colour(late ? "status-refused" : "ink") });
    if (row.status?.as_of) pen.rect(x(row.status.as_of) - 6, y - 6, 12, 12, 2, { fill: colour(`status-${outcome(row)}`) });
  });
  return pen.file({ x: 0, y: 0, width: name + width + 30, height: 60 + rows.length * step }, colour("paper"), t("title"));
}

/** @param {Row} row @param {"requester" | "recipient"} role */
const party = (row, role) => h("bdi", { class: row[role].length ? "" : "missing" }, who(row, role));
