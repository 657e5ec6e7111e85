// The left panel: how the storeys are shown, what colours mean, the heat map.

import { columnLabel, columnMeaning, prettyUnit } from "../data/colouring.ts";
import type { Arrangement } from "../scene/stage.ts";
import { LAYERS, type App } from "./app.ts";
import { h } from "./dom.ts";
import { hasLayer, LAYER_LABELS } from "./layers.ts";
import { dangerLegend, layerLegend, legendElement, peopleLegend, smokeLegend } from "./legend.ts";

export class Display {
  readonly element: HTMLElement;
  private readonly arrangement = h("div", { class: "segments", role: "group", "aria-label": "Storeys" });
  private readonly view = h("div", { class: "segments", role: "group", "aria-label": "View" });
  private readonly storeys = h("div", { class: "storeys", role: "listbox", "aria-label": "Storey" });
  private readonly colour: HTMLSelectElement;
  private readonly meaning = h("p", { class: "note" });
  private readonly legend = h("div", {});
  private readonly layer: HTMLSelectElement;
  private readonly layerBox = h("div", {});
  private readonly safe: HTMLInputElement;
  private readonly people: HTMLInputElement;
  private readonly smoke: HTMLInputElement;
  private readonly smokeBox = h("div", {});
  private readonly air: HTMLElement;
  private readonly zones: HTMLInputElement;
  private readonly zonesCheck: HTMLElement;
  private readonly dangerBox = h("div", {});
  private readonly danger: HTMLElement;

  constructor(private readonly app: App) {
    this.colour = h("select", {
      class: "select", "aria-label": "Colour people by", "data-testid": "colour",
      onchange: () => app.set({ colour: this.colour.value }),
    });
    this.layer = h("select", {
      class: "select", "aria-label": "Heat map", "data-testid": "layer", onchange: () => app.set({ layer: this.layer.value }),
    });
    this.safe = h("input", {
      type: "checkbox", "data-testid": "safe-colours",
      onchange: () => app.set({ palette: this.safe.checked ? "safe" : "standard" }),
    });
    this.people = h("input", {
      type: "checkbox", "data-testid": "show-people", onchange: () => app.set({ people: this.people.checked }),
    });
    this.smoke = h("input", {
      type: "checkbox", "data-testid": "show-smoke", onchange: () => app.set({ smoke: this.smoke.checked }),
    });
    this.air = h("section", {}, h("h3", {}, "Air"), h("label", { class: "check" }, this.smoke, "Show smoke"), this.smokeBox);
    this.zones = h("input", {
      type: "checkbox", "data-testid": "show-zones", onchange: () => app.set({ zones: this.zones.checked }),
    });
    this.zonesCheck = h("label", { class: "check" }, this.zones, "Show danger zones");
    this.danger = h("section", {}, h("h3", {}, "Danger and shelter"), this.zonesCheck, this.dangerBox);
    this.element = h("aside", { class: "panel left", "aria-label": "Display" },
      h("section", {}, h("h3", {}, "View"), this.view, this.arrangement, this.storeys),
      h("section", {}, h("h3", {}, "Colour people by"), this.colour, this.meaning, this.legend,
        h("label", { class: "check" }, this.safe, "Colour-blind safe colours")),
      h("section", {}, h("h3", {}, "Heat map"), this.layer, this.layerBox,
        h("label", { class: "check" }, this.people, "Show people")),
      this.danger, this.air);
    app.listen((keys) => {
      if (keys.has("arrangement") || keys.has("storey") || keys.has("plan")) this.drawView();
      if (keys.has("people")) this.people.checked = app.state.people;
      if (keys.has("tables") || keys.has("runs")) this.fill();
      if (keys.has("colour") || keys.has("palette") || keys.has("tables")) this.drawColour();
      if (keys.has("layer") || keys.has("palette") || keys.has("tables")) this.drawLayer();
      if (keys.has("smoke") || keys.has("tables")) this.drawSmoke();
      if (keys.has("zones") || keys.has("tables") || keys.has("runs")) this.drawDanger();
    });
    this.people.checked = app.state.people;
    this.fill();
    this.drawView();
    this.drawColour();
    this.drawLayer();
    this.drawSmoke();
    this.drawDanger();
  }

