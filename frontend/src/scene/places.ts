// Refuges: green ground while somebody can get in, blue once they are locked.

import * as THREE from "three";
import { LOCKED, REFUGE } from "../data/palette.ts";
import type { PlaceEntry } from "../data/types.ts";
import { openPolygons } from "../data/geometry.ts";
import type { Venue } from "../data/venue.ts";
import { refugeState } from "../data/zones.ts";
import { triangulate } from "./building.ts";
import { MeshBuilder, solidMaterial, type Corner, type Shared } from "./mesh.ts";
import { ribbon } from "./zones.ts";

const GROUND = 0.04;

export class PlacesMesh {
  readonly group = new THREE.Group();
  private readonly ground: THREE.ShaderMaterial;
  private readonly lines: THREE.ShaderMaterial;
  private key = "";

  constructor(shared: Shared) {
    this.ground = solidMaterial(shared, { transparent: true, depthWrite: false });
    this.ground.uniforms.uAlpha.value = 0.3;
    this.lines = solidMaterial(shared, { transparent: true, depthWrite: false });
  }

  show(places: PlaceEntry[], venue: Venue, shown: (surface: number) => boolean, time: number, arrangement: string): void {
    const refuges = places.filter(({ kind, surface }) => kind === "refuge" && shown(surface));
    const key = arrangement + refuges.map((place) => `${place.id} ${refugeState(place, venue, time)}`).join();
    if (key === this.key) return;
    this.key = key;
    this.clear();
    const ground = new MeshBuilder(), lines = new MeshBuilder();
    for (const place of refuges) {
      const surface = venue.surfaces[place.surface];
      const colour = refugeState(place, venue, time) === "open" ? REFUGE : LOCKED;
      const at = ([x, y]: [number, number], h: number): Corner => [x, y, GROUND + h, surface.height(x, y)];
      for (const polygon of openPolygons(place.polygons)) {
        triangulate(polygon, (a, b, c) => ground.triangle(at(a, 0), at(b, 0), at(c, 0), colour));
        for (const ring of polygon) ribbon(lines, [...ring, ring[0]], at, colour);
      }
    }
    for (const [builder, material, order] of [[ground, this.ground, 1], [lines, this.lines, 2]] as const) {
      if (builder.empty) continue;
      const mesh = new THREE.Mesh(builder.build(), material);
      mesh.frustumCulled = false;
      mesh.renderOrder = order;
      this.group.add(mesh);
    }
  }

  private clear(): void {
    for (const object of [...this.group.children]) {
      (object as THREE.Mesh).geometry.dispose();
      this.group.remove(object);
    }
  }

  dispose(): void {
    this.clear();
    this.ground.dispose();
    this.lines.dispose();
  }
}
