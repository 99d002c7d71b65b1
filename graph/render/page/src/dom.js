// From names and values to elements. Text is only ever set as text, never read as markup.

const SVG = "http://www.w3.org/2000/svg";

/** @typedef {Node | string | number | null | undefined | false} Child */

/**
 * An element: `on…` properties are listeners, `class`, `aria-…`, `data-…` and the like are attributes.
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} name
 * @param {Record<string, unknown>} [properties]
 * @param {...(Child | Child[])} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function h(name, properties = {}, ...children) {
  const element = document.createElement(name);
  // One that submits says so; as HTML has it, all others would.
  if (name === "button") element.setAttribute("type", "button");
  apply(element, properties);
  add(element, children);
  return element;
}

/**
 * @param {string} name
 * @param {Record<string, unknown>} [properties]
 * @param {...(Child | Child[])} children
 * @returns {SVGElement}
 */
export function s(name, properties = {}, ...children) {
  const element = document.createElementNS(SVG, name);
  apply(element, properties);
  add(element, children);
  return /** @type {SVGElement} */ (element);
}

/** @param {Element} element @param {Record<string, unknown>} properties */
function apply(element, properties) {
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on") && typeof value === "function") {
      element.addEventListener(name.slice(2), /** @type {EventListener} */ (value));
    } else element.setAttribute(name, value === true ? "" : String(value));
  }
}

/** @param {Element} element @param {(Child | Child[])[]} children */
function add(element, children) {
  for (const child of children.flat()) {
    if (child === null || child === undefined || child === false) continue;
    element.append(child instanceof Node ? child : String(child));
  }
}

/**
 * A link where the address is one of the web; its text alone otherwise.
 * @param {string | null} address
 * @param {string} text
 * @returns {Node}
 */
export function link(address, text) {
  const safe = webAddress(address);
  if (!safe) return document.createTextNode(text);
  return h("a", { href: safe, rel: "noreferrer noopener", target: "_blank" }, text);
}

/**
 * The address if it is http or https, else null: "javascript:" and the like are refused.
 * @param {string | null} address
 */
export function webAddress(address) {
  if (!address) return null;
  try {
    const url = new URL(address);
    return url.protocol === "http:" || url.protocol === "https:" ? url.href : null;
  } catch {
    return null;
  }
}

/** A small picture of an icon. @param {string} path @param {string} [name] */
export function icon(path, name = "") {
  return s("svg", { viewBox: "0 0 24 24", class: `icon ${name}`, "aria-hidden": "true" }, s("path", { d: path, "fill-rule": "evenodd" }));
}
