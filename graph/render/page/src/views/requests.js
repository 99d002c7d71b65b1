// The requests view: who asks, what for, whom, in three columns that can be read like a page.
/** @import { App, Row, State, ViewPart } from "../types.js" */
/** @import { Line } from "../columns.js" */
import { columns } from "../columns.js";
import { h } from "../dom.js";
import { SvgPen } from "../pen.js";
import { PLAIN } from "../shapes.js";
import { VisStage } from "../stage/vis.js";
import { t } from "../texts.js";
import { colour } from "../theme.js";
import { outcome, unmade } from "../words.js";

const PAGE = 40;

/** @param {App} app @returns {ViewPart & {redraw(): void}} */
export function requestsView(app) {
  const heads = h("div", { class: "heads", "aria-hidden": "true" });
  const box = h("div", { class: "drawing", role: "img", id: "requests-drawing" });
  const pager = h("nav", { class: "pager", "aria-label": t("view.requests") });
  const element = h("section", { class: "view view-requests", "aria-label": t("view.requests") }, heads, h("div", { class: "scroll", tabindex: "0", role: "group", "aria-label": t("view.requests") }, box), pager);
  const scroll = /** @type {HTMLElement} */ (element.querySelector(".scroll"));
  /** @type {VisStage | null} */
  let stage = null;
  /** @type {ReturnType<typeof columns> | null} */
  let drawn = null;
  /** @type {Row[]} */
  let shown = [];
  let width = 0;
  let marked = false;

  const options = { ...app.facts.options, interaction: { dragView: false, zoomView: false, dragNodes: false, selectable: false, hover: false } };

  const pick = (/** @type {import("../stage/stage.js").Hit} */ hit) => {
    const it = drawn?.placed.find((one) => one.id === hit.shape);
    const line = drawn?.lines.find((one) => one.id === hit.edge);
    const row = it?.row ?? line?.row;
    if (row) app.store.set({ selected: `r:${row.id}` });
    else if (it) app.store.set({ selected: `a:${app.facts.agents[Number(it.key)].id}` });
    else app.store.set({ selected: "" });
  };

  const draw = () => {
    width = scroll.clientWidth;
    if (!width) return;
    drawn = columns(app.facts, shown, width);
    // The places are fixed, so the canvas is as tall as they need and the page scrolls it: nothing is ever made small.
    box.style.height = `${Math.ceil(drawn.height)}px`;
    box.style.width = `${width}px`;
    stage ??= new VisStage(box, options, { onpick: pick });
    const ports = drawn.placed.flatMap(({ id, x, y, picture }) => [
      { id: `in|${id}`, x: x - picture.width / 2, y },
      { id: `out|${id}`, x: x + picture.width / 2, y },
    ]);
    stage.show(drawn.placed, drawn.lines.map(edge), ports);
    stage.network.setSize(`${width}px`, `${Math.ceil(drawn.height)}px`);
    stage.network.moveTo({ position: { x: width / 2, y: drawn.height / 2 }, scale: 1, animation: false });
    mark(app.store.get());
    headings();
  };

  const headings = () => {
    const names = ["requester", "request", "recipient"];
    heads.replaceChildren(
      ...names.map((name, i) => {
        const head = h("span", {}, t(`requests.columns.${name}`));
        head.style.left = `${(drawn?.columns[i] ?? 0) - (drawn?.widths[i] ?? 0) / 2}px`;
        head.style.width = `${drawn?.widths[i] ?? 0}px`;
        return head;
      }),
    );
    // Beside the heading of the requests; a style sheet for phones puts it below them.
    pager.style.left = `${(drawn?.columns[1] ?? 0) - (drawn?.widths[1] ?? 0) / 2}px`;
    pager.style.width = `${drawn?.widths[1] ?? 0}px`;
  };

  const mark = (/** @type {State} */ state) => {
    if (!stage || !drawn) return;
    const on = chosen(state, drawn.lines);
    if (on.size || marked) stage.restyle(drawn.lines.map((line) => (on.has(line.row) ? { ...edge(line), width: 3, colour: colour("accent") } : edge(line))));
    marked = on.size > 0;
    const shapes = drawn.lines.filter((line) => on.has(line.row)).flatMap((line) => [line.from.id, line.to.id]);
    if (state.selected.startsWith("a:")) {
      const agent = app.facts.agentById.get(state.selected.slice(2));
      stage.mark(drawn.placed.filter((it) => agent && it.key === String(agent.at)).map((it) => it.id));
    } else stage.mark(shapes);
  };

  const reveal = (/** @type {State} */ state) => {
    const it = drawn?.placed.find((one) => `r:${one.id}` === state.selected);
    if (!it || scroll.scrollHeight <= scroll.clientHeight) return;
    const [top, bottom] = [it.y - it.picture.height / 2, it.y + it.picture.height / 2];
    if (top < scroll.scrollTop || bottom > scroll.scrollTop + scroll.clientHeight) scroll.scrollTop = top - 24;
  };

  const paging = (/** @type {number} */ page, /** @type {number} */ all) => {
    pager.hidden = all <= PAGE;
    if (pager.hidden) return;
    const go = (/** @type {string} */ name, /** @type {number} */ to, /** @type {boolean} */ can) =>
      h("button", { disabled: !can, "aria-label": t(name), title: t(name), onclick: () => app.store.set({ page: to }) }, name === "next" ? "›" : "‹");
    const first = page * PAGE;
    pager.replaceChildren(
      go("previous", page - 1, page > 0),
      h("span", {}, t("requests.page", { first: first + 1, last: Math.min(all, first + PAGE), all })),
      go("next", page + 1, first + PAGE < all),
    );
  };

  new ResizeObserver(() => {
    if (scroll.clientWidth !== width) draw();
  }).observe(scroll);

  return {
    element,
    update(state) {
      const rows = app.rows();
      const page = Math.min(state.page, Math.max(0, Math.ceil(rows.length / PAGE) - 1));
      const next = rows.slice(page * PAGE, (page + 1) * PAGE);
      box.setAttribute("aria-label", t("requests.picture", { count: next.length }));
      paging(page, rows.length);
      if (!drawn || next.length !== shown.length || next.some((row, i) => row !== shown[i])) {
        shown = next;
        scroll.scrollTop = 0;
        draw();
      } else mark(state);
      reveal(state);
    },
    redraw: draw,
    placed() {
      const { left, top } = box.getBoundingClientRect();
      return (drawn?.placed ?? []).map(({ id, row, key, x, y, picture }) => ({ id, kind: row && !key ? "request" : "agent", left: left + x - picture.width / 2, top: top + y - picture.height / 2, width: picture.width, height: picture.height }));
    },
    canvas: () => stage?.canvas() ?? null,
    svg() {
      const pen = new SvgPen();
      for (const line of drawn?.lines ?? []) {
        const [x1, x2] = [line.from.x + line.from.picture.width / 2, line.to.x - line.to.picture.width / 2];
        const bend = (x2 - x1) * 0.5;
        const { colour: stroke, width, dash } = edge(line);
        pen.curve([x1, line.from.y, x1 + bend, line.from.y, x2 - bend, line.to.y, x2, line.to.y], { stroke, width, dash }, line.arrow ? 9 : 0);
      }
      for (const it of drawn?.placed ?? []) it.picture.paint(pen, it.x, it.y, PLAIN);
      return pen.file({ x: 0, y: 0, width, height: drawn?.height ?? 0 }, colour("paper"), t("title"));
    },
  };
}

/** The requests that a selection is about. @param {State} state @param {Line[]} lines @returns {Set<Row>} */
function chosen(state, lines) {
  if (!state.selected.startsWith("r:")) return new Set();
  return new Set(lines.filter((line) => `r:${line.row.id}` === state.selected).map((line) => line.row));
}

/** @param {Line} line @returns {import("../stage/stage.js").Edge} */
function edge(line) {
  const doubtful = line.row.confidence < 0.6 || outcome(line.row) === "no_response";
  return {
    id: line.id,
    from: `out|${line.from.id}`,
    to: `in|${line.to.id}`,
    colour: colour("strong"),
    width: 1.6,
    dash: unmade(line.row) ? [2, 5] : doubtful ? [5, 4] : [],
    arrow: line.arrow,
    flow: true,
  };
}
