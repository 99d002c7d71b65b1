// Colours as the style sheet has them now, for what is drawn on a canvas.

const NAMES = ["paper", "card", "ink", "muted", "line", "strong", "accent", "soft"];
const TYPES = ["person", "organization", "post", "collective", "place", "thing", "unknown"];
const STATUSES = ["none", "complied", "partial", "refused", "no_response", "not_reached", "acknowledged", "pending", "withdrawn", "challenged", "moot"];

/** @type {Record<string, string> | null} */
let known = null;

/** The colour of that name: "ink", "type-person", "status-refused". @param {string} name */
export function colour(name) {
  if (!known) {
    const names = [...NAMES, ...TYPES.map((type) => `type-${type}`), ...STATUSES.map((status) => `status-${status}`)];
    // An element says what a name of the system's own colours stands for; a canvas and a file do not know them.
    const probe = document.body.appendChild(document.createElement("i"));
    const resolved = (/** @type {string} */ one) => {
      probe.style.color = `var(--${one})`;
      return getComputedStyle(probe).color;
    };
    known = Object.fromEntries(names.map((one) => [one, resolved(one)]));
    probe.remove();
  }
  return known[name] ?? known.muted;
}

const SYSTEM = { forced: "(forced-colors: active)", contrast: "(prefers-contrast: more)", dark: "(prefers-color-scheme: dark)" };
/** @param {keyof typeof SYSTEM} name */
const wants = (name) => matchMedia(SYSTEM[name]).matches;

/** Shows the page in this theme; "" follows the system: its colours, its contrast, its light. @param {string} theme */
export function wear(theme) {
  const own = wants("contrast") ? (wants("dark") ? "dark-contrast" : "contrast") : wants("dark") ? "dark" : "light";
  document.documentElement.dataset.theme = wants("forced") ? "forced" : ["light", "dark", "contrast"].includes(theme) ? theme : own;
  known = null;
}

/** Says when the system changes its colours. @param {() => void} changed */
export function watch(changed) {
  for (const query of Object.values(SYSTEM)) matchMedia(query).addEventListener("change", changed);
}
