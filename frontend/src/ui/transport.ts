// The lower edge: play, clock, the time slider with the events on it, the speed.

import { insideCurve } from "../data/counts.ts";
import type { EventEntry } from "../data/types.ts";
import { SPEEDS, type App } from "./app.ts";
import { clock, h, icon, iconButton } from "./dom.ts";

const THUMB = 14;
const RUN_COLOURS = ["--accent", "--second"];

export function eventColour(event: EventEntry): string {
  if (/danger|alarm|fire|smoke|announce|lockdown/.test(event.kind)) return "var(--bad)";
  if (/stuck|fail|block|lock|clos/.test(`${event.kind} ${event.label}`)) return "var(--warn)";
  return "var(--accent)";
}

export class Transport {
  readonly element: HTMLElement;
  private readonly play: HTMLButtonElement;
  private readonly clock = h("output", { class: "clock", "data-testid": "clock", "aria-live": "off" });
  private readonly total = h("span", { class: "clock-total" });
  private readonly slider: HTMLInputElement;
  private readonly canvas = document.createElement("canvas");
  private readonly marks = h("div", { class: "marks" });
  private readonly tip = h("div", { class: "tip", hidden: true });
  private readonly speed: HTMLSelectElement;
  private readonly live = h("button", { type: "button", class: "live", hidden: true, title: "Jump to the newest frame" }, "Go to live");

  constructor(private readonly app: App) {
    this.play = h("button", { type: "button", class: "play", onclick: () => app.togglePlay() });
    this.slider = h("input", {
      type: "range", class: "slider", min: "0", step: "any", "aria-label": "Time", "data-testid": "slider",
      oninput: () => void app.seek(Number(this.slider.value)),
    });
    this.speed = h("select", {
      class: "select speed", "aria-label": "Speed of playing", title: "Speed of playing (+ and −)",
      onchange: () => app.set({ speed: Number(this.speed.value) }),
    }, ...SPEEDS.map((speed) => h("option", { value: speed }, `${speed}×`)));
    this.live.addEventListener("click", () => {
      void app.seek(app.duration);
      app.set({ playing: true });
    });
    const track = h("div", { class: "track" }, this.canvas, this.marks, this.slider, this.tip);
    track.addEventListener("pointermove", (event) => this.hover(event));
    track.addEventListener("pointerleave", () => (this.tip.hidden = true));
    this.element = h("footer", { class: "transport" },
      h("div", { class: "buttons" },
        iconButton("back", "One frame back (,)", () => this.step(-1)), this.play,
        iconButton("forward", "One frame on (.)", () => this.step(1))),
      h("div", { class: "clock-box" }, this.clock, this.total),
      track, this.live, this.speed);
    new ResizeObserver(() => this.draw()).observe(track);
    app.listen((keys) => {
      if (keys.has("time")) this.setTime();
      if (keys.has("playing") || keys.has("waiting")) this.setPlaying();
      if (keys.has("speed")) this.speed.value = String(app.state.speed);
      if (keys.has("runs") || keys.has("tables") || keys.has("dark")) this.draw();
    });
    this.speed.value = String(app.state.speed);
    this.setPlaying();
    this.draw();
  }

  step(frames: number): void {
    const { run, state } = this.app;
    this.app.set({ playing: false });
    void this.app.seek((run.frameAt(state.time) + frames) * run.interval);
  }

  private setTime(): void {
    const { time } = this.app.state;
    this.clock.textContent = clock(time, true);
    this.slider.value = String(time);
    this.slider.setAttribute("aria-valuetext", clock(time, true));
  }

  private setPlaying(): void {
    const { playing, waiting } = this.app.state;
    const label = playing ? "Pause (space)" : "Play (space)";
    this.play.replaceChildren(icon(playing ? "pause" : "play"));
    this.play.setAttribute("aria-label", label);
    this.play.title = label;
    this.play.classList.toggle("waiting", waiting);
  }

  private x(time: number): number {
    const width = this.canvas.clientWidth - THUMB;
    return THUMB / 2 + (this.app.duration > 0 ? (time / this.app.duration) * width : 0);
  }

  /** The curve of people inside, and a mark for each event. */
  private draw(): void {
    const { app } = this;
    this.slider.max = String(app.duration);
    this.total.textContent = `of ${clock(app.duration)}`;
    this.live.hidden = !app.running;
    this.setTime();
    const ratio = Math.min(2, window.devicePixelRatio), width = this.canvas.clientWidth, height = this.canvas.clientHeight;
    if (width === 0) return;
    [this.canvas.width, this.canvas.height] = [width * ratio, height * ratio];
    const context = this.canvas.getContext("2d")!;
    context.scale(ratio, ratio);
    const styles = getComputedStyle(document.documentElement);
    const curves = app.runs.map(insideCurve);
    const most = Math.max(1, ...curves.map((c) => c.inside.reduce((a, b) => Math.max(a, b), 0)));
    curves.forEach(({ time, inside }, i) => {
      const colour = styles.getPropertyValue(RUN_COLOURS[i % 2]).trim();
      context.beginPath();
      context.moveTo(this.x(0), height);
      const every = Math.max(1, Math.floor(time.length / 1500));
      for (let k = 0; k < time.length; k += every) context.lineTo(this.x(time[k]), height - (inside[k] / most) * (height - 6));
      context.strokeStyle = colour;
      context.lineWidth = 1.2;
      context.globalAlpha = 0.55;
      context.stroke();
      context.lineTo(this.x(app.runs[i].duration), height);
      context.closePath();
      context.globalAlpha = 0.13;
      context.fillStyle = colour;
      context.fill();
    });
    for (const [from, to] of app.runs.flatMap((run) => run.entry.gaps ?? [])) {
      context.globalAlpha = 0.5;
      context.fillStyle = styles.getPropertyValue("--bad").trim();
      context.fillRect(this.x(from), height - 4, Math.max(2, this.x(to) - this.x(from)), 4);
    }
    const events = app.runs.flatMap((run) => run.entry.events);
    this.marks.replaceChildren(...events.slice(0, 400).map((event) => {
      const share = app.duration > 0 ? event.time / app.duration : 0;
      return h("i", { style: `left:calc(${THUMB / 2}px + (100% - ${THUMB}px) * ${share});background:${eventColour(event)}` });
    }));
  }

  private hover(event: PointerEvent): void {
    const box = this.canvas.getBoundingClientRect();
    const share = (event.clientX - box.left - THUMB / 2) / (box.width - THUMB);
    const time = Math.min(1, Math.max(0, share)) * this.app.duration;
    const reach = (6 / box.width) * this.app.duration;
    const near = this.app.runs.flatMap((run) => run.entry.events).filter((e) => Math.abs(e.time - time) <= reach);
    const lines = near.slice(0, 4).map((e) => h("div", {}, `${clock(e.time)}  ${e.label}`));
    this.tip.replaceChildren(h("strong", {}, clock(time)), ...lines);
    this.tip.hidden = false;
    this.tip.style.left = `${Math.min(box.width - 70, Math.max(70, event.clientX - box.left))}px`;
  }
}
