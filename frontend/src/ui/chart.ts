// Curves with a cursor at the present time.

import uPlot from "uplot";
import { clock } from "./dom.ts";

export interface Line {
  label: string;
  colour: string;
  dash?: number[];
  fill?: string;
  time: ArrayLike<number>;
  value: ArrayLike<number>;
  /** Draw as steps that hold until the next point. */
  steps?: boolean;
}

const FONT = "11px system-ui, sans-serif";

export class Chart {
  readonly element: HTMLElement;
  private plot: uPlot | null = null;
  private readonly cursor = document.createElement("div");
  private lines: Line[] = [];
  private time = 0;

  constructor(private readonly height: number, private readonly jump: (time: number) => void) {
    this.element = document.createElement("div");
    this.element.className = "chart";
    this.cursor.className = "chart-cursor";
    new ResizeObserver(() => {
      const width = this.element.clientWidth;
      if (this.plot !== null && width > 0 && Math.abs(width - this.plot.width) > 1) {
        this.plot.setSize({ width, height: this.height });
        this.setTime(this.time);
      }
    }).observe(this.element);
  }

  show(lines: Line[], span: number): void {
    this.lines = lines;
    this.plot?.destroy();
    const styles = getComputedStyle(document.documentElement);
    const muted = styles.getPropertyValue("--muted").trim(), rule = styles.getPropertyValue("--rule").trim();
    const axis = { stroke: muted, font: FONT, grid: { stroke: rule, width: 1 }, ticks: { stroke: rule, width: 1, size: 4 } };
    const options: uPlot.Options = {
      width: Math.max(120, this.element.clientWidth), height: this.height, padding: [8, 16, 0, 0],
      legend: { show: false }, cursor: { y: false, drag: { x: false, y: false }, points: { size: 6 } },
      scales: { x: { time: false, range: [0, Math.max(span, 1)] }, y: { range: (_u, _low, high) => [0, Math.max(1, high) * 1.06] } },
      axes: [
        { ...axis, values: (_u, ticks) => ticks.map((t) => clock(t)), space: 46, size: 26,
          incrs: [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1200, 1800, 3600] },
        { ...axis, size: 42, space: 28, values: (_u, ticks) => ticks.map((t) => (t >= 10000 ? `${t / 1000}k` : String(t))) },
      ],
      series: [{}, ...lines.map((line): uPlot.Series => ({
        label: line.label, stroke: line.colour, width: 1.8, dash: line.dash, fill: line.fill, points: { show: false },
        paths: line.steps === true ? uPlot.paths.stepped!({ align: 1 }) : undefined,
      }))],
    };
    this.plot = new uPlot(options, aligned(lines), this.element);
    this.plot.over.append(this.cursor);
    this.plot.over.addEventListener("click", () => {
      const left = this.plot?.cursor.left ?? -1;
      if (this.plot !== null && left >= 0) this.jump(this.plot.posToVal(left, "x"));
    });
    this.setTime(this.time);
  }

  setTime(time: number): void {
    this.time = time;
    if (this.plot === null) return;
    this.cursor.style.transform = `translateX(${this.plot.valToPos(time, "x")}px)`;
  }

  /** Draw again, after the colours of the page have changed. */
  refresh(): void {
    if (this.plot !== null) this.show(this.lines, this.plot.scales.x.max ?? 1);
  }

  destroy(): void {
    this.plot?.destroy();
    this.plot = null;
  }
}

/** uPlot wants one common time for all lines: join them, and leave gaps where a line has no point. */
function aligned(lines: Line[]): uPlot.AlignedData {
  if (lines.length === 1) return [Array.from(lines[0].time), Array.from(lines[0].value)];
  return uPlot.join(lines.map((line) => [Array.from(line.time), Array.from(line.value)]));
}
