// What each key does.

import { LAYERS, type App } from "./app.ts";
import { showHelp } from "./dialogs.ts";
import { setPlan } from "./display.ts";
import { hasLayer } from "./layers.ts";

export interface Actions {
  fit(): void;
  picture(): void;
  step(frames: number): void;
}

export function listenToKeys(app: App, actions: Actions): void {
  document.addEventListener("keydown", (event) => {
    const target = event.target as HTMLElement;
    const typing = target.matches("input:not([type=range]):not([type=checkbox]), select, textarea") || target.closest("dialog") !== null;
    if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
    // the space bar presses a focused button; everything else is ours
    if (event.key === " " && target.matches("button, summary, input[type=checkbox]")) return;
    if (act(app, actions, event)) event.preventDefault();
  });
}

function act(app: App, actions: Actions, event: KeyboardEvent): boolean {
  const { state } = app;
  const seek = (by: number): void => void app.seek(state.time + by * (event.shiftKey ? 10 : 1));
  switch (event.key) {
    case " ": app.togglePlay(); break;
    case "ArrowLeft": seek(-1); break;
    case "ArrowRight": seek(1); break;
    case ",": actions.step(-1); break;
    case ".": actions.step(1); break;
    case "Home": void app.seek(0); break;
    case "End": void app.seek(app.duration); break;
    case "+": case "=": app.stepSpeed(1); break;
    case "-": app.stepSpeed(-1); break;
    case "1": app.set({ arrangement: "stacked" }); break;
    case "2": if (!state.plan) app.set({ arrangement: "exploded" }); break;
    case "3": app.set({ arrangement: "single" }); break;
    case "PageUp": storey(app, 1); break;
    case "PageDown": storey(app, -1); break;
    case "v": case "V": setPlan(app, !state.plan); break;
    case "f": case "F": actions.fit(); break;
    case "c": cycleColour(app, 1); break;
    case "C": cycleColour(app, -1); break;
    case "h": case "H": cycleLayer(app); break;
    case "p": case "P": app.set({ people: !state.people }); break;
    case "g": case "G": app.set({ smoke: !state.smoke }); break;
    case "z": case "Z": app.set({ zones: !state.zones }); break;
    case "l": case "L": app.set({ labels: !state.labels }); break;
    case "m": case "M": app.set({ tool: state.tool === "measure" ? "look" : "measure" }); break;
    case "s": case "S": actions.picture(); break;
    case "t": case "T": app.set({ dark: !state.dark }); break;
    case "[": app.set({ leftPanel: !state.leftPanel }); break;
    case "]": app.set({ rightPanel: !state.rightPanel }); break;
    case "Escape": app.set(state.tool === "measure" ? { tool: "look" } : { selected: null, follow: false }); break;
    case "?": showHelp(); break;
    default: return false;
  }
  return true;
}

function storey(app: App, by: number): void {
  const last = app.run.venue.storeys.length - 1;
  app.set({ arrangement: "single", storey: Math.min(last, Math.max(0, app.state.storey + by)) });
}

function cycleColour(app: App, by: number): void {
  const known = app.columns.filter((column) => column.recorded);
  const place = known.findIndex((column) => column.name === app.state.colour);
  app.set({ colour: known[(place + by + known.length) % known.length].name });
}

function cycleLayer(app: App): void {
  const known = LAYERS.filter((layer) => app.runs.some((run) => hasLayer(run, layer)));
  app.set({ layer: known[(known.indexOf(app.state.layer) + 1) % known.length] });
}
