"use strict";
(() => {
  // src/data.js
  async function read(block) {
    let text = block.textContent ?? "";
    if (block.dataset.packing !== "gzip") return JSON.parse(text);
    let bytes = Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0)), stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    return new Response(stream).json();
  }
  function objects({ fields, rows }) {
    return rows.map((row, at) => {
      let object = { at };
      for (let i = 0; i < fields.length; i++) object[fields[i]] = row[i] ?? null;
      return object;
    });
  }
  function facts(content) {
    let agents = (
      /** @type {Agent[]} */
      objects(content.agents)
    ), sources = (
      /** @type {Source[]} */
      objects(content.sources)
    ), passages = (
      /** @type {Passage[]} */
      objects(content.passages).map((one) => ({ ...one, source: sources[one.source] }))
    ), people = (numbers) => numbers.map((at) => agents[at]), evidence = (list2) => list2.map((one) => unmark(one, passages)), rows = (
      /** @type {Row[]} */
      objects(content.requests)
    );
    for (
      let row of
      /** @type {any[]} */
      rows
    )
      row.requester = people(row.requester), row.recipient = people(row.recipient), row.attributed_to = people(row.attributed_to), row.evidence = evidence(row.evidence), row.deadline &&= { text: row.deadline[0], date: row.deadline[1], basis: row.deadline[2] }, row.status &&= { outcome: row.status[0], as_of: row.status[1], basis: row.status[2], evidence: evidence(row.status[3]) }, row.pressure &&= {
        agent: people(row.pressure[0]),
        text: row.pressure[1],
        instrument: row.pressure[2],
        said_by: people(row.pressure[3]),
        evidence: evidence(row.pressure[4])
      };
    let nodes = (
      /** @type {Node[]} */
      content.drawing.nodes.map((it, at) => node(it, at, agents, rows))
    );
    return {
      base: content.base,
      agents,
      sources,
      passages,
      rows,
      nodes,
      groups: content.drawing.groups,
      options: content.drawing.options,
      nodeByKey: new Map(nodes.map((one) => [one.key, one])),
      rowById: new Map(rows.map((one) => [one.id, one])),
      agentById: new Map(agents.map((one) => [one.id, one]))
    };
  }
  function unmark(flat, passages) {
    let marks = [];
    for (let i = 1; i < flat.length; i += 3) marks.push({ start: flat[i], end: flat[i + 1], role: flat[i + 2] });
    return { passage: passages[flat[0]], marks };
  }
  function node([name, x, y], at, agents, rows) {
    if (typeof name == "number") return { key: String(name), at, agent: agents[name], role: null, row: null, x, y };
    let [role, number] = name.split("-");
    return { key: name, at, agent: null, role, row: rows[Number(number)], x, y };
  }
  function nodeKeys(row, role) {
    return row[role].length ? [...new Set(row[role].map((agent) => String(agent.at)))] : [`${role}-${row.at}`];
  }

  // src/dom.js
  var SVG = "http://www.w3.org/2000/svg";
  function h(name, properties = {}, ...children) {
    let element = document.createElement(name);
    return apply(element, properties), add(element, children), element;
  }
  function s(name, properties = {}, ...children) {
    let element = document.createElementNS(SVG, name);
    return apply(element, properties), add(element, children), /** @type {SVGElement} */
    element;
  }
  function apply(element, properties) {
    for (let [name, value] of Object.entries(properties))
      value == null || value === !1 || (name.startsWith("on") && typeof value == "function" ? element.addEventListener(
        name.slice(2),
        /** @type {EventListener} */
        value
      ) : element.setAttribute(name, value === !0 ? "" : String(value)));
  }
  function add(element, children) {
    for (let child of children.flat())
      child == null || child === !1 || element.append(child instanceof Node ? child : String(child));
  }
  function link(address, text) {
    let safe = webAddress(address);
    return safe ? h("a", { href: safe, rel: "noreferrer noopener", target: "_blank" }, text) : document.createTextNode(text);
  }
  function webAddress(address) {
    if (!address) return null;
    try {
      let url = new URL(address);
      return url.protocol === "http:" || url.protocol === "https:" ? url.href : null;
    } catch {
      return null;
    }
  }
  function icon(path, name = "") {
    return s("svg", { viewBox: "0 0 24 24", class: `icon ${name}`, "aria-hidden": "true" }, s("path", { d: path, "fill-rule": "evenodd" }));
  }

  // src/state.js
  var VIEWS = ["requests", "network", "timeline", "ledger", "article", "gaps"], START = Object.freeze({
    view: "requests",
    selected: "",
    query: "",
    status: [],
    kind: [],
    force: [],
    type: [],
    source: [],
    told: [],
    gap: [],
    from: "",
    to: "",
    asof: "",
    sure: 0,
    focus: "",
    steps: 1,
    path: [],
    level: -1,
    opened: [],
    pinned: [],
    sort: "",
    page: 0,
    theme: ""
  }), FILTERS = (
    /** @type {(keyof State)[]} */
    [
      "query",
      "status",
      "kind",
      "force",
      "type",
      "source",
      "told",
      "gap",
      "from",
      "to",
      "sure",
      "focus",
      "steps",
      "path"
    ]
  ), UNDO_LIMIT = 100;
  function toHash(state, start2 = START) {
    let fields = new URLSearchParams();
    for (
      let key of
      /** @type {(keyof State)[]} */
      Object.keys(START)
    ) {
      let value = state[key];
      if (!same(value, start2[key]))
        if (Array.isArray(value)) for (let one of value) fields.append(key, one);
        else fields.set(key, String(value));
    }
    return fields.toString();
  }
  function fromHash(hash, start2 = START) {
    let fields = new URLSearchParams(hash.replace(/^#/, "")), state = { ...start2 };
    for (let key of Object.keys(START)) {
      if (!fields.has(key)) continue;
      let kind = (
        /** @type {any} */
        START[key]
      );
      Array.isArray(kind) ? state[key] = fields.getAll(key) : typeof kind == "number" ? state[key] = Number.isFinite(Number(fields.get(key))) ? Number(fields.get(key)) : kind : state[key] = fields.get(key);
    }
    return VIEWS.includes(state.view) || (state.view = start2.view), state;
  }
  function same(one, other) {
    return !Array.isArray(one) || !Array.isArray(other) ? one === other : one.length === other.length && one.every((value, i) => value === other[i]);
  }
  var differs = (one, other, keys) => keys.some((key) => !same(one[key], other[key]));
  function createStore(first) {
    let state = first, past = [], listeners = [], become = (next) => {
      let before = state;
      state = next;
      for (let listener of listeners) listener(state, before);
    };
    return {
      get: () => state,
      set(change) {
        let next = { ...state, ...change };
        if (differs(next, state, FILTERS) && change.page === void 0 && (next.page = 0), !differs(
          next,
          state,
          /** @type {(keyof State)[]} */
          Object.keys(START)
        )) return;
        Object.keys(change).length === 1 && "query" in change && state.query !== "" && change.query !== "" || past.push(state), past.length > UNDO_LIMIT && past.shift(), become(next);
      },
      undo() {
        let before = past.pop();
        before && become(before);
      },
      canUndo: () => past.length > 0,
      subscribe: (listener) => {
        listeners.push(listener);
      }
    };
  }

  // src/keyboard.js
  function keyboard({ store }, { search, step, close }) {
    document.addEventListener("keydown", (event) => {
      let target = (
        /** @type {HTMLElement} */
        event.target
      );
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (target.matches("input, select, textarea")) {
        event.key === "Escape" && target.blur();
        return;
      }
      let view = VIEWS[Number(event.key) - 1];
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

  // src/icons.js
  var AGENT = {
    person: "M12 3a4.5 4.5 0 1 0 0 9a4.5 4.5 0 0 0 0-9zM3.5 21c0-4.7 3.8-7.5 8.5-7.5s8.5 2.8 8.5 7.5z",
    organization: "M12 2L2 7.5v2h20v-2zM4 11h3v7H4zM10.5 11h3v7h-3zM17 11h3v7h-3zM2 19.5h20V22H2z",
    post: "M12 2l8 3v6.5c0 5-3.4 8.6-8 10.5c-4.600-1.900-8-5.500-8-10.500V5zM12 7.200l-1.400 2.900-3.200.400 2.300 2.200-.600 3.200L12 14.400l2.900 1.500-.600-3.200 2.300-2.200-3.200-.400z",
    collective: "M8 4a3.6 3.6 0 1 0 0 7.2A3.6 3.6 0 0 0 8 4zM1 20c0-4 3-6.4 7-6.400s7 2.400 7 6.400zM17 6a3 3 0 1 0 0 6a3 3 0 0 0 0-6zM16.600 13.700c3.700.1 6.400 2.300 6.400 6.300h-6.200c0-2.600-.9-4.800-2.600-6c.8-.2 1.600-.3 2.400-.3z",
    place: "M12 2a7 7 0 0 0-7 7c0 5 7 13 7 13s7-8 7-13a7 7 0 0 0-7-7zM12 6.500a2.500 2.500 0 1 1 0 5a2.500 2.500 0 0 1 0-5z",
    thing: "M12 2l9 5v10l-9 5-9-5V7z",
    unknown: "M11 16.500h2.200v2.400H11zM12.100 5.200c-2.400 0-4.100 1.500-4.200 3.800h2.200c.1-1.100.8-1.800 2-1.800s1.900.7 1.900 1.700c0 .8-.4 1.300-1.300 1.900-1.200.8-1.800 1.700-1.700 3.300v.7h2.100v-.5c0-1 .4-1.400 1.300-2 1.100-.8 1.900-1.700 1.900-3.400 0-2.200-1.800-3.700-4.200-3.700z"
  }, STATUS = {
    complied: "M9.500 16.600L4.900 12l-1.900 1.900 6.500 6.500L21 8.900 19.100 7z",
    partial: "M12 3a9 9 0 1 0 0 18a9 9 0 0 0 0-18zM12 5.500v13a6.500 6.500 0 0 1 0-13z",
    refused: "M18.400 4L12 10.400 5.600 4 4 5.600 10.400 12 4 18.400 5.600 20 12 13.600 18.400 20 20 18.400 13.600 12 20 5.600z",
    no_response: "M4 4h16v12H9l-5 4zM6.500 6.500v8.300l1.600-1.300h9.400v-7z",
    not_reached: "M3 10.800h5v2.400H3zM9.500 10.800h2v2.400h-2zM13 10.800h2v2.400h-2zM18.500 6.500l-1.700 1.700 1.900 1.900h-2.200v2.400h2.200l-1.900 1.900 1.700 1.700 4.500-4.800z",
    acknowledged: "M12 5C6.500 5 2.500 9.500 1.500 12c1 2.500 5 7 10.500 7s9.500-4.500 10.500-7c-1-2.500-5-7-10.500-7zM12 8.500a3.500 3.500 0 1 1 0 7a3.500 3.500 0 0 1 0-7z",
    pending: "M12 2a10 10 0 1 0 0 20a10 10 0 0 0 0-20zM12 4.500a7.500 7.500 0 1 1 0 15a7.500 7.500 0 0 1 0-15zM11 7v5.700l4.300 2.600 1.100-1.800L13.200 11.600V7z",
    withdrawn: "M10 6V2.500L3 9l7 6.500V12h4a4 4 0 0 1 0 8H9v2.500h5a6.500 6.500 0 0 0 0-16.500z",
    challenged: "M11 2h2v2.500l6 1.500 3.500 8a4 4 0 0 1-8 0l2.600-6L13 7v12h4v2.500H7V19h4V7L6.900 8l2.600 6a4 4 0 0 1-8 0L5 6l6-1.500z",
    moot: "M12 2a10 10 0 1 0 0 20a10 10 0 0 0 0-20zM12 4.500c1.700 0 3.300.6 4.600 1.500L6 16.600A7.500 7.500 0 0 1 12 4.500zM18 7.400A7.500 7.500 0 0 1 7.400 18z",
    none: "M12 3a9 9 0 1 0 0 18a9 9 0 0 0 0-18zM12 5a7 7 0 1 1 0 14a7 7 0 0 1 0-14z"
  }, SIGN = {
    search: "M10 2a8 8 0 1 0 4.900 14.300l5.400 5.400 1.400-1.400-5.400-5.400A8 8 0 0 0 10 2zM10 4a6 6 0 1 1 0 12a6 6 0 0 1 0-12z",
    close: "M18.400 4L12 10.400 5.600 4 4 5.600 10.400 12 4 18.400 5.600 20 12 13.600 18.400 20 20 18.400 13.600 12 20 5.600z",
    arrow: "M13.500 5l-1.400 1.400 4.600 4.600H3v2h13.700l-4.600 4.600 1.400 1.400L20.500 12z",
    undo: "M9 6V2L2 8.500 9 15v-4h5a4.500 4.500 0 0 1 0 9H8v2h6a6.500 6.500 0 0 0 0-16z"
  };

  // src/graph.js
  function neighbours(rows) {
    let found = /* @__PURE__ */ new Map(), add2 = (one, other, row) => {
      let list2 = found.get(one);
      list2 ? list2.push({ row, other }) : found.set(one, [{ row, other }]);
    };
    for (let row of rows)
      for (let one of row.requester)
        for (let other of row.recipient)
          add2(one, other, row), add2(other, one, row);
    return found;
  }
  function around(rows, agent, steps) {
    if (!agent) return /* @__PURE__ */ new Set();
    let next = neighbours(rows), reached = /* @__PURE__ */ new Set([agent]), edge2 = [agent];
    for (let step = 1; step < steps; step++) {
      let further = edge2.flatMap((one) => (next.get(one) ?? []).map((it) => it.other)).filter((one) => !reached.has(one));
      edge2 = [...new Set(further)];
      for (let one of edge2) reached.add(one);
    }
    return new Set(rows.filter((row) => [...row.requester, ...row.recipient].some((one) => reached.has(one))));
  }
  function onPath(rows, from, to) {
    if (!from || !to) return { rows: /* @__PURE__ */ new Set(), directed: !1 };
    for (let directed of [!0, !1]) {
      let ahead = distances(rows, from, directed ? "forward" : "both"), length = ahead.get(to);
      if (length === void 0) continue;
      let behind = distances(rows, to, directed ? "backward" : "both"), on = (one, other) => (ahead.get(one) ?? 1 / 0) + 1 + (behind.get(other) ?? 1 / 0) === length, found = rows.filter((row) => row.requester.some((one) => row.recipient.some((other) => on(one, other) || !directed && on(other, one))));
      return { rows: new Set(found), directed };
    }
    return { rows: /* @__PURE__ */ new Set(), directed: !1 };
  }
  function distances(rows, start2, way) {
    let next = /* @__PURE__ */ new Map(), add2 = (one, other) => {
      (next.get(one) ?? next.set(one, /* @__PURE__ */ new Set()).get(one))?.add(other);
    };
    for (let row of rows)
      for (let one of row.requester)
        for (let other of row.recipient)
          way !== "backward" && add2(one, other), way !== "forward" && add2(other, one);
    let found = /* @__PURE__ */ new Map([[start2, 0]]);
    for (let one of found.keys())
      for (let other of next.get(one) ?? []) found.has(other) || found.set(other, (found.get(one) ?? 0) + 1);
    return found;
  }

  // src/select.js
  function fold(text) {
    let lower = text.toLowerCase();
    return /^[\x00-\x7f]*$/.test(lower) ? lower : lower.normalize("NFD").replace(new RegExp("\\p{M}", "gu"), "").replace(/ß/g, "ss").replace(/ø/g, "o").replace(/ł/g, "l").replace(/æ/g, "ae");
  }
  var folded = /* @__PURE__ */ new WeakMap();
  function searchText(row) {
    let text = folded.get(row);
    if (text === void 0) {
      let words = [...[...row.requester, ...row.recipient, ...row.attributed_to].flatMap((agent) => [agent.label, ...agent.posts, ...agent.members]), ...row.item, row.medium ?? ""];
      text = fold([...words, row.pressure?.text ?? "", ...row.evidence.map((one) => one.passage.quote)].join(`
`)), folded.set(row, text);
    }
    return text;
  }
  function terms(query) {
    return [...fold(query).matchAll(/"([^"]+)"|(\S+)/g)].map((found) => found[1] ?? found[2]).filter((word2) => word2 !== '"');
  }
  var GAPS = {
    requester: (row) => !row.requester.length,
    recipient: (row) => !row.recipient.length,
    item: (row) => !row.item.length,
    made_on: (row) => !row.made_on,
    deadline: (row) => !row.deadline,
    legal_basis: (row) => !row.evidence.some((one) => one.marks.some((mark) => mark.role === "legal_basis")),
    medium: (row) => !row.medium,
    status: (row) => !row.status
  }, FACETS = {
    status: (row) => [row.status?.outcome ?? "none"],
    kind: (row) => [row.kind],
    force: (row) => [row.force],
    type: (row) => {
      let types = [...row.requester, ...row.recipient].map((agent) => agent.type);
      return (!row.requester.length || !row.recipient.length) && types.push("not_stated"), types;
    },
    source: (row) => row.evidence.map((one) => one.passage.source.id),
    told: (row) => row.attributed_to.length ? row.attributed_to.map((agent) => agent.id) : ["article"],
    gap: (row) => Object.keys(GAPS).filter((name) => GAPS[name](row))
  }, FACET_NAMES = (
    /** @type {("status"|"kind"|"force"|"type"|"source"|"told"|"gap")[]} */
    Object.keys(FACETS)
  ), days = (row) => [row.made_on, row.deadline?.date, row.status?.as_of].filter((date) => date != null);
  function select(facts3, state) {
    let words = terms(state.query), chosen2 = FACET_NAMES.filter((name) => state[name].length).map((name) => ({ of: FACETS[name], wanted: new Set(state[name]), all: name === "gap" })), inFocus = state.focus ? around(facts3.rows, facts3.agentById.get(state.focus), state.steps) : null, along = state.path.length === 2 ? onPath(facts3.rows, facts3.agentById.get(state.path[0]), facts3.agentById.get(state.path[1])).rows : null;
    return facts3.rows.filter((row) => {
      if (row.confidence < state.sure || inFocus && !inFocus.has(row) || along && !along.has(row)) return !1;
      for (let { of, wanted, all } of chosen2) {
        let values = of(row);
        if (all ? ![...wanted].every((value) => values.includes(value)) : !values.some((value) => wanted.has(value))) return !1;
      }
      return (state.from || state.to) && !days(row).some((date) => (!state.from || date >= state.from) && (!state.to || date <= state.to)) ? !1 : !words.length || words.every((word2) => searchText(row).includes(word2));
    });
  }
  function count(rows, facet) {
    let counts = /* @__PURE__ */ new Map();
    for (let row of rows) for (let value of new Set(FACETS[facet](row))) counts.set(value, (counts.get(value) ?? 0) + 1);
    return counts;
  }
  function overdue(row, asof) {
    let settled = ["complied", "withdrawn", "moot"].includes(row.status?.outcome ?? "");
    return !!(row.deadline?.date && row.deadline.date < asof && !settled);
  }
  function lastDay(facts3) {
    let published = facts3.sources.flatMap((source) => source.published ?? []);
    return (published.length ? published : facts3.rows.flatMap((row) => row.made_on ?? [])).reduce((one, other) => one > other ? one : other, "");
  }

  // src/texts.js
  var ENGLISH = {
    title: "Who asked whom for what",
    "summary.requests": "{count} request|{count} requests",
    "summary.requesters": "{count} requester|{count} requesters",
    "summary.documents": "{count} document|{count} documents",
    "summary.line": "{requests} by {requesters}, read from {documents}.",
    "summary.no_recipient": "{count} has no stated recipient|{count} have no stated recipient",
    "summary.no_response": "{count} got no response|{count} got no response",
    "summary.deadline": "{count} has a deadline|{count} have a deadline",
    "skip.list": "Skip to the list of requests",
    "view.requests": "Requests",
    "view.network": "Network",
    "view.timeline": "Timeline",
    "view.ledger": "Ledger",
    "view.article": "Article",
    "view.gaps": "Gaps",
    views: "Views",
    search: "Search people, items, evidence",
    "search.key": "Press / to search",
    filters: "Filters",
    "filters.count": "Filters ({count})",
    "filters.clear": "Clear all",
    "filters.active": "Active filters",
    "filters.remove": "Remove filter: {name}",
    undo: "Undo",
    "undo.title": "Undo the last change of view (u)",
    more: "Export",
    close: "Close",
    back: "All requests",
    previous: "Previous",
    next: "Next",
    tools: "Find and filter",
    "facet.status": "Status",
    "facet.kind": "Asked for",
    "facet.force": "Force",
    "facet.type": "Agent type",
    "facet.source": "Document",
    "facet.told": "As told by",
    "facet.gap": "Not stated",
    "facet.dates": "Made on or due",
    "facet.from": "From",
    "facet.to": "To",
    "facet.asof": "Overdue as of",
    "facet.sure": "Confidence at least",
    "facet.query": "Search",
    "facet.focus": "Around",
    "facet.path": "Path",
    "status.none": "Outcome not stated",
    "status.complied": "Complied",
    "status.partial": "Complied in part",
    "status.refused": "Refused",
    "status.no_response": "No response",
    "status.not_reached": "Could not be reached",
    "status.acknowledged": "Acknowledged",
    "status.pending": "Pending",
    "status.withdrawn": "Withdrawn",
    "status.challenged": "Challenged in court",
    "status.moot": "Moot",
    "kind.information": "Information",
    "kind.documents": "Documents",
    "kind.comment": "Comment",
    "kind.testimony": "Testimony",
    "kind.action": "Action",
    "kind.money": "Money",
    "kind.release": "Release",
    "kind.permission": "Permission",
    "kind.question": "Answer to a question",
    "force.suggest": "suggests",
    "force.ask": "asks",
    "force.request": "requests",
    "force.exhort": "urges",
    "force.demand": "demands",
    "force.order": "orders",
    "force.subpoena": "subpoenas",
    "force.sue": "sues",
    "type.person": "Person",
    "type.organization": "Organization",
    "type.post": "Office",
    "type.collective": "Group",
    "type.place": "Place",
    "type.thing": "Thing",
    "type.unknown": "Unknown",
    "type.not_stated": "Not stated",
    "gap.requester": "No requester",
    "gap.recipient": "No recipient",
    "gap.item": "Nothing asked for is named",
    "gap.made_on": "No date",
    "gap.deadline": "No deadline",
    "gap.legal_basis": "No legal basis",
    "gap.medium": "No medium",
    "gap.status": "No outcome",
    "basis.read": "read in the text",
    "basis.computed": "computed from the text",
    "basis.assumed": "assumed",
    "polarity.negated": "The text says that this was not asked",
    "realis.planned": "Planned, not yet made",
    "realis.conditional": "Conditional",
    "realis.possible": "Possible, not certain",
    "realis.generic": "General, not one event",
    "field.requester": "Requester",
    "field.recipient": "Recipient",
    "field.item": "Asked for",
    "field.kind": "Kind",
    "field.force": "Force",
    "field.medium": "How",
    "field.made_on": "Made on",
    "field.deadline": "Due",
    "field.pressure": "Pressure",
    "field.status": "Status",
    "field.attributed_to": "Who says so",
    "field.confidence": "Confidence",
    "field.evidence": "Evidence",
    "field.realis": "Reality",
    "field.request": "Request",
    not_stated: "not stated",
    "not_stated.requester": "requester not stated",
    "not_stated.recipient": "recipient not stated",
    "not_stated.item": "what was asked for is not stated",
    article_itself: "the article itself",
    as_of: "as of {date}",
    "due.on": "due {date}",
    "due.date_not_stated": "day not stated",
    "due.overdue": "overdue",
    "sure.high": "high",
    "sure.middle": "middling",
    "sure.low": "low",
    "sure.note": "Low confidence: read the passage before relying on this.",
    instruments: "by {list}",
    "pressure.said_by": "said by {list}",
    "agent.asked": "asked {count} time|asked {count} times",
    "agent.was_asked": "was asked {count} time|was asked {count} times",
    "agent.members": "Named members",
    "agent.posts": "Holds",
    "agent.focus": "Show only what is around",
    "agent.steps": "{count} step|{count} steps",
    "agent.path": "Path to",
    "agent.path.go": "Find path",
    "path.none": "No path leads from {one} to {other}.",
    "path.found": "{one} → {other}",
    "focus.chip": "Around {name}, {steps}",
    "pair.title": "{one} → {other}",
    "pair.count": "{count} request between these two|{count} requests between these two",
    passages: "In the words of the text",
    "passage.place": "characters {start}–{end}",
    "passage.pressure": "On the pressure",
    "passage.status": "On the outcome",
    "document.untitled": "Untitled document",
    "role.requester": "requester",
    "role.recipient": "recipient",
    "role.item": "asked for",
    "role.medium": "how",
    "role.time": "when",
    "role.made_on": "when",
    "role.deadline": "due",
    "role.trigger": "the asking",
    "role.legal_basis": "legal basis",
    "role.pressure": "pressure",
    "role.attribution": "who says so",
    "role.other": "{role}",
    "list.title": "Requests",
    "list.count": "{shown} of {all}",
    "list.none": "No request matches. Remove a filter to see more.",
    "list.more": "Show {count} more",
    "empty.title": "No requests were found",
    "empty.text": "The documents were read, and nobody in them asks anybody for anything.",
    "empty.documents": "Documents read",
    "empty.no_documents": "No document was given.",
    "requests.columns.requester": "Who asks",
    "requests.columns.request": "What for",
    "requests.columns.recipient": "Whom",
    "requests.page": "Requests {first}–{last} of {all}",
    "requests.picture": "Drawing of {count} request: who asks, what for, whom. The list of requests holds the same as text.|Drawing of {count} requests: who asks, what for, whom. The list of requests holds the same as text.",
    "network.picture": "Drawing of {agents} agents and {pairs} connections. The list of requests holds the same as text.",
    "network.fit": "Fit",
    "network.in": "Zoom in",
    "network.out": "Zoom out",
    "network.unpin": "Unpin all",
    "network.groups": "Grouping",
    "network.groups.value": "{count} group|{count} groups",
    "network.groups.none": "every agent",
    "network.group": "{name} and {count} more",
    "network.open": "Open this group",
    "network.hint": "Drag to move, scroll to zoom, drag a node to pin it.",
    "network.collapsed": "Collapsed into groups because there are more than {count} connections. Move the slider to open them.",
    "network.requests": "{count} request|{count} requests",
    "timeline.undated": "{count} request has no date and is not drawn|{count} requests have no date and are not drawn",
    "timeline.made": "made",
    "timeline.due": "due",
    "timeline.answered": "answered",
    "timeline.overdue": "overdue",
    "timeline.asof": "As of",
    "timeline.brush": "Requests a month; choose a range",
    "timeline.month": "{month}: {count}",
    "timeline.more": "{count} more are not drawn: choose a range or filter|{count} more are not drawn: choose a range or filter",
    "timeline.none": "No request here has a date.",
    "timeline.label": "Requests over time",
    "ledger.caption": "All requests; the same rows as ledger.csv",
    "ledger.sort": "Sort by {name}",
    "article.pick": "Document",
    "article.count": "{count} passage with a request|{count} passages with a request",
    "article.partly": "Only the passages that hold requests are shown, in the order of the text.",
    "article.open": "Open the article",
    "article.gap": "…",
    "gaps.intro": "What the texts do not say. Each line filters the requests that lack it.",
    "gaps.count": "{count} of {all}",
    "export.csv": "CSV of the requests shown",
    "export.json": "JSON-LD of the requests shown",
    "export.gexf": "GEXF of the requests shown",
    "export.png": "PNG of the picture",
    "export.svg": "SVG of the picture",
    "export.link": "Copy a link to this view",
    "export.print": "Print",
    "export.copied": "The link is copied.",
    "export.no_picture": "This view has no picture; open Requests, Network or Timeline.",
    theme: "Appearance",
    "theme.auto": "As the system",
    "theme.light": "Light",
    "theme.dark": "Dark",
    "theme.contrast": "High contrast",
    legend: "Legend",
    "legend.filter": "Show only: {name}",
    "print.title": "Report of the requests shown"
  };
  function t(key, values = {}) {
    let text = ENGLISH[key];
    if (text === void 0) return key;
    let forms = text.split("|");
    return (forms.length > 1 && Number(values.count) !== 1 ? forms[1] : forms[0]).replace(/\{(\w+)\}/g, (_, name) => {
      let value = values[name];
      return typeof value == "number" ? value.toLocaleString("en") : String(value ?? "");
    });
  }
  var has = (key) => key in ENGLISH, MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
  function day(iso) {
    let [year, month, date] = iso.split("-");
    return date ? `${Number(date)} ${MONTHS[Number(month) - 1]} ${year}` : iso;
  }
  function list(names) {
    return names.length < 2 ? names[0] ?? "" : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
  }

  // src/words.js
  var who = (row, role) => row[role].length ? list(row[role].map((agent) => agent.label)) : t(`not_stated.${role}`), items = (row) => row.item.length ? row.item.join("; ") : t("not_stated.item"), outcome = (row) => row.status?.outcome ?? "none", verb = (force) => t(`force.${force}`), post = (agent) => agent.posts[0] ?? t(`type.${agent.type}`), word = (facet, value) => has(`${facet}.${value}`) ? t(`${facet}.${value}`) : value.replaceAll("_", " "), title = (source) => source.title || t("document.untitled"), imprint = (source) => [source.publisher, source.author, source.published && day(source.published)].filter(Boolean).join(", "), sureness = (confidence2) => confidence2 >= 0.8 ? "high" : confidence2 >= 0.6 ? "middle" : "low";
  function due(row) {
    return row.deadline ? row.deadline.date ? t("due.on", { date: day(row.deadline.date) }) : row.deadline.text : "";
  }

  // src/legend.js
  function legend(app) {
    let { facts: facts3, store } = app, element = h("div", { class: "legend", role: "group", "aria-label": t("legend") }), all = { type: count(facts3.rows, "type"), status: count(facts3.rows, "status") }, entry = (facet, value, state) => {
      let on = state[facet].includes(value), path = facet === "type" ? AGENT[value] ?? AGENT.unknown : STATUS[value] ?? STATUS.none, name = value === "not_stated" ? t("type.not_stated") : word(facet, value), toggle = () => store.set({ [facet]: on ? state[facet].filter((one) => one !== value) : [...state[facet], value] });
      return h(
        "button",
        { type: "button", "aria-pressed": String(on), "data-facet": facet, "data-value": value, title: t("legend.filter", { name }), onclick: toggle },
        icon(path, `${facet}-${value === "not_stated" ? "unknown" : value}`),
        name,
        h("span", { class: "number" }, (all[facet].get(value) ?? 0).toLocaleString("en"))
      );
    };
    return {
      element,
      /** @param {State} state */
      update(state) {
        let focused = (
          /** @type {HTMLElement | null} */
          element.contains(document.activeElement) ? document.activeElement : null
        ), was = focused && [focused.dataset.facet, focused.dataset.value];
        element.hidden = !facts3.rows.length, element.replaceChildren(
          ...Object.keys({ ...AGENT, not_stated: "" }).filter((value) => all.type.has(value)).map((value) => entry("type", value, state)),
          h("span", { class: "divider" }),
          ...Object.keys(STATUS).filter((value) => all.status.has(value)).map((value) => entry("status", value, state))
        ), was && [...element.querySelectorAll("button")].find((one) => one.dataset.facet === was[0] && one.dataset.value === was[1])?.focus();
      }
    };
  }

  // src/passage.js
  var COLOURED = ["requester", "recipient", "item", "deadline", "medium", "trigger"], roleName = (role) => has(`role.${role}`) ? t(`role.${role}`) : role.replaceAll("_", " ");
  function quotation(evidence, words = []) {
    let { passage } = evidence;
    return h(
      "figure",
      { class: "passage" },
      h("blockquote", { dir: "auto" }, ...marked(passage.quote, evidence.marks, words)),
      h(
        "figcaption",
        {},
        h("cite", {}, link(passage.source.url, title(passage.source))),
        imprint(passage.source) ? ` · ${imprint(passage.source)}` : "",
        ` · ${t("passage.place", { start: passage.start, end: passage.end })}`
      )
    );
  }
  function marked(text, marks, words) {
    let found = hits(text, words), cuts = [0, text.length];
    for (let { start: start2, end } of [...marks, ...found]) cuts.push(start2, end);
    let places = [...new Set(cuts.map((place) => Math.max(0, Math.min(text.length, place))))].sort((one, other) => one - other), pieces = [];
    for (let i = 0; i + 1 < places.length; i++) {
      let [start2, end] = [places[i], places[i + 1]], over = (it) => it.start <= start2 && it.end >= end, inner = marks.filter(over).sort((one, other) => one.end - one.start - (other.end - other.start))[0], piece = text.slice(start2, end), hit = found.some(over);
      if (!inner && !hit) pieces.push(document.createTextNode(piece));
      else if (!inner) pieces.push(h("mark", { class: "hit" }, piece));
      else {
        let role = COLOURED.includes(inner.role) ? inner.role : "other";
        pieces.push(h("mark", { class: `role role-${role}${hit ? " hit" : ""}`, title: roleName(inner.role), "data-role": inner.role }, piece));
      }
    }
    return pieces;
  }
  function hits(text, words) {
    if (!words.length) return [];
    let flat = "", origin = [];
    for (let i = 0; i < text.length; i++) {
      let piece = fold(text[i]);
      for (let k = 0; k < piece.length; k++) origin.push(i);
      flat += piece;
    }
    let found = [];
    for (let word2 of words)
      for (let at = flat.indexOf(word2); at >= 0 && word2; at = flat.indexOf(word2, at + word2.length))
        found.push({ start: origin[at], end: origin[at + word2.length - 1] + 1 });
    return found;
  }
  function roleKey(evidence) {
    let roles = [...new Set(evidence.flatMap((one) => one.marks.map((mark) => mark.role)))];
    return roles.length ? h(
      "p",
      { class: "role-key" },
      ...roles.map((role) => h("span", { class: `role role-${COLOURED.includes(role) ? role : "other"}` }, roleName(role)))
    ) : null;
  }

  // src/details.js
  var missing = (text = t("not_stated")) => h("span", { class: "missing" }, text), agentButton = (app, agent) => h("button", { type: "button", class: "agent-link", onclick: () => app.store.set({ selected: `a:${agent.id}` }) }, icon(AGENT[agent.type] ?? AGENT.unknown, `type-${agent.type}`), h("bdi", {}, agent.label)), statusBadge = (value, text = word("status", value)) => h("span", { class: `status status-${value}` }, icon(STATUS[value] ?? STATUS.none), text);
  function details(app, state) {
    let [kind, id] = [state.selected.slice(0, 2), state.selected.slice(2)], words = terms(state.query);
    if (kind === "r:") {
      let row = app.facts.rowById.get(id);
      return row ? requestDetails(app, row, words, "h2", state) : null;
    }
    if (kind === "a:") {
      let agent = app.facts.agentById.get(id);
      return agent ? agentDetails(app, agent, state) : null;
    }
    return kind === "p:" ? pairDetails(app, id, state) : null;
  }
  function selectedRows(app, state) {
    let [kind, id] = [state.selected.slice(0, 2), state.selected.slice(2)];
    if (kind === "r:") return app.rows().filter((row) => row.id === id);
    if (kind === "a:") return app.rows().filter((row) => [...row.requester, ...row.recipient].some((agent) => agent.id === id));
    if (kind === "p:") {
      let [from, to] = id.split("~");
      return app.rows().filter((row) => row.requester.some((agent) => agent.id === from) && row.recipient.some((agent) => agent.id === to));
    }
    return [];
  }
  function requestDetails(app, row, words, level, state) {
    let asof = state.asof || lastDay(app.facts), people = (agents, none) => agents.length ? agents.map((agent) => agentButton(app, agent)) : [missing(none)], fields = [
      ["requester", people(row.requester, t("not_stated"))],
      ["recipient", people(row.recipient, t("not_stated"))],
      ["item", row.item.length ? [h("ul", {}, ...row.item.map((item) => h("li", { dir: "auto" }, item)))] : [missing()]],
      ["kind", [`${word("kind", row.kind)} · ${verb(row.force)}`]],
      ["medium", [row.medium ?? missing()]],
      ["made_on", [row.made_on ? day(row.made_on) : missing()]],
      ["deadline", deadline(row, asof)],
      ["pressure", pressure(app, row)],
      ["status", status(row)],
      ["attributed_to", row.attributed_to.length ? people(row.attributed_to, "") : [t("article_itself")]],
      ["confidence", confidence(row)]
    ];
    row.polarity !== "affirmed" ? fields.push(["realis", [t("polarity.negated")]]) : row.realis !== "actual" && fields.push(["realis", [word("realis", row.realis)]]);
    let extra = (name, evidence) => evidence?.length ? [h("h4", {}, t(name)), ...evidence.map((one) => quotation(one, words))] : [];
    return h(
      "article",
      { class: "details request", "data-request": row.id },
      h(level, { class: "sentence" }, h("bdi", { class: row.requester.length ? "" : "missing" }, who(row, "requester")), " ", h("span", { class: "verb" }, verb(row.force)), " ", h("bdi", { class: row.recipient.length ? "" : "missing" }, who(row, "recipient"))),
      h("dl", {}, ...fields.flatMap(([name, content]) => [h("dt", {}, t(`field.${name}`)), h("dd", { "data-field": name }, ...content)])),
      h("h4", {}, t("passages")),
      roleKey(row.evidence),
      row.evidence.map((one) => quotation(one, words)),
      extra("passage.pressure", row.pressure?.evidence),
      extra("passage.status", row.status?.evidence)
    );
  }
  function deadline(row, asof) {
    let it = row.deadline;
    if (!it) return [missing()];
    let late = overdue(row, asof) ? [" ", h("span", { class: "late" }, `${t("due.overdue")} ${t("as_of", { date: day(asof) })}`)] : [];
    return [
      it.date ? h("strong", {}, day(it.date)) : missing(t("due.date_not_stated")),
      h("span", { class: "note" }, ` “${it.text}”${it.basis ? `, ${word("basis", it.basis)}` : ""}`),
      ...late
    ];
  }
  function pressure(app, row) {
    let it = row.pressure;
    return it ? [
      ...it.agent.map((agent) => agentButton(app, agent)),
      h("span", { dir: "auto" }, ` “${it.text}”`),
      it.instrument.length ? h("span", { class: "note" }, ` ${t("instruments", { list: list(it.instrument) })}`) : null,
      it.said_by.length ? h("span", { class: "note" }, ` · ${t("pressure.said_by", { list: list(it.said_by.map((agent) => agent.label)) })}`) : null
    ] : [missing()];
  }
  function status(row) {
    let it = row.status;
    if (!it) return [missing(t("status.none"))];
    let note = [it.as_of && t("as_of", { date: day(it.as_of) }), it.basis && word("basis", it.basis)].filter(Boolean).join(", ");
    return [statusBadge(it.outcome), note ? h("span", { class: "note" }, ` ${note}`) : null];
  }
  function confidence(row) {
    let level = sureness(row.confidence);
    return [
      h("meter", { min: 0, max: 1, low: 0.6, high: 0.8, optimum: 1, value: row.confidence, "aria-label": t("field.confidence") }),
      ` ${Math.round(row.confidence * 100)} %, ${t(`sure.${level}`)}`,
      level === "low" ? h("p", { class: "warning" }, t("sure.note")) : null
    ];
  }
  function agentDetails(app, agent, state) {
    let rows = app.rows(), asked = rows.filter((row) => row.requester.includes(agent)), was = rows.filter((row) => row.recipient.includes(agent));
    return h(
      "article",
      { class: "details agent", "data-agent": agent.id },
      h("h2", { class: "sentence" }, icon(AGENT[agent.type] ?? AGENT.unknown, `type-${agent.type}`), " ", h("bdi", {}, agent.label)),
      h("p", { class: "note" }, `${t(`type.${agent.type}`)} · ${t("agent.asked", { count: asked.length })} · ${t("agent.was_asked", { count: was.length })}`),
      agent.posts.length || agent.members.length ? h("dl", {}, ...facts2("agent.posts", agent.posts), ...facts2("agent.members", agent.members)) : null,
      tools(app, agent, state),
      h("ul", { class: "cards" }, ...[.../* @__PURE__ */ new Set([...asked, ...was])].slice(0, 100).map((row) => h("li", {}, rowButton(app, row, state))))
    );
  }
  var facts2 = (name, values) => values.length ? [h("dt", {}, t(name)), h("dd", {}, ...values.map((value) => h("div", { dir: "auto" }, value)))] : [];
  function tools(app, agent, state) {
    let steps = [1, 2, 3].map(
      (count2) => h(
        "button",
        { type: "button", "aria-pressed": String(state.focus === agent.id && state.steps === count2), onclick: () => app.store.set({ focus: agent.id, steps: count2, path: [] }) },
        t("agent.steps", { count: count2 })
      )
    ), input = (
      /** @type {HTMLInputElement} */
      h("input", { list: "agent-names", id: "path-to", autocomplete: "off" })
    ), go = (event) => {
      event.preventDefault();
      let other = app.facts.agents.find((one) => one !== agent && one.label === input.value);
      other && app.store.set({ path: [agent.id, other.id], focus: "", view: "network" });
    };
    return h(
      "div",
      { class: "agent-tools" },
      h("div", { class: "steps", role: "group", "aria-label": t("agent.focus") }, h("span", {}, t("agent.focus")), ...steps),
      h("form", { onsubmit: go }, h("label", { for: "path-to" }, t("agent.path")), input, h("button", { type: "submit" }, t("agent.path.go")))
    );
  }
  function pairDetails(app, id, state) {
    let rows = selectedRows(app, state), [one, other] = id.split("~").map((name) => app.facts.agentById.get(name));
    return !one || !other ? null : rows.length === 1 ? requestDetails(app, rows[0], terms(state.query), "h2", state) : h(
      "article",
      { class: "details pair" },
      h("h2", { class: "sentence" }, h("bdi", {}, one.label), " ", icon(SIGN.arrow), " ", h("bdi", {}, other.label)),
      h("p", { class: "note" }, t("pair.count", { count: rows.length })),
      h("ul", { class: "cards" }, ...rows.map((row) => h("li", {}, rowButton(app, row, state))))
    );
  }
  function rowButton(app, row, state) {
    let chosen2 = state.selected === `r:${row.id}`, facts3 = [row.made_on && day(row.made_on), row.deadline?.date && t("due.on", { date: day(row.deadline.date) })].filter(Boolean), sure = sureness(row.confidence) === "low" ? h("span", { class: "doubt" }, `${t("field.confidence")}: ${t("sure.low")}`) : null;
    return h(
      "button",
      { type: "button", class: "row", "aria-current": chosen2 ? "true" : "false", "data-request": row.id, onclick: () => app.store.set({ selected: `r:${row.id}` }) },
      h("span", { class: "row-who" }, h("bdi", { class: row.requester.length ? "" : "missing" }, who(row, "requester")), icon(SIGN.arrow), h("bdi", { class: row.recipient.length ? "" : "missing" }, who(row, "recipient"))),
      h("span", { class: "row-what", dir: "auto" }, items(row)),
      h("span", { class: "row-facts" }, statusBadge(outcome(row)), ...facts3.map((fact) => h("span", {}, fact)), sure)
    );
  }

  // src/panel.js
  var STEP = 100;
  function panel(app) {
    let heading = h("h2", { id: "list-title" }, t("list.title"), " ", h("span", { class: "count", role: "status" })), count2 = (
      /** @type {HTMLElement} */
      heading.querySelector(".count")
    ), list2 = h("ol", { class: "cards", id: "list", tabindex: "-1", "aria-labelledby": "list-title" }), more = h("button", { type: "button", class: "more", onclick: () => grow() }), listing = h("div", { class: "listing" }, heading, list2, more), content = h("div", { class: "content" }), bar = h("div", { class: "panel-bar" }), detail = h("div", { class: "detail", tabindex: "-1", role: "region", "aria-label": t("field.request"), hidden: !0 }, bar, content), element = h("aside", { class: "panel", "aria-label": t("list.title") }, detail, listing), shown = STEP, listed = [], fill = (state, from) => {
      let rows = app.rows();
      from || list2.replaceChildren(), list2.append(...rows.slice(from, shown).map((row) => h("li", {}, rowButton(app, row, state)))), more.hidden = rows.length <= shown, more.textContent = t("list.more", { count: Math.min(STEP, rows.length - shown) });
    }, grow = () => {
      let from = shown;
      shown += STEP, fill(app.store.get(), from), list2.children[from]?.querySelector("button")?.focus();
    }, step = (by) => {
      let rows = app.rows();
      if (!rows.length) return;
      let here = rows.findIndex((row) => `r:${row.id}` === app.store.get().selected), next = here < 0 ? by > 0 ? 0 : rows.length - 1 : (here + by + rows.length) % rows.length;
      app.store.set({ selected: `r:${rows[next].id}` });
    }, close = () => {
      let before = app.store.get().selected.slice(2);
      app.store.set({ selected: "" }), ([...list2.querySelectorAll("button")].find((one) => one.dataset.request === before) ?? list2).focus();
    };
    return bar.append(
      h("button", { type: "button", class: "back", onclick: close }, icon(SIGN.arrow, "turned"), t("back")),
      h("button", { type: "button", title: `${t("previous")} (k)`, "aria-label": t("previous"), onclick: () => step(-1) }, "↑"),
      h("button", { type: "button", title: `${t("next")} (j)`, "aria-label": t("next"), onclick: () => step(1) }, "↓")
    ), {
      element,
      step,
      close,
      /** @param {State} state @param {State | null} before */
      update(state, before) {
        let rows = app.rows(), found = details(app, state);
        detail.hidden = !found, element.classList.toggle("open", !!found), document.body.classList.toggle("selecting", !!found), content.replaceChildren(...found ? [found] : []), found && before && before.selected !== state.selected && (detail.scrollTop = 0, element.scrollTop = 0), count2.textContent = rows.length === app.facts.rows.length ? rows.length.toLocaleString("en") : t("list.count", { shown: rows.length, all: app.facts.rows.length }), rows !== listed && (listed = rows, shown = STEP, fill(state, 0), rows.length || list2.replaceChildren(h("li", { class: "none" }, t("list.none"))));
        let chosen2 = new Set(selectedRows(app, state).map((row) => row.id));
        for (let button of list2.querySelectorAll("button")) button.setAttribute("aria-current", String(chosen2.has(button.dataset.request ?? "")));
      }
    };
  }

  // src/theme.js
  var NAMES = ["paper", "card", "ink", "muted", "line", "strong", "accent", "soft"], TYPES = ["person", "organization", "post", "collective", "place", "thing", "unknown"], STATUSES = ["none", "complied", "partial", "refused", "no_response", "not_reached", "acknowledged", "pending", "withdrawn", "challenged", "moot"], known = null;
  function colour(name) {
    if (!known) {
      let style = getComputedStyle(document.documentElement), names = [...NAMES, ...TYPES.map((type) => `type-${type}`), ...STATUSES.map((status2) => `status-${status2}`)];
      known = Object.fromEntries(names.map((one) => [one, style.getPropertyValue(`--${one}`).trim() || "#888"]));
    }
    return known[name] ?? known.muted;
  }
  function wear(theme) {
    ["light", "dark", "contrast"].includes(theme) ? document.documentElement.dataset.theme = theme : delete document.documentElement.dataset.theme, known = null;
  }
  function forget() {
    known = null;
  }

  // src/toolbar.js
  var SEARCH_DELAY = 120, LISTED = 60;
  function toolbar(app) {
    let { store } = app, search = (
      /** @type {HTMLInputElement} */
      h("input", { type: "search", id: "search", placeholder: t("search"), autocomplete: "off", spellcheck: "false", "aria-label": t("search"), title: t("search.key") })
    ), waiting;
    search.addEventListener("input", () => {
      clearTimeout(waiting), waiting = /** @type {any} */
      setTimeout(() => store.set({ query: search.value.trim() }), SEARCH_DELAY);
    });
    let filters = filterMenu(app), undo = (
      /** @type {HTMLButtonElement} */
      h("button", { type: "button", class: "undo", title: t("undo.title"), onclick: () => store.undo() }, icon(SIGN.undo), h("span", {}, t("undo")))
    ), chips = h("div", { class: "chips", role: "group", "aria-label": t("filters.active"), hidden: !0 }), tabs = new Map(VIEWS.map((view) => [view, h("button", { type: "button", "data-view": view, onclick: () => store.set({ view }) }, t(`view.${view}`))])), extras = h("div", { class: "extras" });
    return {
      element: h(
        "header",
        { class: "head" },
        h("a", { class: "skip", href: "#list", onclick: skip }, t("skip.list")),
        h("div", { class: "title" }, h("h1", {}, t("title")), h("p", { class: "summary" }, summary(app))),
        h("div", { class: "find", role: "search", "aria-label": t("tools") }, h("div", { class: "search" }, icon(SIGN.search), search), filters.element, extras),
        h("nav", { class: "tabs", "aria-label": t("views") }, ...tabs.values(), undo),
        chips
      ),
      search,
      extras,
      /** @param {State} state */
      update(state) {
        (document.activeElement !== search || !state.query.startsWith(search.value.trim())) && search.value.trim() !== state.query && (search.value = state.query);
        for (let [view, tab] of tabs) tab.setAttribute("aria-current", view === state.view ? "page" : "false");
        undo.disabled = !store.canUndo(), filters.update(state);
        let now = active(app, state);
        chips.hidden = !now.length, chips.replaceChildren(
          ...now.map(
            ({ name, without }) => h("button", { type: "button", class: "chip", "aria-label": t("filters.remove", { name }), onclick: () => store.set(without) }, h("bdi", {}, name), icon(SIGN.close))
          ),
          ...now.length ? [h("button", { type: "button", class: "clear", onclick: () => store.set(cleared()) }, t("filters.clear"))] : []
        );
      }
    };
    function skip(event) {
      event.preventDefault(), document.getElementById("list")?.focus();
    }
  }
  function cleared() {
    let { query, status: status2, kind, force, type, source, told, gap, from, to, sure, focus, steps, path } = START;
    return { query, status: status2, kind, force, type, source, told, gap, from, to, sure, focus, steps, path };
  }
  function summary({ facts: facts3 }) {
    let people = new Set(facts3.rows.flatMap((row) => row.requester)), documents = facts3.sources.length, line = t("summary.line", {
      requests: t("summary.requests", { count: facts3.rows.length }),
      requesters: t("summary.requesters", { count: people.size }),
      documents: documents === 1 ? `“${title(facts3.sources[0])}”` : t("summary.documents", { count: documents })
    }), counts = {
      no_recipient: facts3.rows.filter((row) => !row.recipient.length).length,
      no_response: facts3.rows.filter((row) => row.status?.outcome === "no_response").length,
      deadline: facts3.rows.filter((row) => row.deadline).length
    }, notes = Object.entries(counts).flatMap(([name, number]) => number ? [t(`summary.${name}`, { count: number })] : []);
    return facts3.rows.length ? `${line}${notes.length ? ` ${list(notes)}.` : ""}` : "";
  }
  function valueName({ facts: facts3 }, facet, value) {
    if (facet === "source") {
      let source = facts3.sources.find((one) => one.id === value);
      return source ? title(source) : value;
    }
    return facet === "told" ? value === "article" ? t("article_itself") : facts3.agentById.get(value)?.label ?? value : word(facet, value);
  }
  function active(app, state) {
    let { facts: facts3 } = app, found = [];
    state.query && found.push({ name: `“${state.query}”`, without: { query: "" } });
    for (let facet of FACET_NAMES)
      for (let value of state[facet]) found.push({ name: `${t(`facet.${facet}`)}: ${valueName(app, facet, value)}`, without: { [facet]: state[facet].filter((one) => one !== value) } });
    state.from && found.push({ name: `${t("facet.from")} ${day(state.from)}`, without: { from: "" } }), state.to && found.push({ name: `${t("facet.to")} ${day(state.to)}`, without: { to: "" } }), state.sure && found.push({ name: `${t("facet.sure")} ${Math.round(state.sure * 100)} %`, without: { sure: 0 } });
    let name = (id) => facts3.agentById.get(id)?.label ?? id;
    return state.focus && found.push({ name: t("focus.chip", { name: name(state.focus), steps: t("agent.steps", { count: state.steps }) }), without: { focus: "", steps: 1 } }), state.path.length === 2 && found.push({ name: `${t("facet.path")}: ${t("path.found", { one: name(state.path[0]), other: name(state.path[1]) })}`, without: { path: [] } }), found;
  }
  function filterMenu(app) {
    let { store, facts: facts3 } = app, label = h("span", {}, t("filters")), body = h("div", { class: "menu filters" }), element = (
      /** @type {HTMLDetailsElement} */
      h("details", { class: "menu-box" }, h("summary", {}, label), body)
    );
    element.addEventListener("toggle", () => {
      element.open && fill(store.get());
    }), dismissable(element);
    let choice = (facet, state) => {
      let counts = [...count(facts3.rows, facet)].sort((one, other) => other[1] - one[1]);
      if (counts.length < 2 && !state[facet].length) return null;
      let boxes = counts.slice(0, LISTED).map(([value, number]) => {
        let toggle = () => store.set({ [facet]: state[facet].includes(value) ? store.get()[facet].filter((one) => one !== value) : [...store.get()[facet], value] });
        return h("label", { class: "check" }, h("input", { type: "checkbox", name: facet, value, checked: state[facet].includes(value), onchange: toggle }), h("bdi", {}, valueName(app, facet, value)), h("span", { class: "number" }, number));
      });
      return h("fieldset", {}, h("legend", {}, t(`facet.${facet}`)), h("div", { class: "checks" }, ...boxes));
    }, date = (key, state) => h("label", { class: "date" }, t(`facet.${key}`), h("input", { type: "date", name: key, value: state[key], onchange: (event) => store.set({ [key]: (
      /** @type {HTMLInputElement} */
      event.target.value
    ) }) })), fill = (state) => {
      let kept = (
        /** @type {HTMLInputElement | null} */
        document.activeElement
      ), focus = kept && body.contains(kept) ? [kept.name, kept.type === "checkbox" ? kept.value : null] : null, sure = h("input", { type: "range", min: 0, max: 1, step: 0.05, name: "sure", value: state.sure, onchange: (event) => store.set({ sure: Number(
        /** @type {HTMLInputElement} */
        event.target.value
      ) }) });
      body.replaceChildren(
        ...FACET_NAMES.map((facet) => choice(facet, state)).filter((one) => one !== null),
        h("fieldset", {}, h("legend", {}, t("facet.dates")), date("from", state), date("to", state), date("asof", state)),
        h("fieldset", {}, h("legend", {}, t("facet.sure")), h("label", { class: "range" }, sure, h("output", {}, `${Math.round(state.sure * 100)} %`)))
      ), focus && [...body.querySelectorAll("input")].find((one) => one.name === focus[0] && (focus[1] === null || one.value === focus[1]))?.focus();
    };
    return {
      element,
      /** @param {State} state */
      update(state) {
        let on = active(app, state).length - (state.query ? 1 : 0);
        label.textContent = on ? t("filters.count", { count: on }) : t("filters"), element.open && fill(state);
      }
    };
  }
  function dismissable(element) {
    document.addEventListener("click", (event) => {
      element.open && !event.composedPath().includes(element) && (element.open = !1);
    }), element.addEventListener("keydown", (event) => {
      event.key !== "Escape" || !element.open || (element.open = !1, event.stopPropagation(), element.querySelector("summary")?.focus());
    });
  }

  // src/pen.js
  var FAMILY = 'system-ui, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif', paths = /* @__PURE__ */ new Map(), CanvasPen = class {
    /** @param {CanvasRenderingContext2D} ctx */
    constructor(ctx) {
      this.ctx = ctx;
    }
    /** @param {number} x @param {number} y @param {number} width @param {number} height @param {number} radius @param {Style} style */
    rect(x, y, width2, height, radius, style) {
      this.ctx.beginPath(), this.ctx.roundRect(x, y, width2, height, radius), this.finish(style);
    }
    /** @param {number} x @param {number} y @param {number} radius @param {Style} style */
    circle(x, y, radius, style) {
      this.ctx.beginPath(), this.ctx.arc(x, y, radius, 0, Math.PI * 2), this.finish(style);
    }
    /** @param {string} path @param {number} x @param {number} y @param {number} size @param {Style} style */
    glyph(path, x, y, size, style) {
      let shape = paths.get(path);
      shape || paths.set(path, shape = new Path2D(path));
      let { ctx } = this;
      ctx.save(), ctx.translate(x - size / 2, y - size / 2), ctx.scale(size / 24, size / 24), ctx.fillStyle = style.fill ?? "#000", ctx.fill(shape, "evenodd"), ctx.restore();
    }
    /** @param {string} text @param {number} x @param {number} y @param {TextStyle} style */
    text(text, x, y, style) {
      let { ctx } = this;
      ctx.font = font(style.size, style.weight), ctx.textAlign = style.align ?? "left", ctx.textBaseline = "alphabetic", style.halo && (ctx.lineJoin = "round", ctx.lineWidth = style.size / 3.5, ctx.strokeStyle = style.halo, ctx.strokeText(text, x, y)), ctx.fillStyle = style.fill, ctx.fillText(text, x, y);
    }
    /** @param {number[]} points @param {Style} style @param {number} [arrow] */
    curve(points, style, arrow = 0) {
      let { ctx } = this;
      if (ctx.beginPath(), ctx.moveTo(points[0], points[1]), points.length === 4 ? ctx.lineTo(points[2], points[3]) : points.length === 6 ? ctx.quadraticCurveTo(points[2], points[3], points[4], points[5]) : ctx.bezierCurveTo(points[2], points[3], points[4], points[5], points[6], points[7]), this.finish(style), arrow) {
        let [a, b, c, d, e, f] = arrowHead(points, arrow);
        ctx.beginPath(), ctx.moveTo(a, b), ctx.lineTo(c, d), ctx.lineTo(e, f), ctx.closePath(), this.finish({ fill: style.stroke, opacity: style.opacity });
      }
    }
    /** @param {Style} style */
    finish(style) {
      let { ctx } = this;
      ctx.globalAlpha = style.opacity ?? 1, style.fill && (ctx.fillStyle = style.fill, ctx.fill()), style.stroke && (ctx.strokeStyle = style.stroke, ctx.lineWidth = style.width ?? 1, ctx.setLineDash(style.dash ?? []), ctx.stroke(), ctx.setLineDash([])), ctx.globalAlpha = 1;
    }
  }, SvgPen = class {
    constructor() {
      this.parts = [];
    }
    /** @param {number} x @param {number} y @param {number} width @param {number} height @param {number} radius @param {Style} style */
    rect(x, y, width2, height, radius, style) {
      this.parts.push(`<rect x="${n(x)}" y="${n(y)}" width="${n(width2)}" height="${n(height)}" rx="${n(radius)}"${attributes(style)}/>`);
    }
    /** @param {number} x @param {number} y @param {number} radius @param {Style} style */
    circle(x, y, radius, style) {
      this.parts.push(`<circle cx="${n(x)}" cy="${n(y)}" r="${n(radius)}"${attributes(style)}/>`);
    }
    /** @param {string} path @param {number} x @param {number} y @param {number} size @param {Style} style */
    glyph(path, x, y, size, style) {
      let place = `translate(${n(x - size / 2)} ${n(y - size / 2)}) scale(${n(size / 24)})`;
      this.parts.push(`<path d="${escape(path)}" transform="${place}" fill-rule="evenodd"${attributes(style)}/>`);
    }
    /** @param {string} text @param {number} x @param {number} y @param {TextStyle} style */
    text(text, x, y, style) {
      let anchor = { left: "start", center: "middle", right: "end" }[style.align ?? "left"], halo = style.halo ? ` stroke="${escape(style.halo)}" stroke-width="${n(style.size / 3.5)}" paint-order="stroke" stroke-linejoin="round"` : "";
      this.parts.push(
        `<text x="${n(x)}" y="${n(y)}" font-size="${n(style.size)}" font-weight="${style.weight ?? 400}" text-anchor="${anchor}" fill="${escape(style.fill)}"${halo}>${escape(text)}</text>`
      );
    }
    /** @param {number[]} points @param {Style} style @param {number} [arrow] */
    curve(points, style, arrow = 0) {
      let [x, y, ...rest] = points.map(n), letter = { 2: "L", 4: "Q", 6: "C" }[rest.length];
      this.parts.push(`<path d="M${x} ${y}${letter}${rest.join(" ")}" ${attributes({ ...style, fill: "none" })}/>`), arrow && this.parts.push(`<path d="M${arrowHead(points, arrow).map(n).join(" ")}z"${attributes({ fill: style.stroke, opacity: style.opacity })}/>`);
    }
    /** The file. @param {{x: number, y: number, width: number, height: number}} box @param {string} paper @param {string} title */
    file(box, paper, title2) {
      return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${`${n(box.x)} ${n(box.y)} ${n(box.width)} ${n(box.height)}`}" width="${n(box.width)}" height="${n(box.height)}" font-family="${escape(FAMILY)}"><title>${escape(title2)}</title><rect x="${n(box.x)}" y="${n(box.y)}" width="100%" height="100%" fill="${escape(paper)}"/>${this.parts.join("")}</svg>`;
    }
  }, font = (size, weight = 400) => `${weight} ${size}px ${FAMILY}`, n = (value) => String(Math.round(value * 100) / 100);
  function escape(text) {
    return text.replace(/[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, "").replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
  }
  function attributes(style) {
    let stroke = style.stroke ? ` stroke="${escape(style.stroke)}" stroke-width="${n(style.width ?? 1)}"` : "", dash = style.dash?.length ? ` stroke-dasharray="${style.dash.join(" ")}"` : "", opacity = style.opacity !== void 0 && style.opacity !== 1 ? ` opacity="${n(style.opacity)}"` : "";
    return ` fill="${escape(style.fill ?? "none")}"${stroke}${dash}${opacity}`;
  }
  function arrowHead(points, size) {
    let [bx, by, ex, ey] = points.slice(-4), angle = Math.atan2(ey - by, ex - bx), back = (turn) => [ex - size * Math.cos(angle + turn), ey - size * Math.sin(angle + turn)];
    return [ex, ey, ...back(0.42), ...back(-0.42)];
  }

  // src/measure.js
  var context = null, widths = /* @__PURE__ */ new Map();
  function width(text, size, weight = 400) {
    let key = `${weight} ${size} ${text}`, found = widths.get(key);
    if (found === void 0) {
      if (context ??= document.createElement("canvas").getContext("2d"), !context) return text.length * size * 0.55;
      context.font = font(size, weight), found = context.measureText(text).width, widths.size > 2e4 && widths.clear(), widths.set(key, found);
    }
    return found;
  }
  function wrap(text, limit, { size, weight = 400, lines = 3, measure = width }) {
    let words = text.slice(0, 1e3).split(/\s+/).filter(Boolean).flatMap((word2) => split(word2, limit, size, weight, measure)), found = [], line = "";
    for (let { part, glued } of words) {
      let longer = line && !glued ? `${line} ${part}` : line + part;
      !line || measure(longer, size, weight) <= limit ? line = longer : (found.push(line), line = part);
    }
    if (line && found.push(line), found.length <= lines) return found;
    let last = `${found[lines - 1]}…`;
    for (; last.length > 1 && measure(last, size, weight) > limit; ) last = `${last.slice(0, -2).trimEnd()}…`;
    return [...found.slice(0, lines - 1), last];
  }
  function split(word2, limit, size, weight, measure) {
    if (measure(word2, size, weight) <= limit) return [{ part: word2, glued: !1 }];
    let parts = [], part = "";
    for (let sign of word2)
      part && measure(part + sign, size, weight) > limit && (parts.push({ part, glued: parts.length > 0 }), part = ""), part += sign;
    return [...parts, { part, glued: parts.length > 0 }];
  }

  // src/shapes.js
  var PLAIN = { selected: !1, dim: !1, hover: !1 };
  var border = (look, stroke = colour("line")) => look.selected ? { stroke: colour("accent"), width: 2.5 } : { stroke: look.hover ? colour("strong") : stroke, width: 1 };
  function chip(agent, missing2, limit, narrow) {
    let type = agent?.type ?? "unknown", pad = narrow ? 8 : 12, badge = narrow ? 0 : 30, room = limit - pad * 2 - (badge ? badge + 10 : 0), [big, small] = narrow ? [12.5, 11] : [14.5, 12.5], name = wrap(agent?.label ?? missing2, room, { size: big, weight: 600, lines: narrow ? 5 : 4 }), note = agent ? wrap(post(agent), room, { size: small, lines: 2 }) : [], [step, noteStep] = [big * 1.28, small * 1.3], head = narrow ? 22 : 0, height = Math.max(pad * 2 + head + name.length * step + note.length * noteStep, badge + pad * 2);
    return {
      width: limit,
      height,
      paint(pen, x, y, look) {
        let [left, top] = [x - limit / 2, y - height / 2];
        pen.rect(left, top, limit, height, 10, { fill: colour(agent ? "card" : "paper"), ...border(look, agent ? void 0 : colour("muted")), dash: agent ? [] : [4, 4] });
        let tone = colour(`type-${type}`);
        narrow ? pen.glyph(AGENT[type] ?? AGENT.unknown, left + pad + 8, top + pad + 8, 16, { fill: tone }) : (pen.circle(left + pad + badge / 2, y, badge / 2, { fill: tone, opacity: agent ? 1 : 0.25 }), pen.glyph(AGENT[type] ?? AGENT.unknown, left + pad + badge / 2, y, 17, { fill: agent ? colour("card") : colour("ink") }));
        let start2 = left + pad + (badge ? badge + 10 : 0), line = y - (name.length * step + note.length * noteStep + head) / 2 + head + big * 0.98;
        for (let text of name)
          pen.text(text, start2, line, { size: big, weight: agent ? 600 : 400, fill: colour(agent ? "ink" : "muted") }), line += step;
        line += (noteStep - step) * 0.6;
        for (let text of note)
          pen.text(text, start2, line, { size: small, fill: colour("muted") }), line += noteStep;
      }
    };
  }
  function card(row, limit, narrow) {
    let pad = narrow ? 9 : 14, [big, small] = narrow ? [12.5, 11] : [14.5, 12.5], room = limit - pad * 2 - 4, over = wrap(`${t(`force.${row.force}`)} · ${word("kind", row.kind)}`, room, { size: small, weight: 600, lines: 2 }), body = wrap(items(row), room, { size: big, lines: narrow ? 6 : 4 }), tone = colour(`status-${outcome(row)}`), state = wrap(word("status", outcome(row)), room - 18, { size: small, lines: 2 }), dates = wrap([row.made_on && day(row.made_on), due(row)].filter(Boolean).join(" · "), room, { size: small, lines: 2 }), [step, smallStep] = [big * 1.34, small * 1.4], height = pad * 2 + (over.length + state.length + dates.length) * smallStep + body.length * step + 8;
    return {
      width: limit,
      height,
      paint(pen, x, y, look) {
        let [left, top] = [x - limit / 2, y - height / 2], dashed = row.confidence < 0.6 || row.realis !== "actual";
        pen.rect(left, top, limit, height, 10, { fill: colour(look.selected ? "soft" : "card"), ...border(look), dash: dashed && !look.selected ? [5, 4] : [] }), pen.rect(left, top + 10, 4, height - 20, 2, { fill: tone });
        let line = top + pad + small * 0.95, write = (lines, size, gap, fill, weight = 400, shift = 0) => {
          for (let text of lines)
            pen.text(text, left + pad + 4 + shift, line, { size, weight, fill }), line += gap;
        };
        write(over, small, smallStep, colour("muted"), 600), line += (step - smallStep) / 2 + 2, write(body, big, step, colour("ink")), line += 4 - (step - smallStep) / 2, pen.glyph(STATUS[outcome(row)] ?? STATUS.none, left + pad + 4 + 6.5, line - small * 0.35, 13, { fill: tone }), write(state, small, smallStep, colour("ink"), 400, 18), write(dates, small, smallStep, colour("muted"));
      }
    };
  }

  // src/columns.js
  function columns(facts3, rows, room) {
    let narrow = room < 640, usable = Math.min(room - (narrow ? 6 : 24) * 2, 1240), gap = narrow ? Math.max(16, usable * 0.05) : Math.max(52, usable * 0.08), agentWidth = Math.floor((usable - gap * 2) * (narrow ? 0.3 : 0.29)), cardWidth = Math.floor(usable - gap * 2 - agentWidth * 2), left = (room - usable) / 2, x = [left + agentWidth / 2, left + agentWidth + gap + cardWidth / 2, left + usable - agentWidth / 2], space = narrow ? 12 : 18, agents = /* @__PURE__ */ new Map(), cards = [], lines = [], find = (key, role) => {
      let id = `${role}:${key}`, found = agents.get(id);
      if (!found) {
        let agent = facts3.nodeByKey.get(key)?.agent ?? null, picture = chip(agent, t("not_stated"), agentWidth, narrow);
        found = { id, key, row: agent ? null : facts3.nodeByKey.get(key)?.row ?? null, x: x[role === "requester" ? 0 : 2], y: 0, picture, wish: 0, wishes: 0 }, agents.set(id, found);
      }
      return found;
    }, top = narrow ? 6 : 10;
    for (let row of rows) {
      let picture = card(row, cardWidth, narrow), sides = (
        /** @type {const} */
        ["requester", "recipient"].map((role) => ({ role, known: nodeKeys(row, role).map((key) => ({ it: find(key, role) })) }))
      ), tall = sides.map(({ known: known2 }) => known2.filter(({ it }) => !it.wishes).reduce((sum, { it }) => sum + it.picture.height + space, -space)), height2 = Math.max(picture.height, ...tall), middle = top + height2 / 2, placed2 = { id: row.id, key: "", row, x: x[1], y: middle, picture };
      cards.push(placed2), sides.forEach(({ role, known: known2 }, i) => {
        let at = middle - tall[i] / 2;
        for (let { it } of known2) {
          let first2 = !it.wishes;
          it.wish += first2 ? at + it.picture.height / 2 : middle, it.wishes += 1, first2 && (at += it.picture.height + space);
          let line = role === "requester" ? { from: it, to: placed2, arrow: !1 } : { from: placed2, to: it, arrow: !0 };
          lines.push({ id: `${row.id}|${it.id}`, row, ...line });
        }
      }), top += height2 + space;
    }
    for (let role of ["requester", "recipient"]) spread([...agents.values()].filter((it) => it.id.startsWith(role)), space);
    let placed = [...agents.values(), ...cards], first = Math.min(0, ...placed.map((it) => it.y - it.picture.height / 2)) - (narrow ? 6 : 10);
    for (let it of placed) it.y -= Math.min(0, first);
    let height = Math.max(0, ...placed.map((it) => it.y + it.picture.height / 2)) + 16;
    return { placed, lines, height, columns: x, widths: [agentWidth, cardWidth, agentWidth] };
  }
  function spread(column, space) {
    let blocks = [];
    for (let it of [...column].sort((one, other) => one.wish / one.wishes - other.wish / other.wishes)) {
      let height = it.picture.height + space, want = it.wish / it.wishes - it.picture.height / 2, block = { top: want, height, want, those: [it] };
      for (let before = blocks.at(-1); before && before.top + before.height > block.top; before = blocks.at(-1)) {
        blocks.pop();
        let many = before.those.length + block.those.length, shifted = block.want - before.height, mean = (before.want * before.those.length + shifted * block.those.length) / many;
        block = { top: mean, want: mean, height: before.height + block.height, those: [...before.those, ...block.those] };
      }
      blocks.push(block);
    }
    for (let block of blocks) {
      let at = block.top;
      for (let it of block.those)
        it.y = at + it.picture.height / 2, at += it.picture.height + space;
    }
  }

  // src/stage/vis.js
  var library = (
    /** @type {any} */
    globalThis.vis
  ), VisStage = class {
    /**
     * @param {HTMLElement} box
     * @param {Record<string, any>} options
     * @param {{onpick: (hit: Hit) => void, onmove?: (id: string, x: number, y: number) => void, onbefore?: (ctx: CanvasRenderingContext2D, scale: number) => void, onafter?: (ctx: CanvasRenderingContext2D, scale: number) => void}} listeners
     */
    constructor(box, options, { onpick, onmove, onbefore, onafter }) {
      this.box = box, this.shapes = /* @__PURE__ */ new Map(), this.selected = /* @__PURE__ */ new Set(), this.dim = /* @__PURE__ */ new Set(), this.hover = "", this.nodes = new library.DataSet(), this.edges = new library.DataSet(), this.network = new library.Network(box, { nodes: this.nodes, edges: this.edges }, { ...options, autoResize: !0 }), this.network.on("click", (event) => onpick(this.at(event.pointer.DOM))), onmove && this.network.on("dragEnd", (event) => {
        for (let id of event.nodes) {
          let { x, y } = this.network.getPosition(id);
          onmove(String(id), x, y);
        }
      }), onbefore && this.network.on("beforeDrawing", (ctx) => onbefore(ctx, this.network.getScale())), onafter && this.network.on("afterDrawing", (ctx) => onafter(ctx, this.network.getScale())), box.addEventListener("pointermove", (event) => this.point(event)), box.addEventListener("pointerleave", () => this.point(null));
    }
    /** What lies at a point of the box. @param {{x: number, y: number}} point @returns {Hit} */
    at(point) {
      let node2 = this.network.getNodeAt(point), shape = node2 === void 0 ? null : String(node2).replace(/^(in|out)\|/, ""), edge2 = shape === null ? this.network.getEdgeAt(point) : void 0;
      return { shape, edge: edge2 === void 0 ? null : String(edge2) };
    }
    /** @param {PointerEvent | null} event */
    point(event) {
      if (event?.buttons) return;
      let box = this.box.getBoundingClientRect(), hit = event ? this.at({ x: event.clientX - box.left, y: event.clientY - box.top }) : { shape: null, edge: null };
      this.box.style.cursor = hit.shape !== null || hit.edge !== null ? "pointer" : "", this.hover !== (hit.shape ?? "") && (this.hover = hit.shape ?? "", this.network.redraw());
    }
    /**
     * @param {Shape[]} shapes
     * @param {Edge[]} edges
     * @param {{id: string, x: number, y: number}[]} [ports] points that edges end at, and that are not seen
     */
    show(shapes, edges, ports = []) {
      this.shapes = new Map(shapes.map((shape) => [shape.id, shape]));
      let drawn = shapes.map((shape) => ({ id: shape.id, x: shape.x, y: shape.y, shape: "custom", ctxRenderer: (it) => this.draw(shape, it) })), points = ports.map(({ id, x, y }) => ({ id, x, y, shape: "custom", ctxRenderer: () => ({ drawNode() {
      }, nodeDimensions: { width: 1, height: 1 } }) }));
      this.edges.clear(), this.nodes.clear(), this.nodes.add([...drawn, ...points]), this.edges.add(edges.map(({ id, from, to, options }) => ({ id, from, to, ...options })));
    }
    /** @param {Shape} shape @param {{ctx: CanvasRenderingContext2D, x: number, y: number}} where */
    draw(shape, { ctx, x, y }) {
      let look = { selected: this.selected.has(shape.id), dim: this.dim.has(shape.id), hover: this.hover === shape.id };
      return {
        drawNode: () => shape.picture.paint(new CanvasPen(ctx), x, y, look),
        nodeDimensions: { width: shape.picture.width, height: shape.picture.height }
      };
    }
    /** @param {Iterable<string>} selected @param {Iterable<string>} [dim] */
    mark(selected, dim = []) {
      this.selected = new Set(selected), this.dim = new Set(dim), this.network.redraw();
    }
    canvas() {
      return (
        /** @type {HTMLCanvasElement | null} */
        this.box.querySelector("canvas")
      );
    }
  };

  // src/views/requests.js
  var PAGE = 40;
  function requestsView(app) {
    let heads = h("div", { class: "heads", "aria-hidden": "true" }), box = h("div", { class: "drawing", role: "img", id: "requests-drawing" }), pager = h("nav", { class: "pager", "aria-label": t("view.requests") }), element = h("section", { class: "view view-requests", "aria-label": t("view.requests") }, heads, h("div", { class: "scroll", tabindex: "0", role: "group", "aria-label": t("view.requests") }, box), pager), scroll = (
      /** @type {HTMLElement} */
      element.querySelector(".scroll")
    ), stage = null, drawn = null, shown = [], width2 = 0, options = { ...app.facts.options, interaction: { dragView: !1, zoomView: !1, dragNodes: !1, selectable: !1, hover: !1 } }, pick = (hit) => {
      let it = drawn?.placed.find((one) => one.id === hit.shape), line = drawn?.lines.find((one) => one.id === hit.edge), row = it?.row ?? line?.row;
      row ? app.store.set({ selected: `r:${row.id}` }) : it ? app.store.set({ selected: `a:${app.facts.agents[Number(it.key)].id}` }) : app.store.set({ selected: "" });
    }, draw = () => {
      if (width2 = scroll.clientWidth, !width2) return;
      drawn = columns(app.facts, shown, width2), box.style.height = `${Math.ceil(drawn.height)}px`, box.style.width = `${width2}px`, stage ??= new VisStage(box, options, { onpick: pick });
      let ports = drawn.placed.flatMap(({ id, x, y, picture }) => [
        { id: `in|${id}`, x: x - picture.width / 2, y },
        { id: `out|${id}`, x: x + picture.width / 2, y }
      ]);
      stage.show(drawn.placed, drawn.lines.map(edge), ports), stage.network.setSize(`${width2}px`, `${Math.ceil(drawn.height)}px`), stage.network.moveTo({ position: { x: width2 / 2, y: drawn.height / 2 }, scale: 1, animation: !1 }), mark(app.store.get()), headings();
    }, headings = () => {
      let names = ["requester", "request", "recipient"];
      heads.replaceChildren(
        ...names.map((name, i) => {
          let head = h("span", {}, t(`requests.columns.${name}`));
          return head.style.left = `${(drawn?.columns[i] ?? 0) - (drawn?.widths[i] ?? 0) / 2}px`, head.style.width = `${drawn?.widths[i] ?? 0}px`, head;
        })
      );
    }, mark = (state) => {
      if (!stage || !drawn) return;
      let on = chosen(state, drawn.lines);
      stage.edges.update(drawn.lines.map((line) => ({ id: line.id, ...edge(line).options, ...on.has(line.row) ? { width: 3, color: { color: colour("accent"), opacity: 1 } } : {} })));
      let shapes = drawn.lines.filter((line) => on.has(line.row)).flatMap((line) => [line.from.id, line.to.id]);
      if (state.selected.startsWith("a:")) {
        let agent = app.facts.agentById.get(state.selected.slice(2));
        stage.mark(drawn.placed.filter((it) => agent && it.key === String(agent.at)).map((it) => it.id));
      } else stage.mark(shapes);
    }, reveal = (state) => {
      let it = drawn?.placed.find((one) => `r:${one.id}` === state.selected);
      if (!it || scroll.scrollHeight <= scroll.clientHeight) return;
      let [top, bottom] = [it.y - it.picture.height / 2, it.y + it.picture.height / 2];
      (top < scroll.scrollTop || bottom > scroll.scrollTop + scroll.clientHeight) && (scroll.scrollTop = top - 24);
    }, paging = (page, all) => {
      if (pager.hidden = all <= PAGE, pager.hidden) return;
      let go = (name, to, can) => h("button", { type: "button", disabled: !can, onclick: () => app.store.set({ page: to }) }, t(name)), first = page * PAGE;
      pager.replaceChildren(
        go("previous", page - 1, page > 0),
        h("span", {}, t("requests.page", { first: first + 1, last: Math.min(all, first + PAGE), all })),
        go("next", page + 1, first + PAGE < all)
      );
    };
    return new ResizeObserver(() => {
      scroll.clientWidth !== width2 && draw();
    }).observe(scroll), {
      element,
      update(state) {
        let rows = app.rows(), page = Math.min(state.page, Math.max(0, Math.ceil(rows.length / PAGE) - 1)), next = rows.slice(page * PAGE, (page + 1) * PAGE);
        box.setAttribute("aria-label", t("requests.picture", { count: next.length })), paging(page, rows.length), !drawn || next.length !== shown.length || next.some((row, i) => row !== shown[i]) ? (shown = next, scroll.scrollTop = 0, draw()) : mark(state), reveal(state);
      },
      redraw: draw,
      canvas: () => stage?.canvas() ?? null,
      svg() {
        let pen = new SvgPen();
        for (let line of drawn?.lines ?? []) {
          let [x1, x2] = [line.from.x + line.from.picture.width / 2, line.to.x - line.to.picture.width / 2], bend = (x2 - x1) * 0.5, { color, width: width3, dashes } = (
            /** @type {any} */
            edge(line).options
          );
          pen.curve([x1, line.from.y, x1 + bend, line.from.y, x2 - bend, line.to.y, x2, line.to.y], { stroke: color.color, width: width3, dash: dashes || [] }, line.arrow ? 9 : 0);
        }
        for (let it of drawn?.placed ?? []) it.picture.paint(pen, it.x, it.y, PLAIN);
        return pen.file({ x: 0, y: 0, width: width2, height: drawn?.height ?? 0 }, colour("paper"), t("title"));
      }
    };
  }
  function chosen(state, lines) {
    return state.selected.startsWith("r:") ? new Set(lines.filter((line) => `r:${line.row.id}` === state.selected).map((line) => line.row)) : /* @__PURE__ */ new Set();
  }
  function edge(line) {
    let doubtful = line.row.confidence < 0.6 || outcome(line.row) === "no_response";
    return {
      id: line.id,
      from: `out|${line.from.id}`,
      to: `in|${line.to.id}`,
      options: {
        color: { color: colour("strong"), opacity: 1 },
        width: 1.6,
        dashes: doubtful ? [5, 4] : !1,
        arrows: line.arrow ? { to: { enabled: !0, scaleFactor: 0.55 } } : "",
        smooth: { enabled: !0, type: "cubicBezier", forceDirection: "horizontal", roundness: 0.5 }
      }
    };
  }

  // src/main.js
  var MAKERS = { requests: requestsView };
  async function start() {
    let block = document.getElementById("data"), page = document.getElementById("page");
    if (!block || !page) return;
    let facts3 = facts(await read(block));
    if (block.remove(), !facts3.rows.length) return void page.append(empty(facts3));
    let store = createStore(fromHash(location.hash)), rows = select(facts3, store.get()), voice = h("p", { class: "voice", role: "status" }), app = { facts: facts3, store, rows: () => rows, say: (message) => {
      voice.textContent = message;
    } }, head = toolbar(app), side = panel(app), key = legend(app), stage = h("div", { class: "stage" }), names = h("datalist", { id: "agent-names" }, ...facts3.agents.slice(0, 3e3).map((agent) => h("option", { value: agent.label })));
    page.append(head.element, h("main", { class: "main" }, h("div", { class: "left" }, stage, key.element), side.element), voice, names);
    let views = /* @__PURE__ */ new Map(), show = (state) => {
      let view = views.get(state.view);
      view || (view = (MAKERS[state.view] ?? requestsView)(app), views.set(state.view, view)), stage.firstChild !== view.element && stage.replaceChildren(view.element), document.body.dataset.view = state.view, view.update(state);
    }, update = (state, before) => {
      (!before || differs(state, before, FILTERS)) && (rows = select(facts3, state)), before && state.theme !== before.theme && wear(state.theme), head.update(state), key.update(state), side.update(state, before), show(state), before && state.theme !== before.theme && redraw(), keep(state);
    }, redraw = () => {
      for (let [name, view] of views) name === store.get().view ? view.redraw?.() : views.delete(name);
    };
    store.subscribe(update), wear(store.get().theme), matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
      forget(), redraw();
    }), addEventListener("hashchange", () => {
      location.hash.slice(1) !== toHash(store.get()) && store.set(fromHash(location.hash));
    }), keyboard(app, { search: head.search, step: side.step, close: side.close }), update(store.get(), null), document.documentElement.dataset.ready = String(Math.round(performance.now()));
  }
  function keep(state) {
    let hash = toHash(state);
    location.hash.slice(1) !== hash && history.replaceState(null, "", hash ? `#${hash}` : location.pathname + location.search);
  }
  function empty(facts3) {
    let documents = facts3.sources.length ? [h("h2", {}, t("empty.documents")), h("ul", {}, ...facts3.sources.map((source) => h("li", { dir: "auto" }, title(source))))] : [h("p", {}, t("empty.no_documents"))];
    return h("main", { class: "empty" }, h("h1", {}, t("empty.title")), h("p", {}, t("empty.text")), ...documents);
  }
  start();
})();
