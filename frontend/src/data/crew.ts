// The page's side of the worker.

import workerText from "worker-text";
import type { Chunk } from "./chunk.ts";
import type { Container } from "./container.ts";
import type { Crossings } from "./measure.ts";
import type { Packed } from "./source.ts";
import type { Point } from "./types.ts";
import type { Task } from "./worker.ts";

interface Waiting {
  resolve: (result: never) => void;
  reject: (error: Error) => void;
}

export class Crew {
  private readonly worker: Worker;
  private readonly waiting = new Map<number, Waiting>();
  private next = 0;

  constructor() {
    this.worker = new Worker(URL.createObjectURL(new Blob([workerText], { type: "text/javascript" })));
    this.worker.onmessage = ({ data }: MessageEvent<{ id: number; result: never; error?: string }>) => {
      const waiting = this.waiting.get(data.id);
      this.waiting.delete(data.id);
      if (data.error === undefined) waiting?.resolve(data.result);
      else waiting?.reject(new Error(data.error));
    };
    this.worker.onerror = (event) => {
      for (const waiting of this.waiting.values()) waiting.reject(new Error(event.message));
      this.waiting.clear();
    };
  }

  chunk(packed: Packed): Promise<Chunk> {
    return this.ask({ kind: "chunk", packed });
  }

  container(packed: Packed): Promise<Container> {
    return this.ask({ kind: "container", packed });
  }

  measure(packed: Packed, p: Point, q: Point, surface: number, interval: number): Promise<Crossings> {
    return this.ask({ kind: "measure", packed, p, q, surface, interval });
  }

  private ask<Result>(task: Task): Promise<Result> {
    const id = this.next++;
    return new Promise<Result>((resolve, reject) => {
      this.waiting.set(id, { resolve: resolve as (result: never) => void, reject });
      this.worker.postMessage({ id, task }, typeof task.packed === "string" ? [] : [task.packed]);
    });
  }
}
