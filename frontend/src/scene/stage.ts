// One run on the screen: the meshes, the eye, and what a pointer hits.

import * as THREE from "three";
import { fillValues, type Colouring } from "../data/colouring.ts";
import type { Plane } from "../data/density.ts";
import type { PaletteName } from "../data/palette.ts";
import type { Run } from "../data/run.ts";
import type { ColumnEntry, Point } from "../data/types.ts";
import { buildSurface } from "./building.ts";
import { fillTable, HeatMesh, rampTexture, type Scale } from "./heat.ts";
import { solidMaterial, type Shared } from "./mesh.ts";
import { buildOpenings, statesKey } from "./openings.ts";
import { PeopleMesh } from "./people.ts";
import { PlacesMesh } from "./places.ts";
import { Rig } from "./rig.ts";
import { SmokeMesh } from "./smoke.ts";
import type { Theme } from "./theme.ts";
import { ZonesMesh } from "./zones.ts";

export type Arrangement = "stacked" | "exploded" | "single";

interface SurfaceParts {
  solid: THREE.Mesh;
  lines: THREE.LineSegments;
  doors: THREE.Mesh;
  heat: HeatMesh;
  smoke: SmokeMesh;
}

const PICK_PIXELS = 9;
const LARGEST_SPREAD = 6;

export class Stage {
  readonly canvas = document.createElement("canvas");
  readonly rig = new Rig();
  readonly software: boolean;
  readonly shared: Shared;
  shown: (surface: number) => boolean = () => true;
  arrangement = "";
  private readonly renderer: THREE.WebGLRenderer;
  private readonly scene = new THREE.Scene();
  private readonly people: PeopleMesh;
  private readonly zones: ZonesMesh;
  private readonly places: PlacesMesh;
  private readonly heatTable = { value: rampTexture() };
  private readonly solid: THREE.ShaderMaterial;
  private readonly lined: THREE.ShaderMaterial;
  private parts: SurfaceParts[] = [];
  private states = "";
  private smoke = "";
  private smoky = false;
  private heat: { planes: (Plane | undefined)[]; scale: Scale } | null = null;
  private palette: PaletteName = "standard";
  private values = new Float32Array(0);
  private loaded = "";
  private spreadGoal = 1;
  width = 1;
  height = 1;

  constructor(readonly run: Run, public theme: Theme) {
    this.software = usesSoftware();
    this.renderer = new THREE.WebGLRenderer({
      canvas: this.canvas, antialias: !this.software, powerPreference: "high-performance", stencil: true,
    });
    this.renderer.setPixelRatio(this.software ? 1 : Math.min(2, window.devicePixelRatio));
    this.shared = { uBase: { value: run.venue.lowest }, uSpread: { value: 1 } };
    this.people = new PeopleMesh(this.shared, !this.software);
    this.solid = solidMaterial(this.shared, { polygonOffset: true, polygonOffsetFactor: 1, polygonOffsetUnits: 1 });
    this.lined = solidMaterial(this.shared, { transparent: true });
    this.lined.uniforms.uAlpha.value = 0.7;
    this.zones = new ZonesMesh(this.shared);
    this.places = new PlacesMesh(this.shared);
    this.build();
    this.scene.add(this.people.mesh, this.places.group, this.zones.group);
  }

  private build(): void {
    for (const part of this.parts) this.discard(part);
    this.renderer.setClearColor(this.theme.background);
    this.parts = this.run.venue.surfaces.map((surface) => {
      const meshes = buildSurface(surface, this.run.venue, this.theme);
      const part = {
        solid: new THREE.Mesh(meshes.solid, this.solid),
        lines: new THREE.LineSegments(meshes.lines, this.lined),
        doors: new THREE.Mesh(new THREE.BufferGeometry(), this.solid),
        heat: new HeatMesh(meshes.floor, this.shared, this.heatTable),
        smoke: new SmokeMesh(meshes.floor, this.shared),
      };
      for (const object of [part.solid, part.lines, part.doors]) object.frustumCulled = false;
      this.scene.add(part.solid, part.lines, part.doors, part.heat.mesh, part.smoke.mesh);
      return part;
    });
    this.states = "";
    this.smoke = "";
    this.drawHeat();
  }

  private discard(part: SurfaceParts): void {
    this.scene.remove(part.solid, part.lines, part.doors, part.heat.mesh, part.smoke.mesh);
    for (const object of [part.solid, part.lines, part.doors, part.heat.mesh]) object.geometry.dispose();
    part.heat.dispose();
    part.smoke.dispose();
  }

  setTheme(theme: Theme): void {
    this.theme = theme;
    this.build();
  }

