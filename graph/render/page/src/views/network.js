// The network view: agents as discs, one line from each to each that it asks, with how often.
/** @import { App, Row, State, ViewPart } from "../types.js" */
/** @import { Edge, Hit, Place, Shape, Stage } from "../stage/stage.js" */
/** @import { Pair, Seen } from "../graph.js" */
import { nodeKeys } from "../data.js";
import { selectedRows } from "../details.js";
import { ARRANGED, AS_COMPUTED, fits, frame, inRows, settle } from "../arrange.js";
import { h } from "../dom.js";
import { autoOpened, grouping, members, pairs, weights } from "../graph.js";
import { fitting, write } from "../labels.js";
import { width as measure } from "../measure.js";
import { SvgPen } from "../pen.js";
import { route } from "../route.js";
import { PLAIN, dot } from "../shapes.js";
import { FILTERS, differs } from "../state.js";
import { CanvasStage } from "../stage/canvas.js";
import { VisStage, growth } from "../stage/vis.js";
import { number, t } from "../texts.js";
import { colour } from "../theme.js";
import { items, unmade } from "../words.js";
import { entries, nodeList } from "./nodes.js";

/** More edges than this are slow in vis-network. */
export const VIS_LIMIT = 2000;
/** From further off, the lines that vis-network draws are too thin to be seen. */
const FAR = 0.05;
/** The widest name and the widest disc, where there are many and where there are few; on a phone there is room for less. */
const NAME = { many: 112, few: 132, narrow: 90 };
const RADIUS = { many: 11, some: 15, few: 24 };
const MARGIN = { left: 72, right: 72, top: 48, bottom: 66 };
/** Narrower than this is a phone, where the edge of the picture is worth less than its names. */
const NARROW = 500;
const FANNED = 24;
/** With more discs than these they are smaller. */
const [FEW, SOME] = [18, 40];
/** More names than this are not even tried. */
const MOST_LABELS = 600;
/** Fewer agents than this are not worth grouping. */
const GROUPED = 12;
const NAMED_EDGES = 14;
const SURE = 8;
const DRAWN = /** @type {(keyof State)[]} */ ([...FILTERS, "level", "opened", "pinned", "theme"]);

/** @typedef {Shape & {what: ReturnType<typeof dot>, rank: number, group: boolean}} Disc */

