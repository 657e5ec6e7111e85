// Starts the page: reads the manifest, shows the runs or says why not, and keeps drawing.

import { Crew } from "./data/crew.ts";
import { cellOf } from "./data/density.ts";
import type { Measurement } from "./data/measure.ts";
import { openSource, type Source } from "./data/source.ts";
import type { Manifest, Point } from "./data/types.ts";
import { insideAny } from "./data/zones.ts";
import { App, type State } from "./ui/app.ts";
import { Exporter, type Sequence } from "./ui/exporting.ts";
import { listenToKeys } from "./ui/keyboard.ts";
import { layOut } from "./ui/layout.ts";
import { watch } from "./ui/live.ts";
import { message, playable, problemPage } from "./ui/pages.ts";
import { Pane } from "./ui/pane.ts";
import "uplot/dist/uPlot.min.css";
import "./style.css";

const FORMAT = 2;

export interface Viewer {
  ready: Promise<void>;
  state(): Record<string, unknown>;
  set(change: Partial<State> & { view?: "3d" | "plan" }): void;
  seek(time: number): Promise<void>;
  play(): void;
  pause(): void;
  select(person: number, run?: number): void;
  /** Screen place, within the page, of a person or of a point on a surface. */
  place(what: { person: number } | { surface: number; point: Point }, run?: number): [number, number] | null;
  measure(p: Point, q: Point, surface: number | string, run?: number): Promise<Measurement>;
  /** Density now (1/m²) as the heat map and the colours have it. */
  density(surface: number, point: Point, run?: number): number;
  /** Share of the floor (0 to 1) that smoke hides now as it is drawn; 0 where none was recorded. */
  smoke(surface: number, point: Point, run?: number): number;
  /** Danger zones now as they are drawn. */
  zones(run?: number): { id: string; surface: number; centre: Point; radius: number }[];
  /** Whether a place is drawn as in a danger zone, and as in sight of one. */
  danger(surface: number, point: Point, run?: number): { inside: boolean; seen: boolean };
  refuges(run?: number): { id: string; state: string; occupancy: number }[];
  picture(): Promise<Blob>;
  frames(sequence: Sequence): Promise<Blob>;
  film(sequence: Sequence): Promise<Blob>;
}

declare global {
  interface Window {
    exeuntViewer: Viewer;
  }
}

async function start(): Promise<Viewer> {
  const source = openSource(window.EXEUNT ?? {});
  let manifest: Manifest;
  try {
    manifest = await source.manifest();
  } catch (error) {
    document.body.replaceChildren(message("The data of this page cannot be read", String(error instanceof Error ? error.message : error),
      ["If the command exeunt view has ended, start it again; this page cannot be loaded without it."]));
    throw error;
  }
  if (manifest.format !== FORMAT) {
    document.body.replaceChildren(message("This page and its data do not fit together",
      `The data have format ${manifest.format}, this page reads format ${FORMAT}.`, [`Written by Exeunt ${manifest.exeunt}.`]));
    throw new Error("format");
  }
  const broken = manifest.runs.find((run) => !playable(run));
  if (broken !== undefined || manifest.runs.length === 0) {
    document.body.replaceChildren(broken === undefined ? message("There is no run to show", "No run folder was named.") : problemPage(broken));
    document.title = "Exeunt";
    if (source.live && broken !== undefined && ["running", "broken", "empty"].includes(broken.status)) retry(source);
    return emptyViewer(broken?.status ?? "empty");
  }
  const missing = withoutGraphics();
  if (missing !== null) {
    document.body.replaceChildren(missing);
    document.title = "Exeunt";
    return emptyViewer("no graphics");
  }
  return open(manifest, source);
}

/** A run that cannot be shown yet may be shown in a second. */
function retry(source: Source): void {
  setTimeout(async () => {
    const again = await source.manifest().catch(() => null);
    if (again !== null && again.runs.length > 0 && again.runs.every(playable)) location.reload();
    else retry(source);
  }, 1000);
}

/** Why the scene cannot be drawn, and what to do; null where it can. */
function withoutGraphics(): HTMLElement | null {
  const context = document.createElement("canvas").getContext("webgl2");
  context?.getExtension("WEBGL_lose_context")?.loseContext();
  if (context !== null) return null;
  return message("This browser cannot draw the scene", "It has no WebGL 2, which the viewer draws with, or has it turned off.", [
    "Open this address in a current Firefox, Chrome, Edge or Safari, and turn on hardware acceleration (\u201cgraphics " +
      "acceleration\u201d) in its settings; on a remote desktop, open it on your own computer.",
    "The figures need no browser: the run folder holds pictures, and \u201cexeunt report RUN\u201d writes maps, curves and tables.",
  ]);
}

async function open(manifest: Manifest, source: Source): Promise<Viewer> {
  const app = new App(manifest, source, new Crew());
  document.title = `${app.run.entry.name} – Exeunt`;
  document.documentElement.dataset.theme = "light";
  await Promise.all(app.runs.map((run) => run.loadTables()));
  const panes = app.runs.map((run, i) => new Pane(app, run, i));
  for (const pane of panes) pane.moved = (from) => follow(panes, from);
  let drawnFrames = 0;
  const draw = (seconds = 0): void => {
    let drawn = false;
    for (const pane of panes) drawn = pane.frame(seconds) || drawn;
    if (drawn) drawnFrames++;
  };
  const exporter = new Exporter(app, panes, () => {
    for (const pane of panes) pane.invalidate();
    draw();
  });
  app.listen((keys) => {
    for (const pane of panes) pane.apply(keys);
  });
  const fit = (): void => panes.forEach((pane) => {
    pane.stage.fit();
    pane.invalidate();
  });
  const { transport, picture } = layOut(app, panes, exporter, fit);
  listenToKeys(app, { fit, picture: () => void picture(), step: (frames) => transport.step(frames) });
  app.arrived = () => {
    app.show();
    // a fault changes nothing that is shown
    app.tell("parts");
  };
  watch(app);
  await app.seek(0);
  app.tell("tables", "slice", "time");
  void app.loadAir();
  let before = performance.now();
  const tick = (now: number): void => {
    const seconds = Math.min(0.25, (now - before) / 1000);
    before = now;
    app.advance(seconds);
    draw(seconds);
    exporter.onFrame?.();
    requestAnimationFrame(tick);
  };
  requestAnimationFrame(tick);
  return viewerOf(app, panes, exporter, draw, () => drawnFrames);
}

