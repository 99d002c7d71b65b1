// What the two stages have in common: vis-network for what it can draw fast, a plain canvas for more.
import type { Pen } from "../pen.js";
import type { Picture } from "../shapes.js";

export interface Place {
  x: number;
  y: number;
}

export interface Shape extends Place {
  id: string;
  picture: Picture;
  /** Drawn larger when looked at from afar. */
  grows?: boolean;
}

export interface Edge {
  id: string;
  from: string;
  to: string;
  colour: string;
  width: number;
  arrow: boolean;
  dash?: number[];
  /** How far the edge bows out, as a part of its length; which side by its sign. */
  bend?: number;
  /** Leaves and arrives level, as in columns. */
  flow?: boolean;
  opacity?: number;
}

export interface Hit {
  shape: string | null;
  edge: string | null;
}

export interface Listeners {
  onpick(hit: Hit): void;
  onmove?(id: string, x: number, y: number): void;
  onafter?(pen: Pen, stage: Stage): void;
}

export interface Stage {
  show(shapes: Shape[], edges: Edge[], ports?: { id: string; x: number; y: number }[]): void;
  restyle(edges: Edge[]): void;
  mark(selected: Iterable<string>, dim?: Iterable<string>): void;
  scale(): number;
  middle(): Place;
  look(middle: Place, scale: number): void;
  place(id: string): Place | null;
  halfway(id: string): Place | null;
  canvas(): HTMLCanvasElement | null;
  end(): void;
}
