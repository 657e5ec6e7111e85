// One chunk of trajectories, track by track (a person without gaps), with positions in metres.

import type { Container } from "./container.ts";
import type { Values } from "./types.ts";

export interface Chunk {
  frame0: number;
  /** Frames that begin in this chunk and the first of the next one. */
  frames: number;
  person: Uint32Array;
  first: Uint16Array;
  last: Uint16Array;
  start: Uint32Array;
  x: Float32Array;
  y: Float32Array;
  surface: Int16Array;
  status: Uint8Array;
  columns: Record<string, Values>;
}

const PREFIX = "column:";

/** Turn the packed arrays into rows: positions are sums of steps in whole centimetres (zigzag), so they are exact. */
export function expandChunk({ header, arrays }: Container): Chunk {
  const start = arrays.start as Uint32Array;
  const rows = start[start.length - 1] ?? 0;
  const x = expandAxis(start, arrays.x0, arrays.dx_lo, arrays.dx_hi, rows);
  const y = expandAxis(start, arrays.y0, arrays.dy_lo, arrays.dy_hi, rows);
  const columns: Record<string, Values> = {};
  for (const [name, values] of Object.entries(arrays)) {
    if (name.startsWith(PREFIX)) columns[name.slice(PREFIX.length)] = values;
  }
  return {
    frame0: Number(header.frame0), frames: Number(header.frames), person: arrays.person as Uint32Array,
    first: arrays.first as Uint16Array, last: arrays.last as Uint16Array, start, x, y,
    surface: arrays.surface as Int16Array, status: arrays.status as Uint8Array, columns,
  };
}

function expandAxis(start: Uint32Array, origin: Values, low: Values, high: Values, rows: number): Float32Array {
  const out = new Float32Array(rows);
  for (let p = 0; p + 1 < start.length; p++) {
    let at = origin[p];
    for (let row = start[p]; row < start[p + 1]; row++) {
      const folded = low[row] | (high[row] << 8);
      at += (folded >>> 1) ^ -(folded & 1);
      out[row] = at / 100;
    }
  }
  return out;
}

/** Row of a track (place in the chunk) at a local frame, or -1. */
export function rowAt(chunk: Chunk, place: number, local: number): number {
  const first = chunk.first[place];
  return local < first || local > chunk.last[place] ? -1 : chunk.start[place] + local - first;
}
