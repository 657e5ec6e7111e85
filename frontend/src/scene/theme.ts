// Colours of the building, for light and dark surroundings.

import { FLOOR } from "../data/palette.ts";

export interface Theme {
  background: number;
  floor: number;
  flight: number;
  tread: number;
  slab: number;
  wall: number;
  wallTop: number;
  line: number;
  seat: number;
  seatTop: number;
  exit: number;
  shut: number;
  door: number;
  ink: string;
  halo: string;
  muted: string;
  exitInk: string;
  shutInk: string;
}

const LIGHT: Theme = {
  background: 0xe6ebef, floor: FLOOR, flight: 0xe9eef2, tread: 0xdbe2e8, slab: 0xc2ccd5, wall: 0xd3dbe2,
  wallTop: 0x72808d, line: 0x5d6b78, seat: 0xd5dde4, seatTop: 0xbcc8d3, exit: 0x00834a, shut: 0xb3211f,
  door: 0x5a89b8, ink: "#17212b", halo: "rgba(255,255,255,0.88)", muted: "#5d6b78", exitInk: "#006b3c",
  shutInk: "#a01c1a",
};

const DARK: Theme = {
  background: 0x11161b, floor: 0x28313a, flight: 0x323d47, tread: 0x3a4651, slab: 0x1b2229, wall: 0x3c4853,
  wallTop: 0x8a99a7, line: 0x64727f, seat: 0x394550, seatTop: 0x4a5865, exit: 0x12a563, shut: 0xd9534f,
  door: 0x6fa3d4, ink: "#eef2f5", halo: "rgba(14,19,24,0.85)", muted: "#9eabb6", exitInk: "#4fd596",
  shutInk: "#ff8d87",
};

/** Floors under a scale from light to dark are paper in the dark as well: its colours then mean and look the same. */
const DARK_ON_PAPER: Theme = {
  ...DARK, floor: LIGHT.floor, flight: LIGHT.flight, tread: LIGHT.tread, seat: LIGHT.seat, seatTop: LIGHT.seatTop,
  line: LIGHT.line,
};

export function themeOf(dark: boolean, paper: boolean): Theme {
  return dark ? (paper ? DARK_ON_PAPER : DARK) : LIGHT;
}
