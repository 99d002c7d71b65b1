// What the network draws, as a list for the keyboard and for screen readers: agents, groups, and groups that are open.
/** @import { App, State } from "../types.js" */
import { h } from "../dom.js";
import { members } from "../graph.js";
import { t } from "../texts.js";

/** More than this are not listed: the list of requests and the search reach the rest. */
const MOST = 300;
const STEPS = /** @type {Record<string, number>} */ ({ ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1, Home: -Infinity, End: Infinity });

/** @typedef {{id: string, name: string, group: boolean, open: boolean}} Entry */

/**
 * One stop of the Tab key; arrow keys go from one entry to the next, Enter opens, closes or selects.
 * @param {{pick: (id: string) => void, shut: (id: string) => void, find: (id: string) => {x: number, y: number} | null, ring: (id: string | null) => void}} acts
 */
export function nodeList({ pick, shut, find, ring }) {
  const element = h("ul", { class: "nodes", "aria-label": t("network.list") });
  let here = "";

  const buttons = () => [...element.querySelectorAll("button")];
  const rove = (/** @type {HTMLElement | undefined} */ to) => {
    for (const button of buttons()) button.tabIndex = button === to ? 0 : -1;
  };
  const come = (/** @type {HTMLElement} */ button) => {
    here = button.dataset.node ?? "";
    rove(button);
    ring(here);
    const at = find(here);
    button.style.left = at ? `${at.x}px` : "";
    button.style.top = at ? `${at.y}px` : "";
  };
  const act = (/** @type {Entry} */ { id, open }) => (open ? shut(id) : pick(id));

  element.addEventListener("keydown", (event) => {
    const step = STEPS[event.key];
    if (step === undefined) return;
    const all = buttons();
    const at = all.indexOf(/** @type {HTMLButtonElement} */ (document.activeElement));
    all[Math.max(0, Math.min(all.length - 1, at + step))]?.focus();
    event.preventDefault();
  });
  element.addEventListener("focusout", () => ring(null));

  return {
    element,
    /** @param {Entry[]} entries */
    update(entries) {
      const focused = element.contains(document.activeElement);
      const made = entries.slice(0, MOST).map((entry) => {
        const button = h("button", { "data-node": entry.id, "aria-expanded": entry.group ? String(entry.open) : null, onclick: () => act(entry), onfocus: () => come(button) }, h("bdi", {}, entry.name));
        return button;
      });
      element.replaceChildren(...made.map((button) => h("li", {}, button)));
      const again = made.find((button) => button.dataset.node === here) ?? made[0];
      rove(again);
      if (focused) again?.focus();
    },
  };
}

/**
 * The entries of the list: each open group with what it now shows behind it, then the rest, the most asking and asked first.
 * @param {App} app
 * @param {State} state
 * @param {{id: string, group: boolean}[]} ranked
 * @param {(key: string) => string} drawnAs
 * @param {(id: string) => string} name
 * @returns {Entry[]}
 */
export function entries({ facts }, state, ranked, drawnAs, name) {
  const listed = new Set();
  /** @type {Entry[]} */
  const found = [];
  const add = (/** @type {{id: string, group: boolean}} */ disc) => {
    if (listed.has(disc.id)) return;
    listed.add(disc.id);
    found.push({ id: disc.id, name: name(disc.id), group: disc.group, open: false });
  };
  // What is opened later is finer, and lies in what was opened before.
  for (const id of [...state.opened].reverse()) {
    const inside = new Set(members(facts, id).map((node) => drawnAs(node.key)));
    const discs = ranked.filter((disc) => inside.has(disc.id) && disc.id !== id);
    if (!discs.length || inside.has(id)) continue;
    found.push({ id, name: name(id), group: true, open: true });
    discs.forEach(add);
  }
  ranked.forEach(add);
  return found;
}
