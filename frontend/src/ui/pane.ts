// One run's part of the screen: canvas, words over it, and what the pointer does.

import { colouringOf } from "../data/colouring.ts";
import type { Run } from "../data/run.ts";
import type { Point } from "../data/types.ts";
import { Overlay, type MarkedPlace, type MeasuredLine } from "../scene/overlay.ts";
import { refugeState, type ZoneView } from "../data/zones.ts";
import { Stage } from "../scene/stage.ts";
import { themeOf, type Theme } from "../scene/theme.ts";
import type { App, Key } from "./app.ts";
import { h, number, whole } from "./dom.ts";
import { planesOf, scaleOfLayer } from "./layers.ts";

export const LINE_COLOURS = ["#aa3377", "#d55e00", "#0072b2", "#7a5195", "#8c6d00"];

const FOLLOW_DISTANCE = 48;

export class Pane {
  readonly stage: Stage;
  readonly overlay: Overlay;
  readonly element: HTMLElement;
  private readonly caption: HTMLElement;
  private readonly insideText = h("strong", {});
  private draft: { surface: number; p: Point; q: Point } | null = null;
  private heat = "";
  /** Called after this pane's eye has moved, so that others can follow. */
  moved: (pane: Pane) => void = () => undefined;
  private dirty = true;
  private approach = false;

  constructor(private readonly app: App, readonly run: Run, readonly index: number) {
    this.stage = new Stage(run, this.theme);
    this.overlay = new Overlay(this.stage);
    this.overlay.canvas.className = "overlay";
    this.insideText.dataset.testid = `pane-inside-${index}`;
    this.caption = h("div", { class: "caption", hidden: app.runs.length < 2 },
      h("i", { class: `caption-key${index > 0 ? " second" : ""}` }),
      h("span", { class: "caption-name", "data-testid": `pane-name-${index}` }, run.entry.label),
      h("span", { class: "caption-count" }, this.insideText, " inside"));
    this.element = h("div", { class: "pane", tabindex: "0", role: "application", "aria-label": `Scene of ${run.entry.label}` },
      this.stage.canvas, this.overlay.canvas, this.caption);
    this.listen();
    this.apply(new Set<Key>(["colour", "palette", "plan", "arrangement", "layer", "storey"]));
    new ResizeObserver(() => this.resize()).observe(this.element);
  }

  private resize(): void {
    const { clientWidth, clientHeight } = this.element;
    if (clientWidth === 0 || clientHeight === 0) return;
    const first = this.stage.width <= 1;
    this.stage.resize(clientWidth, clientHeight);
    if (first) this.stage.fit();
    this.invalidate();
  }

  invalidate(): void {
    this.dirty = true;
  }

  apply(keys: ReadonlySet<Key>): void {
    const { app, stage } = this;
    const { state } = app;
    if (this.theme !== stage.theme) stage.setTheme(this.theme);
    if (keys.has("palette")) stage.setPalette(state.palette);
    if (keys.has("colour") || keys.has("palette") || keys.has("tables")) stage.setColouring(colouringOf(app.column, state.palette));
    if (keys.has("arrangement") || keys.has("storey")) stage.arrange(state.arrangement, state.storey);
    if (keys.has("people")) stage.showPeople(state.people);
    if (keys.has("plan")) stage.rig.plan = state.plan;
    if (keys.has("plan") || keys.has("arrangement") || keys.has("storey")) stage.fit();
    if (keys.has("selected") && state.follow) this.approach = true;
    if (keys.has("slice")) this.insideText.textContent = whole(this.run.inside());
    if (keys.has("tool")) this.element.classList.toggle("measuring", state.tool === "measure");
    if (keys.has("tool") && state.tool === "look") this.draft = null;
    const heat = `${state.layer} ${state.layer === "density" ? this.run.version : 0}`;
    if (heat !== this.heat || keys.has("tables")) {
      this.heat = heat;
      const planes = planesOf(this.run, state.layer);
      stage.showHeat(planes === null ? null : { planes, scale: scaleOfLayer(app.runs, state.layer) });
    }
    this.invalidate();
  }

  private get theme(): Theme {
    const { state, column } = this.app;
    return themeOf(state.dark, state.layer !== "none" || column.kind === "number" || column.name === "level_of_service");
  }

  /** Draw if anything has changed; says whether it did. */
  frame(seconds: number): boolean {
    const { app, stage } = this;
    if (stage.settle(seconds)) this.dirty = true;
    if (!this.dirty || stage.width <= 1) return false;
    this.dirty = false;
    const { state } = app;
    const time = Math.min(state.time, this.run.duration);
    if (state.follow && state.selected?.run === this.index) this.follow(state.selected.person, time, seconds);
    const air = state.smoke ? this.run.air : undefined;
    stage.showSmoke(air?.smokeAt(time), `${this.run.index} ${air?.times.length} ${air?.place(time)}`);
    stage.showDanger(time, state.zones);
    stage.render(time, app.column);
    this.overlay.draw({
      time, labels: state.labels, single: state.arrangement === "single",
      selected: state.selected?.run === this.index ? state.selected.person : -1,
      zones: this.zones, places: this.places(time),
      lines: this.lines(), draft: this.draftLine(), accent: "#c2185b",
    });
    return true;
  }

