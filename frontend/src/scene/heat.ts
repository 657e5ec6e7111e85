// A map of one quantity on the floors.

import * as THREE from "three";
import type { Plane } from "../data/density.ts";
import { mapColour, rgb, type PaletteName } from "../data/palette.ts";
import type { MapEntry } from "../data/types.ts";
import { LIFT, type Shared } from "./mesh.ts";

/** Vertices of a floor with their place in a map over it. */
export const FLOOR_VERTEX = `
  attribute float elevation;
  uniform vec2 uCorner;
  uniform vec2 uSize;
  varying vec2 vPlace;
  ${LIFT}
  void main() {
    vPlace = (position.xy - uCorner) / uSize;
    gl_Position = projectionMatrix * viewMatrix * vec4(position.xy, lift(elevation) + position.z, 1.0);
  }`;

/** How the numbers of a map become colours. */
export interface Scale {
  /** Value of the last colour. */
  full: number;
  /** Whether values lie above it. */
  beyond: boolean;
  kind: MapEntry["ramp"];
  classes: { colour: string; words: string }[];
  /** What a floor without a value means; empty if that goes without saying. */
  bare: string;
}

export class HeatMesh {
  readonly mesh: THREE.Mesh;
  private readonly material: THREE.ShaderMaterial;
  private texture: THREE.DataTexture | undefined;

  constructor(floor: THREE.BufferGeometry, shared: Shared, private readonly table: { value: THREE.DataTexture }) {
    this.material = new THREE.ShaderMaterial({
      uniforms: {
        ...shared, uTable: this.table, uMap: { value: null }, uCorner: { value: new THREE.Vector2() },
        uSize: { value: new THREE.Vector2(1, 1) }, uSmooth: { value: false },
      },
      vertexShader: FLOOR_VERTEX,
      // amounts are blended between the centres of the cells that have one; times and classes hold for a whole cell
      fragmentShader: `
        uniform highp sampler2D uMap;
        uniform sampler2D uTable;
        uniform bool uSmooth;
        varying vec2 vPlace;
        void main() {
          ivec2 last = textureSize(uMap, 0) - 1;
          vec2 place = vPlace * vec2(last + 1);
          float share = texelFetch(uMap, clamp(ivec2(floor(place)), ivec2(0), last), 0).r;
          if (share < 0.0) discard;
          if (uSmooth) {
            vec2 low = floor(place - 0.5), part = place - 0.5 - low;
            float sum = 0.0, weights = 0.0;
            for (int k = 0; k < 4; k++) {
              ivec2 step = ivec2(k & 1, k >> 1);
              float value = texelFetch(uMap, clamp(ivec2(low) + step, ivec2(0), last), 0).r;
              float weight = (step.x == 1 ? part.x : 1.0 - part.x) * (step.y == 1 ? part.y : 1.0 - part.y);
              if (value < 0.0) continue;
              sum += weight * value;
              weights += weight;
            }
            share = sum / weights;
          }
          gl_FragColor = texture2D(uTable, vec2((min(share, 1.0) * 255.0 + 0.5) / 256.0, 0.5));
        }`,
      side: THREE.DoubleSide,
      transparent: true,
      depthWrite: false,
    });
    this.mesh = new THREE.Mesh(floor, this.material);
    this.mesh.frustumCulled = false;
    this.mesh.visible = false;
    this.mesh.renderOrder = 1;
  }

  /** Show values on a scale from 0; NaN is bare floor. */
  show(plane: Plane | undefined, scale: Scale | undefined): void {
    if (plane === undefined || scale === undefined) {
      this.texture?.dispose();
      this.texture = undefined;
      this.material.uniforms.uMap.value = null;
      this.mesh.visible = false;
      return;
    }
    const { nx, ny, cell } = plane;
    const image = this.texture?.image;
    if (this.texture === undefined || image?.width !== nx || image.height !== ny) {
      this.texture?.dispose();
      this.texture = new THREE.DataTexture(new Float32Array(nx * ny), nx, ny, THREE.RedFormat, THREE.FloatType);
      this.texture.magFilter = this.texture.minFilter = THREE.NearestFilter;
      this.material.uniforms.uMap.value = this.texture;
    }
    (this.material.uniforms.uCorner.value as THREE.Vector2).set(plane.x0, plane.y0);
    (this.material.uniforms.uSize.value as THREE.Vector2).set(nx * cell, ny * cell);
    this.material.uniforms.uSmooth.value = scale.kind === "amount";
    const shares = this.texture.image.data as Float32Array;
    const shift = scale.kind === "classes" ? 0.5 : 0;
    for (let i = 0; i < shares.length; i++) {
      const value = plane.values[i];
      shares[i] = Number.isNaN(value) ? -1 : (value + shift) / scale.full;
    }
    this.texture.needsUpdate = true;
    this.mesh.visible = true;
  }

  get active(): boolean {
    return this.texture !== undefined;
  }

  dispose(): void {
    this.texture?.dispose();
    this.material.dispose();
  }
}

export function rampTexture(): THREE.DataTexture {
  const texture = new THREE.DataTexture(new Uint8Array(256 * 4), 256, 1);
  texture.magFilter = texture.minFilter = THREE.LinearFilter;
  return texture;
}

export function fillTable(texture: THREE.DataTexture, scale: Scale, palette: PaletteName): void {
  const data = texture.image.data as Uint8Array, { classes } = scale;
  for (let i = 0; i < 256; i++) {
    const [r, g, b, alpha] = scale.kind === "classes"
      ? [...rgb(parseInt(classes[Math.min(classes.length - 1, Math.floor((i * classes.length) / 255))].colour.slice(1), 16)), 1]
      : mapColour(i / 255, scale.kind, palette);
    data.set([Math.round(r), Math.round(g), Math.round(b), Math.round(255 * alpha)], 4 * i);
  }
  texture.needsUpdate = true;
}