  private drawView(): void {
    const { app } = this;
    const { plan, arrangement, storey } = app.state;
    const levels = app.run.venue.storeys;
    const button = (text: string, title: string, on: boolean, click: () => void, id: string): HTMLElement =>
      h("button", { type: "button", title, "aria-pressed": String(on), "data-testid": id, onclick: click }, text);
    this.view.replaceChildren(
      button("3-D", "Seen at an angle (V)", !plan, () => setPlan(app, false), "view-3d"),
      button("Plan", "Seen from straight above (V)", plan, () => setPlan(app, true), "view-plan"));
    this.arrangement.hidden = levels.length < 2;
    const options: [Arrangement, string, string][] = [
      ["stacked", "Stacked", "All storeys where they are (1)"], ["exploded", "Exploded", "Storeys pulled apart (2)"],
      ["single", "Single", "One storey with its stairs (3)"],
    ];
    this.arrangement.replaceChildren(...options.map(([value, text, title]) =>
      button(text, title, arrangement === value, () => app.set({ arrangement: value }), `storeys-${value}`)));
    this.arrangement.querySelector('[data-testid="storeys-exploded"]')?.toggleAttribute("disabled", plan);
    this.storeys.hidden = levels.length < 2 || arrangement !== "single";
    this.storeys.replaceChildren(...[...levels.entries()].reverse().map(([i, level]) =>
      h("button", {
        type: "button", role: "option", "aria-selected": String(i === storey), "data-testid": `storey-${level.surface.id}`,
        onclick: () => app.set({ storey: i }),
      }, h("span", {}, level.surface.id), h("span", { class: "muted" }, height(level.surface.elevation)))));
  }

  private fill(): void {
    const { app } = this;
    const known = app.columns.filter((column) => column.recorded);
    const missing = app.columns.filter((column) => !column.recorded);
    this.colour.replaceChildren(
      ...known.map((column) => h("option", { value: column.name }, columnLabel(column))),
      ...(missing.length === 0 ? [] : [h("optgroup", { label: "Not recorded in this run" },
        ...missing.map((column) => h("option", { value: column.name, class: "missing" }, columnLabel(column))))]));
    this.colour.value = app.state.colour;
    this.layer.replaceChildren(...LAYERS.filter((layer) => app.runs.some((run) => hasLayer(run, layer)))
      .map((layer) => h("option", { value: layer }, LAYER_LABELS[layer])));
    this.layer.value = app.state.layer;
  }

  private drawColour(): void {
    const { app } = this;
    const column = app.column;
    this.colour.value = app.state.colour;
    this.safe.checked = app.state.palette === "safe";
    const unit = column.unit === "" ? "" : ` in ${prettyUnit(column.unit)}`;
    this.meaning.textContent = `${columnMeaning(column)}${unit}.`;
    this.legend.replaceChildren(...(column.recorded ? [legendElement(peopleLegend(app, column))] : [missingBox(column.record_line ?? "")]));
  }

  private drawSmoke(): void {
    this.air.hidden = !this.app.runs.some((run) => run.air?.smoky === true);
    this.smoke.checked = this.app.state.smoke;
    const legend = smokeLegend(this.app);
    this.smokeBox.replaceChildren(...(legend === null ? [] : [legendElement(legend)]));
  }

  private drawDanger(): void {
    const { runs, state } = this.app;
    const any = runs.some((run) => run.zones.any);
    this.danger.hidden = !any && !runs.some((run) => run.places.some(({ kind }) => kind === "refuge"));
    this.zonesCheck.hidden = !any;
    this.zones.checked = state.zones;
    const legend = dangerLegend(this.app);
    this.dangerBox.replaceChildren(...(legend === null ? [] : [legendElement(legend)]));
  }

  private drawLayer(): void {
    this.layer.value = this.app.state.layer;
    const legend = layerLegend(this.app);
    this.layerBox.replaceChildren(...(legend === null
      ? [h("p", { class: "note" }, "Colours the floor by density or by how long it was crowded.")]
      : [legendElement(legend, true)]));
  }
}

export function setPlan(app: App, plan: boolean): void {
  const overlapping = app.run.venue.storeys.length > 1;
  const alone = plan && overlapping && app.state.arrangement !== "single";
  app.set(alone ? { plan, arrangement: "single" } : { plan });
}

function missingBox(line: string): HTMLElement {
  if (line === "") return h("div", { class: "missing-box" }, h("p", {}, "This run does not hold it."));
  const copy = h("button", {
    type: "button", class: "text-button",
    onclick: () => void navigator.clipboard?.writeText(line).then(() => (copy.textContent = "Copied")),
  }, "Copy");
  return h("div", { class: "missing-box", "data-testid": "not-recorded" },
    h("p", {}, "Not recorded in this run. This line in the scenario records it:"), h("code", {}, line), copy);
}

function height(metres: number): string {
  const sign = metres > 0 ? "+" : metres < 0 ? "−" : "±";
  return `${sign}${Math.abs(metres).toFixed(1)} m`;
}