/** @param {App} app @returns {ViewPart & {redraw(): void}} */
export function networkView(app) {
  const { facts, store } = app;
  const box = h("div", { class: "drawing fills", role: "img" });
  const tools = toolRow(app, { fit: () => fit(), zoom: (factor) => zoom(factor) });
  const note = h("p", { class: "stage-note", hidden: true }, t("network.collapsed"));
  const list = nodeList({ pick: (id) => pick({ shape: id, edge: null }), shut: (id) => group(opened.filter((one) => one !== id)), find: (id) => bring(id), ring: (id) => circle(id) });
  const element = h("section", { class: "view view-network", "aria-label": t("view.network") }, tools.element, list.element, box, note);
  /** @type {Stage | null} */
  let stage = null;
  /** @type {Map<string, Disc>} */
  let discs = new Map();
  /** @type {Map<string, Pair>} */
  let drawn = new Map();
  /** @type {Edge[]} */
  let edges = [];
  /** @type {State | null} */
  let last = null;
  let name = grouping(facts, -1, []);
  /** @type {string[]} the groups that are open, by the reader or because there is room */
  let opened = [];
  let lie = AS_COMPUTED;
  /** @type {Disc[]} the most asked and asking first */
  let ranked = [];

  /** Just these groups are open, where before it was left to the room. @param {string[]} ids */
  const group = (ids) => store.set({ opened: ids, level: store.get().level < 0 ? facts.groups.length : store.get().level, selected: "" });
  const pick = (/** @type {Hit} */ hit) => {
    if (hit.shape?.startsWith("g")) return group([...opened, hit.shape]);
    if (hit.shape !== null) {
      const node = facts.nodeByKey.get(hit.shape);
      return store.set({ selected: node?.agent ? `a:${node.agent.id}` : node?.row ? `r:${node.row.id}` : "" });
    }
    if (hit.edge === null) return store.set({ selected: "" });
    if (hit.edge.startsWith("row|")) return store.set({ selected: `r:${hit.edge.split("|")[1]}` });
    const pair = drawn.get(hit.edge);
    if (!pair) return;
    store.set({ selected: pair.rows.length === 1 ? `r:${pair.rows[0].id}` : `p:${sideId(pair.from)} ${sideId(pair.to)}` });
  };
  const sideId = (/** @type {string} */ key) => facts.nodeByKey.get(key)?.agent?.id ?? key;

  const move = (/** @type {string} */ key, /** @type {number} */ x, /** @type {number} */ y) => {
    const others = store.get().pinned.filter((pin) => !pin.startsWith(`${key}:`));
    const disc = discs.get(key);
    if (disc) Object.assign(disc, { x, y });
    const raw = lie.raw({ x, y });
    store.set({ pinned: [...others, `${key}:${Math.round(raw.x)}:${Math.round(raw.y)}`] });
  };

  const draw = (/** @type {State} */ state) => {
    const narrow = box.clientWidth < NARROW;
    const [all, most] = [weights(app.rows()), facts.groups.length];
    const readable = (/** @type {Map<string, number>} */ those) => those.size <= ARRANGED && fits(makeDiscs(app, those, narrow, all), room());
    // More agents than have room for their names are shown in groups first, as many opened as there is room for.
    note.hidden = true;
    const level = state.level >= 0 ? Math.min(state.level, most) : readable(all) ? 0 : most;
    note.hidden = !(state.level < 0 && level > 0);
    opened = !note.hidden && !state.opened.length ? autoOpened(facts, all, readable) : state.opened;
    name = grouping(facts, level - 1, opened, all);
    drawn = pairs(app.rows(), name);
    discs = new Map(makeDiscs(app, weights(app.rows(), name), narrow, all).map((disc) => [disc.id, disc]));
    lay(state);
    ranked = [...discs.values()].sort((one, other) => other.rank - one.rank);
    // What happens inside a group is not a line: it would be a loop on nearly every one.
    edges = [...drawn.values()].filter((pair) => pair.from !== pair.to || !pair.from.startsWith("g")).map((pair) => edgeOf(pair, drawn, discs));
    const wanted = drawn.size > VIS_LIMIT || fitScale([...discs.values()]) < FAR ? CanvasStage : VisStage;
    if (!(stage instanceof wanted)) {
      stage?.end();
      const listeners = { onpick: pick, onmove: move, onafter: label };
      const options = { ...facts.options, interaction: { ...(/** @type {any} */ (facts.options).interaction), hover: false, selectable: true, multiselect: false } };
      stage = wanted === VisStage ? new VisStage(box, options, listeners) : new CanvasStage(box, listeners);
    }
    stage.show([...discs.values()], fanned(state).edges);
    box.setAttribute("aria-label", t("network.picture", { agents: discs.size, pairs: drawn.size }));
    tools.update(state, level, [...discs.values()].filter((disc) => disc.group).length);
    list.update(entries(app, { ...state, opened }, ranked, name, (id) => fullName(app, drawn, id, all)));
  };

  const margin = () => ({ ...MARGIN, ...(box.clientWidth < NARROW ? { left: 50, right: 50, bottom: 52 } : {}), top: MARGIN.top + tools.element.offsetHeight, bottom: MARGIN.bottom + (note.hidden ? 0 : note.offsetHeight + 10) });
  const room = () => {
    const { left, right, top, bottom } = margin();
    return { width: box.clientWidth - left - right, height: box.clientHeight - top - bottom };
  };
  const lay = (/** @type {State} */ state) => {
    const all = [...discs.values()];
    const size = room();
    lie = frame(all, size);
    const pins = new Map(state.pinned.map((pin) => pin.split(":")).map(([key, x, y]) => [key, { x: Number(x), y: Number(y) }]));
    for (const disc of all) Object.assign(disc, lie.place(disc));
    const ranged = inRows(all, size);
    for (const disc of all) {
      const pin = pins.get(disc.id);
      if (pin) Object.assign(disc, lie.place(pin));
    }
    if (ranged) return;
    const fixed = new Set(all.filter((disc) => pins.has(disc.id)));
    lie = settle(all, fixed, size, lie);
  };

  /** The edges, the selected pairs opened into one edge a request. @param {State} state */
  const fanned = (state) => {
    const rows = new Set(selectedRows(app, state));
    const single = /^[rp]:/.test(state.selected);
    /** @type {Edge[]} */
    const found = [];
    for (const edge of edges) {
      const pair = /** @type {Pair} */ (drawn.get(edge.id));
      const open = single && pair.rows.length > 1 && pair.rows.length <= FANNED && pair.rows.some((row) => rows.has(row)) && pair.from !== pair.to;
      if (!open) found.push(styled(edge, pair, rows, state));
      else found.push(...fan(pair, rows, state));
    }
    return { edges: found, rows };
  };

  const mark = (/** @type {State} */ state) => {
    if (!stage) return;
    const { rows } = fanned(state);
    const near = new Set([...rows].flatMap((row) => [...nodeKeys(row, "requester"), ...nodeKeys(row, "recipient")]).map(name));
    const chosen = state.selected.startsWith("a:") ? [String(facts.agentById.get(state.selected.slice(2))?.at)].map(name) : [...near];
    stage.mark(chosen, rows.size ? [...discs.keys()].filter((key) => !near.has(key)) : []);
  };

  /** From the world to the box. @param {Stage} on @returns {(place: Place) => Place} */
  const screenOf = (on) => {
    const { x, y } = on.middle();
    const scale = on.scale();
    return (place) => ({ x: (place.x - x) * scale + box.clientWidth / 2, y: (place.y - y) * scale + box.clientHeight / 2 });
  };
  const label = (/** @type {import("../pen.js").Pen} */ pen, /** @type {Stage} */ on) => {
    const scale = on.scale();
    const [w, ht] = [box.clientWidth, box.clientHeight];
    const screen = screenOf(on);
    const inside = (/** @type {Place} */ place) => place.x > -90 && place.x < w + 90 && place.y > -40 && place.y < ht + 40;
    write(pen, fitting(labels(on, screen, inside, scale).map(whole)), colour("paper"));
  };
  /** A name beside the edge of the picture is moved in, as far as it must be to be read. @param {import("../labels.js").Label} label */
  const whole = (label) => {
    const [least, most] = [label.width / 2 + 2, box.clientWidth - label.width / 2 - 2];
    return label.lines.length && label.x > 0 && label.x < box.clientWidth && least < most ? { ...label, x: Math.max(least, Math.min(most, label.x)) } : label;
  };

  /** @param {{place(id: string): Place | null, halfway(id: string): Place | null}} on @param {(place: Place) => Place} screen @param {(place: Place) => boolean} inside @param {number} scale */
  const labels = (on, screen, inside, scale) => {
    const grown = growth(scale, discs.size);
    /** @type {import("../labels.js").Label[]} */
    const found = [];
    const marked = last ? fanned(last).rows : new Set();
    const near = new Set([...marked].flatMap((row) => [...nodeKeys(row, "requester"), ...nodeKeys(row, "recipient")]).map(name));
    const order = near.size ? [...ranked.filter((disc) => near.has(disc.id)), ...ranked.filter((disc) => !near.has(disc.id))] : ranked;
    for (const disc of order) {
      if (found.length > MOST_LABELS) break;
      const place = on.place(disc.id);
      if (!place) continue;
      const at = screen(place);
      if (!inside(at)) continue;
      // The names of a small selection are written whatever lies there.
      const sure = near.size <= SURE && near.has(disc.id);
      const faded = marked.size > 0 && !near.has(disc.id);
      const missing = disc.what.missing;
      const reach = disc.what.radius * grown * scale;
      found.push({ x: at.x, y: at.y - reach, lines: [], width: reach * 2, height: reach * 2, weight: 0, size: 0, rank: 1e9, colour: "" });
      found.push({ x: at.x, y: at.y + reach + 3, lines: disc.what.label, width: disc.what.labelWidth, height: disc.what.labelHeight, weight: missing ? 400 : 600, size: 13, rank: sure ? Infinity : disc.rank + (near.has(disc.id) ? 1e6 : 0) - (missing ? 0.5 : 0), boxed: sure, colour: colour(faded || missing ? "muted" : "ink") });
    }
    if (edges.length > 400 && scale < 0.5) return found;
    for (const { id } of edges) {
      const pair = /** @type {Pair} */ (drawn.get(id));
      const text = edgeText(pair, edges.length);
      const place = text && on.halfway(id);
      if (!place) continue;
      const at = screen(place);
      if (inside(at)) found.push({ x: at.x, y: at.y - 8, lines: [text], width: measure(text, 12) + 6, height: 16, weight: 400, size: 12, rank: -1 / pair.rows.length, colour: colour("muted"), boxed: true });
    }
    return found;
  };

  /** Where on the screen a disc is, once it is in sight. @param {string} id */
  const bring = (id) => {
    const place = stage?.place(id);
    if (!stage || !place) return null;
    const at = screenOf(stage)(place);
    const seen = at.x > 0 && at.x < box.clientWidth && at.y > margin().top - 20 && at.y < box.clientHeight - 40;
    if (!seen) stage.look(place, stage.scale());
    return screenOf(stage)(place);
  };
  /** Marks the disc that the keyboard is on; none: what is selected, as before. @param {string | null} id */
  const circle = (id) => {
    if (id === null) mark(store.get());
    else stage?.mark([id]);
  };

  /** How small the whole must be shown. @param {Disc[]} all */
  const fitScale = (all) => {
    const { x0, y0, x1, y1 } = bounds(all);
    const { left, right, top, bottom } = margin();
    return Math.max(1e-5, Math.min(1, (box.clientWidth - left - right) / Math.max(1, x1 - x0), (box.clientHeight - top - bottom) / Math.max(1, y1 - y0)));
  };
  const fit = () => {
    if (!stage || !box.clientWidth || !discs.size) return;
    const { x0, y0, x1, y1 } = bounds([...discs.values()]);
    const scale = fitScale([...discs.values()]);
    stage.look({ x: (x0 + x1) / 2, y: (y0 + y1) / 2 - (margin().top - margin().bottom) / 2 / scale }, scale);
  };
  const zoom = (/** @type {number} */ factor) => stage?.look(stage.middle(), stage.scale() * factor);

  let size = 0;
  new ResizeObserver(() => {
    if (box.clientWidth && box.clientWidth !== size) requestAnimationFrame(() => again());
    size = box.clientWidth;
  }).observe(box);

  const again = () => {
    last = null;
    view.update(store.get());
  };
  /** @type {ViewPart & {redraw(): void}} */
  const view = {
    element,
    fit,
    update(state) {
      const before = last;
      last = state;
      const changed = !before || differs(state, before, DRAWN);
      const moved = before && !differs(state, before, DRAWN.filter((key) => key !== "pinned"));
      if (changed) draw(state);
      else if (state.selected !== before?.selected) stage?.show([...discs.values()], fanned(state).edges);
      if (changed && !moved) fit();
      mark(state);
    },
    redraw: again,
    placed() {
      if (!stage) return [];
      const { left, top } = box.getBoundingClientRect();
      const on = stage;
      const scale = on.scale();
      const screen = screenOf(on);
      const discsDrawn = [...discs.values()].map((disc) => {
        const at = screen(on.place(disc.id) ?? disc);
        const reach = disc.what.radius * growth(scale, discs.size) * scale;
        return { id: disc.id, kind: /** @type {const} */ ("agent"), left: left + at.x - reach, top: top + at.y - reach, width: reach * 2, height: reach * 2 };
      });
      const names = fitting(labels(on, screen, () => true, scale).map(whole)).filter((label) => label.lines.length);
      const edgesDrawn = fanned(store.get()).edges.flatMap((one) => {
        const at = on.halfway(one.id);
        return at ? [{ id: one.id, kind: /** @type {const} */ ("edge"), left: left + screen(at).x, top: top + screen(at).y, width: 0, height: 0 }] : [];
      });
      const labelsDrawn = names.map((label) => ({ id: label.lines.join(" "), kind: /** @type {const} */ ("label"), left: left + label.x - label.width / 2, top: top + label.y, width: label.width, height: label.height }));
      return [...discsDrawn, ...labelsDrawn, ...edgesDrawn];
    },
    canvas: () => stage?.canvas() ?? null,
    svg: () => picture([...discs.values()], edges, labels),
  };
  return view;
}

