// Colours of people and fields.

import type { MapEntry } from "./types.ts";

export type Rgb = [number, number, number];
/** With the opacity, 0 to 1, last. */
export type Rgba = [number, number, number, number];

export type PaletteName = "standard" | "safe";

// from light to dark, as in every map of Exeunt: the more, the darker
const VIRIDIS = [
  0xfde725, 0xdce319, 0x95d840, 0x55c667, 0x3cbb75, 0x20a387, 0x1f968b, 0x238a8d, 0x287d8e, 0x2d708e, 0x33638d,
  0x39568c, 0x404788, 0x453781, 0x482677, 0x481567, 0x440154,
];
// cividis (J. R. Nuñez, C. R. Anderton, R. S. Renslow, PLoS ONE 13, 2018, e0199239) at 11 steps
const CIVIDIS = [
  0xfee838, 0xf4dc4c, 0xe1cc55, 0xc3b369, 0xa59c74, 0x8a8678, 0x707173, 0x575d6d, 0x3b496c, 0x123570, 0x00224e,
];
/** The floor that maps are drawn on. */
export const FLOOR = 0xf8fafb;
/** Share of a scale of amounts over which the bare floor passes into the lightest colour. */
export const FADE = 0.06;

// level of service, free to breakdown: the classic green to red, and steps of cividis
const SERVICE = [0x2c7fb8, 0x41ab5d, 0xa6d96a, 0xfee08b, 0xf46d43, 0xb2182b];
const SERVICE_SAFE = [0xfee838, 0xcbba69, 0x958f78, 0x666970, 0x35456c, 0x00224e];

// absent, waiting, moving, out, incapacitated
const STATUS = [0x9aa5af, 0xe69f00, 0x1f6fb5, 0x00834a, 0xb3211f];
const STATUS_SAFE = [0x9aa5af, 0xe69f00, 0x0072b2, 0x009e73, 0xcc79a7];

// unaware, alerted, investigating, preparing, acting
const MINDS = [0x9aa5af, 0xe8c11c, 0xe07b1f, 0x8557b5, 0x00834a];
const MINDS_SAFE = [0x9aa5af, 0xf0e442, 0xe69f00, 0x56b4e9, 0x0072b2];
// none, evacuate, follow, invacuate, hide, help, await assistance
const ACTIONS = [0x9aa5af, 0x00834a, 0x66bd63, 0x005a9c, 0x6f4aa8, 0xe07b1f, 0xc2379a];
const ACTIONS_SAFE = [0x9aa5af, 0x009e73, 0xf0e442, 0x0072b2, 0x56b4e9, 0xe69f00, 0xcc79a7];
/** Colours of the first classes of some categories; whom nothing has alerted yet is grey. */
const OWN: Record<string, [number[], number[]]> = {
  mind: [MINDS, MINDS_SAFE], action: [ACTIONS, ACTIONS_SAFE], alerted_by: [[0x9aa5af], [0x9aa5af]],
};

// P. Tol's bright and muted sets
const CLASSES = [
  0x4477aa, 0xee6677, 0x228833, 0xccbb44, 0x66ccee, 0xaa3377, 0x332288, 0xddcc77, 0x117733, 0x88ccee, 0x882255,
  0x44aa99, 0x999933, 0xaa4499,
];
// M. Okabe, K. Ito
const CLASSES_SAFE = [0xe69f00, 0x56b4e9, 0x009e73, 0xf0e442, 0x0072b2, 0xd55e00, 0xcc79a7, 0x44546a];

// safety red and yellow after ISO 3864-4, near RAL 3001 and RAL 1003; the green and blue of refuges near RAL 6032, 5005
export const DANGER = 0xa01c1a, WARNING = 0xf5a800, HEARD = 0x8a6100, REFUGE = 0x00834a, LOCKED = 0x005a9c;
export const SMOKE: Rgb = rgb(0x3f4144);
export const UNKNOWN: Rgb = rgb(0xa4adb6);

export function rgb(code: number): Rgb {
  return [(code >> 16) & 255, (code >> 8) & 255, code & 255];
}

export function css([r, g, b, alpha]: Rgb | Rgba): string {
  const share = alpha === undefined || alpha === 1 ? "" : ` / ${(100 * alpha).toFixed(0)}%`;
  return `rgb(${Math.round(r)} ${Math.round(g)} ${Math.round(b)}${share})`;
}

/** Colour of a share of a scale, from light at 0 to dark at 1. */
export function ramp(share: number, palette: PaletteName): Rgb {
  const anchors = palette === "safe" ? CIVIDIS : VIRIDIS;
  const place = Math.min(1, Math.max(0, share)) * (anchors.length - 1);
  const low = Math.min(Math.floor(place), anchors.length - 2), part = place - low;
  const a = rgb(anchors[low]), b = rgb(anchors[low + 1]);
  return [0, 1, 2].map((i) => a[i] * (1 - part) + b[i] * part) as Rgb;
}

/** Colour of a share of the scale of a map's numbers; the bare floor shows through small amounts. */
export function mapColour(share: number, kind: MapEntry["ramp"], palette: PaletteName): Rgba {
  const colour = ramp(kind === "early" ? 1 - share : share, palette);
  return [...colour, kind === "amount" ? Math.min(1, share / FADE) : 1];
}

export function rampCss(colour: (share: number) => Rgba): string {
  const stops = Array.from({ length: 51 }, (_, i) => css(colour(i / 50)));
  return `linear-gradient(to right, ${stops.join(", ")}), ${css(rgb(FLOOR))}`;
}

/** Colours of the classes of a category; more classes than colours go round in lighter and darker tones. */
export function classColours(name: string, classes: number, palette: PaletteName): Rgb[] {
  const safe = palette === "safe";
  if (name === "status") return (safe ? STATUS_SAFE : STATUS).map(rgb);
  if (name === "level_of_service") return (safe ? SERVICE_SAFE : SERVICE).map(rgb);
  const own = OWN[name]?.[safe ? 1 : 0] ?? [];
  const base = (safe ? CLASSES_SAFE : CLASSES).map(rgb);
  return Array.from({ length: classes }, (_, i) =>
    i < own.length ? rgb(own[i]) : tone(base[(i - own.length) % base.length], Math.floor((i - own.length) / base.length)));
}

function tone(colour: Rgb, round: number): Rgb {
  if (round === 0) return colour;
  const towards = round % 2 === 1 ? 255 : 0, share = Math.min(0.65, 0.38 * Math.ceil(round / 2));
  return colour.map((part) => part + (towards - part) * share) as Rgb;
}
