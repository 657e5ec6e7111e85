// Instead of a blank page: what is wrong with the run folder, and what to do.

import type { RunEntry } from "../data/types.ts";
import { h } from "./dom.ts";

const TITLES: Record<string, [string, string]> = {
  broken: ["This run cannot be shown", "Something in the folder is missing or damaged."],
  empty: ["This run holds nothing to show yet", "No positions have been written."],
  foreign: ["This is not a run of Exeunt", "The viewer opens run folders, JuPedSim SQLite files and PedPy text files."],
  running: ["The run has just started", "The scene appears as soon as the first positions are written."],
  incomplete: ["This run was cut off before it wrote positions", "It was killed, or the computer stopped."],
  interrupted: ["This run was interrupted before it wrote positions", "Somebody stopped it."],
  failed: ["This run failed before it wrote positions", "The simulation ended with an error."],
  complete: ["Nobody is in this run", "It is complete, but holds no positions."],
};

/** Whether a run has something to play. */
export function playable(run: RunEntry): boolean {
  return run.venue !== null && run.venue !== undefined && run.chunks.length > 0;
}

export function problemPage(run: RunEntry): HTMLElement {
  const [title, lead] = TITLES[run.status] ?? TITLES.broken;
  const waits = run.status === "running";
  return message(title, run.reason || lead, [
    ...(run.folder_name ? [`Folder: ${run.folder_name}`] : []), ...(run.hint ? [run.hint] : []), ...(run.notes ?? []),
  ], waits);
}

export function message(title: string, text: string, notes: string[] = [], waits = false): HTMLElement {
  return h("main", { class: "message", "data-testid": "message" },
    h("div", { class: "message-box" },
      h("div", { class: `message-mark${waits ? " waits" : ""}`, "aria-hidden": "true" }, waits ? "" : "!"),
      h("h1", {}, title), h("p", {}, text), ...notes.map((note) => h("p", { class: "muted" }, note)),
      h("p", { class: "message-foot" }, "Exeunt viewer")));
}

/** Variant and seed as far as all runs shown have the same. */
export function factsOf(entries: RunEntry[]): string[] {
  const same = (value: (run: RunEntry) => string): string[] => {
    const values = new Set(entries.map(value));
    return values.size === 1 ? [...values].filter((text) => text !== "") : [];
  };
  return [
    ...same((run) => run.variant_title || run.variant || ""),
    ...same((run) => (run.seed === null || run.seed === undefined ? "" : `seed ${run.seed}`)),
  ];
}

/** What must be said of a run that plays all the same. */
export function banners(run: RunEntry): { kind: "info" | "warn"; text: string }[] {
  const found: { kind: "info" | "warn"; text: string }[] = [];
  const because = run.reason ? ` ${run.reason}` : "";
  if (run.status === "incomplete") found.push({ kind: "warn", text: `This run is incomplete: it ends where it was cut off.${because}` });
  if (run.status === "interrupted") found.push({ kind: "warn", text: `This run was interrupted.${because}` });
  if (run.status === "failed") found.push({ kind: "warn", text: `This run failed.${because}` });
  if (run.status === "foreign") found.push({ kind: "info", text: `From another program.${because}` });
  for (const note of run.notes ?? []) found.push({ kind: "info", text: note });
  if ((run.gaps ?? []).length > 0) found.push({ kind: "warn", text: "Parts of the run are missing; they are marked red on the time line." });
  return found;
}
