// Words and marks over the scene: names of exits, rooms and storeys, the person followed, measured lines, scale bar.

import { css, DANGER, LOCKED, REFUGE, rgb } from "../data/palette.ts";
import type { PlaceEntry, Point } from "../data/types.ts";
import { everOpen, stateAt } from "../data/venue.ts";
import type { RefugeState, ZoneView } from "../data/zones.ts";
import { statesKey } from "./openings.ts";
import type { Stage } from "./stage.ts";

export interface MeasuredLine {
  surface: number;
  p: Point;
  q: Point;
  label: string;
  colour: string;
}

/** A refuge, sign or post; of a refuge how it stands and how many are in it. */
export interface MarkedPlace {
  place: PlaceEntry;
  state: RefugeState;
  occupancy: number;
}

export interface OverlayModel {
  time: number;
  labels: boolean;
  single: boolean;
  selected: number;
  zones: ZoneView[];
  places: MarkedPlace[];
  lines: MeasuredLine[];
  /** A line being drawn, with its second end under the pointer. */
  draft: MeasuredLine | null;
  accent: string;
}

/** Metres per pixel above which signs and posts would hide the plan. */
const FAR = 0.12, NAMED = 0.05;
const MARKS: Record<string, string> = { sign: css(rgb(REFUGE)), steward: css(rgb(LOCKED)), "call point": css(rgb(DANGER)) };

const FONT = '"Inter", system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif';

type Box = [number, number, number, number];

export class Overlay {
  readonly canvas = document.createElement("canvas");
  private readonly context = this.canvas.getContext("2d", { willReadFrequently: true })!;
  private taken: Box[] = [];
  private key = "";

  constructor(private readonly stage: Stage) {}

