// The eye: a perspective camera that orbits, or an orthographic one straight above.

import * as THREE from "three";

const FOV = 32;
const HALF = Math.tan((FOV * Math.PI) / 360);
const STEEPEST = 0.06;
const FLATTEST = 1.5;

export interface Pose {
  target: THREE.Vector3;
  /** From the eye to the target, in metres; in plan it stands for the zoom. */
  distance: number;
  azimuth: number;
  polar: number;
}

export class Rig {
  readonly perspective = new THREE.PerspectiveCamera(FOV, 1, 1, 2000);
  readonly orthographic = new THREE.OrthographicCamera(-1, 1, 1, -1, 1, 2000);
  plan = false;
  pose: Pose = { target: new THREE.Vector3(), distance: 100, azimuth: -1.15, polar: 0.85 };
  private width = 1;
  private height = 1;

  get camera(): THREE.PerspectiveCamera | THREE.OrthographicCamera {
    return this.plan ? this.orthographic : this.perspective;
  }

  resize(width: number, height: number): void {
    this.width = Math.max(1, width);
    this.height = Math.max(1, height);
    this.update();
  }

  /** Metres per pixel at the target; in perspective, times the depth by its distance elsewhere. */
  get metresPerPixel(): number {
    return (2 * this.pose.distance * HALF) / this.height;
  }

  get pixelAtUnitDepth(): number {
    return (2 * HALF) / this.height;
  }

  private direction(): THREE.Vector3 {
    if (this.plan) return new THREE.Vector3(0, 0, 1);
    const { azimuth, polar } = this.pose;
    return new THREE.Vector3(Math.sin(polar) * Math.cos(azimuth), Math.sin(polar) * Math.sin(azimuth), Math.cos(polar));
  }

  update(): void {
    const { target, distance } = this.pose;
    const camera = this.camera;
    const back = this.plan ? 1000 : distance;
    camera.position.copy(target).addScaledVector(this.direction(), back);
    camera.up.set(0, this.plan ? 1 : 0, this.plan ? 0 : 1);
    camera.lookAt(target);
    const aspect = this.width / this.height;
    if (camera instanceof THREE.PerspectiveCamera) {
      camera.aspect = aspect;
      camera.near = Math.max(0.3, distance * 0.02);
      camera.far = distance * 3 + 800;
    } else {
      const half = distance * HALF;
      [camera.left, camera.right, camera.top, camera.bottom] = [-half * aspect, half * aspect, half, -half];
      camera.near = 1;
      camera.far = 3000;
    }
    camera.updateProjectionMatrix();
    camera.updateMatrixWorld();
  }

  /** Move so that all points are seen, with a margin in pixels on each side. */
  fit(points: THREE.Vector3[], margin: number): void {
    if (points.length === 0) return;
    const box = new THREE.Box3().setFromPoints(points);
    box.getCenter(this.pose.target);
    const back = this.direction();
    const right = this.plan ? new THREE.Vector3(1, 0, 0) : new THREE.Vector3(0, 0, 1).cross(back).normalize();
    const up = back.clone().cross(right);
    const spareX = Math.max(0.3, 1 - (2 * margin) / this.width), spareY = Math.max(0.3, 1 - (2 * margin) / this.height);
    const tanX = HALF * (this.width / this.height) * spareX, tanY = HALF * spareY;
    const size = box.getSize(new THREE.Vector3()).length();
    this.pose.distance = Math.max(5, size / (2 * HALF));
    // centre what is seen and come nearer, a few times over, since perspective shifts the middle
    for (let round = 0; round < 12; round++) {
      const low = [Infinity, Infinity], high = [-Infinity, -Infinity];
      for (const point of points) {
        const away = point.clone().sub(this.pose.target);
        const depth = this.pose.distance - (this.plan ? 0 : away.dot(back));
        [away.dot(right), away.dot(up)].forEach((side, i) => {
          low[i] = Math.min(low[i], side / Math.max(depth, 1));
          high[i] = Math.max(high[i], side / Math.max(depth, 1));
        });
      }
      this.pose.target.addScaledVector(right, ((low[0] + high[0]) / 2) * this.pose.distance)
        .addScaledVector(up, ((low[1] + high[1]) / 2) * this.pose.distance);
      this.pose.distance *= Math.max((high[0] - low[0]) / 2 / tanX, (high[1] - low[1]) / 2 / tanY);
    }
    this.update();
  }

  orbit(dx: number, dy: number): void {
    this.pose.azimuth -= dx * 0.006;
    this.pose.polar = Math.min(FLATTEST, Math.max(STEEPEST, this.pose.polar - dy * 0.006));
    this.update();
  }

  pan(dx: number, dy: number): void {
    const step = this.metresPerPixel;
    const camera = this.camera;
    const right = new THREE.Vector3().setFromMatrixColumn(camera.matrixWorld, 0);
    const ahead = this.plan
      ? new THREE.Vector3(0, 1, 0)
      : new THREE.Vector3(0, 0, 1).cross(right).normalize();
    const slope = this.plan ? 1 : Math.max(0.35, Math.cos(this.pose.polar));
    this.pose.target.addScaledVector(right, -dx * step).addScaledVector(ahead, (dy * step) / slope);
    this.update();
  }

  /** Come nearer by a factor, keeping the ground below a screen point where it is. */
  zoom(factor: number, x: number, y: number): void {
    const before = this.onPlane(x, y, this.pose.target.z);
    this.pose.distance = Math.min(5000, Math.max(3, this.pose.distance * factor));
    this.update();
    const after = this.onPlane(x, y, this.pose.target.z);
    if (before !== null && after !== null && before.distanceTo(after) < this.pose.distance * 2) {
      this.pose.target.add(before.sub(after));
      this.update();
    }
  }

  ray(x: number, y: number): THREE.Ray {
    const caster = new THREE.Raycaster();
    caster.setFromCamera(new THREE.Vector2((x / this.width) * 2 - 1, 1 - (y / this.height) * 2), this.camera);
    return caster.ray;
  }

  onPlane(x: number, y: number, z: number): THREE.Vector3 | null {
    return this.ray(x, y).intersectPlane(new THREE.Plane(new THREE.Vector3(0, 0, 1), -z), new THREE.Vector3());
  }

  /** Screen pixels of a place, and whether it lies before the eye. */
  project(x: number, y: number, z: number): [number, number, boolean] {
    const p = new THREE.Vector3(x, y, z).project(this.camera);
    return [((p.x + 1) / 2) * this.width, ((1 - p.y) / 2) * this.height, p.z > -1 && p.z < 1];
  }
}
