// From two discs to how the line between them bends, so that it runs through as few others and their names as can be.
/** @import { Disc } from "./arrange.js" */
/** @import { Place } from "./stage/stage.js" */
import { ARRANGED } from "./arrange.js";

/** From straight to far aside; one of two that run there and back leaves the other side to the other. */
const BENDS = [0, 0.12, -0.12, 0.25, -0.25, 0.4, -0.4];
/** What it costs to run through a disc, through a name and through a name of its own, out of the picture, and to bend. */
const [DISC, NAME, OWN, OUT, BENT] = [4, 2, 0.5, 2, 6];
const EDGE = 30;
const SAMPLES = 24;

/**
 * The bend that runs through least: above 0 as "curvedCW" of vis-network, below as "curvedCCW".
 * @param {Map<string, Disc>} discs
 * @param {string} from
 * @param {string} to
 * @param {boolean} back whether a line runs back as well
 */
export function route(discs, from, to, back) {
  const [one, other] = [discs.get(from), discs.get(to)];
  const bends = back ? BENDS.filter((bend) => bend > 0) : BENDS;
  if (!one || !other || one === other || discs.size > ARRANGED) return bends[0];
  const ends = (/** @type {number[]} */ all) => [Math.min(...all) - EDGE, Math.max(...all) + EDGE];
  const [left, right] = ends([...discs.values()].map(({ x }) => x));
  const [top, foot] = ends([...discs.values()].map(({ y }) => y));
  const costs = bends.map((bend) => {
    const points = curve(one, other, bend);
    return Math.abs(bend) * BENT + points.filter(({ x, y }) => x < left || x > right || y < top || y > foot).length * OUT + cost(discs.values(), one, other, points);
  });
  return bends[costs.indexOf(Math.min(...costs))];
}

/** Points on the line between two. @param {Place} one @param {Place} other @param {number} bend */
function curve(one, other, bend) {
  const [dx, dy] = [other.x - one.x, other.y - one.y];
  const [reach, turn] = [0.5 + Math.abs(bend) / 2, (bend * Math.PI) / 2];
  const [cos, sin] = [Math.cos(turn) * reach, Math.sin(turn) * reach];
  // Where vis-network has the point that a curve is drawn towards.
  const via = { x: one.x + dx * cos + dy * sin, y: one.y + dy * cos - dx * sin };
  return Array.from({ length: SAMPLES - 1 }, (_, i) => {
    const [on, left] = [(i + 1) / SAMPLES, 1 - (i + 1) / SAMPLES];
    return { x: left * left * one.x + 2 * left * on * via.x + on * on * other.x, y: left * left * one.y + 2 * left * on * via.y + on * on * other.y };
  });
}

/** What lies in the way. @param {Iterable<Disc>} discs @param {Disc} one @param {Disc} other @param {Place[]} points */
function cost(discs, one, other, points) {
  let sum = 0;
  for (const disc of discs) {
    const { radius, labelWidth, labelHeight } = disc.what;
    const own = disc === one || disc === other;
    for (const { x, y } of points) {
      const [right, down] = [Math.abs(x - disc.x), y - disc.y];
      if (!own && Math.hypot(right, down) < radius + 2) sum += DISC;
      else if (right < labelWidth / 2 && down > radius && down < radius + 3 + labelHeight) sum += own ? OWN : NAME;
    }
  }
  return sum;
}