  /** Draw again if anything that is written or marked has changed, or the eye has moved. */
  draw(model: OverlayModel): void {
    const { stage, context, canvas } = this;
    const { pose, plan } = stage.rig;
    const key = [
      pose.target.toArray(), pose.distance, pose.azimuth, pose.polar, plan, stage.width, stage.height, stage.theme.ink,
      stage.shared.uSpread.value, stage.arrangement, model.labels, model.selected, model.selected < 0 ? "" : model.time,
      JSON.stringify([model.lines, model.draft, model.places.map((p) => [p.state, p.occupancy])]),
      model.zones.map((zone) => `${zone.id} ${zone.centre}`), statesKey(stage.run.venue, model.time),
    ].join();
    if (key === this.key) return;
    this.key = key;
    const ratio = stage.pixelRatio;
    const width = Math.round(stage.width * ratio), height = Math.round(stage.height * ratio);
    if (canvas.width !== width || canvas.height !== height) [canvas.width, canvas.height] = [width, height];
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, stage.width, stage.height);
    this.taken = [];
    for (const line of [...model.lines, ...(model.draft === null ? [] : [model.draft])]) this.line(line);
    this.person(model);
    if (model.labels) {
      for (const zone of model.zones) this.zone(zone);
      for (const marked of model.places) this.place(marked);
      this.exits(model.time);
      if (model.single || stage.run.venue.storeys.length === 1) this.rooms();
      else this.storeys();
    }
    this.scaleBar();
  }

  private line({ surface, p, q, label, colour }: MeasuredLine): void {
    const about = this.stage.run.venue.surfaces[surface];
    if (about === undefined || !this.stage.shown(surface)) return;
    const [ax, ay] = this.stage.project(p[0], p[1], about.height(...p));
    const [bx, by] = this.stage.project(q[0], q[1], about.height(...q));
    const { context } = this;
    context.lineCap = "round";
    for (const [stroke, width] of [["#ffffff", 6], [colour, 3]] as const) {
      context.strokeStyle = stroke;
      context.lineWidth = width;
      context.beginPath();
      context.moveTo(ax, ay);
      context.lineTo(bx, by);
      context.stroke();
    }
    for (const [x, y] of [[ax, ay], [bx, by]]) {
      context.beginPath();
      context.arc(x, y, 4.5, 0, 7);
      context.fillStyle = "#ffffff";
      context.fill();
      context.lineWidth = 2.5;
      context.stroke();
    }
    if (label !== "") this.tag((ax + bx) / 2, (ay + by) / 2 - 20, label, colour, "#ffffff");
  }

  private person({ selected, time, accent }: OverlayModel): void {
    const { slice } = this.stage.run;
    const index = selected < 0 ? -1 : slice.indexOf(selected);
    if (index < 0 || !this.stage.shown(slice.surface[index])) return;
    const [x, y, e] = slice.position(index, this.stage.run.shareAt(time));
    const [fx, fy, seen] = this.stage.project(x, y, e);
    if (!seen) return;
    const [hx, hy] = this.stage.rig.project(x, y, this.stage.lift(e) + 1.75);
    const { context } = this;
    const radius = Math.max(9, 0.55 / (this.stage.rig.plan ? this.stage.rig.metresPerPixel : 0.06));
    const top = this.stage.rig.plan ? fy - radius - 4 : hy - 8;
    context.strokeStyle = accent;
    context.lineWidth = 2.5;
    context.beginPath();
    context.ellipse(fx, fy, radius, this.stage.rig.plan ? radius : radius * 0.55, 0, 0, 7);
    context.stroke();
    context.beginPath();
    context.moveTo(hx, top);
    context.lineTo(hx - 6, top - 10);
    context.lineTo(hx + 6, top - 10);
    context.closePath();
    context.fillStyle = accent;
    context.fill();
    this.tag(hx, top - 24, `Person ${selected}`, accent, "#ffffff");
  }

  private zone({ id, surface, centre, radius }: ZoneView): void {
    const { stage } = this;
    if (!stage.shown(surface)) return;
    const height = stage.run.venue.surfaces[surface].height(...centre);
    const [x, y, seen] = stage.rig.project(...centre, stage.lift(height) + (stage.rig.plan ? 0 : 2.4));
    if (seen) this.tag(x, y - (stage.rig.plan ? radius / stage.rig.metresPerPixel : 0) - 14, id, css(rgb(DANGER)), "#ffffff");
  }

  private place({ place, state, occupancy }: MarkedPlace): void {
    const { stage, context } = this;
    if (!stage.shown(place.surface)) return;
    const [x, y, seen] = stage.project(...place.at, stage.run.venue.surfaces[place.surface].height(...place.at));
    if (!seen) return;
    if (place.kind === "refuge") {
      const of = place.capacity > 0 ? ` of ${place.capacity}` : "";
      const text = `${place.id}: ${occupancy}${of}${state === "locked" ? ", locked" : ""}`;
      this.tag(x, y, text, css(rgb(state === "open" ? REFUGE : LOCKED)), "#ffffff");
      return;
    }
    const metres = stage.rig.metresPerPixel, colour = MARKS[place.kind];
    if (colour === undefined || metres > FAR) return;
    context.fillStyle = colour;
    context.strokeStyle = "#ffffff";
    context.lineWidth = 1.5;
    context.beginPath();
    if (place.kind === "steward") context.arc(x, y, 5, 0, 7);
    else if (place.kind === "sign") context.rect(x - 7, y - 4, 14, 8);
    else context.rect(x - 4.5, y - 4.5, 9, 9);
    context.fill();
    context.stroke();
    if (metres < NAMED) this.words(x, y + 13, place.id, 11, 500, stage.theme.ink);
  }

  private exits(time: number): void {
    const { stage } = this;
    for (const opening of stage.run.venue.openings) {
      const open = stateAt(opening, time) === "open";
      if (!stage.shown(opening.surface) || (opening.kind !== "exit" && open)) continue;
      const surface = stage.run.venue.surfaces[opening.surface];
      const [a, b] = opening.line;
      const length = Math.hypot(b[0] - a[0], b[1] - a[1]) || 1;
      const out = stage.rig.plan ? 2.4 + 9 * stage.rig.metresPerPixel : 0.3;
      const x = (a[0] + b[0]) / 2 + ((b[1] - a[1]) / length) * out, y = (a[1] + b[1]) / 2 - ((b[0] - a[0]) / length) * out;
      const e = surface.height((a[0] + b[0]) / 2, (a[1] + b[1]) / 2);
      const [px, py, seen] = stage.rig.project(x, y, stage.lift(e) + (stage.rig.plan ? 0 : 2.5 + 9 * stage.rig.metresPerPixel));
      const words = open ? opening.id : `${opening.id} – ${everOpen(opening) ? stateAt(opening, time) : "never open"}`;
      if (seen) this.words(px, py, words, 12, 600, open ? stage.theme.exitInk : stage.theme.shutInk);
    }
  }

  private rooms(): void {
    const { stage } = this;
    for (const room of stage.run.venue.rooms) {
      if (!stage.shown(room.surface)) continue;
      const surface = stage.run.venue.surfaces[room.surface];
      const [px, py, seen] = stage.project(...room.centre, surface.height(...room.centre));
      if (seen && room.width > 30 * stage.rig.metresPerPixel) this.words(px, py, room.id, 12, 500, stage.theme.ink);
    }
  }

  private storeys(): void {
    const { stage } = this;
    for (const { surface } of stage.run.venue.storeys) {
      const [x0, y0, x1, y1] = surface.bounds;
      const corners = [[x0, y0], [x1, y0], [x0, y1], [x1, y1]].map(([x, y]) => stage.project(x, y, surface.height(x, y)));
      const [px, py] = corners.reduce((a, b) => (b[0] < a[0] ? b : a));
      this.words(px - 14, py, surface.id, 13, 650, stage.theme.ink, "right");
    }
  }

  private words(
    x: number, y: number, text: string, size: number, weight: number, ink: string, align: "left" | "center" | "right" = "center",
  ): void {
    const { context } = this;
    context.font = `${weight} ${size}px ${FONT}`;
    const width = context.measureText(text).width;
    const wanted = align === "left" ? x : align === "center" ? x - width / 2 : x - width;
    if (wanted + width < 0 || wanted > this.stage.width) return;
    const left = Math.min(this.stage.width - width - 6, Math.max(6, wanted));
    if (!this.take([left - 3, y - size * 0.7, left + width + 3, y + size * 0.7])) return;
    context.textAlign = "left";
    context.textBaseline = "middle";
    context.lineJoin = "round";
    context.lineWidth = 3.5;
    context.strokeStyle = this.stage.theme.halo;
    context.strokeText(text, left, y);
    context.fillStyle = ink;
    context.fillText(text, left, y);
  }

  private take(box: Box): boolean {
    const clash = this.taken.some((b) => box[0] < b[2] && box[2] > b[0] && box[1] < b[3] && box[3] > b[1]);
    if (clash || box[2] < 0 || box[0] > this.stage.width || box[3] < 0 || box[1] > this.stage.height) return false;
    this.taken.push(box);
    return true;
  }

  private tag(x: number, y: number, text: string, fill: string, ink: string): void {
    const { context } = this;
    context.font = `600 12px ${FONT}`;
    const width = context.measureText(text).width + 16;
    const left = Math.min(this.stage.width - width - 6, Math.max(6, x - width / 2));
    this.taken.push([left, y - 11, left + width, y + 11]);
    context.fillStyle = fill;
    context.beginPath();
    context.roundRect(left, y - 11, width, 22, 6);
    context.fill();
    context.fillStyle = ink;
    context.textAlign = "left";
    context.textBaseline = "middle";
    context.fillText(text, left + 8, y + 0.5);
  }

  private scaleBar(): void {
    const { stage, context } = this;
    const metres = niceLength(130 * stage.rig.metresPerPixel);
    const length = metres / stage.rig.metresPerPixel;
    const left = 20, y = stage.height - 22;
    context.fillStyle = stage.theme.halo;
    context.fillRect(left - 3, y - 6, length + 6, 12);
    context.fillStyle = stage.theme.ink;
    context.fillRect(left, y - 3, length / 2, 6);
    context.strokeStyle = stage.theme.ink;
    context.lineWidth = 1;
    context.strokeRect(left + 0.5, y - 2.5, length - 1, 5);
    this.taken = [];
    this.words(left + length + 10, y, stage.rig.plan ? `${metres} m` : `${metres} m at the centre`, 12, 500, stage.theme.ink, "left");
  }
}

function niceLength(metres: number): number {
  const power = 10 ** Math.floor(Math.log10(metres));
  return [5, 2, 1].map((step) => step * power).find((step) => step <= metres) ?? power;
}
