// Collects coloured triangles and lines; heights are kept apart from elevations so that storeys can spread.

import * as THREE from "three";

/** x, y, height above its surface, elevation of the surface. */
export type Corner = [number, number, number, number];

export class MeshBuilder {
  private readonly position: number[] = [];
  private readonly elevation: number[] = [];
  private readonly colour: number[] = [];

  get empty(): boolean {
    return this.position.length === 0;
  }

  triangle(a: Corner, b: Corner, c: Corner, colour: number, light = 1): void {
    this.vertex(a, colour, light);
    this.vertex(b, colour, light);
    this.vertex(c, colour, light);
  }

  quad(a: Corner, b: Corner, c: Corner, d: Corner, colour: number, light = 1): void {
    this.triangle(a, b, c, colour, light);
    this.triangle(a, c, d, colour, light);
  }

  line(a: Corner, b: Corner, colour: number): void {
    this.vertex(a, colour, 1);
    this.vertex(b, colour, 1);
  }

  private vertex([x, y, h, e]: Corner, colour: number, light: number): void {
    this.position.push(x, y, h);
    this.elevation.push(e);
    for (const shift of [16, 8, 0]) this.colour.push(Math.min(255, ((colour >> shift) & 255) * light));
  }

  build(): THREE.BufferGeometry {
    const geometry = new THREE.BufferGeometry();
    geometry.setAttribute("position", new THREE.BufferAttribute(Float32Array.from(this.position), 3));
    geometry.setAttribute("elevation", new THREE.BufferAttribute(Float32Array.from(this.elevation), 1));
    geometry.setAttribute("tint", new THREE.BufferAttribute(Uint8Array.from(this.colour), 3, true));
    return geometry;
  }
}

/** Faces that look to the upper left of the plan are the lightest, as on an architect's model. */
export function facing(nx: number, ny: number): number {
  return 0.9 + 0.1 * (-0.55 * nx + 0.83 * ny);
}

export interface Shared {
  uBase: { value: number };
  uSpread: { value: number };
}

export const LIFT = `
  uniform float uBase;
  uniform float uSpread;
  float lift(float e) { return uBase + (e - uBase) * uSpread; }
`;

export function solidMaterial(shared: Shared, options: THREE.ShaderMaterialParameters = {}): THREE.ShaderMaterial {
  return new THREE.ShaderMaterial({
    uniforms: { ...shared, uAlpha: { value: 1 } },
    vertexShader: `
      attribute float elevation;
      attribute vec3 tint;
      varying vec3 vTint;
      ${LIFT}
      void main() {
        vTint = tint;
        gl_Position = projectionMatrix * viewMatrix * vec4(position.xy, lift(elevation) + position.z, 1.0);
      }`,
    fragmentShader: `
      varying vec3 vTint;
      uniform float uAlpha;
      void main() { gl_FragColor = vec4(vTint, uAlpha); }`,
    side: THREE.DoubleSide,
    ...options,
  });
}