  resize(width: number, height: number): void {
    this.width = width;
    this.height = height;
    this.renderer.setSize(width, height, false);
    this.rig.resize(width, height);
  }

  get pixelRatio(): number {
    return this.renderer.getPixelRatio();
  }

  arrange(arrangement: Arrangement, storey: number): void {
    this.arrangement = `${arrangement} ${storey}`;
    const set = this.run.venue.storeys[storey]?.surfaces;
    this.shown = arrangement === "single" && set !== undefined ? (s) => set.has(s) : () => true;
    this.spreadGoal = arrangement === "exploded" ? this.spread() : 1;
    this.loaded = "";
  }

  private spread(): number {
    const levels = [...new Set(this.run.venue.storeys.map((s) => s.surface.elevation))].sort((a, b) => a - b);
    if (levels.length < 2) return 1;
    const gap = (levels[levels.length - 1] - levels[0]) / (levels.length - 1);
    const [x0, y0, x1, y1] = this.run.venue.bounds;
    return Math.min(LARGEST_SPREAD, Math.max(1.5, (0.3 * Math.max(x1 - x0, y1 - y0)) / gap));
  }

  /** Move the storeys a little towards where they belong; says whether they still move. */
  settle(seconds: number): boolean {
    const value = this.shared.uSpread, left = this.spreadGoal - value.value;
    if (Math.abs(left) < 0.01 || seconds <= 0) {
      value.value = this.spreadGoal;
      return false;
    }
    value.value += left * Math.min(1, seconds * 7);
    return true;
  }

  settleNow(): void {
    this.shared.uSpread.value = this.spreadGoal;
  }

  fit(margin = 44): void {
    const points: THREE.Vector3[] = [];
    const spread = this.shared.uSpread.value;
    this.shared.uSpread.value = this.spreadGoal;
    for (const surface of this.run.venue.surfaces) {
      if (!this.shown(surface.index)) continue;
      for (const [x, y] of surface.polygons.flatMap((polygon) => polygon[0])) {
        const z = this.lift(surface.height(x, y));
        points.push(new THREE.Vector3(x, y, z), new THREE.Vector3(x, y, z + 1.5));
      }
    }
    for (const { kind, surface, line: [a, b] } of this.run.venue.openings) {
      if (kind !== "exit" || !this.shown(surface)) continue;
      const length = Math.hypot(b[0] - a[0], b[1] - a[1]) || 1;
      const x = (a[0] + b[0]) / 2 + (2.4 * (b[1] - a[1])) / length, y = (a[1] + b[1]) / 2 - (2.4 * (b[0] - a[0])) / length;
      points.push(new THREE.Vector3(x, y, this.lift(this.run.venue.surfaces[surface].height(...a))));
    }
    this.rig.fit(points, margin);
    this.shared.uSpread.value = spread;
  }

  lift(elevation: number): number {
    return this.shared.uBase.value + (elevation - this.shared.uBase.value) * this.shared.uSpread.value;
  }

  setColouring(colouring: Colouring): void {
    this.people.colour(colouring);
    this.loaded = "";
  }

  setPalette(palette: PaletteName): void {
    this.palette = palette;
    this.drawHeat();
  }

  /** Show a map, or none. */
  showHeat(heat: { planes: (Plane | undefined)[]; scale: Scale } | null): void {
    this.heat = heat;
    this.drawHeat();
  }

  private drawHeat(): void {
    const { heat } = this;
    if (heat !== null) fillTable(this.heatTable.value, heat.scale, this.palette);
    this.parts.forEach((part, s) => part.heat.show(heat?.planes[s], heat?.scale));
  }

  /** Opacity of the smoke over each surface; ``key`` says when it differs from what was shown. */
  showSmoke(planes: (Plane | undefined)[] | undefined, key: string): void {
    this.smoky = planes !== undefined;
    if (planes === undefined || key === this.smoke) return;
    this.smoke = key;
    this.parts.forEach((part, s) => part.smoke.show(planes[s]));
  }

  /** Show the danger zones of a time, and refuges as they stand then. */
  showDanger(time: number, zones: boolean): void {
    const { run } = this;
    this.zones.group.visible = zones && run.zones.any;
    if (this.zones.group.visible) {
      this.zones.show(run.zones.viewsAt(time), run.venue.surfaces, this.shown, `${this.arrangement} ${run.zones.keyAt(time)}`);
    }
    this.places.group.visible = run.places.length > 0;
    if (this.places.group.visible) this.places.show(run.places, run.venue, this.shown, time, this.arrangement);
  }

