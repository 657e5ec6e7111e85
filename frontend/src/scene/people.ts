// Everybody, as upright capsules that the graphics card moves between two keyframes.

import * as THREE from "three";
import type { Colouring } from "../data/colouring.ts";
import { UNKNOWN } from "../data/palette.ts";
import { INCAPACITATED, type FrameSlice } from "../data/slice.ts";
import { LIFT, type Shared } from "./mesh.ts";

const NONE = -1e6;
/** Height of somebody who lies on the ground, as a share of a standing person's. */
const LYING = 0.2;

// Points, not instanced meshes: drawing in software takes as long for one instance as for a whole mesh.
const VERTEX = `
  attribute vec3 aTo;
  attribute float aValue;
  attribute float aTall;
  uniform float uShare;
  uniform float uRadius;
  uniform float uHeight;
  uniform float uPixel;
  uniform float uSmallest;
  uniform vec2 uViewport;
  uniform bool uPerspective;
  uniform bool uClasses;
  uniform vec2 uRange;
  uniform vec3 uUnknown;
  uniform sampler2D uTable;
  varying vec2 vAxis;
  varying float vLength;
  varying float vHalf;
  varying vec3 vColour;
  ${LIFT}
  void main() {
    vec3 p = mix(position, aTo, uShare);
    p.z = lift(p.z);
    vec4 foot = viewMatrix * vec4(p.xy, p.z + uRadius, 1.0);
    vec4 head = viewMatrix * vec4(p.xy, p.z + max(aTall * uHeight, 2.0 * uRadius) - uRadius, 1.0);
    gl_Position = projectionMatrix * (0.5 * (foot + head));
    // the silhouette of a capsule is that of a disc swept along its axis, seen on the screen
    vec4 low = projectionMatrix * foot, high = projectionMatrix * head;
    vec2 axis = (high.xy / high.w - low.xy / low.w) * 0.5 * uViewport;
    float reach = length(axis);
    float radius = max(uRadius / (uPerspective ? max(-foot.z, 0.1) * uPixel : uPixel), uSmallest);
    vAxis = reach < 1e-4 ? vec2(0.0, 1.0) : axis / reach;
    vLength = reach / radius;
    vHalf = 0.5 * vLength + 1.0;
    gl_PointSize = 2.0 * vHalf * radius;
    float share = uClasses ? (aValue + 0.5) / 256.0
      : (clamp((aValue - uRange.x) / (uRange.y - uRange.x), 0.0, 1.0) * 255.0 + 0.5) / 256.0;
    vColour = aValue < -1e5 ? uUnknown : texture2D(uTable, vec2(share, 0.5)).rgb;
  }
`;

// shoulders and head: seen from the side a figure, from above two discs
const FRAGMENT = `
  varying vec2 vAxis;
  varying float vLength;
  varying float vHalf;
  varying vec3 vColour;
  void main() {
    vec2 c = (gl_PointCoord - 0.5) * vec2(2.0, -2.0) * vHalf;
    vec2 place = vec2(dot(c, vec2(vAxis.y, -vAxis.x)), dot(c, vAxis) + 0.5 * vLength);
    vec2 head = vec2(place.x, place.y - 1.05 * vLength) / 0.66;
    vec2 body = vec2(place.x, place.y - clamp(place.y, 0.0, 0.76 * vLength));
    float h2 = dot(head, head), b2 = dot(body, body);
    bool upper = h2 < 1.0;
    vec2 d = upper ? head : body;
    float r2 = upper ? h2 : b2;
    float edge = COVER;
    if (edge <= 0.0) discard;
    float light = (upper ? 0.78 : 0.62) + 0.28 * sqrt(max(0.0, 1.0 - r2)) + 0.12 * d.y - 0.06 * d.x;
    light *= 0.84 + 0.16 * clamp((place.y + 1.0) / (vLength + 2.0), 0.0, 1.0) + (vLength < 0.5 ? 0.08 : 0.0);
    gl_FragColor = vec4(vColour * light, edge);
  }
`;

export class PeopleMesh {
  readonly mesh: THREE.Points;
  readonly material: THREE.ShaderMaterial;
  private readonly geometry = new THREE.BufferGeometry();
  private capacity = 0;
  private from!: THREE.BufferAttribute;
  private to!: THREE.BufferAttribute;
  private value!: THREE.BufferAttribute;
  private tall!: THREE.BufferAttribute;
  /** Place in the slice of each one drawn. */
  drawn = new Uint32Array(0);
  count = 0;

