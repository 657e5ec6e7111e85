// Everybody, as upright capsules that the graphics card moves between two keyframes.

import * as THREE from "three";
import type { Colouring } from "../data/colouring.ts";
import { UNKNOWN } from "../data/palette.ts";
import type { FrameSlice } from "../data/slice.ts";
import { LIFT, type Shared } from "./mesh.ts";

const NONE = -1e6;

const VERTEX = `
  attribute vec3 aFrom;
  attribute vec3 aTo;
  attribute float aValue;
  uniform float uShare;
  uniform float uRadius;
  uniform float uHeight;
  uniform float uPixel;
  uniform float uSmallest;
  uniform bool uPerspective;
  uniform bool uClasses;
  uniform vec2 uRange;
  uniform vec3 uUnknown;
  uniform sampler2D uTable;
  varying vec2 vPlace;
  varying float vLength;
  varying vec3 vColour;
  ${LIFT}
  void main() {
    vec3 p = mix(aFrom, aTo, uShare);
    p.z = lift(p.z);
    vec4 low = viewMatrix * vec4(p, 1.0);
    float metresPerPixel = uPerspective ? -low.z * uPixel : uPixel;
    float radius = max(uRadius, uSmallest * metresPerPixel);
    vec4 foot = viewMatrix * vec4(p.xy, p.z + radius, 1.0);
    vec4 head = viewMatrix * vec4(p.xy, p.z + max(uHeight - radius, radius), 1.0);
    // the silhouette of a capsule is that of a disc swept along its axis, seen on the screen
    vec2 axis = uPerspective ? head.xy / -head.z - foot.xy / -foot.z : head.xy - foot.xy;
    float reach = length(axis);
    axis = reach < 1e-6 ? vec2(0.0, 1.0) : axis / reach;
    vec2 across = vec2(axis.y, -axis.x);
    vLength = length(head.xy - foot.xy) / radius;
    bool upper = position.y > 0.0;
    vec4 base = upper ? head : foot;
    base.xy += (axis * position.y + across * position.x) * radius;
    vPlace = vec2(position.x, upper ? vLength + 1.0 : -1.0);
    float share = uClasses ? (aValue + 0.5) / 256.0
      : (clamp((aValue - uRange.x) / (uRange.y - uRange.x), 0.0, 1.0) * 255.0 + 0.5) / 256.0;
    vColour = aValue < -1e5 ? uUnknown : texture2D(uTable, vec2(share, 0.5)).rgb;
    gl_Position = projectionMatrix * base;
  }
`;

const FRAGMENT = `
  varying vec2 vPlace;
  varying float vLength;
  varying vec3 vColour;
  void main() {
    vec2 d = vec2(vPlace.x, vPlace.y - clamp(vPlace.y, 0.0, vLength));
    float r2 = dot(d, d);
    float edge = COVER;
    if (edge <= 0.0) discard;
    float round = sqrt(max(0.0, 1.0 - r2));
    float light = 0.62 + 0.30 * round + 0.12 * d.y - 0.06 * d.x;
    light *= 0.86 + 0.14 * clamp((vPlace.y + 1.0) / (vLength + 2.0), 0.0, 1.0) + (vLength < 0.5 ? 0.1 : 0.0);
    gl_FragColor = vec4(vColour * light, edge);
  }
`;

export class PeopleMesh {
  readonly mesh: THREE.Mesh;
  readonly material: THREE.ShaderMaterial;
  private readonly geometry = new THREE.InstancedBufferGeometry();
  private capacity = 0;
  private from!: THREE.InstancedBufferAttribute;
  private to!: THREE.InstancedBufferAttribute;
  private value!: THREE.InstancedBufferAttribute;
  /** Place in the slice of each one drawn. */
  drawn = new Uint32Array(0);
  count = 0;

  constructor(shared: Shared, smooth: boolean) {
    const corners = new Float32Array([-1, -1, 0, 1, -1, 0, 1, 1, 0, -1, 1, 0]);
    this.geometry.setAttribute("position", new THREE.BufferAttribute(corners, 3));
    this.geometry.setIndex([0, 1, 2, 0, 2, 3]);
    this.geometry.instanceCount = 0;
    const table = new THREE.DataTexture(new Uint8Array(256 * 4), 256, 1);
    table.magFilter = table.minFilter = THREE.NearestFilter;
    const cover = smooth ? "1.0 - smoothstep(1.0 - fwidth(r2), 1.0, r2)" : "r2 > 1.0 ? 0.0 : 1.0";
    this.material = new THREE.ShaderMaterial({
      uniforms: {
        ...shared, uShare: { value: 0 }, uRadius: { value: 0.23 }, uHeight: { value: 1.7 }, uPixel: { value: 0.01 },
        uSmallest: { value: 1.7 }, uPerspective: { value: true }, uClasses: { value: true },
        uRange: { value: new THREE.Vector2(0, 1) }, uTable: { value: table },
        uUnknown: { value: new THREE.Vector3(...UNKNOWN.map((part) => part / 255)) },
      },
      vertexShader: VERTEX,
      fragmentShader: FRAGMENT.replace("COVER", cover),
      side: THREE.DoubleSide,
      alphaToCoverage: smooth,
    });
    this.mesh = new THREE.Mesh(this.geometry, this.material);
    this.mesh.frustumCulled = false;
    this.reserve(1024);
  }

  private reserve(people: number): void {
    if (people <= this.capacity) return;
    this.capacity = Math.ceil(people * 1.2);
    const make = (size: number): THREE.InstancedBufferAttribute => {
      const attribute = new THREE.InstancedBufferAttribute(new Float32Array(this.capacity * size), size);
      return attribute.setUsage(THREE.DynamicDrawUsage);
    };
    this.geometry.dispose();
    [this.from, this.to, this.value] = [make(3), make(3), make(1)];
    this.geometry.setAttribute("aFrom", this.from);
    this.geometry.setAttribute("aTo", this.to);
    this.geometry.setAttribute("aValue", this.value);
    this.drawn = new Uint32Array(this.capacity);
  }

  /** Take the people of a slice whose surface is shown. */
  load(slice: FrameSlice, values: Float32Array, shown: (surface: number) => boolean): void {
    this.reserve(slice.count);
    const from = this.from.array as Float32Array, to = this.to.array as Float32Array;
    const value = this.value.array as Float32Array;
    let n = 0;
    for (let i = 0; i < slice.count; i++) {
      if (!shown(slice.surface[i])) continue;
      for (let k = 0; k < 3; k++) {
        from[3 * n + k] = slice.from[3 * i + k];
        to[3 * n + k] = slice.to[3 * i + k];
      }
      value[n] = Number.isNaN(values[i]) ? NONE : values[i];
      this.drawn[n++] = i;
    }
    this.count = this.geometry.instanceCount = n;
    for (const [attribute, size] of [[this.from, 3], [this.to, 3], [this.value, 1]] as const) {
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
