// How many people are inside over time, for the curve of the whole run.

import type { Run } from "./run.ts";

export interface Curve {
  time: Float64Array;
  inside: Float64Array;
}

/** From counts per frame where the data bring them, else from when each person comes and leaves. */
export function insideCurve(run: Pick<Run, "entry" | "people" | "interval">): Curve {
  const frames = run.entry.frames;
  const counts = run.people.inside;
  if (counts !== undefined) return curve(frames, run.interval, (frame) => counts[frame] ?? 0);
  const change = new Int32Array(frames + 2);
  const arrival = run.people.arrival_time, out = run.people.time_out;
  for (let p = 0; p < run.entry.people; p++) {
    const from = frameFrom(arrival?.[p] ?? 0, run.interval), to = frameFrom(out?.[p] ?? NaN, run.interval);
    if (from < frames) change[from]++;
    if (to < frames && to >= from && from < frames) change[to]--;
  }
  let inside = 0;
  return curve(frames, run.interval, (frame) => (inside += change[frame]));
}

function frameFrom(time: number, interval: number): number {
  return Number.isNaN(time) ? Infinity : Math.max(0, Math.ceil(time / interval - 1e-6));
}

function curve(frames: number, interval: number, value: (frame: number) => number): Curve {
  const time = new Float64Array(frames), inside = new Float64Array(frames);
  for (let frame = 0; frame < frames; frame++) {
    time[frame] = frame * interval;
    inside[frame] = value(frame);
  }
  return { time, inside };
}