/** @param {App} app @param {{fit: () => void, zoom: (factor: number) => void}} acts */
function toolRow({ facts, store }, { fit, zoom }) {
  const most = facts.groups.length;
  const value = h("output", {});
  const slider = /** @type {HTMLInputElement} */ (
    h("input", { type: "range", min: 0, max: most, step: 1, "aria-label": t("network.groups"), oninput: () => store.set({ level: most - Number(slider.value), opened: [] }) })
  );
  const unpin = h("button", { hidden: true, onclick: () => store.set({ pinned: [] }) }, t("network.unpin"));
  const close = h("button", { hidden: true, onclick: () => store.set({ opened: [], level: -1 }) }, t("network.close"));
  const element = h(
    "div",
    { class: "tool" },
    most && facts.nodes.length >= GROUPED ? h("label", { class: "grouping" }, h("span", {}, t("network.groups")), slider, value) : null,
    close,
    unpin,
    h("button", { onclick: fit }, t("network.fit")),
    h("button", { "aria-label": t("network.in"), title: t("network.in"), onclick: () => zoom(1.35) }, "+"),
    h("button", { "aria-label": t("network.out"), title: t("network.out"), onclick: () => zoom(1 / 1.35) }, "−"),
  );
  return {
    element,
    /** @param {State} state @param {number} level @param {number} groups */
    update(state, level, groups) {
      slider.value = String(most - level);
      const text = groups ? t("network.groups.value", { count: groups }) : t("network.groups.none");
      value.textContent = text;
      slider.setAttribute("aria-valuetext", text);
      unpin.hidden = !state.pinned.length;
      close.hidden = !state.opened.length;
    },
  };
}