  /** Danger zones as they are drawn now. */
  get zones(): ZoneView[] {
    const { state } = this.app;
    return state.zones ? this.run.zones.viewsAt(Math.min(state.time, this.run.duration)) : [];
  }

  places(time: number): MarkedPlace[] {
    const { run } = this;
    return run.places.map((place) => ({
      place, state: refugeState(place, run.venue, time), occupancy: place.kind === "refuge" ? run.occupancy(place) : 0,
    }));
  }

  private lines(): MeasuredLine[] {
    return this.app.state.measured.map((line, i) => ({ line, i })).filter(({ line }) => line.run === this.index)
      .map(({ line, i }) => ({
        surface: line.surface, p: line.p, q: line.q, colour: LINE_COLOURS[i % LINE_COLOURS.length],
        label: line.result === null ? "measuring …" : `${number(line.result.flow)} /s`,
      }));
  }

  private draftLine(): MeasuredLine | null {
    if (this.draft === null) return null;
    const { surface, p, q } = this.draft;
    const colour = LINE_COLOURS[this.app.state.measured.length % LINE_COLOURS.length];
    return { surface, p, q, colour, label: `${number(Math.hypot(q[0] - p[0], q[1] - p[1]))} m` };
  }

  /** Keep the person in the middle; come nearer at first, until the user zooms. */
  private follow(person: number, time: number, seconds: number): void {
    const index = this.run.slice.indexOf(person);
    if (index < 0) return;
    const { rig } = this.stage;
    const [x, y, e] = this.run.slice.position(index, this.run.shareAt(time));
    const goal = rig.pose.target.clone().set(x, y, this.stage.lift(e));
    const share = Math.min(1, seconds * 6);
    if (this.approach && seconds > 0) {
      rig.pose.target.lerp(goal, share);
      if (rig.pose.distance > FOLLOW_DISTANCE) rig.pose.distance += (FOLLOW_DISTANCE - rig.pose.distance) * share;
      this.approach = rig.pose.target.distanceTo(goal) > 0.2 || rig.pose.distance > FOLLOW_DISTANCE * 1.02;
    }
    if (!this.approach) rig.pose.target.copy(goal);
    rig.update();
    this.moved(this);
    if (this.approach) this.dirty = true;
  }

  private listen(): void {
    const { element, stage, app } = this;
    let down: { x: number; y: number; button: number; moved: boolean } | null = null;
    element.addEventListener("contextmenu", (event) => event.preventDefault());
    element.addEventListener("pointerdown", (event) => {
      element.setPointerCapture(event.pointerId);
      down = { x: event.offsetX, y: event.offsetY, button: event.button, moved: false };
    });
    element.addEventListener("pointermove", (event) => {
      const [x, y] = this.place(event);
      if (down !== null) {
        const dx = x - down.x, dy = y - down.y;
        if (!down.moved && Math.hypot(dx, dy) < 4) return;
        down = { ...down, x, y, moved: true };
        if (stage.rig.plan || down.button !== 0 || event.shiftKey) {
          app.set({ follow: false });
          stage.rig.pan(dx, dy);
        } else stage.rig.orbit(dx, dy);
        this.eyeMoved();
      } else if (this.draft !== null) {
        const q = stage.onSurface(x, y, this.draft.surface);
        if (q !== null) this.draft.q = q;
        this.invalidate();
      }
    });
    element.addEventListener("pointerup", (event) => {
      const click = down !== null && !down.moved && down.button === 0;
      down = null;
      if (click) this.click(...this.place(event));
    });
    element.addEventListener("pointercancel", () => (down = null));
    element.addEventListener("wheel", (event) => {
      event.preventDefault();
      this.approach = false;
      stage.rig.zoom(Math.exp(Math.sign(event.deltaY) * Math.min(0.25, Math.abs(event.deltaY) * 0.0016)), ...this.place(event));
      this.eyeMoved();
    }, { passive: false });
  }

  private place(event: MouseEvent): [number, number] {
    const box = this.element.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  }

  private eyeMoved(): void {
    this.moved(this);
    this.invalidate();
  }

  private click(x: number, y: number): void {
    const { app, stage } = this;
    if (app.state.tool === "measure") {
      if (this.draft === null) {
        const found = stage.ground(x, y);
        if (found !== null) this.draft = { surface: found.surface, p: found.point, q: found.point };
      } else {
        const { surface, p } = this.draft;
        const q = stage.onSurface(x, y, surface);
        this.draft = null;
        if (q !== null && Math.hypot(q[0] - p[0], q[1] - p[1]) > 0.1) void app.measure(this.index, p, q, surface);
        app.set({ tool: "look" });
      }
      this.invalidate();
      return;
    }
    app.select(this.index, stage.pick(x, y, Math.min(app.state.time, this.run.duration)));
  }
}
