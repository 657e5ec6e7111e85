// Who crosses a line, when and which way.

import type { Chunk } from "./chunk.ts";
import type { Point } from "./types.ts";

export interface Crossings {
  /** Seconds, in no order. */
  time: Float64Array;
  /** +1 from the left of the line (seen from its first to its second point) to its right, else -1. */
  direction: Int8Array;
}

/**
 * Crossings of the segment p-q on one surface within a chunk. A person crosses when the straight way between two
 * following frames, both on the surface, cuts the segment; the time is interpolated along that way.
 */
export function crossingsOf(chunk: Chunk, p: Point, q: Point, surface: number, interval: number): Crossings {
  const times: number[] = [], directions: number[] = [];
  const dx = q[0] - p[0], dy = q[1] - p[1];
  const { x, y, start, first } = chunk;
  for (let place = 0; place < chunk.person.length; place++) {
    const end = start[place + 1] - 1;
    for (let row = start[place]; row < end; row++) {
      if (chunk.surface[row] !== surface || chunk.surface[row + 1] !== surface) continue;
      // which side of the line, before and after; exactly on it counts as left, so nobody is counted twice
      const before = dx * (y[row] - p[1]) - dy * (x[row] - p[0]);
      const after = dx * (y[row + 1] - p[1]) - dy * (x[row + 1] - p[0]);
      if (before >= 0 === after >= 0) continue;
      const share = before / (before - after);
      const cx = x[row] + share * (x[row + 1] - x[row]), cy = y[row] + share * (y[row + 1] - y[row]);
      const along = (cx - p[0]) * dx + (cy - p[1]) * dy;
      if (along < 0 || along > dx * dx + dy * dy) continue;
      const frame = chunk.frame0 + first[place] + row - start[place];
      times.push((frame + share) * interval);
      directions.push(before >= 0 ? 1 : -1);
    }
  }
  return { time: Float64Array.from(times), direction: Int8Array.from(directions) };
}

export interface Measurement {
  /** [time in s, people who have crossed so far, either way]. */
  nt: [number, number][];
  forward: number;
  backward: number;
  length: number;
  first: number;
  last: number;
  /** People per second between the first and the last crossing: (N - 1) / (t_N - t_1). */
  flow: number;
  /** The same by the length of the line, 1/(m s). */
  specificFlow: number;
}

export function measurementOf(parts: Crossings[], length: number): Measurement {
  const times = parts.flatMap((part) => [...part.time]).sort((a, b) => a - b);
  const forward = parts.reduce((sum, part) => sum + part.direction.filter((d) => d > 0).length, 0);
  const count = times.length;
  const first = count > 0 ? times[0] : NaN, last = count > 0 ? times[count - 1] : NaN;
  const flow = count > 1 && last > first ? (count - 1) / (last - first) : 0;
  return {
    nt: times.map((time, i) => [time, i + 1]), forward, backward: count - forward, length, first, last, flow,
    specificFlow: length > 0 ? flow / length : 0,
  };
}
