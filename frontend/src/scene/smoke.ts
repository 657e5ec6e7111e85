// Smoke as a grey layer on the floors, the denser the less one sees.

import * as THREE from "three";
import type { Plane } from "../data/density.ts";
import { SMOKE } from "../data/palette.ts";
import { FLOOR_VERTEX } from "./heat.ts";
import type { Shared } from "./mesh.ts";

export class SmokeMesh {
  readonly mesh: THREE.Mesh;
  private readonly material: THREE.ShaderMaterial;
  private texture: THREE.DataTexture | undefined;

  constructor(floor: THREE.BufferGeometry, shared: Shared) {
    this.material = new THREE.ShaderMaterial({
      uniforms: {
        ...shared, uMap: { value: null }, uCorner: { value: new THREE.Vector2() }, uSize: { value: new THREE.Vector2(1, 1) },
        uColour: { value: new THREE.Vector3(...SMOKE.map((part) => part / 255)) },
      },
      vertexShader: FLOOR_VERTEX,
      fragmentShader: `
        uniform sampler2D uMap;
        uniform vec3 uColour;
        varying vec2 vPlace;
        void main() {
          float hidden = texture2D(uMap, vPlace).r;
          if (hidden < 0.002) discard;
          gl_FragColor = vec4(uColour, hidden);
        }`,
      side: THREE.DoubleSide,
      transparent: true,
      depthWrite: false,
    });
    this.mesh = new THREE.Mesh(floor, this.material);
    this.mesh.frustumCulled = false;
    this.mesh.visible = false;
    this.mesh.renderOrder = 2;
  }

  /** Take the opacity (0 to 1) over the floor. */
  show(plane: Plane | undefined): void {
    if (plane === undefined) return;
    const { nx, ny, cell } = plane;
    if (this.texture === undefined) {
      this.texture = new THREE.DataTexture(new Uint8Array(nx * ny), nx, ny, THREE.RedFormat);
      this.texture.magFilter = this.texture.minFilter = THREE.LinearFilter;
      this.texture.unpackAlignment = 1;
      this.material.uniforms.uMap.value = this.texture;
      (this.material.uniforms.uCorner.value as THREE.Vector2).set(plane.x0, plane.y0);
      (this.material.uniforms.uSize.value as THREE.Vector2).set(nx * cell, ny * cell);
    }
    const pixels = this.texture.image.data as Uint8Array;
    for (let i = 0; i < pixels.length; i++) pixels[i] = Math.round(255 * plane.values[i]);
    this.texture.needsUpdate = true;
  }

  get active(): boolean {
    return this.texture !== undefined;
  }

  dispose(): void {
    this.texture?.dispose();
    this.material.dispose();
  }
}
