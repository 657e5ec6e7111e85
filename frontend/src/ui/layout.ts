// The page: bar on top, panels at the sides, scenes in the middle, transport below.

import type { App } from "./app.ts";
import { showExport, showHelp } from "./dialogs.ts";
import { Display } from "./display.ts";
import { clock, h, iconButton } from "./dom.ts";
import { fileName, save, type Exporter } from "./exporting.ts";
import { Figures } from "./figures.ts";
import { banners, factsOf } from "./pages.ts";
import type { Pane } from "./pane.ts";
import { Transport } from "./transport.ts";

const STATUS_WORDS: Record<string, string> = {
  complete: "complete", running: "live", incomplete: "incomplete", interrupted: "interrupted", failed: "failed",
  foreign: "other program",
};

export interface Layout {
  transport: Transport;
  picture: () => Promise<void>;
}

export function layOut(app: App, panes: Pane[], exporter: Exporter, fit: () => void): Layout {
  const setTheme = (): void => {
    document.documentElement.dataset.theme = app.state.dark ? "dark" : "light";
  };
  setTheme();
  // before all others, since they read the colours that belong to the theme
  app.listen((keys) => keys.has("dark") && setTheme());
  const transport = new Transport(app), display = new Display(app), figures = new Figures(app);
  const picture = async (): Promise<void> => save(await exporter.picture(), fileName(app, ".png"));
  const hint = h("div", { class: "hint", hidden: true, role: "status" },
    "Click the two ends of a line on the floor. It counts who crosses, on one storey. Esc stops.");
  const notices = h("div", { class: "notices" });
  const notice = (kind: string, text: string): HTMLElement => {
    const box: HTMLElement = h("div", { class: `notice ${kind}`, role: "status" }, h("span", {}, text), iconButton("close", "Hide", () => box.remove()));
    return box;
  };
  let faults = "";
  const faultsNow = (): string[] => [...new Set(app.runs.flatMap((run) => run.faultsAt(Math.min(app.state.time, run.duration))))];
  const drawNotices = (): void => {
    const told = faultsNow();
    faults = told.join();
    notices.replaceChildren(...told.map((text) => notice("warn", text)),
      ...app.runs.flatMap((run) => banners(run.entry)).slice(0, 4).map(({ kind, text }) => notice(kind, text)));
  };
  drawNotices();
  const scenes = h("main", { class: "scenes", style: `grid-template-columns:repeat(${panes.length}, 1fr)` },
    ...panes.map((pane) => pane.element), hint);
  const left = display.element, right = figures.element;
  const body = h("div", { class: "body" }, left, h("div", { class: "middle" }, notices, scenes), right);
  const root = h("div", { class: "viewer" }, topBar(app, exporter, picture, fit), body, transport.element);
  document.body.replaceChildren(root);
  const panels = (): void => {
    left.hidden = !app.state.leftPanel;
    right.hidden = !app.state.rightPanel;
    hint.hidden = app.state.tool !== "measure";
  };
  app.listen((keys) => {
    if (keys.has("leftPanel") || keys.has("rightPanel") || keys.has("tool")) panels();
    const late = (keys.has("time") || keys.has("parts") || keys.has("tables")) && faultsNow().join() !== faults;
    if (keys.has("runs") || late) drawNotices();
  });
  panels();
  return { transport, picture };
}

function topBar(app: App, exporter: Exporter, picture: () => Promise<void>, fit: () => void): HTMLElement {
  const badge = h("span", { class: "badge", "data-testid": "status" });
  const facts = h("span", { class: "muted facts" });
  const { entry } = app.run;
  const describe = (): void => {
    badge.textContent = STATUS_WORDS[app.run.entry.status] ?? app.run.entry.status;
    badge.className = `badge ${app.run.entry.status}`;
    facts.textContent = [...factsOf(app.runs.map((run) => run.entry)), `${clock(app.duration)} min`].join(" · ");
  };
  const toggle = (name: string, label: string, key: "labels" | "leftPanel" | "rightPanel" | "dark", id: string): HTMLButtonElement => {
    const button = iconButton(name, label, () => app.set({ [key]: !app.state[key] }), { "data-testid": id });
    const mark = (): void => button.setAttribute("aria-pressed", String(app.state[key]));
    app.listen((keys) => keys.has(key) && mark());
    mark();
    return button;
  };
  const measure = iconButton("measure", "Measure flow over a line (M)", () =>
    app.set({ tool: app.state.tool === "measure" ? "look" : "measure" }), { "data-testid": "measure" });
  app.listen((keys) => {
    if (keys.has("tool")) measure.setAttribute("aria-pressed", String(app.state.tool === "measure"));
    if (keys.has("runs")) describe();
  });
  describe();
  const title = app.runs.length > 1 ? app.runs.map((run) => run.entry.name).filter((name, i, all) => all.indexOf(name) === i).join(" and ") : entry.name;
  return h("header", { class: "top" },
    h("span", { class: "brand" }, "Exeunt"), h("h1", { title }, title), badge, facts, h("span", { class: "spring" }),
    h("div", { class: "tools" }, measure, toggle("label", "Names (L)", "labels", "labels"),
      iconButton("fit", "Fit on the screen (F)", fit, { "data-testid": "fit" })),
    h("div", { class: "tools" },
      iconButton("camera", "Save a picture (S)", () => void picture(), { "data-testid": "picture" }),
      iconButton("film", "Export a film …", () => showExport(app, exporter, "film"), { "data-testid": "film" }),
      iconButton("frames", "Export frames …", () => showExport(app, exporter, "frames"), { "data-testid": "frames" })),
    h("div", { class: "tools" }, toggle("left", "Display panel ([)", "leftPanel", "left-panel"), toggle("right", "Figures panel (])", "rightPanel", "right-panel"),
      toggle("theme", "Light or dark (T)", "dark", "dark"), iconButton("help", "Keys and mouse (?)", showHelp, { "data-testid": "help" })));
}

