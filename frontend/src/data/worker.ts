// Runs beside the page: unpacks chunks and counts crossings, so that drawing never waits.

import { expandChunk } from "./chunk.ts";
import { gunzip, readContainer } from "./container.ts";
import { crossingsOf } from "./measure.ts";
import { decodeBase64, type Packed } from "./source.ts";
import type { Point } from "./types.ts";

export type Task =
  | { kind: "chunk"; packed: Packed }
  | { kind: "container"; packed: Packed }
  | { kind: "measure"; packed: Packed; p: Point; q: Point; surface: number; interval: number };

interface Scope {
  onmessage: ((event: MessageEvent<{ id: number; task: Task }>) => void) | null;
  postMessage(message: unknown, transfer?: Transferable[]): void;
}

const scope = self as unknown as Scope;

scope.onmessage = async ({ data: { id, task } }) => {
  try {
    const bytes = typeof task.packed === "string" ? decodeBase64(task.packed) : task.packed;
    const container = readContainer(await gunzip(bytes));
    if (task.kind === "container") reply(id, container, Object.values(container.arrays));
    else {
      const chunk = expandChunk(container);
      if (task.kind === "chunk") reply(id, chunk, [...Object.values(chunk), ...Object.values(chunk.columns)]);
      else reply(id, crossingsOf(chunk, task.p, task.q, task.surface, task.interval), []);
    }
  } catch (error) {
    scope.postMessage({ id, error: error instanceof Error ? error.message : String(error) });
  }
};

function reply(id: number, result: unknown, values: unknown[]): void {
  const buffers = values.filter(ArrayBuffer.isView).map((view) => view.buffer as ArrayBuffer);
  scope.postMessage({ id, result }, [...new Set(buffers)]);
}
