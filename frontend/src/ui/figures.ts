// The right panel: how many are inside, where and doing what; the curve; the person followed; measured lines; events.

import { columnLabel, columnMeaning, prettyUnit } from "../data/colouring.ts";
import { insideCurve } from "../data/counts.ts";
import { classColours, css } from "../data/palette.ts";
import { STATUSES, type Run } from "../data/run.ts";
import type { App, Measured } from "./app.ts";
import { Chart, type Line } from "./chart.ts";
import { clock, h, iconButton, number, whole } from "./dom.ts";
import { classText } from "./legend.ts";
import { LINE_COLOURS } from "./pane.ts";
import { eventColour } from "./transport.ts";

/** Categories that change during a run and are worth counting. */
const COUNTED = ["mind", "action", "alerted_by"];

export class Figures {
  readonly element: HTMLElement;
  private readonly headline = h("div", { class: "headline" });
  private readonly statuses = h("div", { class: "rows" });
  private readonly classes = h("div", { class: "rows" });
  private readonly classTitle = h("h3", {});
  private readonly classBox = h("section", { hidden: true, "data-testid": "classes" }, this.classTitle, this.classes);
  private readonly storeys = h("div", { class: "rows" });
  private readonly ways = h("details", { class: "ways" }, h("summary", {}, "Stairs, ramps and landings"));
  private readonly cells = new Map<string, HTMLElement>();
  private readonly chart: Chart;
  private readonly chartKey = h("div", { class: "chart-key" });
  private readonly person = h("section", { class: "card", hidden: true, "data-testid": "person" });
  private readonly lines = h("section", { class: "card", hidden: true, "data-testid": "measured" });
  private readonly lineChart: Chart;
  private readonly events = h("div", { class: "events" });
  private shownPerson = "";

  constructor(private readonly app: App) {
    this.chart = new Chart(150, (time) => void app.seek(time));
    this.lineChart = new Chart(150, (time) => void app.seek(time));
    const eventBox = h("details", { class: "card" }, h("summary", {}, h("span", {}, "Events")), this.events);
    this.element = h("aside", { class: "panel right", "aria-label": "Figures" },
      h("section", {}, h("h3", {}, "People inside"), this.headline, this.statuses),
      this.classBox, this.person, this.lines,
      h("section", {}, h("h3", {}, "Over time"), this.chart.element, this.chartKey),
      h("section", {}, h("h3", {}, "By storey"), this.storeys, this.ways),
      eventBox);
    this.rows();
    app.listen((keys) => {
      if (keys.has("slice")) this.numbers();
      if (keys.has("slice") || keys.has("selected") || keys.has("follow") || keys.has("tables")) this.drawPerson(keys.has("selected"));
      if (keys.has("time")) {
        this.chart.setTime(app.state.time);
        this.lineChart.setTime(app.state.time);
      }
      if (keys.has("measured") || keys.has("runs")) this.drawLines();
      if (keys.has("tables") || keys.has("runs") || keys.has("dark")) this.curves();
      if (keys.has("palette") || keys.has("runs") || keys.has("colour")) this.rows();
      if (keys.has("runs")) this.listEvents();
    });
    this.listEvents();
    requestAnimationFrame(() => this.curves());
  }

  /** A count for each run; those of the first carry the plain name, the others their number behind it. */
  private counts(id: string, style: string): HTMLElement[] {
    return this.app.runs.map((_, i) => {
      const name = i === 0 ? id : `${id}--${i}`;
      const count = h("span", { class: `${style}${i === 0 ? "" : " second"}`, "data-testid": name }, "0");
      this.cells.set(name, count);
      return count;
    });
  }

  private row(id: string, label: string, swatch?: string): HTMLElement {
    return h("div", { class: "row" }, swatch !== undefined && h("span", { class: "swatch", style: `background:${swatch}` }),
      h("span", { class: "row-label", title: label }, label), ...this.counts(id, "count"));
  }

