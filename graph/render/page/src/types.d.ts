// The types that travel through the page. Names are those of ledger.json.

export interface Agent {
  at: number;
  id: string;
  label: string;
  type: string;
  posts: string[];
  members: string[];
}

export interface Source {
  at: number;
  id: string;
  title: string | null;
  publisher: string | null;
  author: string | null;
  published: string | null;
  url: string | null;
  /** The whole article, where the page was made with it. */
  text: string | null;
}

export interface Passage {
  at: number;
  source: Source;
  start: number;
  end: number;
  quote: string;
  /** Where its document has pages: the one on which it begins. */
  page: number | null;
}

/** Offsets count from the start of the passage. */
export interface Mark {
  start: number;
  end: number;
  role: string;
}

export interface Evidence {
  passage: Passage;
  marks: Mark[];
}

export interface Row {
  at: number;
  id: string;
  kind: string;
  force: string;
  requester: Agent[];
  recipient: Agent[];
  item: string[];
  medium: string | null;
  made_on: string | null;
  deadline: { text: string; date: string | null; basis: string | null } | null;
  pressure: { agent: Agent[]; text: string; instrument: string[]; said_by: Agent[]; evidence: Evidence[] } | null;
  status: { outcome: string; as_of: string | null; basis: string | null; evidence: Evidence[] } | null;
  polarity: string;
  realis: string;
  attributed_to: Agent[];
  evidence: Evidence[];
  confidence: number;
}

/** An agent in the drawing, or the stand-in for one that is not stated. */
export interface Node {
  key: string;
  at: number;
  agent: Agent | null;
  role: "requester" | "recipient" | null;
  row: Row | null;
  x: number;
  y: number;
}

export interface Facts {
  base: string;
  agents: Agent[];
  sources: Source[];
  passages: Passage[];
  rows: Row[];
  nodes: Node[];
  groups: number[][];
  options: Record<string, unknown>;
  /** The last day that the documents know of: of their dates, where none then of the requests. */
  last: string;
  nodeByKey: Map<string, Node>;
  rowById: Map<string, Row>;
  agentById: Map<string, Agent>;
}

export type View = "requests" | "network" | "timeline" | "ledger" | "article" | "gaps";

/** Everything that the address holds. Lists that filter are empty where they do not. */
export interface State {
  view: View;
  selected: string;
  query: string;
  status: string[];
  kind: string[];
  force: string[];
  type: string[];
  source: string[];
  told: string[];
  gap: string[];
  /** Which requests that were not made are counted too: "planned", "negated" and so on. */
  also: string[];
  /** Of those with a deadline, "overdue" or "not". */
  due: string[];
  from: string;
  to: string;
  asof: string;
  sure: number;
  focus: string;
  steps: number;
  path: string[];
  level: number;
  opened: string[];
  pinned: string[];
  sort: string;
  /** Columns of the ledger that are shown; none: the usual ones. */
  columns: string[];
  page: number;
  theme: string;
  reading: string;
}

export interface Store {
  get(): State;
  set(change: Partial<State>): void;
  undo(): void;
  canUndo(): boolean;
  subscribe(listener: (state: State, before: State) => void): void;
}

export interface App {
  facts: Facts;
  store: Store;
  /** The rows that count: those that were made, and those that the reader wants to see too. */
  counted(): Row[];
  /** Those of them that pass the filters, in the order of the ledger. */
  rows(): Row[];
  say(message: string): void;
  /** Puts a text on the clipboard, and says whether that went well. */
  copy(text: string): void;
}

export interface ViewPart {
  element: HTMLElement;
  update(state: State): void;
  /** The picture as an SVG text, where the view has one. */
  svg?(): string;
  /** The picture as a canvas, where the view has one. */
  canvas?(): HTMLCanvasElement | null;
  fit?(): void;
  /** What is drawn where, in the coordinates of the window. */
  placed?(): Drawn[];
}

export interface Drawn {
  id: string;
  kind: "agent" | "request" | "label" | "edge";
  left: number;
  top: number;
  width: number;
  height: number;
}
