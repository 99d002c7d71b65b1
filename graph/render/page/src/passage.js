// A passage with the words of each role marked, and a line that says where it stands.
/** @import { App, Evidence, Mark } from "./types.js" */
import { h, link } from "./dom.js";
import { fold } from "./select.js";
import { has, t } from "./texts.js";
import { imprint, title } from "./words.js";

const COLOURED = ["requester", "recipient", "item", "deadline", "medium", "legal_basis", "trigger"];

/** @param {string} role */
export const roleName = (role) => (has(`role.${role}`) ? t(`role.${role}`) : role.replaceAll("_", " "));

/** "page 3, characters 310–402". @param {import("./types.js").Passage} passage */
export const place = ({ start, end, page }) => `${page ? `${t("passage.page", { page })}, ` : ""}${t("passage.place", { start, end })}`;

/** A passage as it is cited: its words, where they are from, and where that is. @param {import("./types.js").Passage} passage */
const citation = (passage) => `“${passage.quote}” ${[title(passage.source), imprint(passage.source), place(passage), passage.source.url].filter(Boolean).join(", ")}`;

/** @param {App} app @param {Evidence} evidence @param {string[]} words */
export function quotation(app, evidence, words) {
  const { passage } = evidence;
  return h(
    "figure",
    { class: "passage" },
    h("blockquote", { dir: "auto" }, ...marked(passage.quote, evidence.marks, words)),
    h(
      "figcaption",
      {},
      h("cite", {}, link(passage.source.url, title(passage.source))),
      imprint(passage.source) ? ` · ${imprint(passage.source)}` : "",
      ` · ${place(passage)} `,
      h("button", { class: "only", onclick: () => app.copy(citation(passage)) }, t("passage.copy")),
    ),
  );
}

/**
 * The text in pieces: cut wherever a mark or a found word starts or ends, each piece with what covers it.
 * @param {string} text
 * @param {Mark[]} marks
 * @param {string[]} words
 * @returns {Node[]}
 */
export function marked(text, marks, words) {
  const found = hits(text, words);
  const cuts = [0, text.length];
  for (const { start, end } of [...marks, ...found]) cuts.push(start, end);
  const places = [...new Set(cuts.map((place) => Math.max(0, Math.min(text.length, place))))].sort((one, other) => one - other);
  /** @type {Node[]} */
  const pieces = [];
  for (let i = 0; i + 1 < places.length; i++) {
    const [start, end] = [places[i], places[i + 1]];
    const over = (/** @type {{start: number, end: number}} */ it) => it.start <= start && it.end >= end;
    const inner = marks.filter(over).sort((one, other) => one.end - one.start - (other.end - other.start))[0];
    const piece = text.slice(start, end);
    const hit = found.some(over);
    if (!inner && !hit) pieces.push(document.createTextNode(piece));
    else if (!inner) pieces.push(h("mark", { class: "hit" }, piece));
    else {
      const role = COLOURED.includes(inner.role) ? inner.role : "other";
      pieces.push(h("mark", { class: `role role-${role}${hit ? " hit" : ""}`, title: roleName(inner.role), "data-role": inner.role }, piece));
    }
  }
  return pieces;
}

/** Where the words of a search stand in a text, accents or not. @param {string} text @param {string[]} words */
export function hits(text, words) {
  if (!words.length) return [];
  // Folding changes lengths: each letter of the folded text remembers which letter it came from.
  let flat = "";
  /** @type {number[]} */
  const origin = [];
  for (let i = 0; i < text.length; i++) {
    const piece = fold(text[i]);
    for (let k = 0; k < piece.length; k++) origin.push(i);
    flat += piece;
  }
  const found = [];
  for (const word of words) {
    for (let at = flat.indexOf(word); at >= 0 && word; at = flat.indexOf(word, at + word.length)) {
      found.push({ start: origin[at], end: origin[at + word.length - 1] + 1 });
    }
  }
  return found;
}

/** The roles that the marks of these passages show, as a key. @param {{marks: Mark[]}[]} evidence */
export function roleKey(evidence) {
  const roles = [...new Set(evidence.flatMap((one) => one.marks.map((mark) => mark.role)))];
  if (!roles.length) return null;
  return h(
    "p",
    { class: "role-key" },
    ...roles.map((role) => h("span", { class: `role role-${COLOURED.includes(role) ? role : "other"}` }, roleName(role))),
  );
}
