// A map of one quantity on the floors.

import * as THREE from "three";
import type { Plane } from "../data/density.ts";
import { ramp, type PaletteName, type Rgb } from "../data/palette.ts";
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

export class HeatMesh {
  readonly mesh: THREE.Mesh;
  private readonly material: THREE.ShaderMaterial;
  private texture: THREE.DataTexture | undefined;
  private cell = 0;

  constructor(floor: THREE.BufferGeometry, shared: Shared, private readonly table: { value: THREE.DataTexture }) {
    this.material = new THREE.ShaderMaterial({
      uniforms: {
        ...shared, uTable: this.table, uMap: { value: null }, uCorner: { value: new THREE.Vector2() },
        uSize: { value: new THREE.Vector2(1, 1) },
      },
      vertexShader: FLOOR_VERTEX,
      fragmentShader: `
        uniform sampler2D uMap;
        uniform sampler2D uTable;
        varying vec2 vPlace;
        void main() {
          float share = texture2D(uMap, vPlace).r;
          if (share < 0.004) discard;
          vec3 colour = texture2D(uTable, vec2((share * 255.0 + 0.5) / 256.0, 0.5)).rgb;
          gl_FragColor = vec4(colour, smoothstep(0.0, 0.1, share) * 0.94);
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

  /** Values from 0 to ``fullScale``; those of classes are not blended between cells. */
  show(plane: Plane | undefined, fullScale: number, classes = false): void {
    if (plane === undefined) {
      this.texture?.dispose();
      this.texture = undefined;
      this.material.uniforms.uMap.value = null;
      this.mesh.visible = false;
      return;
    }
    const { nx, ny, cell } = plane;
    const { image, magFilter } = this.texture ?? {};
    if (this.texture === undefined || image?.width !== nx || image.height !== ny
        || (magFilter === THREE.NearestFilter) !== classes || this.cell !== cell) {
      this.cell = cell;
      this.texture?.dispose();
      this.texture = new THREE.DataTexture(new Uint8Array(nx * ny), nx, ny, THREE.RedFormat);
      this.texture.magFilter = this.texture.minFilter = classes ? THREE.NearestFilter : THREE.LinearFilter;
      this.texture.unpackAlignment = 1;
      this.material.uniforms.uMap.value = this.texture;
      (this.material.uniforms.uCorner.value as THREE.Vector2).set(plane.x0, plane.y0);
      (this.material.uniforms.uSize.value as THREE.Vector2).set(nx * cell, ny * cell);
    }
    const pixels = this.texture.image.data as Uint8Array;
    for (let i = 0; i < pixels.length; i++) pixels[i] = Math.min(255, Math.round((plane.values[i] / fullScale) * 255));
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

/** Colours of the classes 1 to n where ``HeatMesh.show`` puts them on a scale up to n. */
export function fillClasses(texture: THREE.DataTexture, colours: Rgb[]): void {
  const data = texture.image.data as Uint8Array, n = colours.length;
  for (let i = 0; i < 256; i++) data.set([...colours[Math.max(1, Math.round((i * n) / 255)) - 1], 255], 4 * i);
  texture.needsUpdate = true;
}

export function fillRamp(texture: THREE.DataTexture, palette: PaletteName): void {
  const data = texture.image.data as Uint8Array;
  for (let i = 0; i < 256; i++) data.set([...ramp(i / 255, palette).map(Math.round), 255], 4 * i);
  texture.needsUpdate = true;
}