/** Scenes side by side are seen from the same place. */
function follow(panes: Pane[], from: Pane): void {
  for (const pane of panes) {
    if (pane === from) continue;
    Object.assign(pane.stage.rig.pose, { ...from.stage.rig.pose, target: from.stage.rig.pose.target.clone() });
    pane.stage.rig.update();
    pane.invalidate();
  }
}

function viewerOf(app: App, panes: Pane[], exporter: Exporter, draw: () => void, drawnFrames: () => number): Viewer {
  const surfaceIndex = (run: number, surface: number | string): number =>
    typeof surface === "number" ? surface : app.runs[run].venue.surfaces.findIndex((s) => s.id === surface);
  return {
    ready: Promise.resolve(),
    state: () => {
      const { state } = app;
      return {
        time: state.time, playing: state.playing, speed: state.speed, colour: state.colour, layer: state.layer,
        palette: state.palette, view: state.plan ? "plan" : "3d", arrangement: state.arrangement,
        smoke: state.smoke && app.run.air?.smoky === true,
        storey: app.run.venue.storeys[state.storey]?.surface.id ?? null, selected: state.selected?.person ?? null,
        follow: state.follow, waiting: state.waiting, status: app.run.entry.status, duration: app.duration,
        drawn: panes[0].stage.drawn, frames: drawnFrames(), software: panes[0].stage.software,
        measured: state.measured.map(({ surface, p, q, result }) => ({ surface, p, q, flow: result?.flow ?? null })),
        held: app.runs.reduce((sum, run) => sum + run.store.size, 0), ...app.counts(app.run),
        runs: app.runs.map((run) => ({ name: run.entry.name, ...app.counts(run) })),
      };
    },
    set: ({ view, ...change }) => {
      if (view !== undefined) change.plan = view === "plan";
      app.set(change);
      draw();
    },
    seek: async (time) => {
      await app.seek(time);
      draw();
    },
    play: () => app.set({ playing: true }),
    pause: () => app.set({ playing: false }),
    select: (person, run = 0) => app.select(run, person),
    place: (what, run = 0) => {
      const { stage, element } = panes[run];
      const box = element.getBoundingClientRect();
      let at: [number, number, number];
      if ("person" in what) {
        const index = app.runs[run].slice.indexOf(what.person);
        if (index < 0) return null;
        at = app.runs[run].slice.position(index, app.runs[run].shareAt(app.state.time));
      } else at = [...what.point, app.runs[run].venue.surfaces[what.surface].height(...what.point)];
      const [x, y] = stage.rig.project(at[0], at[1], stage.lift(at[2]) + ("person" in what ? 0.85 : 0));
      return [box.left + x, box.top + y];
    },
    measure: (p, q, surface, run = 0) => app.measure(run, p, q, surfaceIndex(run, surface)),
    density: (surface, point, run = 0) => app.runs[run].densityNow().at(surface, ...point),
    smoke: (surface, point, run = 0) => {
      const plane = app.runs[run].air?.smokeAt(app.state.time)[surface];
      return plane === undefined ? 0 : plane.values[cellOf(plane, ...point)];
    },
    zones: (run = 0) => panes[run].zones.map(({ id, surface, centre, radius }) => ({ id, surface, centre, radius })),
    danger: (surface, point, run = 0) => {
      const here = panes[run].zones.filter((zone) => zone.surface === surface);
      return {
        inside: here.some((zone) => insideAny([zone.core], point)), seen: here.some((zone) => insideAny(zone.seen, point)),
      };
    },
    refuges: (run = 0) => panes[run].places(app.state.time).filter(({ place }) => place.kind === "refuge")
      .map(({ place, state, occupancy }) => ({ id: place.id, state, occupancy })),
    picture: () => exporter.picture(),
    frames: (sequence) => exporter.frames(sequence, () => true),
    film: (sequence) => exporter.film(sequence, () => true),
  };
}

function emptyViewer(status: string): Viewer {
  const nothing = (): never => {
    throw new Error("There is no run to show.");
  };
  return {
    ready: Promise.resolve(), state: () => ({ status, inside: 0, runs: [] }), set: nothing, seek: nothing, play: nothing,
    pause: nothing, select: nothing, place: nothing, measure: nothing, density: nothing, smoke: nothing,
    zones: nothing, danger: nothing, refuges: nothing, picture: nothing, frames: nothing, film: nothing,
  };
}

const opened = start();
const ready = opened.then(() => undefined);
ready.catch((error: unknown) => {
  console.error(error);
  if (document.querySelector(".message") === null) {
    document.body.replaceChildren(message("The run cannot be shown", error instanceof Error ? error.message : String(error)));
  }
});
window.exeuntViewer = { ready } as Viewer;
void opened.then((viewer) => Object.assign(window.exeuntViewer, { ...viewer, ready }));