  constructor(shared: Shared, smooth: boolean) {
    const table = new THREE.DataTexture(new Uint8Array(256 * 4), 256, 1);
    table.magFilter = table.minFilter = THREE.NearestFilter;
    const cover = smooth ? "upper ? 1.0 : 1.0 - smoothstep(1.0 - fwidth(b2), 1.0, b2)" : "r2 > 1.0 ? 0.0 : 1.0";
    this.material = new THREE.ShaderMaterial({
      uniforms: {
        ...shared, uShare: { value: 0 }, uRadius: { value: 0.23 }, uHeight: { value: 1.7 }, uPixel: { value: 0.01 },
        uSmallest: { value: 1.6 }, uViewport: { value: new THREE.Vector2(1, 1) }, uPerspective: { value: true }, uClasses: { value: true },
        uRange: { value: new THREE.Vector2(0, 1) }, uTable: { value: table },
        uUnknown: { value: new THREE.Vector3(...UNKNOWN.map((part) => part / 255)) },
      },
      vertexShader: VERTEX,
      fragmentShader: FRAGMENT.replace("COVER", cover),
      alphaToCoverage: smooth,
    });
    this.mesh = new THREE.Points(this.geometry, this.material);
    this.mesh.frustumCulled = false;
    this.reserve(1024);
  }

  private reserve(people: number): void {
    if (people <= this.capacity) return;
    this.capacity = Math.ceil(people * 1.2);
    const make = (size: number): THREE.BufferAttribute =>
      new THREE.BufferAttribute(new Float32Array(this.capacity * size), size).setUsage(THREE.DynamicDrawUsage);
    this.geometry.dispose();
    [this.from, this.to, this.value, this.tall] = [make(3), make(3), make(1), make(1)];
    this.geometry.setAttribute("position", this.from);
    this.geometry.setAttribute("aTo", this.to);
    this.geometry.setAttribute("aValue", this.value);
    this.geometry.setAttribute("aTall", this.tall);
    this.drawn = new Uint32Array(this.capacity);
  }

  /** Size of the picture in pixels of the canvas, and metres per pixel at the target or at unit depth. */
  see(width: number, height: number, ratio: number, perspective: boolean, pixel: number): void {
    const { uniforms } = this.material;
    (uniforms.uViewport.value as THREE.Vector2).set(width * ratio, height * ratio);
    uniforms.uSmallest.value = 1.6 * ratio;
    uniforms.uPerspective.value = perspective;
    uniforms.uPixel.value = pixel / ratio;
  }

  /** Take the people of a slice whose surface is shown. */
  load(slice: FrameSlice, values: Float32Array, shown: (surface: number) => boolean): void {
    this.reserve(slice.count);
    const from = this.from.array as Float32Array, to = this.to.array as Float32Array;
    const value = this.value.array as Float32Array, tall = this.tall.array as Float32Array;
    let n = 0;
    for (let i = 0; i < slice.count; i++) {
      if (!shown(slice.surface[i])) continue;
      for (let k = 0; k < 3; k++) {
        from[3 * n + k] = slice.from[3 * i + k];
        to[3 * n + k] = slice.to[3 * i + k];
      }
      value[n] = Number.isNaN(values[i]) ? NONE : values[i];
      tall[n] = slice.status[i] === INCAPACITATED ? LYING : 1;
      this.drawn[n++] = i;
    }
    this.count = n;
    this.geometry.setDrawRange(0, n);
    for (const [attribute, size] of [[this.from, 3], [this.to, 3], [this.value, 1], [this.tall, 1]] as const) {
      attribute.clearUpdateRanges();
      attribute.addUpdateRange(0, n * size);
      attribute.needsUpdate = true;
    }
  }

  colour({ table, low, high, category }: Colouring): void {
    const texture = this.material.uniforms.uTable.value as THREE.DataTexture;
    const data = texture.image.data as Uint8Array;
    table.slice(0, 256).forEach((rgb, i) => data.set([...rgb.map(Math.round), 255], 4 * i));
    texture.needsUpdate = true;
    this.material.uniforms.uClasses.value = category;
    (this.material.uniforms.uRange.value as THREE.Vector2).set(low, high);
  }

  dispose(): void {
    this.geometry.dispose();
    this.material.dispose();
  }
}
