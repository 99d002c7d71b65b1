// Colours as the style sheet has them now, for what is drawn on a canvas.

const NAMES = ["paper", "card", "ink", "muted", "line", "strong", "accent", "soft"];
const TYPES = ["person", "organization", "post", "collective", "place", "thing", "unknown"];
const STATUSES = ["none", "complied", "partial", "refused", "no_response", "not_reached", "acknowledged", "pending", "withdrawn", "challenged", "moot"];

/** @type {Record<string, string> | null} */
let known = null;

/** The colour of that name: "ink", "type-person", "status-refused". @param {string} name */
export function colour(name) {
  if (!known) {
    const style = getComputedStyle(document.documentElement);
    const names = [...NAMES, ...TYPES.map((type) => `type-${type}`), ...STATUSES.map((status) => `status-${status}`)];
    known = Object.fromEntries(names.map((one) => [one, style.getPropertyValue(`--${one}`).trim() || "#888"]));
  }
  return known[name] ?? known.muted;
}

/** Shows the page in this theme; "" follows the system. @param {string} theme */
export function wear(theme) {
  if (["light", "dark", "contrast"].includes(theme)) document.documentElement.dataset.theme = theme;
  else delete document.documentElement.dataset.theme;
  known = null;
}

/** Forgets the colours: the system has changed its own. */
export function forget() {
  known = null;
}