  private rows(): void {
    const { run, state } = this.app;
    const status = run.column("status");
    const names = status?.values ?? STATUSES;
    const colours = classColours("status", names.length, state.palette);
    const of = this.app.runs.length > 1 ? [] : [h("span", { class: "muted" }, `of ${whole(run.entry.people)}`)];
    this.headline.replaceChildren(...this.counts("inside", "big"), ...of);
    this.statuses.replaceChildren(...(status?.recorded === false ? [] :
      this.app.insideStatuses().map((i) => this.row(`status-${names[i]}`, names[i], css(colours[i])))));
    this.classRows();
    const storeys = new Set(run.venue.storeys.map((level) => level.surface.index));
    this.storeys.replaceChildren(...[...run.venue.storeys].reverse().map((level) =>
      this.row(`inside-${level.surface.id}`, level.surface.id)));
    const ways = run.venue.surfaces.filter((surface) => !storeys.has(surface.index));
    this.ways.hidden = ways.length === 0;
    this.ways.replaceChildren(h("summary", {}, h("span", {}, "Stairs, ramps, landings"), ...this.counts("inside-ways", "count")),
      ...ways.map((surface) => this.row(`inside-${surface.id}`, surface.id)));
    this.numbers();
  }

  /** How many of those inside are in each class of what they perceive and do, if they are coloured by it. */
  private classRows(): void {
    const { column, state } = this.app;
    const values = COUNTED.includes(column.name) && column.recorded ? (column.values ?? []) : [];
    this.classBox.hidden = values.length === 0;
    this.classTitle.textContent = columnLabel(column);
    const colours = classColours(column.name, values.length, state.palette);
    this.classes.replaceChildren(...values.map((text, i) => this.row(`class-${i}`, classText(column, text, i), css(colours[i]))));
  }

  private numbers(): void {
    const { column } = this.app;
    this.app.runs.forEach((run, i) => {
      if (!this.classBox.hidden) {
        const counts = new Array<number>(column.values?.length ?? 0).fill(0);
        for (let k = 0; k < run.slice.count; k++) counts[run.value(column, k)]++;
        counts.forEach((count, k) => this.put(`class-${k}${i === 0 ? "" : `--${i}`}`, count));
      }
      const end = i === 0 ? "" : `--${i}`;
      const { inside, bySurface, byStatus } = this.app.counts(run);
      this.put(`inside${end}`, inside);
      for (const [name, count] of Object.entries(byStatus)) this.put(`status-${name}${end}`, count);
      for (const [name, count] of Object.entries(bySurface)) this.put(`inside-${name}${end}`, count);
      const storeys = run.venue.storeys.reduce((sum, level) => sum + bySurface[level.surface.id], 0);
      this.put(`inside-ways${end}`, inside - storeys);
    });
  }

  private put(id: string, count: number): void {
    const cell = this.cells.get(id), text = whole(count);
    if (cell !== undefined && cell.textContent !== text) cell.textContent = text;
  }

  private curves(): void {
    const { runs, duration } = this.app;
    const styles = getComputedStyle(document.documentElement);
    const colours = ["--accent", "--second"].map((name) => styles.getPropertyValue(name).trim());
    const lines: Line[] = runs.map((run, i) => {
      const curve = insideCurve(run);
      const colour = colours[i % 2];
      return {
        label: run.entry.label, colour, time: curve.time, value: curve.inside,
        fill: runs.length === 1 ? `color-mix(in srgb, ${colour} 12%, transparent)` : undefined,
        dash: i === 0 ? undefined : [6, 3],
      };
    });
    this.chart.show(lines, duration);
    this.chartKey.replaceChildren(...(runs.length < 2 ? [h("span", { class: "muted" }, "people inside; minutes : seconds")] :
      lines.map((line, i) => h("span", {}, h("i", { style: `background:${line.colour}` }), runs[i].entry.label))));
    this.lineChart.refresh();
  }

  private drawPerson(selectedNow: boolean): void {
    const { selected, follow } = this.app.state;
    this.person.hidden = selected === null;
    if (selected === null) {
      this.shownPerson = "";
      return;
    }
    const run = this.app.runs[selected.run];
    const index = run.slice.indexOf(selected.person);
    const key = `${selected.run} ${selected.person} ${index < 0} ${follow}`;
    if (key !== this.shownPerson || selectedNow) {
      this.shownPerson = key;
      this.person.replaceChildren(
        h("header", {}, h("h3", {}, `Person ${selected.person}`),
          iconButton("follow", follow ? "Stop following" : "Follow", () => this.app.set({ follow: !follow }), { "aria-pressed": String(follow) }),
          iconButton("close", "Close (Esc)", () => this.app.select(0, -1))),
        h("dl", { class: "columns" }));
      if (selectedNow) this.person.scrollIntoView({ block: "nearest" });
    }
    this.person.querySelector("dl")!.replaceChildren(...this.facts(run, selected.person, index));
  }