  /** Hand what has changed to the graphics card, then draw. */
  render(time: number, column: ColumnEntry): void {
    const { run } = this;
    const key = `${run.version} ${column.name}`;
    if (key !== this.loaded) {
      if (this.values.length < run.slice.count) this.values = new Float32Array(run.slice.count * 2);
      fillValues(run, column, this.values);
      this.people.load(run.slice, this.values, this.shown);
      this.loaded = key;
    }
    const states = statesKey(run.venue, time);
    if (states !== this.states) {
      this.states = states;
      this.parts.forEach((part, s) => {
        part.doors.geometry.dispose();
        part.doors.geometry = buildOpenings(run.venue.surfaces[s], run.venue, this.theme, time).build();
      });
    }
    this.parts.forEach((part, s) => {
      const shown = this.shown(s);
      for (const object of [part.solid, part.lines, part.doors]) object.visible = shown;
      part.heat.mesh.visible = shown && part.heat.active;
      part.smoke.mesh.visible = shown && this.smoky && part.smoke.active;
    });
    this.people.material.uniforms.uShare.value = run.shareAt(time);
    const { plan } = this.rig;
    this.people.see(this.width, this.height, this.pixelRatio, !plan, plan ? this.rig.metresPerPixel : this.rig.pixelAtUnitDepth);
    this.renderer.render(this.scene, this.rig.camera);
  }

  showPeople(on: boolean): void {
    this.people.mesh.visible = on;
  }

  get drawn(): number {
    return this.people.mesh.visible ? this.people.count : 0;
  }

  project(x: number, y: number, elevation: number): [number, number, boolean] {
    return this.rig.project(x, y, this.lift(elevation));
  }

  /** Number of the person nearest to a screen point, or -1. */
  pick(px: number, py: number, time: number): number {
    const { slice } = this.run;
    const share = this.run.shareAt(time);
    let best = -1, closest = PICK_PIXELS;
    for (let k = 0; k < this.people.count; k++) {
      const i = this.people.drawn[k];
      const [x, y, e] = slice.position(i, share);
      const z = this.lift(e);
      const [fx, fy, seen] = this.rig.project(x, y, z + 0.3);
      if (!seen || Math.abs(fx - px) > 80 || Math.abs(fy - py) > 120) continue;
      const [hx, hy] = this.rig.project(x, y, z + 1.5);
      const t = Math.min(1, Math.max(0, ((px - fx) * (hx - fx) + (py - fy) * (hy - fy)) / ((hx - fx) ** 2 + (hy - fy) ** 2 || 1)));
      const distance = Math.hypot(px - fx - t * (hx - fx), py - fy - t * (hy - fy));
      if (distance < closest) {
        closest = distance;
        best = slice.person[i];
      }
    }
    return best;
  }

  /** The walkable place below a screen point. */
  ground(px: number, py: number): { surface: number; point: Point } | null {
    const { origin: o, direction: d } = this.rig.ray(px, py);
    const spread = this.shared.uSpread.value;
    let nearest = Infinity, found: { surface: number; point: Point } | null = null;
    for (const surface of this.run.venue.surfaces) {
      if (!this.shown(surface.index)) continue;
      const [gx, gy] = surface.gradient;
      const t = (this.lift(surface.height(o.x, o.y)) - o.z) / (d.z - (gx * d.x + gy * d.y) * spread);
      const x = o.x + t * d.x, y = o.y + t * d.y;
      if (t > 0 && t < nearest && surface.contains(x, y)) {
        nearest = t;
        found = { surface: surface.index, point: [x, y] };
      }
    }
    return found;
  }

  /** The place where the ray meets a surface's plane, walkable or not (to finish a line over a wall). */
  onSurface(px: number, py: number, surface: number): Point | null {
    const { origin: o, direction: d } = this.rig.ray(px, py);
    const about = this.run.venue.surfaces[surface];
    const [gx, gy] = about.gradient;
    const t = (this.lift(about.height(o.x, o.y)) - o.z) / (d.z - (gx * d.x + gy * d.y) * this.shared.uSpread.value);
    return t > 0 ? [o.x + t * d.x, o.y + t * d.y] : null;
  }

  dispose(): void {
    for (const part of this.parts) this.discard(part);
    this.people.dispose();
    this.zones.dispose();
    this.places.dispose();
    this.renderer.dispose();
  }
}

function usesSoftware(): boolean {
  const gl = document.createElement("canvas").getContext("webgl2");
  if (gl === null) return true;
  const about = gl.getExtension("WEBGL_debug_renderer_info");
  const name = about === null ? "" : String(gl.getParameter(about.UNMASKED_RENDERER_WEBGL));
  gl.getExtension("WEBGL_lose_context")?.loseContext();
  return /swiftshader|llvmpipe|software|basic render/i.test(name);
}
