// What is drawn: chips for agents, cards for requests, dots for agents in the network. Each knows its size and how
// to draw itself with a pen.
/** @import { Agent, Row } from "./types.js" */
/** @import { Pen } from "./pen.js" */
import { AGENT, STATUS } from "./icons.js";
import { wrap, width } from "./measure.js";
import { day, t } from "./texts.js";
import { colour } from "./theme.js";
import { due, items, outcome, post, unmade, word } from "./words.js";

/** @typedef {{selected: boolean, dim: boolean, hover: boolean}} Look */
/** @typedef {{width: number, height: number, paint: (pen: Pen, x: number, y: number, look: Look) => void, speck?: {radius: number, colour: string}}} Picture */

const PLAIN = { selected: false, dim: false, hover: false };
export { PLAIN };

/** @param {Look} look @param {string} [stroke] */
const border = (look, stroke = colour("line")) => (look.selected ? { stroke: colour("accent"), width: 2.5 } : { stroke: look.hover ? colour("strong") : stroke, width: 1 });

/**
 * An agent with its name and what it is; without an agent, the place of one that is not stated.
 * @param {Agent | null} agent
 * @param {string} missing
 * @param {number} limit
 * @param {boolean} narrow
 * @returns {Picture}
 */
export function chip(agent, missing, limit, narrow) {
  const type = agent?.type ?? "unknown";
  const pad = narrow ? 8 : 12;
  const badge = narrow ? 0 : 30;
  const room = limit - pad * 2 - (badge ? badge + 10 : 0);
  const [big, small] = narrow ? [12.5, 11] : [14.5, 12.5];
  const name = wrap(agent?.label ?? missing, room, { size: big, weight: 600, lines: narrow ? 5 : 4 });
  const note = agent ? wrap(post(agent), room, { size: small, lines: 2 }) : [];
  const [step, noteStep] = [big * 1.28, small * 1.3];
  const head = narrow ? 22 : 0;
  const height = Math.max(pad * 2 + head + name.length * step + note.length * noteStep, badge + pad * 2);
  return {
    width: limit,
    height,
    paint(pen, x, y, look) {
      const [left, top] = [x - limit / 2, y - height / 2];
      pen.rect(left, top, limit, height, 10, { fill: colour(agent ? "card" : "paper"), ...border(look, agent ? undefined : colour("muted")), dash: agent ? [] : [4, 4] });
      const tone = colour(`type-${type}`);
      if (narrow) pen.glyph(AGENT[type] ?? AGENT.unknown, left + pad + 8, top + pad + 8, 16, { fill: tone });
      else {
        pen.circle(left + pad + badge / 2, y, badge / 2, { fill: tone, opacity: agent ? 1 : 0.25 });
        pen.glyph(AGENT[type] ?? AGENT.unknown, left + pad + badge / 2, y, 17, { fill: agent ? colour("card") : colour("ink") });
      }
      const start = left + pad + (badge ? badge + 10 : 0);
      let line = y - (name.length * step + note.length * noteStep + head) / 2 + head + big * 0.98;
      for (const text of name) {
        pen.text(text, start, line, { size: big, weight: agent ? 600 : 400, fill: colour(agent ? "ink" : "muted") });
        line += step;
      }
      line += (noteStep - step) * 0.6;
      for (const text of note) {
        pen.text(text, start, line, { size: small, fill: colour("muted") });
        line += noteStep;
      }
    },
  };
}

/**
 * A request: how hard, for what, what became of it, when.
 * @param {Row} row
 * @param {number} limit
 * @param {boolean} narrow
 * @returns {Picture}
 */
export function card(row, limit, narrow) {
  const pad = narrow ? 9 : 14;
  const [big, small] = narrow ? [12.5, 11] : [14.5, 12.5];
  const room = limit - pad * 2 - 4;
  const over = wrap(`${unmade(row) && `${unmade(row)}: `}${t(`force.${row.force}`)} · ${word("kind", row.kind)}`, room, { size: small, weight: 600, lines: 3 });
  const body = wrap(items(row), room, { size: big, lines: narrow ? 6 : 4 });
  const tone = colour(`status-${outcome(row)}`);
  const facts = [word("status", outcome(row)), row.made_on && day(row.made_on), due(row)].filter(Boolean).join(" · ");
  const state = wrap(facts, room - 18, { size: small, lines: 3 });
  const [step, smallStep] = [big * 1.34, small * 1.4];
  const height = pad * 2 + (over.length + state.length) * smallStep + body.length * step + 4;
  return {
    width: limit,
    height,
    paint(pen, x, y, look) {
      const [left, top] = [x - limit / 2, y - height / 2];
      const dashed = row.confidence < 0.6 || unmade(row);
      pen.rect(left, top, limit, height, 10, { fill: colour(look.selected ? "soft" : "card"), ...border(look), dash: dashed && !look.selected ? [5, 4] : [] });
      pen.rect(left, top + 10, 4, height - 20, 2, { fill: tone });
      let line = top + pad + small * 0.95;
      const write = (/** @type {string[]} */ lines, /** @type {number} */ size, /** @type {number} */ gap, /** @type {string} */ fill, weight = 400, shift = 0) => {
        for (const text of lines) {
          pen.text(text, left + pad + 4 + shift, line, { size, weight, fill });
          line += gap;
        }
      };
      write(over, small, smallStep, colour("muted"), 600);
      line += 3;
      write(body, big, step, colour("ink"));
      line += 1;
      pen.glyph(STATUS[outcome(row)] ?? STATUS.none, left + pad + 4 + 6.5, line - small * 0.35, 13, { fill: tone });
      write(state, small, smallStep, colour("muted"), 400, 18);
    },
  };
}

/**
 * An agent in the network: a disc with its sign, and its name below it.
 * @param {{type: string, label: string, missing: boolean, weight: number, most: number, room: number, group?: boolean, tail?: string}} what
 * @returns {Picture & {radius: number, missing: boolean, label: string[], labelWidth: number, labelHeight: number}}
 */
export function dot({ type, label, missing, weight, most, room, group = false, tail = "" }) {
  const radius = missing ? Math.min(9, most * 0.75) : Math.min(most, most * 0.6 + Math.sqrt(weight) * 2);
  const lines = wrap(label + tail, room, { size: 13, weight: missing ? 400 : 600, lines: 2, tail });
  const wide = Math.max(0, ...lines.map((line) => width(line, 13, missing ? 400 : 600)));
  return {
    radius,
    missing,
    label: lines,
    labelWidth: wide + 8,
    labelHeight: lines.length * 16 + 4,
    width: radius * 2,
    height: radius * 2,
    paint(pen, x, y, look) {
      const tone = colour(`type-${type}`);
      const opacity = look.dim ? 0.25 : 1;
      if (look.selected || look.hover) pen.circle(x, y, radius + 5, { stroke: colour(look.selected ? "accent" : "strong"), width: look.selected ? 3.5 : 1.5 });
      if (group) pen.circle(x, y, radius + 4, { stroke: tone, width: 1.5, opacity });
      pen.circle(x, y, radius, missing ? { fill: colour("paper"), stroke: colour("muted"), width: 1.5, dash: [3, 3], opacity } : { fill: tone, opacity });
      pen.glyph((group ? AGENT.collective : AGENT[type]) ?? AGENT.unknown, x, y, radius * 1.15, { fill: missing ? colour("muted") : colour("card") });
    },
    speck: { radius, colour: `type-${type}` },
  };
}
