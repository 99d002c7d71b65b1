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
  function facts(content2) {
    let agents = (
      /** @type {Agent[]} */
      objects(content2.agents)
    ), sources = (
      /** @type {Source[]} */
      objects(content2.sources)
    ), passages = (
      /** @type {Passage[]} */
      objects(content2.passages).map((one2) => ({ ...one2, source: sources[one2.source] }))
    ), people = (numbers) => numbers.map((at) => agents[at]), evidence = (list2) => list2.map((one2) => unmark(one2, passages)), rows = (
      /** @type {Row[]} */
      objects(content2.requests)
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
      content2.drawing.nodes.map((it, at) => node(it, at, agents, rows))
    );
    return {
      base: content2.base,
      agents,
      sources,
      passages,
      rows,
      nodes,
      groups: content2.drawing.groups,
      options: content2.drawing.options,
      nodeByKey: new Map(nodes.map((one2) => [one2.key, one2])),
      rowById: new Map(rows.map((one2) => [one2.id, one2])),
      agentById: new Map(agents.map((one2) => [one2.id, one2]))
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
    theme: "",
    reading: ""
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
      let key2 of
      /** @type {(keyof State)[]} */
      Object.keys(START)
    ) {
      let value = state[key2];
      if (!same(value, start2[key2]))
        if (Array.isArray(value)) for (let one2 of value) fields.append(key2, one2);
        else fields.set(key2, String(value));
    }
    return fields.toString();
  }
  function fromHash(hash, start2 = START) {
    let fields = new URLSearchParams(hash.replace(/^#/, "")), state = { ...start2 };
    for (let key2 of Object.keys(START)) {
      if (!fields.has(key2)) continue;
      let kind = (
        /** @type {any} */
        START[key2]
      );
      Array.isArray(kind) ? state[key2] = fields.getAll(key2) : typeof kind == "number" ? state[key2] = Number.isFinite(Number(fields.get(key2))) ? Number(fields.get(key2)) : kind : state[key2] = fields.get(key2);
    }
    return VIEWS.includes(state.view) || (state.view = start2.view), state;
  }
  function same(one2, other) {
    return !Array.isArray(one2) || !Array.isArray(other) ? one2 === other : one2.length === other.length && one2.every((value, i) => value === other[i]);
  }
  var differs = (one2, other, keys) => keys.some((key2) => !same(one2[key2], other[key2]));
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
  function pairs(rows, name = (key2) => key2) {
    let found = /* @__PURE__ */ new Map();
    for (let row of rows)
      for (let one2 of new Set(nodeKeys(row, "requester").map(name)))
        for (let other of new Set(nodeKeys(row, "recipient").map(name))) {
          let id = `${one2}~${other}`, pair = found.get(id);
          pair ? pair.rows.push(row) : found.set(id, { id, from: one2, to: other, rows: [row] });
        }
    return found;
  }
  function neighbours(rows) {
    let found = /* @__PURE__ */ new Map(), add2 = (one2, other, row) => {
      let list2 = found.get(one2);
      list2 ? list2.push({ row, other }) : found.set(one2, [{ row, other }]);
    };
    for (let row of rows)
      for (let one2 of row.requester)
        for (let other of row.recipient)
          add2(one2, other, row), add2(other, one2, row);
    return found;
  }
  function around(rows, agent, steps) {
    if (!agent) return /* @__PURE__ */ new Set();
    let next = neighbours(rows), reached = /* @__PURE__ */ new Set([agent]), edge2 = [agent];
    for (let step = 1; step < steps; step++) {
      let further = edge2.flatMap((one2) => (next.get(one2) ?? []).map((it) => it.other)).filter((one2) => !reached.has(one2));
      edge2 = [...new Set(further)];
      for (let one2 of edge2) reached.add(one2);
    }
    return new Set(rows.filter((row) => [...row.requester, ...row.recipient].some((one2) => reached.has(one2))));
  }
  function onPath(rows, from, to) {
    if (!from || !to) return { rows: /* @__PURE__ */ new Set(), directed: !1 };
    for (let directed of [!0, !1]) {
      let ahead = distances(rows, from, directed ? "forward" : "both"), length = ahead.get(to);
      if (length === void 0) continue;
      let behind = distances(rows, to, directed ? "backward" : "both"), on = (one2, other) => (ahead.get(one2) ?? 1 / 0) + 1 + (behind.get(other) ?? 1 / 0) === length, found = rows.filter((row) => row.requester.some((one2) => row.recipient.some((other) => on(one2, other) || !directed && on(other, one2))));
      return { rows: new Set(found), directed };
    }
    return { rows: /* @__PURE__ */ new Set(), directed: !1 };
  }
  function distances(rows, start2, way) {
    let next = /* @__PURE__ */ new Map(), add2 = (one2, other) => {
      (next.get(one2) ?? next.set(one2, /* @__PURE__ */ new Set()).get(one2))?.add(other);
    };
    for (let row of rows)
      for (let one2 of row.requester)
        for (let other of row.recipient)
          way !== "backward" && add2(one2, other), way !== "forward" && add2(other, one2);
    let found = /* @__PURE__ */ new Map([[start2, 0]]);
    for (let one2 of found.keys())
      for (let other of next.get(one2) ?? []) found.has(other) || found.set(other, (found.get(one2) ?? 0) + 1);
    return found;
  }
  function grouping(facts3, level, opened) {
    let top = Math.min(level, facts3.groups.length - 1);
    if (top < 0) return (key2) => key2;
    let open = new Set(opened), sizes = facts3.groups.map((groups) => {
      let size = /* @__PURE__ */ new Map();
      for (let group of groups) size.set(group, (size.get(group) ?? 0) + 1);
      return size;
    });
    return (key2) => {
      let node2 = facts3.nodeByKey.get(key2);
      if (!node2) return key2;
      for (let at = top; at >= 0; at--) {
        let group = facts3.groups[at][node2.at];
        if (sizes[at].get(group) === 1) return key2;
        if (!open.has(`g${at}.${group}`)) return `g${at}.${group}`;
      }
      return key2;
    };
  }
  function members(facts3, id) {
    let [level, group] = id.slice(1).split(".").map(Number);
    return facts3.nodes.filter((node2) => facts3.groups[level]?.[node2.at] === group);
  }
  function autoLevel(facts3, rows, asked, readable) {
    let most = facts3.groups.length;
    if (asked >= 0) return Math.min(asked, most);
    let drawn = /* @__PURE__ */ new Set();
    for (let row of rows) {
      for (let key2 of [...nodeKeys(row, "requester"), ...nodeKeys(row, "recipient")]) drawn.add(key2);
      if (drawn.size > readable) return most;
    }
    return 0;
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
      text = fold([...words, row.pressure?.text ?? "", ...row.evidence.map((one2) => one2.passage.quote)].join(`
`)), folded.set(row, text);
    }
    return text;
  }
  function terms(query) {
    return [...fold(query).matchAll(/"([^"]+)"|(\S+)/g)].map((found) => found[1] ?? found[2]).filter((word2) => word2 !== '"');
  }
  var FORCES = ["suggest", "ask", "request", "exhort", "demand", "order", "subpoena", "sue"], GAPS = {
    requester: (row) => !row.requester.length,
    recipient: (row) => !row.recipient.length,
    item: (row) => !row.item.length,
    made_on: (row) => !row.made_on,
    deadline: (row) => !row.deadline,
    legal_basis: (row) => !row.evidence.some((one2) => one2.marks.some((mark) => mark.role === "legal_basis")),
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
    source: (row) => row.evidence.map((one2) => one2.passage.source.id),
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
    return (published.length ? published : facts3.rows.flatMap((row) => row.made_on ?? [])).reduce((one2, other) => one2 > other ? one2 : other, "");
  }

  // src/texts.js
  var ENGLISH = {
    title: "Who asked whom for what",
    "summary.requests": "{count} request|{count} requests",
    "summary.requesters": "{count} requester|{count} requesters",
    "summary.documents": "{count} document|{count} documents",
    "summary.line": "{requests} by {requesters} in {documents}.",
    "summary.one": "{requests} by {requesters}.",
    "summary.no_recipient": "{count} names no recipient|{count} name no recipient",
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
    more: "More",
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
    "network.close": "Close groups",
    "network.groups": "Grouping",
    "network.groups.value": "{count} group|{count} groups",
    "network.groups.none": "every agent",
    "network.group": "{name} and {count} more",
    "network.group.short": "{name} +{count}",
    "network.open": "Open this group",
    "network.hint": "Drag to move, scroll to zoom, drag a node to pin it.",
    "network.collapsed": "Grouped, because there are more than {count} agents. Click a group to open it, or move the slider.",
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
    "timeline.overdue.count": "{count} overdue|{count} overdue",
    "timeline.none": "No request here has a date.",
    "timeline.label": "Requests over time",
    "ledger.caption": "All requests; the same rows as ledger.csv",
    "ledger.sort": "Sort by {name}",
    "article.pick": "Document",
    "article.count": "{count} passage with a request|{count} passages with a request",
    "article.partly": "Only the passages that hold requests are shown, in the order of the text.",
    "article.open": "Open the article",
    "article.gap": "…",
    "gaps.intro": "What the texts do not say. Open a line to see the requests that lack it.",
    "gaps.only": "Show only these in every view",
    "gaps.more": "{count} more are not listed here|{count} more are not listed here",
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
    "print.most": "The first {count} of {all} requests."
  };
  function t(key2, values = {}) {
    let text = ENGLISH[key2];
    if (text === void 0) return key2;
    let forms = text.split("|");
    return (forms.length > 1 && Number(values.count) !== 1 ? forms[1] : forms[0]).replace(/\{(\w+)\}/g, (_, name) => {
      let value = values[name];
      return typeof value == "number" ? value.toLocaleString("en") : String(value ?? "");
    });
  }
  var has = (key2) => key2 in ENGLISH, MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
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
      let on = state[facet].includes(value), path = facet === "type" ? AGENT[value] ?? AGENT.unknown : STATUS[value] ?? STATUS.none, name = value === "not_stated" ? t("type.not_stated") : word(facet, value), toggle = () => store.set({ [facet]: on ? state[facet].filter((one2) => one2 !== value) : [...state[facet], value] });
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
        ), was && [...element.querySelectorAll("button")].find((one2) => one2.dataset.facet === was[0] && one2.dataset.value === was[1])?.focus();
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
    let places = [...new Set(cuts.map((place2) => Math.max(0, Math.min(text.length, place2))))].sort((one2, other) => one2 - other), pieces = [];
    for (let i = 0; i + 1 < places.length; i++) {
      let [start2, end] = [places[i], places[i + 1]], over = (it) => it.start <= start2 && it.end >= end, inner = marks.filter(over).sort((one2, other) => one2.end - one2.start - (other.end - other.start))[0], piece = text.slice(start2, end), hit = found.some(over);
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
    let flat = "", origin2 = [];
    for (let i = 0; i < text.length; i++) {
      let piece = fold(text[i]);
      for (let k = 0; k < piece.length; k++) origin2.push(i);
      flat += piece;
    }
    let found = [];
    for (let word2 of words)
      for (let at = flat.indexOf(word2); at >= 0 && word2; at = flat.indexOf(word2, at + word2.length))
        found.push({ start: origin2[at], end: origin2[at + word2.length - 1] + 1 });
    return found;
  }
  function roleKey(evidence) {
    let roles = [...new Set(evidence.flatMap((one2) => one2.marks.map((mark) => mark.role)))];
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
      let [from, to] = id.split(" ").map((one2) => side(app, one2));
      return app.rows().filter((row) => nodeKeys(row, "requester").some((key2) => from.keys.has(key2)) && nodeKeys(row, "recipient").some((key2) => to.keys.has(key2)));
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
    let under = level === "h2" ? "h3" : "h4", extra = (name, evidence) => evidence?.length ? [h(under, {}, t(name)), ...evidence.map((one2) => quotation(one2, words))] : [];
    return h(
      "article",
      { class: "details request", "data-request": row.id },
      h(level, { class: "sentence" }, h("bdi", { class: row.requester.length ? "" : "missing" }, who(row, "requester")), " ", h("span", { class: "verb" }, verb(row.force)), " ", h("bdi", { class: row.recipient.length ? "" : "missing" }, who(row, "recipient"))),
      h("dl", {}, ...fields.flatMap(([name, content2]) => [h("dt", {}, t(`field.${name}`)), h("dd", { "data-field": name }, ...content2)])),
      h(under, {}, t("passages")),
      roleKey(row.evidence),
      row.evidence.map((one2) => quotation(one2, words)),
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
    ), answer = h("p", { class: "note", role: "status" }), go = (event) => {
      event.preventDefault();
      let other = app.facts.agents.find((one2) => one2 !== agent && one2.label === input.value);
      other && (onPath(app.facts.rows, agent, other).rows.size ? app.store.set({ path: [agent.id, other.id], focus: "", view: "network" }) : answer.textContent = t("path.none", { one: agent.label, other: other.label }));
    };
    return h(
      "div",
      { class: "agent-tools" },
      h("div", { class: "steps", role: "group", "aria-label": t("agent.focus") }, h("span", {}, t("agent.focus")), ...steps),
      h("form", { onsubmit: go }, h("label", { for: "path-to" }, t("agent.path")), input, h("button", { type: "submit" }, t("agent.path.go")), answer)
    );
  }
  function side({ facts: facts3 }, id) {
    let agent = facts3.agentById.get(id);
    if (agent) return { label: agent.label, keys: /* @__PURE__ */ new Set([String(agent.at)]) };
    if (/^g\d+\.\d+$/.test(id)) {
      let those = members(facts3, id), head = those.find((node2) => node2.agent)?.agent;
      return { label: t("network.group", { name: head?.label ?? "", count: those.length - 1 }), keys: new Set(those.map((node2) => node2.key)) };
    }
    return { label: t(`not_stated.${id.split("-")[0]}`), keys: /* @__PURE__ */ new Set([id]) };
  }
  function pairDetails(app, id, state) {
    let rows = selectedRows(app, state), [one2, other] = id.split(" ").map((name) => side(app, name));
    return rows.length ? rows.length === 1 ? requestDetails(app, rows[0], terms(state.query), "h2", state) : h(
      "article",
      { class: "details pair" },
      h("h2", { class: "sentence" }, h("bdi", {}, one2.label), " ", icon(SIGN.arrow), " ", h("bdi", {}, other.label)),
      h("p", { class: "note" }, t("pair.count", { count: rows.length })),
      h("ul", { class: "cards" }, ...rows.map((row) => h("li", {}, rowButton(app, row, state))))
    ) : null;
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
    ), list2 = h("ol", { class: "cards", id: "list", tabindex: "-1", "aria-labelledby": "list-title" }), more = h("button", { type: "button", class: "more", onclick: () => grow() }), listing = h("div", { class: "listing" }, heading, list2, more), content2 = h("div", { class: "content" }), bar = h("div", { class: "panel-bar" }), detail = h("div", { class: "detail", tabindex: "-1", role: "region", "aria-label": t("field.request"), hidden: !0 }, bar, content2), element = h("aside", { class: "panel", "aria-label": t("list.title") }, detail, listing), shown = STEP, listed = [], fill = (state, from) => {
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
      app.store.set({ selected: "" }), ([...list2.querySelectorAll("button")].find((one2) => one2.dataset.request === before) ?? list2).focus();
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
        detail.hidden = !found, element.classList.toggle("open", !!found), document.body.classList.toggle("selecting", !!found), content2.replaceChildren(...found ? [found] : []), found && before && before.selected !== state.selected && (detail.scrollTop = 0, element.scrollTop = 0), count2.textContent = rows.length === app.facts.rows.length ? rows.length.toLocaleString("en") : t("list.count", { shown: rows.length, all: app.facts.rows.length }), rows !== listed && (listed = rows, shown = STEP, fill(state, 0), rows.length || list2.replaceChildren(h("li", { class: "none" }, t("list.none"))));
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
      known = Object.fromEntries(names.map((one2) => [one2, style.getPropertyValue(`--${one2}`).trim() || "#888"]));
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
        h("div", { class: "title" }, h("h1", {}, t("title")), h("p", { class: "summary" }, summary(app)), origin(app)),
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
    let people = new Set(facts3.rows.flatMap((row) => row.requester)), documents = facts3.sources.length, line2 = t(documents === 1 ? "summary.one" : "summary.line", {
      requests: t("summary.requests", { count: facts3.rows.length }),
      requesters: t("summary.requesters", { count: people.size }),
      documents: t("summary.documents", { count: documents })
    }), counts = {
      no_recipient: facts3.rows.filter((row) => !row.recipient.length).length,
      no_response: facts3.rows.filter((row) => row.status?.outcome === "no_response").length,
      deadline: facts3.rows.filter((row) => row.deadline).length
    }, notes = Object.entries(counts).flatMap(([name, number]) => number ? [t(`summary.${name}`, { count: number })] : []);
    return facts3.rows.length ? `${line2}${notes.length ? ` ${list(notes)}.` : ""}` : "";
  }
  function origin({ facts: facts3 }) {
    if (facts3.sources.length !== 1) return null;
    let [source] = facts3.sources;
    return h("p", { class: "origin" }, h("cite", { dir: "auto" }, link(source.url, title(source))), imprint(source) ? ` · ${imprint(source)}` : "");
  }
  function valueName({ facts: facts3 }, facet, value) {
    if (facet === "source") {
      let source = facts3.sources.find((one2) => one2.id === value);
      return source ? title(source) : value;
    }
    return facet === "told" ? value === "article" ? t("article_itself") : facts3.agentById.get(value)?.label ?? value : word(facet, value);
  }
  function active(app, state) {
    let { facts: facts3 } = app, found = [];
    state.query && found.push({ name: `“${state.query}”`, without: { query: "" } });
    for (let facet of FACET_NAMES)
      for (let value of state[facet]) found.push({ name: `${t(`facet.${facet}`)}: ${valueName(app, facet, value)}`, without: { [facet]: state[facet].filter((one2) => one2 !== value) } });
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
      let counts = [...count(facts3.rows, facet)].sort((one2, other) => other[1] - one2[1]);
      if (counts.length < 2 && !state[facet].length) return null;
      let boxes = counts.slice(0, LISTED).map(([value, number]) => {
        let toggle = () => store.set({ [facet]: state[facet].includes(value) ? store.get()[facet].filter((one2) => one2 !== value) : [...store.get()[facet], value] });
        return h("label", { class: "check" }, h("input", { type: "checkbox", name: facet, value, checked: state[facet].includes(value), onchange: toggle }), h("bdi", {}, valueName(app, facet, value)), h("span", { class: "number" }, number));
      });
      return h("fieldset", {}, h("legend", {}, t(`facet.${facet}`)), h("div", { class: "checks" }, ...boxes));
    }, date = (key2, state) => h("label", { class: "date" }, t(`facet.${key2}`), h("input", { type: "date", name: key2, value: state[key2], onchange: (event) => store.set({ [key2]: (
      /** @type {HTMLInputElement} */
      event.target.value
    ) }) })), fill = (state) => {
      let kept = (
        /** @type {HTMLInputElement | null} */
        document.activeElement
      ), focus = kept && body.contains(kept) ? [kept.name, kept.type === "checkbox" ? kept.value : null] : null, sure = h("input", { type: "range", min: 0, max: 1, step: 0.05, name: "sure", "aria-label": t("facet.sure"), value: state.sure, onchange: (event) => store.set({ sure: Number(
        /** @type {HTMLInputElement} */
        event.target.value
      ) }) });
      body.replaceChildren(
        ...FACET_NAMES.map((facet) => choice(facet, state)).filter((one2) => one2 !== null),
        h("fieldset", {}, h("legend", {}, t("facet.dates")), date("from", state), date("to", state), date("asof", state)),
        h("fieldset", {}, h("legend", {}, t("facet.sure")), h("label", { class: "range" }, sure, h("output", {}, `${Math.round(state.sure * 100)} %`)))
      ), focus && [...body.querySelectorAll("input")].find((one2) => one2.name === focus[0] && (focus[1] === null || one2.value === focus[1]))?.focus();
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
      let place2 = `translate(${n(x - size / 2)} ${n(y - size / 2)}) scale(${n(size / 24)})`;
      this.parts.push(`<path d="${escape(path)}" transform="${place2}" fill-rule="evenodd"${attributes(style)}/>`);
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

  // src/export.js
  var CSV_COLUMNS = ["id", "kind", "force", "requester", "recipient", "item", "medium", "made_on", "deadline", "pressure", "status", "polarity", "realis", "attributed_to", "evidence", "confidence"];
  function cell(text) {
    let safe = /^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text;
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  }
  function csv(facts3, rows) {
    let names = (agents) => agents.map((agent) => agent.label).join("; "), parts = (all) => all.filter(Boolean).join(" | "), line2 = (row) => [
      full(facts3, row.id),
      row.kind,
      row.force,
      names(row.requester),
      names(row.recipient),
      row.item.join("; "),
      row.medium ?? "",
      row.made_on ?? "",
      row.deadline ? parts([row.deadline.text, row.deadline.date, row.deadline.basis]) : "",
      row.pressure ? parts([names(row.pressure.agent), row.pressure.text, row.pressure.instrument.join("; "), names(row.pressure.said_by)]) : "",
      row.status ? parts([row.status.outcome, row.status.as_of, row.status.basis]) : "",
      row.polarity,
      row.realis,
      names(row.attributed_to),
      row.evidence.map((one2) => one2.passage.quote).join("; "),
      String(row.confidence)
    ];
    return `\uFEFF${[CSV_COLUMNS, ...rows.map(line2)].map((cells) => cells.map(cell).join(",")).join(`\r
`)}\r
`;
  }
  var full = ({ base }, id) => /^[a-z]+:/i.test(id) ? id : base + id;
  function jsonld(facts3, rows) {
    let ask = "https://w3id.org/askgraph#", iri = (name) => ({ "@id": name }), context2 = {
      ask,
      label: "http://www.w3.org/2000/01/rdf-schema#label",
      ...Object.fromEntries(["requester", "recipient", "kind", "force", "attributedTo", "polarity", "realis", "evidence"].map((name) => [name, { "@id": ask + name, "@type": "@id" }])),
      item: { "@id": `${ask}item` },
      mediumText: `${ask}mediumText`,
      dueText: `${ask}dueText`,
      confidence: { "@id": `${ask}confidence`, "@type": "http://www.w3.org/2001/XMLSchema#decimal" },
      ...Object.fromEntries(["madeOn", "due", "asOf"].map((name) => [name, { "@id": ask + name, "@type": "http://www.w3.org/2001/XMLSchema#date" }])),
      exact: "http://www.w3.org/ns/oa#exact",
      source: { "@id": "http://www.w3.org/ns/oa#hasSource", "@type": "@id" }
    }, agents = [...new Set(rows.flatMap((row) => [...row.requester, ...row.recipient, ...row.attributed_to]))], ids = (list2) => list2.length ? list2.map((agent) => full(facts3, agent.id)) : void 0, place2 = ({ passage }) => `${full(facts3, passage.source.id)}#char=${passage.start},${passage.end}`, passages = new Map(rows.flatMap((row) => row.evidence).map((one2) => [place2(one2), one2.passage])), graph = [
      ...rows.map((row) => ({
        "@id": full(facts3, row.id),
        "@type": `${ask}Request`,
        requester: ids(row.requester),
        recipient: ids(row.recipient),
        item: row.item.map((label) => ({ "@type": `${ask}Item`, label })),
        kind: `${ask}kind-${row.kind}`,
        force: `${ask}force-${row.force}`,
        mediumText: row.medium ?? void 0,
        madeOn: row.made_on ?? void 0,
        due: row.deadline?.date ?? void 0,
        dueText: row.deadline?.text,
        polarity: `${ask}polarity-${row.polarity}`,
        realis: `${ask}realis-${row.realis}`,
        attributedTo: ids(row.attributed_to),
        evidence: row.evidence.map(place2),
        confidence: String(row.confidence)
      })),
      ...rows.flatMap(
        (row) => row.status ? [{ "@type": `${ask}Response`, [`${ask}respondsTo`]: iri(full(facts3, row.id)), [`${ask}outcome`]: iri(`${ask}outcome-${row.status.outcome}`), asOf: row.status.as_of ?? void 0 }] : []
      ),
      ...agents.map((agent) => ({ "@id": full(facts3, agent.id), "@type": agent.type === "unknown" ? `${ask}Agent` : ask + agent.type[0].toUpperCase() + agent.type.slice(1), label: agent.label })),
      ...[...passages].map(([id, passage]) => ({ "@id": id, "@type": `${ask}Evidence`, source: full(facts3, passage.source.id), exact: passage.quote }))
    ];
    return JSON.stringify({ "@context": context2, "@graph": graph }, null, 1);
  }
  function edgeAttributes(row) {
    return {
      kind: row.kind,
      force: row.force,
      item: row.item.join(" | "),
      medium: row.medium ?? "",
      made_on: row.made_on ?? "",
      deadline: row.deadline?.date ?? "",
      status: row.status?.outcome ?? "",
      polarity: row.polarity,
      realis: row.realis
    };
  }
  function gexf(facts3, rows) {
    let nodes = /* @__PURE__ */ new Map(), edges = [], nodeId = (key2) => {
      let node2 = facts3.nodeByKey.get(key2), id = node2?.agent ? full(facts3, node2.agent.id) : `${full(facts3, node2?.row?.id ?? "")}&not-stated=${node2?.role}`, label = node2?.agent?.label ?? t(`not_stated.${node2?.role}`);
      return nodes.set(id, `<node id="${escape(id)}" label="${escape(label)}"><attvalues><attvalue for="type" value="${escape(node2?.agent?.type ?? "unknown")}"/><attvalue for="stated" value="${!!node2?.agent}"/></attvalues></node>`), id;
    }, names = ["request", ...Object.keys(edgeAttributes(rows[0] ?? facts3.rows[0]))];
    for (let row of rows) {
      let values = { request: full(facts3, row.id), ...edgeAttributes(row) }, attributes2 = Object.entries(values).map(([name, value]) => value ? `<attvalue for="${name}" value="${escape(value)}"/>` : "");
      nodeKeys(row, "requester").flatMap((one2) => nodeKeys(row, "recipient").map((other) => [nodeId(one2), nodeId(other)])).forEach(([one2, other], i) => {
        let id = escape(`${full(facts3, row.id)}&edge=${i}`);
        edges.push(`<edge id="${id}" source="${escape(one2)}" target="${escape(other)}" label="${escape(row.item.join(" | "))}"><attvalues>${attributes2.join("")}<attvalue for="confidence" value="${row.confidence}"/></attvalues></edge>`);
      });
    }
    let declare = (name, type = "string") => `<attribute id="${name}" title="${name}" type="${type}"/>`;
    return `<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://www.gexf.net/1.2draft" version="1.2"><graph defaultedgetype="directed" mode="static"><attributes class="node" mode="static">${declare("type")}${declare("stated", "boolean")}</attributes><attributes class="edge" mode="static">${names.map((name) => declare(name)).join("")}${declare("confidence", "double")}</attributes><nodes>${[...nodes.values()].join("")}</nodes><edges>${edges.join("")}</edges></graph></gexf>`;
  }
  function save(name, blob) {
    let anchor = document.createElement("a");
    anchor.href = URL.createObjectURL(blob), anchor.download = name, anchor.click(), setTimeout(() => URL.revokeObjectURL(anchor.href), 1e4);
  }
  function take(app, format, view) {
    let { facts: facts3 } = app, text = { csv: () => csv(facts3, app.rows()), json: () => jsonld(facts3, app.rows()), gexf: () => gexf(facts3, app.rows()), svg: () => view?.svg?.() ?? "" }[format], [name, type] = { csv: ["requests.csv", "text/csv"], json: ["requests.jsonld", "application/ld+json"], gexf: ["requests.gexf", "application/xml"], svg: ["requests.svg", "image/svg+xml"], png: ["requests.png", "image/png"] }[format] ?? ["", ""];
    if (format === "png") return photograph(app, view, name);
    let content2 = text?.() ?? "";
    if (!content2) return app.say(t("export.no_picture"));
    save(name, new Blob([content2], { type: `${type};charset=utf-8` }));
  }
  function photograph(app, view, name) {
    let from = view?.canvas?.(), finish = (image2, width2, height) => {
      let copy = document.createElement("canvas");
      [copy.width, copy.height] = [width2, height];
      let ctx = copy.getContext("2d");
      ctx && (ctx.fillStyle = colour("paper"), ctx.fillRect(0, 0, width2, height), ctx.drawImage(image2, 0, 0, width2, height), copy.toBlob((blob) => blob && save(name, blob), "image/png"));
    };
    if (from) return finish(from, from.width, from.height);
    let svg = view?.svg?.();
    if (!svg) return app.say(t("export.no_picture"));
    let image = new Image();
    image.onload = () => finish(image, image.width * 2, image.height * 2), image.src = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  }

  // src/menu.js
  var FORMATS = ["csv", "json", "gexf", "png", "svg"], THEMES = ["", "light", "dark", "contrast"];
  function menu(app, view) {
    let entry = (name, act) => h("button", { type: "button", class: "entry", "data-export": name, onclick: () => {
      element.open = !1, act();
    } }, t(`export.${name}`)), copy = async () => {
      try {
        await navigator.clipboard.writeText(location.href), app.say(t("export.copied"));
      } catch {
        app.say(location.href);
      }
      setTimeout(() => app.say(""), 4e3);
    }, themes = THEMES.map((theme) => h("label", { class: "check" }, h("input", { type: "radio", name: "theme", value: theme, onchange: () => app.store.set({ theme }) }), h("span", {}, t(`theme.${theme || "auto"}`)))), body = h(
      "div",
      { class: "menu" },
      ...FORMATS.map((format) => entry(format, () => take(app, format, view()))),
      entry("link", copy),
      entry("print", () => print()),
      h("fieldset", {}, h("legend", {}, t("theme")), ...themes)
    ), element = (
      /** @type {HTMLDetailsElement} */
      h("details", { class: "menu-box" }, h("summary", {}, t("more")), body)
    );
    return dismissable(element), {
      element,
      /** @param {State} state */
      update(state) {
        for (let input of body.querySelectorAll("input")) input.checked = input.value === state.theme;
      }
    };
  }

  // src/report.js
  var MOST = 500;
  function report(app, summary2) {
    let element = null;
    addEventListener("beforeprint", () => {
      let state = app.store.get(), rows = app.rows();
      element?.remove(), element = h(
        "div",
        { class: "report" },
        h("h1", {}, t("title")),
        h("p", { class: "note" }, summary2()),
        rows.length > MOST ? h("p", {}, t("print.most", { count: MOST, all: rows.length })) : null,
        ...rows.slice(0, MOST).map((row) => requestDetails(app, row, [], "h2", state))
      ), document.body.append(element);
    }), addEventListener("afterprint", () => element?.remove());
  }

  // src/views/article.js
  function paragraphs(rows, source) {
    let found = /* @__PURE__ */ new Map();
    for (let row of rows) {
      let all = [...row.evidence, ...row.pressure?.evidence ?? [], ...row.status?.evidence ?? []];
      for (let { passage, marks } of all) {
        if (passage.source !== source) continue;
        let paragraph = found.get(passage) ?? { passage, rows: [], marks: [] };
        found.set(passage, paragraph), paragraph.rows.includes(row) || paragraph.rows.push(row);
        for (let mark of marks)
          paragraph.marks.some((one2) => one2.row === row && one2.start === mark.start && one2.end === mark.end && one2.role === mark.role) || paragraph.marks.push({ ...mark, row });
      }
    }
    return [...found.values()].sort((one2, other) => one2.passage.start - other.passage.start || one2.passage.end - other.passage.end);
  }
  function articleView(app) {
    let { facts: facts3, store } = app, picker = (
      /** @type {HTMLSelectElement} */
      h("select", { id: "document", onchange: () => store.set({ reading: picker.value }) })
    ), pick = h("label", { class: "picker", for: "document" }, h("span", {}, t("article.pick")), picker), body = h("div", { class: "article" }), scroll = h("div", { class: "scroll padded", tabindex: "0", role: "region", "aria-label": t("view.article") }, pick, body), element = h("section", { class: "view", "aria-label": t("view.article") }, scroll);
    picker.append(...facts3.sources.map((source) => h("option", { value: source.id }, title(source))));
    let selected = "";
    return {
      element,
      update(state) {
        let row = facts3.rowById.get(state.selected.slice(2)), source = reading(facts3.sources, state, row);
        if (pick.hidden = facts3.sources.length < 2, !source) return body.replaceChildren();
        picker.value = source.id;
        let found = paragraphs(app.rows(), source);
        body.replaceChildren(...content(app, source, found, state)), state.selected !== selected && body.querySelector(".chosen")?.scrollIntoView({ block: "center" }), selected = state.selected;
      }
    };
  }
  function reading(sources, state, row) {
    let picked = sources.find((one2) => one2.id === state.reading), ofRow = row?.evidence.map((one2) => one2.passage.source) ?? [];
    return picked && (!ofRow.length || ofRow.includes(picked)) ? picked : ofRow[0] ?? picked ?? sources[0];
  }
  function content(app, source, found, state) {
    let evidence = (
      /** @type {Evidence[]} */
      found.map(({ passage, marks }) => ({ passage, marks }))
    ), words = terms(state.query), parts = found.flatMap((paragraph, i) => {
      let before = found[i - 1]?.passage;
      return [i > 0 && paragraph.passage.start > before.end + 2 ? h("p", { class: "skipped", "aria-hidden": "true" }, t("article.gap")) : null, one(app, paragraph, words, state)];
    });
    return [
      h("h2", { dir: "auto" }, title(source)),
      h("p", { class: "note" }, imprint(source), imprint(source) && source.url ? " · " : "", source.url ? link(source.url, t("article.open")) : ""),
      h("p", { class: "note" }, `${t("article.count", { count: found.length })}. ${t("article.partly")}`),
      roleKey(evidence),
      ...parts
    ].filter((part) => part !== null);
  }
  function one(app, { passage, rows, marks }, words, state) {
    let chosen2 = rows.some((row) => state.selected === `r:${row.id}`), quote = h("blockquote", { dir: "auto" }, ...marked(passage.quote, marks, words));
    quote.addEventListener("click", (event) => {
      let target = (
        /** @type {HTMLElement} */
        event.target
      ), at = offset(quote, target), mark = marks.filter((it) => it.start <= at && at < it.end).sort((a, b) => a.end - a.start - (b.end - b.start))[0];
      target.matches("mark") && mark && app.store.set({ selected: `r:${mark.row.id}` });
    });
    let buttons = rows.map(
      (row) => h(
        "button",
        { type: "button", class: "ref", "data-request": row.id, "aria-current": String(state.selected === `r:${row.id}`), onclick: () => app.store.set({ selected: `r:${row.id}` }) },
        h("bdi", {}, who(row, "requester")),
        ` ${verb(row.force)} `,
        h("bdi", {}, who(row, "recipient"))
      )
    );
    return h("div", { class: chosen2 ? "paragraph chosen" : "paragraph" }, quote, h("div", { class: "refs" }, ...buttons));
  }
  function offset(quote, piece) {
    let count2 = 0;
    for (let node2 of quote.childNodes) {
      if (node2 === piece) return count2;
      count2 += node2.textContent?.length ?? 0;
    }
    return -1;
  }

  // src/views/gaps.js
  var SHOWN = 50;
  function gapsView(app) {
    let list2 = h("div", { class: "gaps" }), element = h("section", { class: "view", "aria-label": t("view.gaps") }, h("div", { class: "scroll padded", tabindex: "0", role: "region", "aria-label": t("view.gaps") }, h("p", { class: "note" }, t("gaps.intro")), list2)), open = /* @__PURE__ */ new Set(), entry = (name, state) => {
      let rows = app.rows().filter((row) => GAPS[name](row)), all = app.rows().length, on = state.gap.includes(name), inside = h("div", { class: "gap-rows" }), fill = () => {
        let filter = h("button", { type: "button", class: "only", "aria-pressed": String(on), onclick: () => app.store.set({ gap: on ? state.gap.filter((one2) => one2 !== name) : [...state.gap, name] }) }, t("gaps.only")), rest = rows.length > SHOWN ? h("p", { class: "note" }, t("gaps.more", { count: rows.length - SHOWN })) : null;
        inside.replaceChildren(...[filter, h("ul", { class: "cards" }, ...rows.slice(0, SHOWN).map((row) => h("li", {}, rowButton(app, row, state)))), rest].filter((one2) => one2 !== null));
      }, box = (
        /** @type {HTMLDetailsElement} */
        h(
          "details",
          { class: "gap", "data-gap": name, open: open.has(name) },
          h("summary", {}, h("span", {}, t(`gap.${name}`)), h("meter", { min: 0, max: Math.max(1, all), value: rows.length, "aria-label": t(`gap.${name}`) }), h("span", { class: "number" }, t("gaps.count", { count: rows.length, all }))),
          inside
        )
      );
      return box.open && fill(), box.addEventListener("toggle", () => {
        box.open ? open.add(name) : open.delete(name), box.open && !inside.childElementCount && fill();
      }), box;
    };
    return {
      element,
      update(state) {
        let focused = document.activeElement?.closest(".gap")?.getAttribute("data-gap");
        list2.replaceChildren(...Object.keys(GAPS).map((name) => entry(name, state))), focused && list2.querySelector(`[data-gap="${focused}"] summary`)?.focus();
      }
    };
  }

  // src/views/ledger.js
  var STEP2 = 200, COLUMNS = {
    requester: { text: (row) => row.requester.length ? who(row, "requester") : "" },
    recipient: { text: (row) => row.recipient.length ? who(row, "recipient") : "" },
    item: { text: (row) => row.item.length ? items(row) : "" },
    kind: { text: (row) => word("kind", row.kind) },
    force: { text: (row) => verb(row.force), order: (row) => FORCES.indexOf(row.force) },
    medium: { text: (row) => row.medium ?? "" },
    made_on: { text: (row) => row.made_on ? day(row.made_on) : "", order: (row) => row.made_on ?? "" },
    deadline: { text: due, order: (row) => row.deadline?.date ?? "" },
    pressure: { text: (row) => row.pressure?.text ?? "" },
    status: { text: (row) => row.status ? word("status", outcome(row)) : "", cell: (row) => statusBadge(outcome(row)) },
    attributed_to: { text: (row) => row.attributed_to.map((agent) => agent.label).join(", ") || t("article_itself") },
    confidence: { text: (row) => `${Math.round(row.confidence * 100)} %`, order: (row) => row.confidence }
  };
  function sorted(rows, sort) {
    let column = COLUMNS[sort.replace(/^-/, "")];
    if (!column) return rows;
    let order = column.order ?? ((row) => column.text(row).toLowerCase()), turn = sort.startsWith("-") ? -1 : 1;
    return rows.map((row) => ({ row, key: order(row) })).sort((one2, other) => one2.key === "" || other.key === "" ? +(one2.key === "") - +(other.key === "") : (typeof one2.key == "number" ? one2.key - Number(other.key) : one2.key.localeCompare(String(other.key), "en")) * turn || one2.row.at - other.row.at).map(({ row }) => row);
  }
  function ledgerView(app) {
    let { store } = app, head = h("tr", {}), body = h("tbody", {}), more = h("button", { type: "button", class: "more", onclick: () => fill(store.get(), shown + STEP2) }), table = h("table", { class: "ledger" }, h("caption", {}, t("ledger.caption")), h("thead", {}, head), body), element = h("section", { class: "view", "aria-label": t("view.ledger") }, h("div", { class: "scroll padded", tabindex: "0", role: "region", "aria-label": t("ledger.caption") }, table, more)), shown = STEP2, rows = [], order = "", turn = (name) => store.set({ sort: store.get().sort === name ? `-${name}` : name });
    for (let name of Object.keys(COLUMNS))
      head.append(
        h("th", { scope: "col", "data-column": name }, h("button", { type: "button", title: t("ledger.sort", { name: t(`field.${name}`) }), onclick: () => turn(name) }, t(`field.${name}`), h("span", { class: "arrow", "aria-hidden": "true" })))
      );
    let line2 = (row) => {
      let select2 = () => store.set({ selected: `r:${row.id}` }), cells = Object.entries(COLUMNS).map(([name, column], i) => {
        let text = column.text(row), content2 = text ? column.cell?.(row) ?? text : h("span", { class: "missing" }, t("not_stated")), inner = i ? content2 : h("button", { type: "button", onclick: select2 }, content2);
        return h("td", { "data-label": t(`field.${name}`), "data-column": name, dir: name === "item" ? "auto" : null }, inner);
      });
      return h("tr", { "data-request": row.id, onclick: select2 }, ...cells);
    }, fill = (state, count2) => {
      shown = count2, body.replaceChildren(...sorted(rows, state.sort).slice(0, shown).map(line2)), more.hidden = rows.length <= shown, more.textContent = t("list.more", { count: Math.min(STEP2, rows.length - shown) });
    };
    return {
      element,
      update(state) {
        (rows !== app.rows() || order !== state.sort) && (rows !== app.rows() && (shown = STEP2), rows = app.rows(), order = state.sort, fill(state, shown));
        let [name, way] = [state.sort.replace(/^-/, ""), state.sort.startsWith("-") ? "descending" : "ascending"];
        for (let cell2 of head.children)
          /** @type {HTMLElement} */
          cell2.dataset.column === name ? cell2.setAttribute("aria-sort", way) : cell2.removeAttribute("aria-sort");
        for (let tr of body.rows) tr.classList.toggle("chosen", state.selected === `r:${tr.dataset.request}`);
      }
    };
  }

  // src/arrange.js
  var AS_COMPUTED = { place: (raw) => raw, raw: (place2) => place2 };
  function frame(places, room) {
    if (places.length > 150) return AS_COMPUTED;
    let { left, top, wide, high } = extent(places), [sx, sy] = [Math.max(60, room.width) / wide, Math.max(60, room.height) / high];
    return sx = Math.min(sx, sy * 3.5, 1.7), sy = Math.min(sy, sx * 3.5, 1.7), {
      place: ({ x, y }) => ({ x: (x - left) * sx, y: (y - top) * sy }),
      raw: ({ x, y }) => ({ x: x / sx + left, y: y / sy + top })
    };
  }
  function settle(discs, fixed, room, start2) {
    let lie = start2;
    if (discs.length > 150) return lie;
    for (let round = 0; round < 8; round++) {
      apart(discs, fixed);
      let { left, top, wide, high } = extent(discs), [sx, sy] = [Math.min(1, room.width / wide), Math.min(1, room.height / high)];
      if (round === 7 || sx > 0.99 && sy > 0.99) break;
      let before = lie;
      lie = {
        place: (raw) => ({ x: (before.place(raw).x - left) * sx, y: (before.place(raw).y - top) * sy }),
        raw: ({ x, y }) => before.raw({ x: x / sx + left, y: y / sy + top })
      };
      for (let disc of discs) Object.assign(disc, { x: (disc.x - left) * sx, y: (disc.y - top) * sy });
    }
    return lie;
  }
  function extent(places) {
    let xs = places.map((place2) => place2.x), ys = places.map((place2) => place2.y), [left, top] = [Math.min(...xs), Math.min(...ys)];
    return { left, top, wide: Math.max(1, Math.max(...xs) - left), high: Math.max(1, Math.max(...ys) - top) };
  }
  function apart(discs, fixed = /* @__PURE__ */ new Set(), scale = 1) {
    if (discs.length > 150) return;
    let boxes = discs.map((disc) => {
      let { radius, labelWidth, labelHeight } = disc.what, width2 = (Math.max(labelWidth, radius * 2) + 12) / scale, height = (radius * 2 + 3 + labelHeight + 12) / scale;
      return { disc, width: width2, height, shift: (labelHeight + 3) / 2 / scale, stays: fixed.has(disc) };
    });
    for (let round = 0; round < 200; round++) {
      let moved = !1;
      for (let i = 0; i < boxes.length; i++)
        for (let k = i + 1; k < boxes.length; k++) moved = push(boxes[i], boxes[k]) || moved;
      if (!moved) return;
    }
  }
  function push(one2, other) {
    let dx = other.disc.x - one2.disc.x, dy = other.disc.y + other.shift - one2.disc.y - one2.shift, [overX, overY] = [(one2.width + other.width) / 2 - Math.abs(dx), (one2.height + other.height) / 2 - Math.abs(dy)];
    if (overX <= 0.5 || overY <= 0.5 || one2.stays && other.stays) return !1;
    let share = one2.stays || other.stays ? 1 : 0.5;
    if (overX < overY) {
      let by = overX * share * (dx < 0 ? -1 : 1);
      one2.stays || (one2.disc.x -= by), other.stays || (other.disc.x += by);
    } else {
      let by = overY * share * (dy < 0 ? -1 : 1);
      one2.stays || (one2.disc.y -= by), other.stays || (other.disc.y += by);
    }
    return !0;
  }

  // src/labels.js
  function fitting(labels) {
    let cells = /* @__PURE__ */ new Map(), kept = [];
    for (let label of [...labels].sort((one2, other) => other.rank - one2.rank)) {
      let keys = [];
      for (let i = Math.floor((label.x - label.width / 2) / 64); i <= Math.floor((label.x + label.width / 2) / 64); i++)
        for (let j = Math.floor(label.y / 64); j <= Math.floor((label.y + label.height) / 64); j++) keys.push(`${i},${j}`);
      if (!keys.some((key2) => cells.get(key2)?.some((other) => overlap(label, other)))) {
        kept.push(label);
        for (let key2 of keys) {
          let cell2 = cells.get(key2);
          cell2 ? cell2.push(label) : cells.set(key2, [label]);
        }
      }
    }
    return kept;
  }
  var overlap = (one2, other) => Math.abs(one2.x - other.x) * 2 < one2.width + other.width && one2.y < other.y + other.height && other.y < one2.y + one2.height;
  function write(pen, labels, world, scale, halo) {
    for (let label of labels) {
      let step = label.size * 1.22;
      if (label.boxed) {
        let { x, y } = world(label.x - label.width / 2, label.y);
        pen.rect(x, y, label.width / scale, label.height / scale, 3 / scale, { fill: halo });
      }
      label.lines.forEach((line2, i) => {
        let { x, y } = world(label.x, label.y + step * (i + 0.85));
        pen.text(line2, x, y, { size: label.size / scale, weight: label.weight, fill: label.colour, align: "center", halo });
      });
    }
  }

  // src/measure.js
  var context = null, widths = /* @__PURE__ */ new Map();
  function width(text, size, weight = 400) {
    let key2 = `${weight} ${size} ${text}`, found = widths.get(key2);
    if (found === void 0) {
      if (context ??= document.createElement("canvas").getContext("2d"), !context) return text.length * size * 0.55;
      context.font = font(size, weight), found = context.measureText(text).width, widths.size > 2e4 && widths.clear(), widths.set(key2, found);
    }
    return found;
  }
  function wrap(text, limit, { size, weight = 400, lines = 3, measure = width }) {
    let words = text.slice(0, 1e3).split(/\s+/).filter(Boolean).flatMap((word2) => split(word2, limit, size, weight, measure)), found = [], line2 = "";
    for (let { part, glued } of words) {
      let longer = line2 && !glued ? `${line2} ${part}` : line2 + part;
      !line2 || measure(longer, size, weight) <= limit ? line2 = longer : (found.push(line2), line2 = part);
    }
    if (line2 && found.push(line2), found.length <= lines) return found;
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
        let start2 = left + pad + (badge ? badge + 10 : 0), line2 = y - (name.length * step + note.length * noteStep + head) / 2 + head + big * 0.98;
        for (let text of name)
          pen.text(text, start2, line2, { size: big, weight: agent ? 600 : 400, fill: colour(agent ? "ink" : "muted") }), line2 += step;
        line2 += (noteStep - step) * 0.6;
        for (let text of note)
          pen.text(text, start2, line2, { size: small, fill: colour("muted") }), line2 += noteStep;
      }
    };
  }
  function card(row, limit, narrow) {
    let pad = narrow ? 9 : 14, [big, small] = narrow ? [12.5, 11] : [14.5, 12.5], room = limit - pad * 2 - 4, over = wrap(`${t(`force.${row.force}`)} · ${word("kind", row.kind)}`, room, { size: small, weight: 600, lines: 2 }), body = wrap(items(row), room, { size: big, lines: narrow ? 6 : 4 }), tone = colour(`status-${outcome(row)}`), facts3 = [word("status", outcome(row)), row.made_on && day(row.made_on), due(row)].filter(Boolean).join(" · "), state = wrap(facts3, room - 18, { size: small, lines: 3 }), [step, smallStep] = [big * 1.34, small * 1.4], height = pad * 2 + (over.length + state.length) * smallStep + body.length * step + 4;
    return {
      width: limit,
      height,
      paint(pen, x, y, look) {
        let [left, top] = [x - limit / 2, y - height / 2], dashed = row.confidence < 0.6 || row.realis !== "actual";
        pen.rect(left, top, limit, height, 10, { fill: colour(look.selected ? "soft" : "card"), ...border(look), dash: dashed && !look.selected ? [5, 4] : [] }), pen.rect(left, top + 10, 4, height - 20, 2, { fill: tone });
        let line2 = top + pad + small * 0.95, write2 = (lines, size, gap, fill, weight = 400, shift = 0) => {
          for (let text of lines)
            pen.text(text, left + pad + 4 + shift, line2, { size, weight, fill }), line2 += gap;
        };
        write2(over, small, smallStep, colour("muted"), 600), line2 += 3, write2(body, big, step, colour("ink")), line2 += 1, pen.glyph(STATUS[outcome(row)] ?? STATUS.none, left + pad + 4 + 6.5, line2 - small * 0.35, 13, { fill: tone }), write2(state, small, smallStep, colour("muted"), 400, 18);
      }
    };
  }
  function dot({ type, label, missing: missing2, weight, group = !1 }) {
    let radius = missing2 ? 9 : Math.min(24, 13 + Math.sqrt(weight) * 2.2), lines = wrap(label, 132, { size: 13, weight: missing2 ? 400 : 600, lines: 2 }), wide = Math.max(0, ...lines.map((line2) => width(line2, 13, missing2 ? 400 : 600)));
    return {
      radius,
      label: lines,
      labelWidth: wide + 8,
      labelHeight: lines.length * 16 + 4,
      width: radius * 2,
      height: radius * 2,
      paint(pen, x, y, look) {
        let tone = colour(`type-${type}`), opacity = look.dim ? 0.25 : 1;
        (look.selected || look.hover) && pen.circle(x, y, radius + 5, { stroke: colour(look.selected ? "accent" : "strong"), width: look.selected ? 3.5 : 1.5 }), group && pen.circle(x, y, radius + 4, { stroke: tone, width: 1.5, opacity }), pen.circle(x, y, radius, missing2 ? { fill: colour("paper"), stroke: colour("muted"), width: 1.5, dash: [3, 3], opacity } : { fill: tone, opacity }), pen.glyph((group ? AGENT.collective : AGENT[type]) ?? AGENT.unknown, x, y, radius * 1.15, { fill: missing2 ? colour("muted") : colour("card") });
      },
      speck(pen, x, y, dim) {
        pen.circle(x, y, radius, { fill: colour(`type-${type}`), opacity: dim ? 0.25 : 1 });
      }
    };
  }

  // src/stage/vis.js
  var library = (
    /** @type {any} */
    globalThis.vis
  ), VisStage = class {
    /**
     * @param {HTMLElement} box
     * @param {Record<string, any>} options
     * @param {Listeners} listeners
     */
    constructor(box, options2, { onpick, onmove, onafter }) {
      this.box = box, this.shapes = /* @__PURE__ */ new Map(), this.selected = /* @__PURE__ */ new Set(), this.dim = /* @__PURE__ */ new Set(), this.hover = "", this.nodes = new library.DataSet(), this.edges = new library.DataSet(), this.network = new library.Network(box, { nodes: this.nodes, edges: this.edges }, { ...options2, autoResize: !0 }), this.network.on("click", (event) => onpick(this.at(event.pointer.DOM))), onmove && this.network.on("dragEnd", (event) => {
        for (let id of event.nodes) {
          let { x, y } = this.network.getPosition(id);
          onmove(String(id), x, y);
        }
      }), onafter && this.network.on("afterDrawing", (ctx) => onafter(new CanvasPen(ctx), this)), this.point = this.point.bind(this), box.addEventListener("pointermove", this.point);
    }
    /** What lies at a point of the box. @param {Place} point @returns {Hit} */
    at(point) {
      let node2 = this.network.getNodeAt(point), shape = node2 === void 0 ? null : String(node2).replace(/^(in|out)\|/, ""), edge2 = shape === null ? this.network.getEdgeAt(point) : void 0;
      return { shape, edge: edge2 === void 0 ? null : String(edge2) };
    }
    /** @param {PointerEvent} event */
    point(event) {
      if (event.buttons) return;
      let box = this.box.getBoundingClientRect(), hit = this.at({ x: event.clientX - box.left, y: event.clientY - box.top });
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
      this.edges.clear(), this.nodes.clear(), this.nodes.add([...drawn, ...points]), this.edges.add(edges.map(options));
    }
    /** @param {Edge[]} edges */
    restyle(edges) {
      this.edges.update(edges.map(options));
    }
    /** @param {Shape} shape @param {{ctx: CanvasRenderingContext2D, x: number, y: number}} where */
    draw(shape, { ctx, x, y }) {
      let look = { selected: this.selected.has(shape.id), dim: this.dim.has(shape.id), hover: this.hover === shape.id }, grown = shape.grows ? growth(this.scale(), this.shapes.size) : 1;
      return {
        drawNode: () => {
          if (grown === 1) return shape.picture.paint(new CanvasPen(ctx), x, y, look);
          ctx.save(), ctx.translate(x, y), ctx.scale(grown, grown), shape.picture.paint(new CanvasPen(ctx), 0, 0, look), ctx.restore();
        },
        nodeDimensions: { width: shape.picture.width * grown, height: shape.picture.height * grown }
      };
    }
    /** @param {Iterable<string>} selected @param {Iterable<string>} [dim] */
    mark(selected, dim = []) {
      this.selected = new Set(selected), this.dim = new Set(dim), this.network.redraw();
    }
    scale() {
      return this.network.getScale();
    }
    /** @param {Place} middle @param {number} scale */
    look(middle, scale) {
      this.network.moveTo({ position: middle, scale, animation: !1 });
    }
    middle() {
      return this.network.getViewPosition();
    }
    /** @param {string} id @returns {Place | null} */
    place(id) {
      return this.network.body.nodes[id] ? this.network.getPosition(id) : null;
    }
    /** @param {string} id @returns {Place | null} */
    halfway(id) {
      return this.network.body.edges[id]?.edgeType?.getPoint(0.5) ?? null;
    }
    canvas() {
      return (
        /** @type {HTMLCanvasElement | null} */
        this.box.querySelector("canvas")
      );
    }
    end() {
      this.box.removeEventListener("pointermove", this.point), this.network.destroy(), this.box.replaceChildren();
    }
  }, growth = (scale, count2) => Math.min(count2 > 150 ? 3 : 1 / 0, Math.max(1, 0.75 / scale));
  function options({ id, from, to, colour: colour2, width: width2, dash, arrow, bend, flow, opacity = 1 }) {
    let smooth = flow ? { enabled: !0, type: "cubicBezier", forceDirection: "horizontal", roundness: 0.5 } : bend ? { enabled: !0, type: bend > 0 ? "curvedCW" : "curvedCCW", roundness: Math.abs(bend) } : { enabled: !1 };
    return {
      id,
      from,
      to,
      color: { color: colour2, opacity },
      width: width2,
      dashes: dash?.length ? dash : !1,
      arrows: { to: { enabled: arrow, scaleFactor: flow ? 0.55 : 0.75 } },
      smooth,
      selfReference: { size: 26, angle: -Math.PI / 4 }
    };
  }

  // src/stage/canvas.js
  var REACH = 6, CLICK = 5, CanvasStage = class {
    /** @param {HTMLElement} box @param {Listeners} listeners */
    constructor(box, { onpick, onmove, onafter }) {
      this.box = box, this.onpick = onpick, this.onmove = onmove, this.onafter = onafter, this.shapes = /* @__PURE__ */ new Map(), this.edges = [], this.selected = /* @__PURE__ */ new Set(), this.dim = /* @__PURE__ */ new Set(), this.view = { x: 0, y: 0, scale: 1 }, this.asked = 0, this.element = document.createElement("canvas"), this.element.className = "plain", box.replaceChildren(this.element), this.watch = new ResizeObserver(() => this.draw()), this.watch.observe(box), this.listen();
    }
    listen() {
      let { element } = this, fingers = /* @__PURE__ */ new Map(), drag = null;
      element.addEventListener("pointerdown", (event) => {
        element.setPointerCapture(event.pointerId), fingers.set(event.pointerId, this.point(event));
        let hit = this.at(this.point(event)).shape;
        drag = { shape: hit === null ? null : this.shapes.get(hit) ?? null, from: this.point(event), moved: !1 };
      }), element.addEventListener("pointermove", (event) => {
        let here = this.point(event), before = fingers.get(event.pointerId);
        if (!before || !drag) {
          element.style.cursor = this.at(here).shape === null ? "" : "pointer";
          return;
        }
        let others = [...fingers.entries()].filter(([id]) => id !== event.pointerId).map(([, place2]) => place2);
        if (others.length) this.zoom(far(here, others[0]) / Math.max(1, far(before, others[0])), here);
        else if (drag.moved || far(here, drag.from) > CLICK) {
          drag.moved = !0;
          let [dx, dy] = [(here.x - before.x) / this.view.scale, (here.y - before.y) / this.view.scale];
          drag.shape ? Object.assign(drag.shape, { x: drag.shape.x + dx, y: drag.shape.y + dy }) : this.view = { ...this.view, x: this.view.x - dx, y: this.view.y - dy }, this.ask();
        } else return;
        fingers.set(event.pointerId, here);
      }), element.addEventListener("pointerup", (event) => {
        fingers.delete(event.pointerId), !(!drag || fingers.size) && (drag.moved ? drag.shape && this.onmove?.(drag.shape.id, drag.shape.x, drag.shape.y) : this.onpick(this.at(this.point(event))), drag = null);
      }), element.addEventListener("pointercancel", (event) => {
        fingers.delete(event.pointerId);
      }), element.addEventListener(
        "wheel",
        (event) => {
          event.preventDefault(), this.zoom(Math.exp(-event.deltaY * 15e-4), this.point(event));
        },
        { passive: !1 }
      );
    }
    /** @param {PointerEvent | WheelEvent} event @returns {Place} */
    point(event) {
      let box = this.element.getBoundingClientRect();
      return { x: event.clientX - box.left, y: event.clientY - box.top };
    }
    /** @param {number} factor @param {Place} about */
    zoom(factor, about) {
      let before = this.world(about);
      this.view.scale = Math.min(4, Math.max(5e-3, this.view.scale * factor));
      let after = this.world(about);
      this.look({ x: this.view.x + before.x - after.x, y: this.view.y + before.y - after.y }, this.view.scale);
    }
    /** @param {Place} point @returns {Place} */
    world({ x, y }) {
      return { x: (x - this.box.clientWidth / 2) / this.view.scale + this.view.x, y: (y - this.box.clientHeight / 2) / this.view.scale + this.view.y };
    }
    /** @param {Place} point @returns {Hit} */
    at(point) {
      let { x, y } = this.world(point), grown = growth(this.view.scale, this.shapes.size), reach = REACH / this.view.scale, found = null, nearest = 1 / 0;
      for (let shape of this.shapes.values()) {
        let away = Math.hypot(shape.x - x, shape.y - y);
        away < Math.max(reach, shape.picture.width / 2 * grown) && away < nearest && ([found, nearest] = [shape.id, away]);
      }
      if (found !== null) return { shape: found, edge: null };
      nearest = reach;
      for (let edge2 of this.edges) {
        let [one2, other] = [this.shapes.get(edge2.from), this.shapes.get(edge2.to)];
        if (!one2 || !other) continue;
        let away = offLine(x, y, one2, other);
        away < nearest && ([found, nearest] = [edge2.id, away]);
      }
      return { shape: null, edge: found };
    }
    /** @param {Shape[]} shapes @param {Edge[]} edges */
    show(shapes, edges) {
      this.shapes = new Map(shapes.map((shape) => [shape.id, shape])), this.edges = edges, this.ask();
    }
    /** @param {Edge[]} edges */
    restyle(edges) {
      let changed = new Map(edges.map((edge2) => [edge2.id, edge2]));
      this.edges = this.edges.map((edge2) => changed.get(edge2.id) ?? edge2), this.ask();
    }
    /** @param {Iterable<string>} selected @param {Iterable<string>} [dim] */
    mark(selected, dim = []) {
      this.selected = new Set(selected), this.dim = new Set(dim), this.ask();
    }
    /** Draws before the next frame, however often it is asked to. */
    ask() {
      this.asked ||= requestAnimationFrame(() => this.draw());
    }
    draw() {
      cancelAnimationFrame(this.asked), this.asked = 0;
      let { element, view } = this, [width2, height] = [this.box.clientWidth, this.box.clientHeight], dots = globalThis.devicePixelRatio || 1;
      element.width !== Math.round(width2 * dots) && (element.width = Math.round(width2 * dots)), element.height !== Math.round(height * dots) && (element.height = Math.round(height * dots));
      let ctx = element.getContext("2d");
      if (!ctx || !width2) return;
      ctx.setTransform(1, 0, 0, 1, 0, 0), ctx.clearRect(0, 0, element.width, element.height), ctx.setTransform(view.scale * dots, 0, 0, view.scale * dots, (width2 / 2 - view.x * view.scale) * dots, (height / 2 - view.y * view.scale) * dots);
      let [least, most] = [this.world({ x: 0, y: 0 }), this.world({ x: width2, y: height })];
      this.drawEdges(ctx, least, most);
      let pen = new CanvasPen(ctx), grown = growth(view.scale, this.shapes.size), tiny = 18 * grown * view.scale < 9;
      for (let shape of this.shapes.values()) {
        let reach = shape.picture.width * grown;
        if (shape.x + reach < least.x || shape.x - reach > most.x || shape.y + reach < least.y || shape.y - reach > most.y) continue;
        let selected = this.selected.has(shape.id), dim = this.dim.has(shape.id);
        ctx.save(), ctx.translate(shape.x, shape.y), ctx.scale(grown, grown), tiny && !selected && shape.picture.speck ? shape.picture.speck(pen, 0, 0, dim) : shape.picture.paint(pen, 0, 0, { ...PLAIN, selected, dim }), ctx.restore();
      }
      this.onafter?.(pen, this);
    }
    /** Edges of one look are one path: that is what makes many of them fast. @param {CanvasRenderingContext2D} ctx @param {Place} least @param {Place} most */
    drawEdges(ctx, least, most) {
      let looks = /* @__PURE__ */ new Map();
      for (let edge2 of this.edges) {
        let look = `${edge2.colour} ${edge2.opacity ?? 1} ${Math.round(edge2.width)}`, those = looks.get(look);
        those ? those.push(edge2) : looks.set(look, [edge2]);
      }
      for (let those of looks.values()) {
        ctx.beginPath();
        for (let edge2 of those) {
          let [one2, other] = [this.shapes.get(edge2.from), this.shapes.get(edge2.to)];
          !one2 || !other || Math.max(one2.x, other.x) < least.x || Math.min(one2.x, other.x) > most.x || Math.max(one2.y, other.y) < least.y || Math.min(one2.y, other.y) > most.y || (ctx.moveTo(one2.x, one2.y), ctx.lineTo(other.x, other.y));
        }
        let [{ colour: colour2, width: width2, opacity }] = those;
        ctx.strokeStyle = colour2, ctx.globalAlpha = opacity ?? 1, ctx.lineWidth = Math.max(width2, 0.6 / this.view.scale), ctx.stroke(), ctx.globalAlpha = 1;
      }
    }
    scale() {
      return this.view.scale;
    }
    middle() {
      return { x: this.view.x, y: this.view.y };
    }
    /** @param {Place} middle @param {number} scale */
    look(middle, scale) {
      this.view = { ...middle, scale }, this.ask();
    }
    /** @param {string} id @returns {Place | null} */
    place(id) {
      return this.shapes.get(id) ?? null;
    }
    /** @param {string} id @returns {Place | null} */
    halfway(id) {
      let edge2 = this.edges.find((one3) => one3.id === id), [one2, other] = [edge2 && this.shapes.get(edge2.from), edge2 && this.shapes.get(edge2.to)];
      return one2 && other ? { x: (one2.x + other.x) / 2, y: (one2.y + other.y) / 2 } : null;
    }
    canvas() {
      return this.element;
    }
    end() {
      this.watch.disconnect(), this.element.remove();
    }
  }, far = (one2, other) => Math.hypot(one2.x - other.x, one2.y - other.y);
  function offLine(x, y, one2, other) {
    let [dx, dy] = [other.x - one2.x, other.y - one2.y], along = Math.max(0, Math.min(1, ((x - one2.x) * dx + (y - one2.y) * dy) / (dx * dx + dy * dy || 1)));
    return Math.hypot(one2.x + dx * along - x, one2.y + dy * along - y);
  }

  // src/views/network.js
  var VIS_LIMIT = 2e3, READABLE = 120, MARGIN = { left: 80, right: 80, top: 84, bottom: 66 }, FANNED = 24, GROUPED = 12, NAMED_EDGES = 14, DRAWN = (
    /** @type {(keyof State)[]} */
    [...FILTERS, "level", "opened", "pinned", "theme"]
  );
  function networkView(app) {
    let { facts: facts3, store } = app, box = h("div", { class: "drawing fills", role: "img" }), tools2 = toolRow(app, { fit: () => fit(), zoom: (factor) => zoom(factor) }), note = h("p", { class: "stage-note", hidden: !0 }), element = h("section", { class: "view view-network", "aria-label": t("view.network") }, tools2.element, box, note), stage = null, discs = /* @__PURE__ */ new Map(), drawn = /* @__PURE__ */ new Map(), edges = [], last = null, name = grouping(facts3, -1, []), lie = AS_COMPUTED, pick = (hit) => {
      if (hit.shape?.startsWith("g")) return store.set({ opened: [...store.get().opened, hit.shape], selected: "" });
      if (hit.shape !== null) {
        let node2 = facts3.nodeByKey.get(hit.shape);
        return store.set({ selected: node2?.agent ? `a:${node2.agent.id}` : node2?.row ? `r:${node2.row.id}` : "" });
      }
      if (hit.edge === null) return store.set({ selected: "" });
      if (hit.edge.startsWith("row|")) return store.set({ selected: `r:${hit.edge.split("|")[1]}` });
      let pair = drawn.get(hit.edge);
      pair && store.set({ selected: pair.rows.length === 1 ? `r:${pair.rows[0].id}` : `p:${sideId(pair.from)} ${sideId(pair.to)}` });
    }, sideId = (key2) => facts3.nodeByKey.get(key2)?.agent?.id ?? key2, move = (key2, x, y) => {
      let others = store.get().pinned.filter((pin) => !pin.startsWith(`${key2}:`)), disc = discs.get(key2);
      disc && Object.assign(disc, { x, y });
      let raw = lie.raw({ x, y });
      store.set({ pinned: [...others, `${key2}:${Math.round(raw.x)}:${Math.round(raw.y)}`] });
    }, draw = (state) => {
      let level = autoLevel(facts3, app.rows(), state.level, READABLE);
      name = grouping(facts3, level - 1, state.opened), drawn = pairs(app.rows(), name), discs = new Map(makeDiscs(app, drawn).map((disc) => [disc.id, disc])), note.hidden = !(state.level < 0 && level > 0), note.textContent = t("network.collapsed", { count: READABLE }), lay(state), edges = [...drawn.values()].filter((pair) => pair.from !== pair.to || !pair.from.startsWith("g")).map((pair) => edgeOf(pair, drawn));
      let wanted = drawn.size > VIS_LIMIT ? CanvasStage : VisStage;
      if (!(stage instanceof wanted)) {
        stage?.end();
        let listeners = { onpick: pick, onmove: move, onafter: label }, options2 = { ...facts3.options, interaction: { .../** @type {any} */
        facts3.options.interaction, hover: !1, selectable: !0, multiselect: !1 } };
        stage = wanted === VisStage ? new VisStage(box, options2, listeners) : new CanvasStage(box, listeners);
      }
      stage.show([...discs.values()], fanned(state).edges), box.setAttribute("aria-label", t("network.picture", { agents: discs.size, pairs: drawn.size })), tools2.update(state, level, [...discs.values()].filter((disc) => disc.group).length);
    }, margin = () => note.hidden ? MARGIN : { ...MARGIN, bottom: MARGIN.bottom + 44 }, lay = (state) => {
      let all = [...discs.values()], { left, right, top, bottom } = margin(), room = { width: box.clientWidth - left - right, height: box.clientHeight - top - bottom };
      lie = frame(all, room);
      let pins = new Map(state.pinned.map((pin) => pin.split(":")).map(([key2, x, y]) => [key2, { x: Number(x), y: Number(y) }]));
      for (let disc of all) Object.assign(disc, lie.place(pins.get(disc.id) ?? disc));
      let fixed = new Set(all.filter((disc) => pins.has(disc.id)));
      lie = settle(all, fixed, room, lie);
      for (let i = 0; i < 3 && all.length && fitScale(all) < 1; i++) apart(all, fixed, fitScale(all));
    }, fanned = (state) => {
      let rows = new Set(selectedRows(app, state)), single = /^[rp]:/.test(state.selected), found = [];
      for (let edge2 of edges) {
        let pair = (
          /** @type {Pair} */
          drawn.get(edge2.id)
        );
        single && pair.rows.length > 1 && pair.rows.length <= FANNED && pair.rows.some((row) => rows.has(row)) && pair.from !== pair.to ? found.push(...fan(pair, rows, state)) : found.push(styled(edge2, pair, rows, state));
      }
      return { edges: found, rows };
    }, mark = (state) => {
      if (!stage) return;
      let { rows } = fanned(state), near = new Set([...rows].flatMap((row) => [...nodeKeys(row, "requester"), ...nodeKeys(row, "recipient")]).map(name)), chosen2 = state.selected.startsWith("a:") ? [String(facts3.agentById.get(state.selected.slice(2))?.at)].map(name) : [...near];
      stage.mark(chosen2, rows.size ? [...discs.keys()].filter((key2) => !near.has(key2)) : []);
    }, screenOf = (on) => {
      let { x, y } = on.middle(), scale = on.scale();
      return (place2) => ({ x: (place2.x - x) * scale + box.clientWidth / 2, y: (place2.y - y) * scale + box.clientHeight / 2 });
    }, label = (pen, on) => {
      let scale = on.scale(), middle = on.middle(), [w, ht] = [box.clientWidth, box.clientHeight], screen = screenOf(on), world = (x, y) => ({ x: (x - w / 2) / scale + middle.x, y: (y - ht / 2) / scale + middle.y });
      write(pen, fitting(labels(on, screen, (place2) => place2.x > -90 && place2.x < w + 90 && place2.y > -40 && place2.y < ht + 40, scale)), world, scale, colour("paper"));
    }, labels = (on, screen, inside, scale) => {
      let grown = growth(scale, discs.size), found = [], marked2 = last ? fanned(last).rows : /* @__PURE__ */ new Set(), near = new Set([...marked2].flatMap((row) => [...nodeKeys(row, "requester"), ...nodeKeys(row, "recipient")]).map(name));
      for (let disc of discs.values()) {
        let place2 = on.place(disc.id);
        if (!place2) continue;
        let at = screen(place2);
        if (!inside(at)) continue;
        let faded = marked2.size > 0 && !near.has(disc.id), missing2 = disc.what.radius < 10, reach = disc.what.radius * grown * scale;
        found.push({ x: at.x, y: at.y - reach, lines: [], width: reach * 2, height: reach * 2, weight: 0, size: 0, rank: 1 / 0, colour: "" }), found.push({ x: at.x, y: at.y + reach + 3, lines: disc.what.label, width: disc.what.labelWidth, height: disc.what.labelHeight, weight: missing2 ? 400 : 600, size: 13, rank: disc.rank + (near.has(disc.id) ? 1e6 : 0) - (missing2 ? 0.5 : 0), colour: colour(faded || missing2 ? "muted" : "ink") });
      }
      if (edges.length > 400 && scale < 0.5) return found;
      for (let { id } of edges) {
        let pair = (
          /** @type {Pair} */
          drawn.get(id)
        ), text = edgeText(pair, edges.length), place2 = text && on.halfway(id);
        if (!place2) continue;
        let at = screen(place2);
        inside(at) && found.push({ x: at.x, y: at.y - 8, lines: [text], width: width(text, 12) + 6, height: 16, weight: 400, size: 12, rank: -1 / pair.rows.length, colour: colour("muted"), boxed: !0 });
      }
      return found;
    }, fitScale = (all) => {
      let { x0, y0, x1, y1 } = bounds(all), { left, right, top, bottom } = margin();
      return Math.max(5e-3, Math.min(1, (box.clientWidth - left - right) / Math.max(1, x1 - x0), (box.clientHeight - top - bottom) / Math.max(1, y1 - y0)));
    }, fit = () => {
      if (!stage || !box.clientWidth || !discs.size) return;
      let { x0, y0, x1, y1 } = bounds([...discs.values()]), scale = fitScale([...discs.values()]);
      stage.look({ x: (x0 + x1) / 2, y: (y0 + y1) / 2 - (margin().top - margin().bottom) / 2 / scale }, scale);
    }, zoom = (factor) => stage?.look(stage.middle(), stage.scale() * factor), size = 0;
    new ResizeObserver(() => {
      box.clientWidth && box.clientWidth !== size && requestAnimationFrame(() => again()), size = box.clientWidth;
    }).observe(box);
    let again = () => {
      last = null, view.update(store.get());
    }, view = {
      element,
      fit,
      update(state) {
        let before = last;
        last = state;
        let changed = !before || differs(state, before, DRAWN), moved = before && !differs(state, before, DRAWN.filter((key2) => key2 !== "pinned"));
        changed ? draw(state) : state.selected !== before?.selected && stage?.show([...discs.values()], fanned(state).edges), changed && !moved && fit(), mark(state);
      },
      redraw: again,
      placed() {
        if (!stage) return [];
        let { left, top } = box.getBoundingClientRect(), on = stage, scale = on.scale(), screen = screenOf(on), discsDrawn = [...discs.values()].map((disc) => {
          let at = screen(on.place(disc.id) ?? disc), reach = disc.what.radius * growth(scale, discs.size) * scale;
          return { id: disc.id, kind: (
            /** @type {const} */
            "agent"
          ), left: left + at.x - reach, top: top + at.y - reach, width: reach * 2, height: reach * 2 };
        }), names = fitting(labels(on, screen, () => !0, scale)).filter((label2) => label2.lines.length), edgesDrawn = fanned(store.get()).edges.flatMap((one2) => {
          let at = on.halfway(one2.id);
          return at ? [{ id: one2.id, kind: (
            /** @type {const} */
            "edge"
          ), left: left + screen(at).x, top: top + screen(at).y, width: 0, height: 0 }] : [];
        }), labelsDrawn = names.map((label2) => ({ id: label2.lines.join(" "), kind: (
          /** @type {const} */
          "label"
        ), left: left + label2.x - label2.width / 2, top: top + label2.y, width: label2.width, height: label2.height }));
        return [...discsDrawn, ...labelsDrawn, ...edgesDrawn];
      },
      canvas: () => stage?.canvas() ?? null,
      svg: () => picture([...discs.values()], edges, labels)
    };
    return view;
  }
  function toolRow({ facts: facts3, store }, { fit, zoom }) {
    let most = facts3.groups.length, value = h("output", {}), slider = (
      /** @type {HTMLInputElement} */
      h("input", { type: "range", min: 0, max: most, step: 1, "aria-label": t("network.groups"), oninput: () => store.set({ level: most - Number(slider.value), opened: [] }) })
    ), unpin = h("button", { type: "button", hidden: !0, onclick: () => store.set({ pinned: [] }) }, t("network.unpin")), close = h("button", { type: "button", hidden: !0, onclick: () => store.set({ opened: [] }) }, t("network.close"));
    return {
      element: h(
        "div",
        { class: "tool" },
        most && facts3.nodes.length >= GROUPED ? h("label", { class: "grouping" }, t("network.groups"), slider, value) : null,
        close,
        unpin,
        h("button", { type: "button", onclick: fit }, t("network.fit")),
        h("button", { type: "button", "aria-label": t("network.in"), title: t("network.in"), onclick: () => zoom(1.35) }, "+"),
        h("button", { type: "button", "aria-label": t("network.out"), title: t("network.out"), onclick: () => zoom(1 / 1.35) }, "−")
      ),
      /** @param {State} state @param {number} level @param {number} groups */
      update(state, level, groups) {
        slider.value = String(most - level);
        let text = groups ? t("network.groups.value", { count: groups }) : t("network.groups.none");
        value.textContent = text, slider.setAttribute("aria-valuetext", text), unpin.hidden = !state.pinned.length, close.hidden = !state.opened.length;
      }
    };
  }
  function makeDiscs({ facts: facts3 }, drawn) {
    let weight = /* @__PURE__ */ new Map();
    for (let pair of drawn.values())
      for (let key2 of [pair.from, pair.to]) weight.set(key2, (weight.get(key2) ?? 0) + pair.rows.length);
    return [...weight].map(([key2, number]) => {
      let node2 = facts3.nodeByKey.get(key2), group = node2 ? [] : members(facts3, key2), head = group.find((one2) => one2.agent)?.agent, what = node2 ? dot({ type: node2.agent?.type ?? "unknown", label: node2.agent?.label ?? t(`not_stated.${node2.role}`), missing: !node2.agent, weight: number }) : dot({ type: head?.type ?? "unknown", label: t("network.group.short", { name: head?.label ?? "", count: group.length - 1 }), missing: !1, weight: group.length / 6, group: !0 }), place2 = node2 ?? mean(group);
      return { id: key2, x: place2.x, y: place2.y, picture: what, what, rank: number, group: !node2, grows: !0 };
    });
  }
  var mean = (places) => ({ x: places.reduce((sum, { x }) => sum + x, 0) / places.length, y: places.reduce((sum, { y }) => sum + y, 0) / places.length });
  function edgeOf({ id, from, to, rows }, all) {
    let back = from !== to && all.has(`${to}~${from}`);
    return { id, from, to, colour: colour("strong"), width: Math.min(8, 1.3 + Math.log2(rows.length) * 1.5), arrow: !0, bend: back ? 0.14 : 0, opacity: all.size > 300 ? 0.55 : 0.9 };
  }
  function styled(edge2, pair, rows, state) {
    return !state.selected || !rows.size ? edge2 : pair.rows.some((row) => rows.has(row)) ? { ...edge2, colour: colour("accent"), width: edge2.width + 1, opacity: 1 } : { ...edge2, opacity: 0.15 };
  }
  function fan({ from, to, rows: all }, rows, state) {
    return all.map((row, i) => {
      let on = state.selected.startsWith("p:") || rows.has(row), bend = ((i + 0.5) / all.length - 0.5) * Math.min(0.9, 0.16 * all.length);
      return { id: `row|${row.id}|${from}|${to}`, from, to, colour: colour(on ? "accent" : "strong"), width: on ? 2.6 : 1.5, arrow: !0, bend: bend || 1e-3, opacity: on ? 1 : 0.6 };
    });
  }
  function edgeText({ rows }, all) {
    if (rows.length > 1) return t("network.requests", { count: rows.length });
    if (all > NAMED_EDGES) return "";
    let text = items(rows[0]);
    return text.length > 34 ? `${text.slice(0, 33).trimEnd()}…` : text;
  }
  function bounds(discs) {
    let [xs, ys] = [discs.map((disc) => disc.x), discs.map((disc) => disc.y)], most = (list2) => list2.reduce((one2, other) => Math.max(one2, other), -1 / 0), least = (list2) => list2.reduce((one2, other) => Math.min(one2, other), 1 / 0);
    return { x0: least(xs), y0: least(ys), x1: most(xs), y1: most(ys) };
  }
  function picture(discs, edges, labels) {
    let pen = new SvgPen(), places = new Map(discs.map((disc) => [disc.id, disc])), halves = /* @__PURE__ */ new Map();
    for (let edge2 of edges) {
      let [one2, other] = [places.get(edge2.from), places.get(edge2.to)];
      if (!one2 || !other) continue;
      let [dx, dy] = [other.x - one2.x, other.y - one2.y], length = Math.hypot(dx, dy) || 1, short = (other.what.radius + 2) / length, bow = (edge2.bend ?? 0) * length, bent = { x: (one2.x + other.x) / 2 + dy / length * bow, y: (one2.y + other.y) / 2 - dx / length * bow };
      halves.set(edge2.id, { x: (one2.x + other.x + 2 * bent.x) / 4, y: (one2.y + other.y + 2 * bent.y) / 4 });
      let line2 = one2 === other ? [one2.x, one2.y, one2.x + 70, one2.y - 70, one2.x - 10, one2.y - 80, one2.x, one2.y - one2.what.radius] : [one2.x, one2.y, bent.x, bent.y, other.x - dx * short, other.y - dy * short];
      pen.curve(line2, { stroke: edge2.colour, width: edge2.width, opacity: edge2.opacity }, 10);
    }
    for (let disc of discs) disc.picture.paint(pen, disc.x, disc.y, PLAIN);
    let all = labels({ place: (id) => places.get(id) ?? null, halfway: (id) => halves.get(id) ?? null }, (place2) => place2, () => !0, 1);
    write(pen, fitting(all), (x, y) => ({ x, y }), 1, colour("paper"));
    let { x0, y0, x1, y1 } = bounds(discs);
    return pen.file({ x: x0 - 120, y: y0 - 70, width: x1 - x0 + 240, height: y1 - y0 + 160 }, colour("paper"), t("title"));
  }

  // src/columns.js
  function columns(facts3, rows, room) {
    let narrow = room < 640, usable = Math.min(room - (narrow ? 6 : 24) * 2, 1240), gap = narrow ? Math.max(16, usable * 0.05) : Math.max(52, usable * 0.08), agentWidth = Math.floor((usable - gap * 2) * (narrow ? 0.3 : 0.29)), cardWidth = Math.floor(usable - gap * 2 - agentWidth * 2), left = (room - usable) / 2, x = [left + agentWidth / 2, left + agentWidth + gap + cardWidth / 2, left + usable - agentWidth / 2], space = narrow ? 12 : 18, agents = /* @__PURE__ */ new Map(), cards = [], lines = [], find = (key2, role) => {
      let id = `${role}:${key2}`, found = agents.get(id);
      if (!found) {
        let agent = facts3.nodeByKey.get(key2)?.agent ?? null, picture3 = chip(agent, t("not_stated"), agentWidth, narrow);
        found = { id, key: key2, row: agent ? null : facts3.nodeByKey.get(key2)?.row ?? null, x: x[role === "requester" ? 0 : 2], y: 0, picture: picture3, wish: 0, wishes: 0 }, agents.set(id, found);
      }
      return found;
    }, top = narrow ? 6 : 10;
    for (let row of rows) {
      let picture3 = card(row, cardWidth, narrow), sides = (
        /** @type {const} */
        ["requester", "recipient"].map((role) => ({ role, known: nodeKeys(row, role).map((key2) => ({ it: find(key2, role) })) }))
      ), tall = sides.map(({ known: known2 }) => known2.filter(({ it }) => !it.wishes).reduce((sum, { it }) => sum + it.picture.height + space, -space)), height2 = Math.max(picture3.height, ...tall), middle = top + height2 / 2, placed2 = { id: row.id, key: "", row, x: x[1], y: middle, picture: picture3 };
      cards.push(placed2), sides.forEach(({ role, known: known2 }, i) => {
        let at = middle - tall[i] / 2;
        for (let { it } of known2) {
          let first2 = !it.wishes;
          it.wish += first2 ? at + it.picture.height / 2 : middle, it.wishes += 1, first2 && (at += it.picture.height + space);
          let line2 = role === "requester" ? { from: it, to: placed2, arrow: !1 } : { from: placed2, to: it, arrow: !0 };
          lines.push({ id: `${row.id}|${it.id}`, row, ...line2 });
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
    for (let it of [...column].sort((one2, other) => one2.wish / one2.wishes - other.wish / other.wishes)) {
      let height = it.picture.height + space, want = it.wish / it.wishes - it.picture.height / 2, block = { top: want, height, want, those: [it] };
      for (let before = blocks.at(-1); before && before.top + before.height > block.top; before = blocks.at(-1)) {
        blocks.pop();
        let many = before.those.length + block.those.length, shifted = block.want - before.height, mean2 = (before.want * before.those.length + shifted * block.those.length) / many;
        block = { top: mean2, want: mean2, height: before.height + block.height, those: [...before.those, ...block.those] };
      }
      blocks.push(block);
    }
    for (let block of blocks) {
      let at = block.top;
      for (let it of block.those)
        it.y = at + it.picture.height / 2, at += it.picture.height + space;
    }
  }

  // src/views/requests.js
  var PAGE = 40;
  function requestsView(app) {
    let heads = h("div", { class: "heads", "aria-hidden": "true" }), box = h("div", { class: "drawing", role: "img", id: "requests-drawing" }), pager = h("nav", { class: "pager", "aria-label": t("view.requests") }), element = h("section", { class: "view view-requests", "aria-label": t("view.requests") }, heads, h("div", { class: "scroll", tabindex: "0", role: "group", "aria-label": t("view.requests") }, box), pager), scroll = (
      /** @type {HTMLElement} */
      element.querySelector(".scroll")
    ), stage = null, drawn = null, shown = [], width2 = 0, options2 = { ...app.facts.options, interaction: { dragView: !1, zoomView: !1, dragNodes: !1, selectable: !1, hover: !1 } }, pick = (hit) => {
      let it = drawn?.placed.find((one2) => one2.id === hit.shape), line2 = drawn?.lines.find((one2) => one2.id === hit.edge), row = it?.row ?? line2?.row;
      row ? app.store.set({ selected: `r:${row.id}` }) : it ? app.store.set({ selected: `a:${app.facts.agents[Number(it.key)].id}` }) : app.store.set({ selected: "" });
    }, draw = () => {
      if (width2 = scroll.clientWidth, !width2) return;
      drawn = columns(app.facts, shown, width2), box.style.height = `${Math.ceil(drawn.height)}px`, box.style.width = `${width2}px`, stage ??= new VisStage(box, options2, { onpick: pick });
      let ports = drawn.placed.flatMap(({ id, x, y, picture: picture3 }) => [
        { id: `in|${id}`, x: x - picture3.width / 2, y },
        { id: `out|${id}`, x: x + picture3.width / 2, y }
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
      stage.restyle(drawn.lines.map((line2) => on.has(line2.row) ? { ...edge(line2), width: 3, colour: colour("accent") } : edge(line2)));
      let shapes = drawn.lines.filter((line2) => on.has(line2.row)).flatMap((line2) => [line2.from.id, line2.to.id]);
      if (state.selected.startsWith("a:")) {
        let agent = app.facts.agentById.get(state.selected.slice(2));
        stage.mark(drawn.placed.filter((it) => agent && it.key === String(agent.at)).map((it) => it.id));
      } else stage.mark(shapes);
    }, reveal = (state) => {
      let it = drawn?.placed.find((one2) => `r:${one2.id}` === state.selected);
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
      placed() {
        let { left, top } = box.getBoundingClientRect();
        return (drawn?.placed ?? []).map(({ id, row, key: key2, x, y, picture: picture3 }) => ({ id, kind: row && !key2 ? "request" : "agent", left: left + x - picture3.width / 2, top: top + y - picture3.height / 2, width: picture3.width, height: picture3.height }));
      },
      canvas: () => stage?.canvas() ?? null,
      svg() {
        let pen = new SvgPen();
        for (let line2 of drawn?.lines ?? []) {
          let [x1, x2] = [line2.from.x + line2.from.picture.width / 2, line2.to.x - line2.to.picture.width / 2], bend = (x2 - x1) * 0.5, { colour: stroke, width: width3, dash } = edge(line2);
          pen.curve([x1, line2.from.y, x1 + bend, line2.from.y, x2 - bend, line2.to.y, x2, line2.to.y], { stroke, width: width3, dash }, line2.arrow ? 9 : 0);
        }
        for (let it of drawn?.placed ?? []) it.picture.paint(pen, it.x, it.y, PLAIN);
        return pen.file({ x: 0, y: 0, width: width2, height: drawn?.height ?? 0 }, colour("paper"), t("title"));
      }
    };
  }
  function chosen(state, lines) {
    return state.selected.startsWith("r:") ? new Set(lines.filter((line2) => `r:${line2.row.id}` === state.selected).map((line2) => line2.row)) : /* @__PURE__ */ new Set();
  }
  function edge(line2) {
    let doubtful = line2.row.confidence < 0.6 || outcome(line2.row) === "no_response";
    return {
      id: line2.id,
      from: `out|${line2.from.id}`,
      to: `in|${line2.to.id}`,
      colour: colour("strong"),
      width: 1.6,
      dash: doubtful ? [5, 4] : [],
      arrow: line2.arrow,
      flow: !0
    };
  }

  // src/views/timeline.js
  var SHOWN2 = 150, DAY = 864e5, toNumber = (iso) => Math.round(Date.parse(`${iso}T00:00:00Z`) / DAY), toIso = (number) => new Date(number * DAY).toISOString().slice(0, 10);
  function timelineView(app) {
    let { facts: facts3, store } = app, all = extent2(facts3.rows, [lastDay(facts3)]), asof = asOfControl(app, all), brush = all ? brushControl(app, all) : null, axis = h("div", { class: "axis", "aria-hidden": "true" }), list2 = h("ol", { class: "lines" }), note = h("p", { class: "note" }), element = h(
      "section",
      { class: "view", "aria-label": t("view.timeline") },
      h("div", { class: "time-tools" }, asof.element, key()),
      h("div", { class: "scroll padded", tabindex: "0", role: "region", "aria-label": t("timeline.label") }, axis, list2, note),
      brush?.element
    ), drawn = [], span = null;
    return {
      element,
      update(state) {
        let day2 = state.asof || lastDay(facts3), dated = app.rows().filter((row) => days(row).length);
        drawn = [...dated].sort((one2, other) => days(one2)[0] < days(other)[0] ? -1 : days(one2)[0] > days(other)[0] ? 1 : one2.at - other.at).slice(0, SHOWN2), span = extent2(drawn, drawn.some((row) => overdue(row, day2)) ? [day2] : []), asof.update(state, dated), brush?.update(state), axis.replaceChildren(...span ? ticks(span).map(({ at, text }) => tick(at, text)) : []), list2.replaceChildren(...span ? drawn.map((row) => line(
          app,
          row,
          /** @type {Extent} */
          span,
          day2,
          state
        )) : []);
        let undated = app.rows().length - dated.length;
        note.textContent = [
          dated.length ? "" : t("timeline.none"),
          dated.length > drawn.length ? t("timeline.more", { count: dated.length - drawn.length }) : "",
          undated ? `${t("timeline.undated", { count: undated })}.` : ""
        ].join(" ");
      },
      svg: () => picture2(drawn, span, store.get().asof || lastDay(facts3))
    };
  }
  function extent2(rows, more) {
    let all = [...rows.flatMap(days), ...more].filter(Boolean);
    if (!all.length) return null;
    let [first, last] = [all.reduce((one2, other) => one2 < other ? one2 : other), all.reduce((one2, other) => one2 > other ? one2 : other)];
    return { first: toNumber(first) - 1, last: toNumber(last) + 1 };
  }
  var place = (iso, { first, last }) => (toNumber(iso) - first) / (last - first) * 100;
  function ticks(span) {
    let [first, last] = [new Date(span.first * DAY), new Date(span.last * DAY)], months = (last.getUTCFullYear() - first.getUTCFullYear()) * 12 + last.getUTCMonth() - first.getUTCMonth(), step = [1, 2, 3, 6, 12, 24, 60, 120].find((one2) => months / one2 <= 4) ?? 240, found = [];
    for (let month = first.getUTCFullYear() * 12 + first.getUTCMonth(); month <= last.getUTCFullYear() * 12 + last.getUTCMonth(); month++) {
      if (month % step) continue;
      let iso = `${String(Math.floor(month / 12)).padStart(4, "0")}-${String(month % 12 + 1).padStart(2, "0")}-01`;
      toNumber(iso) >= span.first && found.push({ at: place(iso, span), text: day(iso).slice(2) });
    }
    return found.length ? found : [{ at: 0, text: day(toIso(span.first + 1)) }];
  }
  function tick(at, text) {
    let element = h("span", { class: at > 88 ? "late-tick" : "" }, text);
    return element.style.left = `${at}%`, element;
  }
  function line(app, row, span, asof, state) {
    let late = overdue(row, asof), due2 = row.deadline?.date, answered = row.status?.as_of, track = h("span", { class: "track", "aria-hidden": "true" }), bar = (from, to, name) => {
      let it = h("span", { class: `bar ${name}` });
      it.style.left = `${Math.min(place(from, span), place(to, span))}%`, it.style.width = `${Math.abs(place(to, span) - place(from, span))}%`, track.append(it);
    }, sign = (date, name) => {
      let it = h("span", { class: `sign ${name}` });
      it.style.left = `${place(date, span)}%`, track.append(it);
    }, known2 = days(row);
    bar(known2.reduce((one2, other) => one2 < other ? one2 : other), known2.reduce((one2, other) => one2 > other ? one2 : other), ""), late && due2 && bar(due2, asof, "overdue"), row.made_on && sign(row.made_on, "made"), due2 && sign(due2, late ? "due late" : "due"), answered && sign(answered, `answered status-${outcome(row)}`);
    let said = [
      row.made_on && `${t("timeline.made")} ${day(row.made_on)}`,
      due2 && `${t("timeline.due")} ${day(due2)}`,
      late && t("timeline.overdue"),
      answered && `${word("status", outcome(row))}, ${day(answered)}`
    ].filter(Boolean), chosen2 = state.selected === `r:${row.id}`;
    return h(
      "li",
      {},
      h(
        "button",
        { type: "button", class: "line", "data-request": row.id, "aria-current": String(chosen2), onclick: () => app.store.set({ selected: `r:${row.id}` }) },
        h("span", { class: "line-name" }, h("bdi", {}, who(row, "requester")), " → ", h("bdi", {}, who(row, "recipient")), h("span", { class: "note", dir: "auto" }, items(row))),
        track,
        h("span", { class: late ? "line-said late" : "line-said" }, said.join(" · "))
      )
    );
  }
  function key() {
    let entry = (name) => h("span", {}, h("span", { class: `sign still ${name}` }), t(`timeline.${name}`));
    return h("p", { class: "time-key" }, entry("made"), entry("due"), entry("answered"));
  }
  function asOfControl({ facts: facts3, store }, all) {
    let input = (
      /** @type {HTMLInputElement} */
      h("input", { type: "date", name: "timeline-asof", onchange: () => store.set({ asof: input.value }) })
    ), slider = (
      /** @type {HTMLInputElement} */
      h("input", { type: "range", min: all?.first ?? 0, max: (all?.last ?? 0) + 60, step: 1, "aria-label": t("facet.asof"), oninput: () => store.set({ asof: toIso(Number(slider.value)) }) })
    ), count2 = h("output", {});
    return {
      element: h("div", { class: "asof" }, h("label", {}, t("facet.asof"), " ", input), slider, count2),
      /** @param {State} state @param {Row[]} rows */
      update(state, rows) {
        let day2 = state.asof || lastDay(facts3);
        input.value = day2, slider.value = String(toNumber(day2 || "1970-01-01")), slider.setAttribute("aria-valuetext", day2), count2.textContent = t("timeline.overdue.count", { count: rows.filter((row) => overdue(row, day2)).length });
      }
    };
  }
  function brushControl({ facts: facts3, store }, all) {
    let months = /* @__PURE__ */ new Map(), long = all.last - all.first > 365 * 6;
    for (let row of facts3.rows) {
      let first = days(row)[0]?.slice(0, long ? 4 : 7);
      first && months.set(first, (months.get(first) ?? 0) + 1);
    }
    let most = Math.max(...months.values()), bars = h("div", { class: "bars", "aria-hidden": "true" });
    for (let [month, number] of [...months].sort()) {
      let from2 = long ? `${month}-01-01` : `${month}-01`, to2 = toIso(toNumber(long ? `${Number(month) + 1}-01-01` : nextMonth(month)) - 1), bar = h("span", { title: t("timeline.month", { month, count: number }), onclick: () => store.set({ from: from2, to: to2 }) });
      bar.style.left = `${Math.max(0, place(from2, all))}%`, bar.style.width = `${Math.min(100, place(to2, all)) - Math.max(0, place(from2, all))}%`, bar.style.height = `${Math.max(6, number / most * 100)}%`, bars.append(bar);
    }
    let handle = (name) => (
      /** @type {HTMLInputElement} */
      h("input", { type: "range", min: all.first, max: all.last, step: 1, name: `brush-${name}`, "aria-label": t(`facet.${name}`), onchange: () => change() })
    ), [from, to] = [handle("from"), handle("to")], value = h("output", {}), change = () => {
      let [low, high] = [Number(from.value), Number(to.value)].sort((one2, other) => one2 - other);
      store.set({ from: low <= all.first ? "" : toIso(low), to: high >= all.last ? "" : toIso(high) });
    };
    return {
      element: h("div", { class: "brush", role: "group", "aria-label": t("timeline.brush") }, bars, from, to, value),
      /** @param {State} state */
      update(state) {
        from.value = String(state.from ? toNumber(state.from) : all.first), to.value = String(state.to ? toNumber(state.to) : all.last), from.setAttribute("aria-valuetext", toIso(Number(from.value))), to.setAttribute("aria-valuetext", toIso(Number(to.value))), value.textContent = `${day(toIso(Number(from.value)))} – ${day(toIso(Number(to.value)))}`;
      }
    };
  }
  function nextMonth(month) {
    let [year, number] = month.split("-").map(Number);
    return number === 12 ? `${year + 1}-01-01` : `${year}-${String(number + 1).padStart(2, "0")}-01`;
  }
  function picture2(rows, span, asof) {
    let pen = new SvgPen(), [name, width2, step] = [300, 640, 34], x = (iso) => name + (span ? place(iso, span) / 100 : 0) * width2;
    for (let { at, text } of span ? ticks(span) : []) pen.text(text, name + at / 100 * width2, 18, { size: 12, fill: colour("muted") });
    return rows.forEach((row, i) => {
      let y = 44 + i * step, known2 = [...days(row)].sort(), title2 = `${who(row, "requester")} → ${who(row, "recipient")}`;
      pen.text(title2.length > 44 ? `${title2.slice(0, 43)}…` : title2, 8, y + 4, { size: 12, weight: 600, fill: colour("ink") }), pen.curve([x(known2[0]), y, x(known2[known2.length - 1]), y], { stroke: colour("strong"), width: 2 });
      let late = overdue(row, asof);
      late && row.deadline?.date && pen.curve([x(row.deadline.date), y, x(asof), y], { stroke: colour("status-refused"), width: 2, dash: [4, 3] }), row.made_on && pen.circle(x(row.made_on), y, 6, { fill: colour("accent") }), row.deadline?.date && pen.glyph("M12 2L22 12L12 22L2 12z", x(row.deadline.date), y, 16, { fill: colour(late ? "status-refused" : "ink") }), row.status?.as_of && pen.rect(x(row.status.as_of) - 6, y - 6, 12, 12, 2, { fill: colour(`status-${outcome(row)}`) });
    }), pen.file({ x: 0, y: 0, width: name + width2 + 30, height: 60 + rows.length * step }, colour("paper"), t("title"));
  }

  // src/main.js
  var MAKERS = { requests: requestsView, network: networkView, timeline: timelineView, ledger: ledgerView, article: articleView, gaps: gapsView };
  async function start() {
    let block = document.getElementById("data"), page = document.getElementById("page");
    if (!block || !page) return;
    let facts3 = facts(await read(block));
    if (block.remove(), !facts3.rows.length) return void page.append(empty(facts3));
    let store = createStore(fromHash(location.hash)), rows = select(facts3, store.get()), voice = h("p", { class: "voice", role: "status" }), app = { facts: facts3, store, rows: () => rows, say: (message) => {
      voice.textContent = message;
    } }, head = toolbar(app), side2 = panel(app), key2 = legend(app), stage = h("div", { class: "stage" }), names = h("datalist", { id: "agent-names" }, ...facts3.agents.slice(0, 3e3).map((agent) => h("option", { value: agent.label })));
    page.append(head.element, h("main", { class: "main" }, h("div", { class: "left" }, stage, key2.element), side2.element), voice, names);
    let views = /* @__PURE__ */ new Map(), extras = menu(app, () => views.get(store.get().view));
    head.extras.append(extras.element), report(app, () => head.element.querySelector(".summary")?.textContent ?? "");
    let show = (state) => {
      let view = views.get(state.view);
      view || (view = MAKERS[state.view](app), views.set(state.view, view)), stage.firstChild !== view.element && stage.replaceChildren(view.element), document.body.dataset.view = state.view, view.update(state);
    }, update = (state, before) => {
      (!before || differs(state, before, FILTERS)) && (rows = select(facts3, state)), before && state.theme !== before.theme && wear(state.theme), head.update(state), extras.update(state), key2.update(state), side2.update(state, before), show(state), before && state.theme !== before.theme && redraw(), keep(state);
    }, redraw = () => {
      for (let [name, view] of views) name === store.get().view ? view.redraw?.() : views.delete(name);
    };
    store.subscribe(update), wear(store.get().theme), matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
      forget(), redraw();
    }), addEventListener("hashchange", () => {
      location.hash.slice(1) !== toHash(store.get()) && store.set(fromHash(location.hash));
    }), keyboard(app, { search: head.search, step: side2.step, close: side2.close }), update(store.get(), null), Object.assign(globalThis, { askgraph: { placed: () => views.get(store.get().view)?.placed?.() ?? [], rows: () => rows.length } }), document.documentElement.dataset.ready = String(Math.round(performance.now()));
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