/** @param {App} app @param {Map<string, number>} weight @param {boolean} narrow @param {Seen} seen @returns {Disc[]} */
function makeDiscs({ facts }, weight, narrow, seen) {
  const most = weight.size > (narrow ? 12 : SOME) ? RADIUS.many : weight.size > FEW ? RADIUS.some : RADIUS.few;
  const room = narrow ? NAME.narrow : most > RADIUS.some ? NAME.few : NAME.many;
  return [...weight].map(([key, number]) => {
    const node = facts.nodeByKey.get(key);
    const group = node ? [] : members(facts, key, seen);
    const head = group.find((one) => one.agent)?.agent;
    const what = node
      ? dot({ type: node.agent?.type ?? "unknown", label: node.agent?.label ?? t(`not_stated.${node.role}`), missing: !node.agent, weight: number, most, room })
      : dot({ type: head?.type ?? "unknown", label: head?.label ?? t("type.not_stated"), tail: t("network.group.short", { count: group.length - 1 }), missing: false, weight: group.length / 6, group: true, most, room });
    // Where all of the group are, so that it stays there whatever is filtered.
    const place = node ?? mean(members(facts, key));
    return { id: key, x: place.x, y: place.y, picture: what, what, rank: number, group: !node, grows: true };
  });
}

/** What is said of a disc: who it is or stands for, and in how many requests. @param {App} app @param {Map<string, Pair>} drawn @param {string} id @param {Seen} seen */
function fullName({ facts }, drawn, id, seen) {
  const rows = new Set([...drawn.values()].filter((pair) => pair.from === id || pair.to === id).flatMap((pair) => pair.rows));
  const count = t("network.requests", { count: rows.size });
  const node = facts.nodeByKey.get(id);
  if (node) return `${node.agent?.label ?? t(`not_stated.${node.role}`)}, ${node.agent ? `${t(`type.${node.agent.type}`)}, ` : ""}${count}`;
  const group = members(facts, id, seen);
  const head = group.find((one) => one.agent)?.agent;
  const label = t("network.group", { name: head?.label ?? t("type.not_stated"), count: group.length - 1 });
  return rows.size ? `${label}, ${count}` : label;
}