  private facts(run: Run, person: number, index: number): HTMLElement[] {
    const facts: [string, string, string][] = [];
    for (const column of this.app.columns) {
      if (!column.recorded) continue;
      let value = NaN;
      if (column.source === "people") value = run.people[column.name]?.[person] ?? NaN;
      else if (index >= 0 && column.name === "density") {
        value = run.densityNow().at(run.slice.surface[index], run.slice.from[3 * index], run.slice.from[3 * index + 1]);
      } else if (index >= 0 && column.source !== "derived") value = run.value(column, index);
      else if (index >= 0 && column.name === "speed") value = run.slice.speed[index];
      else continue;
      const none = Number.isNaN(value) || (column.kind === "category" && value < 0);
      const text = none ? "–" : column.kind === "category" ? (column.values?.[value] ?? String(value)) : `${number(value)} ${prettyUnit(column.unit)}`;
      facts.push([columnLabel(column), text, columnMeaning(column)]);
    }
    if (index < 0) facts.unshift(["Now", "not in the venue", "The person has left or has not come yet"]);
    return facts.flatMap(([label, text, title]) => [h("dt", { title }, label), h("dd", {}, text)]);
  }

  private drawLines(): void {
    const { measured } = this.app.state;
    this.lines.hidden = measured.length === 0;
    if (measured.length === 0) return;
    const done = measured.map((line, i) => ({ line, i })).filter(({ line }) => line.result !== null);
    this.lines.replaceChildren(h("h3", {}, "Measured lines"),
      ...measured.map((line, i) => this.lineRow(line, LINE_COLOURS[i % LINE_COLOURS.length])),
      ...(done.length === 0 ? [] : [this.lineChart.element, h("div", { class: "chart-key" }, h("span", { class: "muted" }, "people who have crossed"))]));
    if (done.length > 0) {
      this.lineChart.show(done.map(({ line, i }) => ({
        label: `line ${line.id}`, colour: LINE_COLOURS[i % LINE_COLOURS.length], steps: true,
        time: [0, ...line.result!.nt.map(([t]) => t), this.app.duration],
        value: [0, ...line.result!.nt.map(([, n]) => n), line.result!.nt.length],
      })), this.app.duration);
    }
  }

  private lineRow(line: Measured, colour: string): HTMLElement {
    const { result } = line;
    const place = this.app.runs[line.run].venue.surfaces[line.surface]?.id ?? "";
    const length = Math.hypot(line.q[0] - line.p[0], line.q[1] - line.p[1]);
    const facts = result === null
      ? [h("span", { class: "muted" }, `measuring … ${Math.round(line.progress * 100)} %`)]
      : [h("b", { "data-testid": `flow-${line.id}` }, `${number(result.flow)} people/s`),
         h("span", {}, `${number(result.specificFlow)} /(m s)`),
         h("span", {}, `${whole(result.nt.length)} crossed (${whole(result.forward)} ⇢ ${whole(result.backward)} ⇠)`),
         h("span", { class: "muted" }, result.nt.length > 0 ? `${clock(result.first)} to ${clock(result.last)}` : "nobody crossed it")];
    return h("div", { class: "measured" }, h("i", { style: `background:${colour}` }),
      h("div", {}, h("div", { class: "muted" }, `${place}, ${number(length)} m`), h("div", { class: "measured-facts" }, ...facts)),
      iconButton("close", "Remove this line", () => this.app.forget(line.id)));
  }

  private listEvents(): void {
    const { runs } = this.app;
    const events = runs.flatMap((run) => run.entry.events.map((event) => ({ event, of: runs.length > 1 ? run.entry.label : "" })))
      .sort((a, b) => a.event.time - b.event.time);
    this.events.replaceChildren(...(events.length === 0 ? [h("p", { class: "note" }, "No events besides people moving.")] :
      events.slice(0, 200).map(({ event, of }) => h("button", {
        type: "button", class: "event", onclick: () => void this.app.seek(event.time),
      }, h("i", { style: `background:${eventColour(event)}` }), h("span", { class: "event-time" }, clock(event.time)),
        h("span", {}, event.label, of !== "" && h("span", { class: "muted" }, ` – ${of}`))))));
  }
}
