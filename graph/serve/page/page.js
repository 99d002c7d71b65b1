"use strict";

// What people see of the answers: asks the server whose page this is, and writes what comes as text, never as HTML.

const MOST_SHOWN = 2000;
const FORMATS = { rows: ["csv", "tsv", "json", "xml"], truth: ["json", "xml"], triples: ["ttl", "nt", "jsonld", "rdf"] };

const root = document.documentElement.dataset.root;
const prefixes = Object.entries(JSON.parse(document.documentElement.dataset.prefixes))
  .sort((one, other) => other[1].length - one[1].length);
const at = (id) => document.getElementById(id);
const [form, editor, status, links, result, stop] = ["ask", "query", "status", "links", "result", "stop"].map(at);
let running = null;

function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/** The address of the answer: of the query in the editor, or of the named one with what its fields hold. */
function address(extra = {}) {
  const filled = [...new FormData(form)].filter(([, value]) => value !== "");
  const where = editor ? new URL(`${root}sparql`, location) : new URL(form.action);
  where.search = new URLSearchParams([...filled, ...Object.entries(extra)]);
  return where;
}

/** The address of a page that asks this query. */
const pageOf = (query) => `${root}?${new URLSearchParams({ query })}`;

/** All that the dataset says of a node, and where it speaks of it. */
const about = (iri) => `SELECT DISTINCT ?property ?value ?of
WHERE {
  { <${iri}> ?property ?value } UNION { ?of ?property <${iri}> }
}
ORDER BY ?property ?value ?of`;

function shortened(iri) {
  const [prefix, space] = prefixes.find(([, start]) => iri.startsWith(start)) ?? ["", ""];
  return space ? `${prefix}:${iri.slice(space.length)}` : iri;
}

function cell(term) {
  if (!term) return element("td");
  if (term.type === "uri") {
    return element("td", { class: "code" }, element("a", { href: pageOf(about(term.value)), title: term.value }, shortened(term.value)));
  }
  const language = term["xml:lang"] ? [" ", element("span", { class: "language" }, term["xml:lang"])] : [];
  return element("td", { dir: "auto" }, term.value, ...language);
}

function table(names, rows) {
  const head = element("tr", {}, ...names.map((name) => element("th", { scope: "col" }, name)));
  const body = rows.slice(0, MOST_SHOWN).map((row) => element("tr", {}, ...names.map((name) => cell(row[name]))));
  const whole = element("table", {}, element("thead", {}, head), element("tbody", {}, ...body));
  return element("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Rows of the answer" }, whole);
}

function say(text, bad = false) {
  status.textContent = text;
  status.classList.toggle("bad", bad);
}

function offer(kind) {
  const files = FORMATS[kind].map((name) => element("a", { href: address({ format: name }), download: `answer.${name}` }, name.toUpperCase()));
  links.replaceChildren("As a file:", ...files);
  links.hidden = false;
}

async function show(response, began) {
  const type = response.headers.get("content-type") ?? "";
  if (!response.ok) {
    say((await response.text()).trim(), true);
  } else if (type.startsWith("application/sparql-results+json")) {
    rowsOrTruth(await response.json(), began);
  } else {
    result.replaceChildren(element("pre", { tabindex: "0", "aria-label": "Triples, in Turtle" }, await response.text()));
    say(`Triples in ${took(began)}.`);
    offer("triples");
  }
}

function rowsOrTruth(found, began) {
  if ("boolean" in found) {
    say(`${found.boolean ? "Yes" : "No"}, in ${took(began)}.`);
    return offer("truth");
  }
  const rows = found.results.bindings;
  if (rows.length) result.replaceChildren(table(found.head.vars, rows));
  const cut = rows.length > MOST_SHOWN ? ` The first ${MOST_SHOWN.toLocaleString("en")} are shown; a file has them all.` : "";
  say(`${rows.length.toLocaleString("en")} ${rows.length === 1 ? "row" : "rows"} in ${took(began)}.${cut}`);
  return offer("rows");
}

const took = (began) => `${((performance.now() - began) / 1000).toFixed(2)} s`;

async function ask() {
  running?.abort();
  const mine = (running = new AbortController());
  const began = performance.now();
  result.replaceChildren();
  links.hidden = true;
  stop.hidden = false;
  say("Asking …");
  try {
    const headers = { Accept: "application/sparql-results+json, text/turtle;q=0.9" };
    await show(await fetch(address(), { headers, signal: mine.signal }), began);
  } catch (error) {
    if (running === mine) say(mine.signal.aborted ? "Stopped." : "The answer broke off: it went over a limit of the server, or the server has ended.", true);
  }
  if (running === mine) stop.hidden = true;
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const here = new URL(editor ? root : form.action, location);
  here.search = new URLSearchParams([...new FormData(form)].filter(([, value]) => value !== ""));
  history.pushState(null, "", here);
  ask();
});
stop.addEventListener("click", () => running?.abort());
editor?.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
});
addEventListener("popstate", () => location.reload());

const given = new URLSearchParams(location.search);
if (editor && given.has("query")) editor.value = given.get("query");
if (!editor) at("edit").href = pageOf(document.querySelector(".source pre").textContent);
if (matchMedia("(max-width: 760px)").matches) at("questions").open = false;
if (editor ? given.has("query") : form.checkValidity()) ask();
