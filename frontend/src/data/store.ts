// Chunks in memory: the one that plays, its neighbours, and no others.

import type { Chunk } from "./chunk.ts";
import type { Crew } from "./crew.ts";
import type { Source } from "./source.ts";
import type { ChunkEntry } from "./types.ts";

export class ChunkStore {
  private readonly held = new Map<number, Chunk>();
  private readonly coming = new Map<number, Promise<Chunk>>();
  private readonly failed = new Map<number, string>();

  constructor(
    private readonly source: Source, private readonly crew: Crew, private readonly run: number,
    public entries: ChunkEntry[], private readonly arrived: () => void,
  ) {}

  /** Place in ``entries`` of the chunk that holds a frame. */
  find(frame: number): number {
    let low = 0, high = this.entries.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.entries[middle].frame0 <= frame) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  get(place: number): Chunk | undefined {
    return this.held.get(place);
  }

  /** Why a chunk cannot be had, if so. */
  fault(place: number): string | undefined {
    return this.failed.get(place);
  }

  /** Hold the chunk at a place, fetch the next one (or the one before, playing ends) and drop those far away. */
  centre(place: number): void {
    for (const held of this.held.keys()) if (held < place - 1 || held > place + 2) this.held.delete(held);
    this.fetchQuietly(place);
    if (place + 1 < this.entries.length) this.fetchQuietly(place + 1);
  }

  private fetchQuietly(place: number): void {
    if (!this.failed.has(place)) this.fetch(place).catch(() => undefined);
  }

  fetch(place: number): Promise<Chunk> {
    const held = this.held.get(place);
    if (held !== undefined) return Promise.resolve(held);
    let promise = this.coming.get(place);
    if (promise === undefined) {
      promise = this.load(place);
      this.coming.set(place, promise);
    }
    return promise;
  }

  private async load(place: number): Promise<Chunk> {
    try {
      const chunk = await this.crew.chunk(await this.source.chunk(this.run, this.entries[place].index));
      this.held.set(place, chunk);
      this.failed.delete(place);
      return chunk;
    } catch (error) {
      this.failed.set(place, error instanceof Error ? error.message : String(error));
      throw error;
    } finally {
      this.coming.delete(place);
      this.arrived();
    }
  }

  /** Take a longer list while a run is being computed; a chunk that has grown is fetched again. */
  extend(entries: ChunkEntry[]): void {
    entries.forEach((entry, place) => {
      const known = this.entries[place];
      if (known !== undefined && (known.frames !== entry.frames || known.complete !== entry.complete)) {
        this.held.delete(place);
      }
      this.failed.delete(place);
    });
    this.entries = entries;
  }

  get size(): number {
    return this.held.size;
  }
}
