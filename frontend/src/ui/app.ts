// What the page is set to, who is told when that changes, and the clock.

import type { Crew } from "../data/crew.ts";
import { columnTitle, menuOrder } from "../data/colouring.ts";
import type { Measurement } from "../data/measure.ts";
import type { PaletteName } from "../data/palette.ts";
import { Run, STATUSES } from "../data/run.ts";
import type { Source } from "../data/source.ts";
import type { ColumnEntry, Manifest, Point } from "../data/types.ts";
import type { Arrangement } from "../scene/stage.ts";
import { AIR_LAYERS } from "./layers.ts";

export const SPEEDS = [0.5, 1, 2, 4, 8, 16, 32, 64];
export const LAYERS = ["none", "density", "max_density", "time_above_2", "time_above_4", "time_above_5", "mean_density",
  ...AIR_LAYERS];

export interface State {
  time: number;
  playing: boolean;
  speed: number;
  colour: string;
  layer: string;
  palette: PaletteName;
  arrangement: Arrangement;
  storey: number;
  plan: boolean;
  labels: boolean;
  people: boolean;
  smoke: boolean;
  zones: boolean;
  selected: { run: number; person: number } | null;
  follow: boolean;
  tool: "look" | "measure";
  dark: boolean;
  measured: Measured[];
  /** Whether playing waits for data. */
  waiting: boolean;
  leftPanel: boolean;
  rightPanel: boolean;
}

export interface Measured {
  id: number;
  run: number;
  surface: number;
  p: Point;
  q: Point;
  result: Measurement | null;
  progress: number;
}

export type Key = keyof State | "runs" | "tables" | "slice" | "parts";
type Listener = (keys: ReadonlySet<Key>) => void;

export class App {
  readonly runs: Run[];
  readonly state: State = {
    time: 0, playing: false, speed: 4, colour: "status", layer: "none", palette: "standard", arrangement: "stacked",
    storey: 0, plan: false, labels: true, people: true, smoke: true, zones: true, selected: null, follow: false,
    tool: "look", dark: false, measured: [],
    waiting: false, leftPanel: true, rightPanel: true,
  };
  private readonly listeners: Listener[] = [];
  private readonly pending = new Set<Key>();
  private readonly versions: number[] = [];
  private nextLine = 1;
  /** Called when a part of a run is there, or cannot be had. */
  arrived: () => void = () => undefined;

  constructor(readonly manifest: Manifest, readonly source: Source, crew: Crew) {
    this.runs = manifest.runs.flatMap((entry, i) =>
      entry.venue === null || entry.venue === undefined ? [] : [new Run(i, entry, source, crew, () => this.arrived())]);
    const recorded = this.columns.find((column) => column.name === "status" && column.recorded);
    if (recorded === undefined) this.state.colour = "speed";
    if (this.columns.some(({ name, recorded: held }) => held && name === this.run.entry.colour)) this.state.colour = this.run.entry.colour!;
  }

  /** Fetch smoke and margins; the page works without them until they are there. */
  async loadAir(): Promise<void> {
    const found = await Promise.all(this.runs.map((run) => run.loadAir()));
    if (found.includes(true)) this.tell("tables");
  }

  listen(listener: Listener): void {
    this.listeners.push(listener);
  }

  set(change: Partial<State>): void {
    for (const [key, value] of Object.entries(change) as [keyof State, never][]) {
      if (this.state[key] === value) continue;
      this.state[key] = value;
      this.pending.add(key);
    }
    this.flush();
  }

  tell(...keys: Key[]): void {
    for (const key of keys) this.pending.add(key);
    this.flush();
  }

  private flush(): void {
    if (this.pending.size === 0) return;
    const keys = new Set(this.pending);
    this.pending.clear();
    for (const listener of this.listeners) listener(keys);
  }

  get run(): Run {
    return this.runs[0];
  }

  get duration(): number {
    return Math.max(...this.runs.map((run) => run.duration));
  }

  get running(): boolean {
    return this.runs.some((run) => run.entry.status === "running");
  }

  get columns(): ColumnEntry[] {
    return menuOrder(this.run.entry.columns);
  }

  get column(): ColumnEntry {
    return this.run.column(this.state.colour) ?? this.run.entry.columns[0];
  }

  /** Let time pass while playing; holds while data are on their way. */
  advance(seconds: number): void {
    const { state } = this;
    if (state.playing && !state.waiting) {
      const time = Math.min(this.duration, state.time + seconds * state.speed);
      const ended = time >= this.duration && !this.running;
      this.set(ended ? { time, playing: false } : { time });
    }
    this.show();
  }

  /** Bring every run to the present time; says whether all data were there. */
  show(): boolean {
    let ready = true;
    this.runs.forEach((run, i) => {
      if (!run.show(Math.min(this.state.time, run.duration))) ready = false;
      if (this.versions[i] !== run.version) {
        this.versions[i] = run.version;
        this.pending.add("slice");
      }
    });
    this.set({ waiting: !ready });
    return ready;
  }

  async seek(time: number): Promise<void> {
    const to = Math.min(this.duration, Math.max(0, time));
    this.set({ time: to });
    await Promise.all(this.runs.map((run) => run.seek(Math.min(to, run.duration))));
    this.show();
  }

  togglePlay(): void {
    const { playing, time } = this.state;
    if (!playing && time >= this.duration && !this.running) this.set({ time: 0 });
    this.set({ playing: !playing });
  }

  stepSpeed(by: number): void {
    const place = SPEEDS.indexOf(this.state.speed);
    this.set({ speed: SPEEDS[Math.min(SPEEDS.length - 1, Math.max(0, place + by))] });
  }

  select(run: number, person: number): void {
    this.set(person < 0 ? { selected: null, follow: false } : { selected: { run, person }, follow: true });
  }

  async measure(run: number, p: Point, q: Point, surface: number): Promise<Measurement> {
    const line: Measured = { id: this.nextLine++, run, surface, p, q, result: null, progress: 0 };
    this.set({ measured: [...this.state.measured, line] });
    line.result = await this.runs[run].measure(p, q, surface, (progress) => {
      line.progress = progress;
      this.tell("measured");
    });
    this.tell("measured");
    return line.result;
  }

  forget(id: number): void {
    this.set({ measured: this.state.measured.filter((line) => line.id !== id) });
  }

  counts(run: Run): { inside: number; bySurface: Record<string, number>; byStatus: Record<string, number> } {
    const surfaces = run.slice.countBy(run.slice.surface, run.venue.surfaces.length);
    const names = run.column("status")?.values ?? STATUSES;
    const statuses = run.slice.countBy(run.slice.status, names.length);
    return {
      inside: run.inside(),
      bySurface: Object.fromEntries(run.venue.surfaces.map((surface, i) => [surface.id, surfaces[i]])),
      byStatus: Object.fromEntries(names.map((name, i) => [name, statuses[i]])),
    };
  }

  /** Statuses that people inside can have: not those of who has not come or has left; some fall by doses or lie injured. */
  insideStatuses(): number[] {
    const names = this.run.column("status")?.values ?? STATUSES;
    const fall = this.runs.some((run) => ["incapacitated_at", "rescue"].some((name) => run.column(name) !== undefined));
    const never = fall ? ["absent", "out"] : ["absent", "out", "incapacitated"];
    return names.map((_, i) => i).filter((i) => !never.includes(names[i]));
  }

  /** Title of what the people are coloured by. */
  get colourTitle(): string {
    return columnTitle(this.column);
  }
}
