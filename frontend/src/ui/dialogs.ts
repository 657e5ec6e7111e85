// Dialogs: export of films and frames, keys.

import { SPEEDS, type App } from "./app.ts";
import { clock, h, iconButton } from "./dom.ts";
import { fileName, save, type Exporter, type Sequence } from "./exporting.ts";

function dialog(title: string, ...body: HTMLElement[]): HTMLDialogElement {
  const element: HTMLDialogElement = h("dialog", { class: "dialog", "aria-label": title },
    h("header", {}, h("h2", {}, title), iconButton("close", "Close (Esc)", () => element.close())), ...body);
  element.addEventListener("close", () => element.remove());
  element.addEventListener("click", (event) => event.target === element && element.close());
  document.body.append(element);
  element.showModal();
  return element;
}

const KEYS: [string, string][] = [
  ["Space", "play or pause"], ["← →", "1 s back or on; with Shift 10 s"], [", .", "one frame back or on"],
  ["Home End", "start, end"], ["+ −", "faster, slower"], ["1 2 3", "storeys stacked, exploded, single"],
  ["Page ↑ ↓", "one storey up or down"], ["V", "3-D or plan"], ["F", "fit everything on the screen"],
  ["C", "next way of colouring (Shift: previous)"], ["H", "next heat map"], ["P L G Z", "people, names, smoke, danger zones on or off"],
  ["M", "measure: click two points"], ["S", "save a picture"], ["T", "light or dark"], ["[ ]", "left, right panel on or off"],
  ["Esc", "stop measuring or following"], ["?", "this list"],
];

export function showHelp(): void {
  dialog("Keys and mouse",
    h("div", { class: "keys" }, ...KEYS.flatMap(([keys, text]) =>
      [h("div", {}, ...keys.split(" ").map((key) => h("kbd", {}, key))), h("div", {}, text)])),
    h("p", { class: "note" }, "Mouse: drag turns the scene (in plan: moves it), right button or Shift and drag moves it, " +
      "the wheel comes nearer, a click on a person follows that person."));
}

export function showExport(app: App, exporter: Exporter, kind: "film" | "frames"): void {
  const field = (value: number, label: string, max: number, step = "any"): HTMLInputElement =>
    h("input", { type: "number", value, min: "0", max, step, "aria-label": label, class: "field" });
  const from = field(Math.floor(app.state.time), "From, seconds", app.duration);
  const to = field(Math.min(Math.floor(app.duration), Math.floor(app.state.time) + 30), "To, seconds", app.duration);
  const speed = h("select", { class: "select", "aria-label": "Speed" }, ...SPEEDS.map((s) => h("option", { value: s }, `${s}×`)));
  speed.value = String(app.state.speed);
  const fps = h("select", { class: "select", "aria-label": "Frames a second" }, ...[10, 25, 30].map((f) => h("option", { value: f }, String(f))));
  fps.value = "25";
  const bar = h("progress", { max: "1", value: 0, hidden: true });
  const message = h("p", { class: "note", role: "status" });
  let stop = false, busy = false;
  const start = h("button", { type: "button", class: "primary", "data-testid": "export-start" }, kind === "film" ? "Record" : "Export");
  const describe = (): void => {
    const length = Math.max(0, Number(to.value) - Number(from.value)) / Number(speed.value);
    message.textContent = kind === "film"
      ? `Records while it plays, about ${clock(length)} long. Keep this window in front.`
      : `${Math.floor(length * Number(fps.value)) + 1} pictures, exactly ${fps.value} a second, in one ZIP archive.`;
  };
  for (const input of [from, to, speed, fps]) input.addEventListener("input", describe);
  describe();
  start.addEventListener("click", async () => {
    if (busy) {
      stop = true;
      return;
    }
    const sequence: Sequence = {
      from: Number(from.value), to: Math.min(app.duration, Number(to.value)), speed: Number(speed.value), fps: Number(fps.value),
    };
    if (!(sequence.to > sequence.from)) {
      message.textContent = "The end must lie after the start.";
      return;
    }
    busy = true;
    start.textContent = "Stop";
    bar.hidden = false;
    try {
      const progress = (share: number): boolean => {
        bar.value = share;
        return !stop;
      };
      const blob = kind === "film" ? await exporter.film(sequence, progress) : await exporter.frames(sequence, progress);
      save(blob, fileName(app, kind === "film" ? ".webm" : "-frames.zip"));
      box.close();
    } catch (error) {
      message.textContent = error instanceof Error ? error.message : String(error);
      busy = false;
      start.textContent = "Try again";
    }
  });
  const row = (label: string, input: HTMLElement, unit = ""): HTMLElement =>
    h("label", { class: "form-row" }, h("span", {}, label), input, h("span", { class: "muted" }, unit));
  const box = dialog(kind === "film" ? "Export a film (WebM)" : "Export frames (PNG in a ZIP)",
    h("div", { class: "form" }, row("From", from, "s"), row("To", to, "s"), row("Speed", speed), row("Frames a second", fps)),
    message, bar, h("div", { class: "dialog-buttons" }, start));
  box.addEventListener("close", () => (stop = true));
}