/** @param {Place[]} places @returns {Place} */
const mean = (places) => ({ x: places.reduce((sum, { x }) => sum + x, 0) / places.length, y: places.reduce((sum, { y }) => sum + y, 0) / places.length });

/** @param {Pair} pair @param {Map<string, Pair>} all @param {Map<string, Disc>} discs @returns {Edge} */
function edgeOf({ id, from, to, rows }, all, discs) {
  const back = from !== to && all.has(`${to}~${from}`);
  const bend = route(discs, from, to, back);
  return { id, from, to, colour: colour("strong"), width: Math.min(8, 1.3 + Math.log2(rows.length) * 1.5), arrow: true, bend, dash: dashed(rows), opacity: all.size > 300 ? 0.55 : 0.9 };
}

/** Lines of what was not made, or not yet, are broken. @param {Row[]} rows */
const dashed = (rows) => (rows.every(unmade) ? [2, 5] : []);

/** @param {Edge} edge @param {Pair} pair @param {Set<Row>} rows @param {State} state @returns {Edge} */
function styled(edge, pair, rows, state) {
  if (!state.selected || !rows.size) return edge;
  const on = pair.rows.some((row) => rows.has(row));
  return on ? { ...edge, colour: colour("accent"), width: edge.width + 1, opacity: 1 } : { ...edge, opacity: 0.15 };
}

