// A run that is being computed: the manifest is read again every second, and what has grown is taken over.

import type { RunEntry } from "../data/types.ts";
import type { App } from "./app.ts";

const EVERY = 1000;

export function watch(app: App): void {
  if (!app.source.live || !app.running) return;
  const again = async (): Promise<void> => {
    const manifest = await app.source.manifest().catch(() => null);
    if (manifest !== null) {
      for (const run of app.runs) {
        const entry = manifest.runs[run.index];
        // what cannot be had now is asked for again in a second
        if (entry !== undefined && entry.venue !== null) await take(app, run.index, entry).catch(() => undefined);
      }
    }
    if (app.running) setTimeout(() => void again(), EVERY);
  };
  setTimeout(() => void again(), EVERY);
}

async function take(app: App, index: number, entry: RunEntry): Promise<void> {
  const run = app.runs.find((candidate) => candidate.index === index)!;
  const before = run.entry;
  run.entry = entry;
  run.store.extend(entry.chunks);
  app.tell("runs");
  const renewed = before.revision?.people !== entry.revision?.people || before.revision?.maps !== entry.revision?.maps;
  if (renewed || before.status !== entry.status) {
    await run.loadTables();
    app.tell("tables");
  }
  if (before.revision?.air !== entry.revision?.air || before.status !== entry.status) {
    if (await run.loadAir()) app.tell("tables");
  }
}
