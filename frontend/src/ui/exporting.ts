// Pictures, films and frame sequences of what is on the screen.

import type { App } from "./app.ts";
import { clock, h, whole } from "./dom.ts";
import { factsOf } from "./pages.ts";
import { dangerLegend, drawLegends, layerLegend, peopleLegend, smokeLegend } from "./legend.ts";
import type { Pane } from "./pane.ts";
import { zip, type ZipFile } from "./zip.ts";

export interface Sequence {
  from: number;
  to: number;
  /** Simulated seconds a second of film. */
  speed: number;
  fps: number;
}

const FONT = "system-ui, -apple-system, sans-serif";
const HEADER = 46;

export class Exporter {
  /** Set while something is being exported; drawing frames calls it. */
  onFrame: (() => void) | null = null;

  constructor(private readonly app: App, private readonly panes: Pane[], private readonly draw: () => void) {}

  /** The scene with a header (name, clock, counts) and the legends, as on the screen. */
  compose(canvas = document.createElement("canvas")): HTMLCanvasElement {
    const { app, panes } = this;
    const ratio = panes[0].stage.pixelRatio, theme = panes[0].stage.theme;
    const width = panes.reduce((sum, pane) => sum + pane.stage.width, 0), height = panes[0].stage.height + HEADER;
    // films want even sides
    const [w, t] = [2 * Math.round((width * ratio) / 2), 2 * Math.round((height * ratio) / 2)];
    if (canvas.width !== w || canvas.height !== t) [canvas.width, canvas.height] = [w, t];
    const context = canvas.getContext("2d")!;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    const paper = app.state.dark ? "#171d23" : "#ffffff";
    context.fillStyle = paper;
    context.fillRect(0, 0, width, HEADER);
    let left = 0;
    for (const pane of panes) {
      for (const layer of [pane.stage.canvas, pane.overlay.canvas]) {
        context.drawImage(layer, left, HEADER, pane.stage.width, pane.stage.height);
      }
      const { entry } = pane.run;
      context.textBaseline = "middle";
      context.textAlign = "left";
      context.fillStyle = theme.ink;
      context.font = `650 15px ${FONT}`;
      context.fillText(entry.label, left + 18, HEADER / 2);
      const after = left + 18 + context.measureText(entry.label).width + 12;
      context.font = `13px ${FONT}`;
      context.fillStyle = theme.muted;
      const facts = app.runs.length > 1 ? [] : factsOf([entry]);
      context.fillText([...facts, `${whole(pane.run.inside())} inside`].join(" · "), after, HEADER / 2);
      left += pane.stage.width;
    }
    context.textAlign = "right";
    context.fillStyle = theme.ink;
    context.font = `650 17px ${FONT}`;
    context.fillText(clock(app.state.time, true), width - 18, HEADER / 2);
    const legends = [peopleLegend(app, app.column), layerLegend(app), smokeLegend(app), dangerLegend(app)].filter((l) => l !== null);
    drawLegends(context, legends, width - 12, height - 12, theme.ink, theme.halo);
    return canvas;
  }

  async picture(): Promise<Blob> {
    this.draw();
    return toBlob(this.compose());
  }

  /** Frame after frame at exact times, whatever the speed of this computer. */
  async frames(sequence: Sequence, progress: (share: number) => boolean): Promise<Blob> {
    const { app } = this;
    const before = { time: app.state.time, playing: app.state.playing };
    app.set({ playing: false });
    const files: ZipFile[] = [];
    const total = Math.max(1, Math.floor(((sequence.to - sequence.from) / sequence.speed) * sequence.fps + 1e-6) + 1);
    const canvas = document.createElement("canvas");
    for (let i = 0; i < total; i++) {
      await app.seek(sequence.from + (i * sequence.speed) / sequence.fps);
      this.draw();
      const blob = await toBlob(this.compose(canvas));
      files.push({ name: `frame-${String(i).padStart(5, "0")}.png`, bytes: new Uint8Array(await blob.arrayBuffer()) });
      if (!progress((i + 1) / total)) break;
    }
    await app.seek(before.time);
    app.set({ playing: before.playing });
    return zip(files);
  }

  /** Record while playing. */
  async film(sequence: Sequence, progress: (share: number) => boolean): Promise<Blob> {
    const { app } = this;
    const canvas = document.createElement("canvas");
    await app.seek(sequence.from);
    this.draw();
    this.compose(canvas);
    const type = ["video/webm;codecs=vp9", "video/webm;codecs=vp8", "video/webm"].find((t) => MediaRecorder.isTypeSupported(t));
    if (type === undefined) throw new Error("This browser cannot record WebM films; export the frames instead.");
    const recorder = new MediaRecorder(canvas.captureStream(sequence.fps), { mimeType: type, videoBitsPerSecond: 8_000_000 });
    const parts: Blob[] = [];
    recorder.ondataavailable = (event) => parts.push(event.data);
    const before = app.state.speed;
    const stopped = new Promise<void>((resolve) => (recorder.onstop = () => resolve()));
    recorder.start(1000);
    app.set({ speed: sequence.speed, playing: true });
    await new Promise<void>((resolve) => {
      this.onFrame = () => {
        this.draw();
        this.compose(canvas);
        const goOn = progress((app.state.time - sequence.from) / Math.max(1e-9, sequence.to - sequence.from));
        if (!goOn || app.state.time >= sequence.to || !app.state.playing) resolve();
      };
    });
    this.onFrame = null;
    app.set({ speed: before, playing: false });
    recorder.stop();
    await stopped;
    return new Blob(parts, { type: "video/webm" });
  }
}

function toBlob(canvas: HTMLCanvasElement): Promise<Blob> {
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob === null ? reject(new Error("The picture could not be made.")) : resolve(blob)), "image/png"));
}

export function save(blob: Blob, name: string): void {
  const link = h("a", { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

export function fileName(app: App, end: string): string {
  const plain = app.run.entry.name.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
  return `${plain || "run"}-${clock(app.state.time).replaceAll(":", "m")}s${end}`;
}
