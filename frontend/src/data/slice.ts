// The people of one keyframe and where each will be at the next: what the graphics card interpolates between.

import type { Chunk } from "./chunk.ts";
import type { Venue } from "./venue.ts";

/** Code of the status of people who have fallen; see the column table. */
export const INCAPACITATED = 4;

export class FrameSlice {
  count = 0;
  frame = -1;
  person = new Uint32Array(0);
  place = new Uint32Array(0);
  row = new Uint32Array(0);
  surface = new Int16Array(0);
  status = new Uint8Array(0);
  /** m/s in plan, over the coming interval. */
  speed = new Float32Array(0);
  /** x, y, elevation now and at the next keyframe; 3 numbers a person. */
  from = new Float32Array(0);
  to = new Float32Array(0);

  private grow(people: number): void {
    if (people <= this.person.length) return;
    const size = Math.ceil(people * 1.2) + 16;
    this.person = new Uint32Array(size);
    this.place = new Uint32Array(size);
    this.row = new Uint32Array(size);
    this.surface = new Int16Array(size);
    this.status = new Uint8Array(size);
    this.speed = new Float32Array(size);
    this.from = new Float32Array(size * 3);
    this.to = new Float32Array(size * 3);
  }

  /** Take everyone who is present at a frame of the chunk. */
  fill(chunk: Chunk, frame: number, interval: number, venue: Venue): void {
    const local = frame - chunk.frame0;
    const { person, first, last, x, y, surface, status, start } = chunk;
    this.grow(person.length);
    this.frame = frame;
    const { from, to, speed } = this;
    const surfaces = venue.surfaces;
    let n = 0;
    for (let p = 0; p < person.length; p++) {
      if (local < first[p] || local > last[p]) continue;
      const row = start[p] + local - first[p];
      const s = surface[row];
      const here = surfaces[s];
      const x0 = x[row], y0 = y[row];
      let x1 = x0, y1 = y0, e1: number;
      const e0 = here === undefined ? 0 : here.height(x0, y0);
      if (local < last[p]) {
        x1 = x[row + 1];
        y1 = y[row + 1];
        const next = surfaces[surface[row + 1]];
        e1 = next === undefined ? 0 : next.height(x1, y1);
      } else {
        // the last row of a person: walk on as before, so that people leave through the door
        if (local > first[p] && surface[row - 1] === s) {
          x1 = 2 * x0 - x[row - 1];
          y1 = 2 * y0 - y[row - 1];
        }
        e1 = e0;
      }
      this.person[n] = person[p];
      this.place[n] = p;
      this.row[n] = row;
      this.surface[n] = s;
      this.status[n] = status[row];
      const dx = x1 - x0, dy = y1 - y0;
      speed[n] = Math.sqrt(dx * dx + dy * dy) / interval;
      const k = 3 * n;
      from[k] = x0;
      from[k + 1] = y0;
      from[k + 2] = e0;
      to[k] = x1;
      to[k + 1] = y1;
      to[k + 2] = e1;
      n++;
    }
    this.count = n;
  }

  indexOf(person: number): number {
    for (let i = 0; i < this.count; i++) if (this.person[i] === person) return i;
    return -1;
  }

  /** Place of one of the people between the keyframes; share 0 is now, 1 the next keyframe. */
  position(index: number, share: number): [number, number, number] {
    const k = 3 * index;
    const mix = (j: number): number => this.from[k + j] + (this.to[k + j] - this.from[k + j]) * share;
    return [mix(0), mix(1), mix(2)];
  }

  countBy(values: ArrayLike<number>, classes: number): Uint32Array {
    const counts = new Uint32Array(classes);
    for (let i = 0; i < this.count; i++) if (values[i] >= 0 && values[i] < classes) counts[values[i]]++;
    return counts;
  }
}

