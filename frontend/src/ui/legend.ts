// Legends: one model, drawn in the panel and on exported pictures.

import { opacityOf } from "../data/air.ts";
import { colouringOf, columnTitle, scaleOf } from "../data/colouring.ts";
import { css, DANGER, FLOOR, LOCKED, mapColour, ramp, rampCss, REFUGE, rgb, SMOKE, UNKNOWN, WARNING, type Rgba } from "../data/palette.ts";
import type { ColumnEntry } from "../data/types.ts";
import type { App } from "./app.ts";
import { h, number } from "./dom.ts";
import { LAYER_LABELS, layerUnit, scaleOfLayer } from "./layers.ts";

export interface Legend {
  title: string;
  entries: { colour: string; text: string; count?: number }[];
  ramp: { colour: (share: number) => Rgba; ticks: { share: number; text: string }[] } | null;
  note: string;
}

const SHOWN_CLASSES = 24;
const LEVEL_HINTS = ["free", "", "", "", "", "breakdown"];

export function peopleLegend(app: App, column: ColumnEntry): Legend {
  const palette = app.state.palette;
  const title = columnTitle(column);
  if (!column.recorded) return { title, entries: [], ramp: null, note: "Not recorded in this run." };
  if (column.kind === "category") {
    const colours = colouringOf(column, palette).table;
    const values = column.values ?? [];
    const used = usedClasses(app, column);
    const entries = values.map((text, i) => ({ colour: css(colours[i]), text: classText(column, text, i) }))
      .filter((_, i) => used === null || used.has(i)).slice(0, SHOWN_CLASSES);
    const more = (used === null ? values.length : used.size) - entries.length;
    return { title, entries, ramp: null, note: more > 0 ? `and ${more} more` : "" };
  }
  const [low, high] = scaleOf(column);
  const colour = (share: number): Rgba => [...ramp(share, palette), 1];
  return { title, entries: [], ramp: { colour, ticks: ticksBetween(low, high) }, note: "" };
}

export function classText(column: ColumnEntry, text: string, i: number): string {
  if (text === "") return column.name === "alerted_by" ? "nothing yet" : "none";
  if (column.name !== "level_of_service") return text;
  return LEVEL_HINTS[i] === "" ? text : `${text} – ${LEVEL_HINTS[i]}`;
}

/** Of categories with many classes only those that occur are worth a line. */
function usedClasses(app: App, column: ColumnEntry): Set<number> | null {
  if (column.name === "status") return new Set(app.insideStatuses());
  if (column.source !== "people") return null;
  const used = new Set<number>();
  for (const run of app.runs) for (const value of run.people[column.name] ?? []) if (value >= 0) used.add(value);
  return used;
}

export function layerLegend(app: App): Legend | null {
  const { layer, palette } = app.state;
  if (layer === "none") return null;
  const scale = scaleOfLayer(app.runs, layer);
  const note = scale.bare === "" ? "" : `Bare floor: ${scale.bare}.`;
  if (scale.kind === "classes") {
    const entries = scale.classes.map(({ colour, words }) => ({ colour, text: words }));
    return { title: LAYER_LABELS[layer], entries, ramp: null, note };
  }
  const ticks = ticksBetween(0, scale.full);
  if (scale.beyond) ticks[ticks.length - 1].text += "+";
  const title = `${LAYER_LABELS[layer]} in ${layerUnit(layer)}`;
  return { title, entries: [], ramp: { colour: (share) => mapColour(share, scale.kind, palette), ticks }, note };
}

/** What the greys of the smoke mean; null where there is none to see. */
export function smokeLegend(app: App): Legend | null {
  if (!app.state.smoke || !app.runs.some((run) => run.air?.smoky === true)) return null;
  const entries = [30, 10, 5, 3].map((visibility) => ({
    colour: `rgb(${SMOKE.join(" ")} / ${(100 * opacityOf(visibility)).toFixed(0)}%)`, text: `one sees ${visibility} m far`,
  }));
  return { title: "Smoke at head height", entries, ramp: null, note: "" };
}