/** One edge a request, side by side. @param {Pair} pair @param {Set<Row>} rows @param {State} state @returns {Edge[]} */
function fan({ from, to, rows: all }, rows, state) {
  return all.map((row, i) => {
    const on = state.selected.startsWith("p:") || rows.has(row);
    const bend = ((i + 0.5) / all.length - 0.5) * Math.min(0.9, 0.16 * all.length);
    return { id: `row|${row.id}|${from}|${to}`, from, to, colour: colour(on ? "accent" : "strong"), width: on ? 2.6 : 1.5, arrow: true, bend: bend || 0.001, dash: dashed([row]), opacity: on ? 1 : 0.6 };
  });
}

/** What is written on an edge: how often, or in a small network for what. @param {Pair} pair @param {number} all */
function edgeText({ from, to, rows }, all) {
  if (all > NAMED_EDGES || from.startsWith("g") || to.startsWith("g")) return rows.length > 1 ? number(rows.length) : "";
  if (rows.length > 1) return t("network.requests", { count: rows.length });
  const text = items(rows[0]);
  return text.length > 34 ? `${text.slice(0, 33).trimEnd()}…` : text;
}

/** @param {Disc[]} discs */
function bounds(discs) {
  const [xs, ys] = [discs.map((disc) => disc.x), discs.map((disc) => disc.y)];
  const most = (/** @type {number[]} */ list) => list.reduce((one, other) => Math.max(one, other), -Infinity);
  const least = (/** @type {number[]} */ list) => list.reduce((one, other) => Math.min(one, other), Infinity);
  return { x0: least(xs), y0: least(ys), x1: most(xs), y1: most(ys) };
}

/** The whole network as an SVG, drawn by the same strokes. @param {Disc[]} discs @param {Edge[]} edges @param {Function} labels */
function picture(discs, edges, labels) {
  const pen = new SvgPen();
  const places = new Map(discs.map((disc) => [disc.id, disc]));
  /** @type {Map<string, Place>} */
  const halves = new Map();
  for (const edge of edges) {
    const [one, other] = [places.get(edge.from), places.get(edge.to)];
    if (!one || !other) continue;
    const [dx, dy] = [other.x - one.x, other.y - one.y];
    const length = Math.hypot(dx, dy) || 1;
    const short = (other.what.radius + 2) / length;
    const bow = (edge.bend ?? 0) * length;
    const bent = { x: (one.x + other.x) / 2 + (dy / length) * bow, y: (one.y + other.y) / 2 - (dx / length) * bow };
    halves.set(edge.id, { x: (one.x + other.x + 2 * bent.x) / 4, y: (one.y + other.y + 2 * bent.y) / 4 });
    const line = one === other ? [one.x, one.y, one.x + 70, one.y - 70, one.x - 10, one.y - 80, one.x, one.y - one.what.radius] : [one.x, one.y, bent.x, bent.y, other.x - dx * short, other.y - dy * short];
    pen.curve(line, { stroke: edge.colour, width: edge.width, dash: edge.dash, opacity: edge.opacity }, 10);
  }
  for (const disc of discs) disc.picture.paint(pen, disc.x, disc.y, PLAIN);
  const on = { place: (/** @type {string} */ id) => places.get(id) ?? null, halfway: (/** @type {string} */ id) => halves.get(id) ?? null };
  const all = labels(on, (/** @type {Place} */ place) => place, () => true, 1);
  write(pen, fitting(all), colour("paper"));
  const { x0, y0, x1, y1 } = bounds(discs);
  return pen.file({ x: x0 - 120, y: y0 - 70, width: x1 - x0 + 240, height: y1 - y0 + 160 }, colour("paper"), t("title"));
}
