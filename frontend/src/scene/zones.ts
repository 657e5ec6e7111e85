// Danger zones: the ground in one, the ground from which one is seen, and how far one is heard at most.

import * as THREE from "three";
import { DANGER, HEARD, WARNING } from "../data/palette.ts";
import type { Point } from "../data/types.ts";
import type { Surface } from "../data/venue.ts";
import { widened, type Star, type ZoneView } from "../data/zones.ts";
import { triangulate } from "./building.ts";
import { MeshBuilder, solidMaterial, type Corner, type Shared } from "./mesh.ts";

/** Metres above the floor, and above the edges of steps. */
const GROUND = 0.05, STEPS = 0.17;
const CURTAIN = 2.2;
/** Metres; of lines on the ground, and of the dashes of the line up to which a zone is heard. */
const LINE = 0.14;
const DASH = 1.2;

export class ZonesMesh {
  readonly group = new THREE.Group();
  private readonly core: THREE.ShaderMaterial;
  private readonly curtain: THREE.ShaderMaterial;
  private readonly lines: THREE.ShaderMaterial;
  private readonly seen: THREE.ShaderMaterial[] = [];
  private key = "";

  constructor(private readonly shared: Shared) {
    this.core = this.material(0.55);
    this.curtain = this.material(0.22);
    this.lines = this.material(0.9);
  }

  private material(alpha: number, options: THREE.ShaderMaterialParameters = {}): THREE.ShaderMaterial {
    const made = solidMaterial(this.shared, { transparent: true, depthWrite: false, ...options });
    made.uniforms.uAlpha.value = alpha;
    return made;
  }

  /** The stars from which a zone is seen overlap: each place is tinted once. */
  private seenMaterial(k: number): THREE.ShaderMaterial {
    return (this.seen[k] ??= this.material(0.26, {
      stencilWrite: true, stencilRef: k + 1, stencilFunc: THREE.NotEqualStencilFunc, stencilZPass: THREE.ReplaceStencilOp,
    }));
  }

  /** Take the zones of the moment; ``key`` says when they differ from what was shown. */
  show(views: ZoneView[], surfaces: Surface[], shown: (surface: number) => boolean, key: string): void {
    if (key === this.key) return;
    this.key = key;
    this.clear();
    views.forEach((view, k) => {
      const surface = surfaces[view.surface];
      if (surface === undefined || !shown(view.surface)) return;
      const ground = surface.sloped && surface.kind !== "ramp" ? STEPS : GROUND;
      const at = ([x, y]: Point, h: number): Corner => [x, y, ground + h, surface.height(x, y)];
      const seen = new MeshBuilder(), core = new MeshBuilder(), curtain = new MeshBuilder(), lines = new MeshBuilder();
      for (const star of view.seen) fan(star, (a, b, c) => seen.triangle(at(a, 0), at(b, 0), at(c, 0), WARNING));
      triangulate([view.core.ring], (a, b, c) => core.triangle(at(a, 0.01), at(b, 0.01), at(c, 0.01), DANGER));
      const edge = [...view.core.ring, view.core.ring[0]];
      edge.slice(1).forEach((b, i) => curtain.quad(at(edge[i], 0), at(b, 0), at(b, CURTAIN), at(edge[i], CURTAIN), DANGER));
      ribbon(lines, edge, at, DANGER);
      const heard = view.hearing > 0 ? dashes(widened(view.corners, view.hearing)) : [];
      for (const dash of heard) if (dash.every((point) => surface.contains(...point))) ribbon(lines, dash, at, HEARD);
      this.add(seen, this.seenMaterial(k), 3);
      this.add(core, this.core, 4);
      this.add(curtain, this.curtain, 5);
      this.add(lines, this.lines, 5);
    });
  }

  private add(builder: MeshBuilder, material: THREE.ShaderMaterial, order: number): void {
    if (builder.empty) return;
    const mesh = new THREE.Mesh(builder.build(), material);
    mesh.frustumCulled = false;
    mesh.renderOrder = order;
    this.group.add(mesh);
  }

  private clear(): void {
    for (const object of [...this.group.children]) {
      (object as THREE.Mesh).geometry.dispose();
      this.group.remove(object);
    }
  }

  dispose(): void {
    this.clear();
    for (const material of [this.core, this.curtain, this.lines, ...this.seen]) material.dispose();
  }
}

function fan({ eye, ring }: Star, emit: (a: Point, b: Point, c: Point) => void): void {
  ring.forEach((a, i) => emit(eye, a, ring[(i + 1) % ring.length]));
}

export function ribbon(mesh: MeshBuilder, points: Point[], at: (p: Point, h: number) => Corner, colour: number): void {
  for (let i = 0; i + 1 < points.length; i++) {
    const [a, b] = [points[i], points[i + 1]];
    const length = Math.hypot(b[0] - a[0], b[1] - a[1]);
    if (length < 1e-6) continue;
    const nx = ((b[1] - a[1]) / length) * (LINE / 2), ny = (-(b[0] - a[0]) / length) * (LINE / 2);
    const side = ([x, y]: Point, s: number): Corner => at([x + s * nx, y + s * ny], 0.03);
    mesh.quad(side(a, -1), side(b, -1), side(b, 1), side(a, 1), colour);
  }
}

/** Every other piece of a closed line, each ``DASH`` long. */
export function dashes(ring: Point[]): Point[][] {
  const found: Point[][] = [];
  let drawn: Point[] = [], gone = 0, on = true;
  for (let i = 0; i < ring.length; i++) {
    let a = ring[i];
    const b = ring[(i + 1) % ring.length];
    if (on && drawn.length === 0) drawn.push(a);
    for (;;) {
      const left = Math.hypot(b[0] - a[0], b[1] - a[1]);
      if (gone + left < DASH) {
        gone += left;
        if (on) drawn.push(b);
        break;
      }
      const share = (DASH - gone) / left;
      a = [a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])];
      if (on) found.push([...drawn, a]);
      on = !on;
      drawn = on ? [a] : [];
      gone = 0;
    }
  }
  if (on && drawn.length > 1) found.push(drawn);
  return found;
}