/** What the tints of danger zones and refuges mean; null where there are none. */
export function dangerLegend(app: App): Legend | null {
  const zones = app.state.zones && app.runs.some((run) => run.zones.any);
  const refuges = app.runs.some((run) => run.places.some(({ kind }) => kind === "refuge"));
  if (!zones && !refuges) return null;
  const heard = zones && app.runs.some((run) => run.entry.zones!.some(({ hearing }) => hearing > 0));
  const tint = (code: number, share: number): string => `rgb(${rgb(code).join(" ")} / ${share}%)`;
  const entries = [
    ...(zones ? [{ colour: tint(DANGER, 62), text: "danger zone" }, { colour: tint(WARNING, 30), text: "ground from which it is seen" }] : []),
    ...(refuges ? [{ colour: tint(REFUGE, 35), text: "refuge, open" }, { colour: tint(LOCKED, 35), text: "refuge, locked" }] : []),
  ];
  return { title: "Danger zones and refuges", entries, ramp: null, note: heard ? "Dashed: heard up to there at most." : "" };
}

function ticksBetween(low: number, high: number): { share: number; text: string }[] {
  const rough = (high - low) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((s) => s * power).find((s) => s >= rough - 1e-9) ?? rough;
  const ticks = [];
  for (let value = Math.ceil(low / step - 1e-9) * step; value <= high + 1e-9; value += step) {
    ticks.push({ share: (value - low) / (high - low), text: number(value) });
  }
  return ticks;
}

export function legendElement(legend: Legend, titled = false): HTMLElement {
  const body = legend.ramp === null
    ? h("ul", { class: "classes" }, ...legend.entries.map((entry) =>
        h("li", {}, h("span", { class: "swatch", style: `background:${entry.colour}` }), entry.text)))
    : h("div", { class: "ramp" },
        h("div", { class: "ramp-bar", style: `background:${rampCss(legend.ramp.colour)}` }),
        h("div", { class: "ramp-ticks" }, ...legend.ramp.ticks.map((tick) =>
          h("span", { style: `left:${tick.share * 100}%` }, tick.text))));
  return h("div", { class: "legend" }, titled && h("h4", {}, legend.title), body, legend.note !== "" && h("p", { class: "note" }, legend.note));
}

/** Draw legends below one another in the lower right corner of a picture; returns nothing, leaves no state. */
export function drawLegends(context: CanvasRenderingContext2D, legends: Legend[], right: number, bottom: number, ink: string, paper: string): void {
  const width = 210, line = 18;
  const heightOf = (l: Legend): number => 26 + (l.ramp === null ? l.entries.length * line : 34) + (l.note === "" ? 0 : line);
  let top = bottom - legends.reduce((sum, l) => sum + heightOf(l) + 8, 0);
  for (const legend of legends) {
    const left = right - width;
    context.fillStyle = paper;
    context.beginPath();
    context.roundRect(left, top, width, heightOf(legend), 8);
    context.fill();
    context.fillStyle = ink;
    context.textAlign = "left";
    context.textBaseline = "middle";
    context.font = "600 12px system-ui, sans-serif";
    context.fillText(legend.title, left + 12, top + 15, width - 24);
    context.font = "12px system-ui, sans-serif";
    if (legend.ramp !== null) {
      context.fillStyle = css(rgb(FLOOR));
      context.fillRect(left + 18, top + 28, width - 36, 10);
      for (let i = 0; i < width - 36; i++) {
        context.fillStyle = css(legend.ramp.colour(i / (width - 37)));
        context.fillRect(left + 18 + i, top + 28, 1, 10);
      }
      context.fillStyle = ink;
      context.textAlign = "center";
      for (const tick of legend.ramp.ticks) context.fillText(tick.text, left + 18 + tick.share * (width - 36), top + 48);
    }
    legend.entries.forEach((entry, i) => {
      context.fillStyle = entry.colour;
      context.beginPath();
      context.roundRect(left + 12, top + 28 + i * line, 12, 12, 3);
      context.fill();
      context.fillStyle = ink;
      context.fillText(entry.text, left + 32, top + 34.5 + i * line, width - 44);
    });
    top += heightOf(legend) + 8;
  }
}

export const UNKNOWN_CSS = css(UNKNOWN);
