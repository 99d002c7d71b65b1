// Every text of the interface, in one table: a translation is another table with the same keys.
// "{name}" is filled in; "one|many" is chosen by {count}.

/** @type {Record<string, string>} */
export const ENGLISH = {
  lang: "en",
  months: "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
  date: "{date} {month} {year}",
  "list.and": "{list} and {last}",
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
  "gap.item": "No item named",
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
  "field.legal_basis": "Legal basis",
  "field.medium": "How",
  "field.made_on": "Made on",
  "field.deadline": "Due",
  "field.pressure": "Pressure",
  "field.status": "Status",
  "field.attributed_to": "Who says so",
  "field.source": "Told in",
  "field.confidence": "Confidence",
  "field.evidence": "Evidence",
  "field.realis": "Reality",
  "field.request": "Request",

  "not_stated": "not stated",
  "not_stated.requester": "requester not stated",
  "not_stated.recipient": "recipient not stated",
  "not_stated.item": "what was asked for is not stated",
  article_itself: "the article itself",
  "as_of": "as of {date}",
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
  "requests.page": "{first}–{last} of {all}",
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
  "network.list": "Agents and groups of the drawing: arrow keys move, Enter opens a group or selects an agent",
  "network.collapsed": "Grouped, to be readable. Click a group to open it.",
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
  "export.not_copied": "The link could not be copied; it is in the address bar.",
  "export.no_picture": "This view has no picture; open Requests, Network or Timeline.",
  theme: "Appearance",
  "theme.auto": "As the system",
  "theme.light": "Light",
  "theme.dark": "Dark",
  "theme.contrast": "High contrast",
  legend: "Legend",
  "legend.filter": "Show only: {name}",
  "print.most": "The first {count} of {all} requests.",
};

/**
 * The text for a key, with its gaps filled.
 * @param {string} key
 * @param {Record<string, string | number>} [values]
 * @returns {string}
 */
export function t(key, values = {}) {
  const text = ENGLISH[key];
  if (text === undefined) return key;
  const forms = text.split("|");
  const chosen = forms.length > 1 && Number(values.count) !== 1 ? forms[1] : forms[0];
  return chosen.replace(/\{(\w+)\}/g, (_, name) => {
    const value = values[name];
    return typeof value === "number" ? number(value) : String(value ?? "");
  });
}

/** "1,234". @param {number} value */
export const number = (value) => value.toLocaleString(ENGLISH.lang);

/** Whether the table has the key. @param {string} key */
export const has = (key) => key in ENGLISH;

/** A date as people read it: "2025-08-16" as "16 Aug 2025". @param {string} iso */
export function day(iso) {
  const [year, month, date] = iso.split("-");
  return date ? t("date", { date: String(Number(date)), month: t("months").split(" ")[Number(month) - 1], year }) : iso;
}

/** "a, b and c". @param {string[]} names */
export function list(names) {
  return names.length < 2 ? (names[0] ?? "") : t("list.and", { list: names.slice(0, -1).join(", "), last: names[names.length - 1] });
}
