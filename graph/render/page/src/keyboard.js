// Keys: / searches, j and k step through the requests, 1 to 6 change the view, u undoes, Escape closes.
/** @import { App } from "./types.js" */
import { VIEWS } from "./state.js";

/** @param {App} app @param {{search: HTMLInputElement, step: (by: number) => void, close: () => void}} parts */
export function keyboard({ store }, { search, step, close }) {
  document.addEventListener("keydown", (event) => {
    const target = /** @type {HTMLElement} */ (event.target);
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (target.matches("input, select, textarea")) {
      if (event.key === "Escape") target.blur();
      return;
    }
    const view = VIEWS[Number(event.key) - 1];
    if (view) store.set({ view });
    else if (event.key === "/") search.focus();
    else if (event.key === "j" || event.key === "n") step(1);
    else if (event.key === "k" || event.key === "p") step(-1);
    else if (event.key === "u") store.undo();
    else if (event.key === "Escape" && store.get().selected) close();
    else return;
    event.preventDefault();
  });
}
