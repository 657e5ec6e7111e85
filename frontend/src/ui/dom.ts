// Small helpers to make elements and to write numbers.

type Child = Node | string | null | undefined | false;
type Props = Record<string, unknown>;

export function h<K extends keyof HTMLElementTagNameMap>(tag: K, props: Props = {}, ...children: Child[]): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value as EventListener);
    else if (name === "class") element.className = String(value);
    else if (name === "style") element.style.cssText = String(value);
    else if (name === "value" || name === "checked" || name === "disabled") Object.assign(element, { [name]: value });
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.filter((child): child is Node | string => child !== null && child !== undefined && child !== false));
  return element;
}

// drawn on a grid of 20, stroke 1.6
const ICONS: Record<string, string> = {
  play: '<path d="M6 4.2v11.6L15.6 10z" fill="currentColor" stroke-linejoin="round"/>',
  pause: '<path d="M6 4.5v11M14 4.5v11" stroke-width="3"/>',
  back: '<path d="M12.5 5 7 10l5.5 5M5 5v10"/>',
  forward: '<path d="M7.5 5 13 10l-5.5 5M15 5v10"/>',
  measure: '<path d="M3 13.2 13.2 3 17 6.8 6.8 17zM6.2 10l1.8 1.8M8.8 7.4l2.6 2.6M11.3 4.9l1.8 1.8"/>',
  label: '<path d="M3.5 5.5h8l5 4.5-5 4.5h-8z"/><circle cx="7" cy="10" r=".9" fill="currentColor"/>',
  fit: '<path d="M3.5 7V3.5H7M13 3.5h3.5V7M16.5 13v3.5H13M7 16.5H3.5V13"/><circle cx="10" cy="10" r="2"/>',
  camera: '<path d="M3 6.5h3.2L7.6 4.4h4.8l1.4 2.1H17v9H3z"/><circle cx="10" cy="10.8" r="2.6"/>',
  film: '<rect x="3" y="5" width="10" height="10" rx="1.5"/><path d="m13 9 4-2.2v6.4L13 11"/>',
  frames: '<rect x="6.5" y="6.5" width="10" height="10" rx="1.2"/><path d="M13.5 3.5h-9a1 1 0 0 0-1 1v9"/>',
  help: '<circle cx="10" cy="10" r="6.8"/><path d="M8 8a2 2 0 1 1 2.9 1.8c-.6.3-.9.7-.9 1.4M10 13.6v.1"/>',
  theme: '<circle cx="10" cy="10" r="6.5"/><path d="M10 3.5a6.5 6.5 0 0 1 0 13z" fill="currentColor"/>',
  close: '<path d="m5.5 5.5 9 9M14.5 5.5l-9 9"/>',
  export: '<path d="M10 12.5V3.5M6.5 6.8 10 3.3l3.5 3.5M4 11.5v5h12v-5"/>',
  left: '<rect x="3" y="4" width="14" height="12" rx="1.5"/><path d="M8 4v12"/>',
  right: '<rect x="3" y="4" width="14" height="12" rx="1.5"/><path d="M12 4v12"/>',
  follow: '<circle cx="10" cy="10" r="5"/><path d="M10 2.5V6M10 14v3.5M2.5 10H6M14 10h3.5"/>',
};

export function icon(name: string): SVGElement {
  const holder = document.createElement("template");
  holder.innerHTML = `<svg viewBox="0 0 20 20" width="18" height="18" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${ICONS[name] ?? ""}</svg>`;
  return holder.content.firstElementChild as SVGElement;
}

export function iconButton(name: string, label: string, click: () => void, props: Props = {}): HTMLButtonElement {
  return h("button", { type: "button", class: "icon-button", "aria-label": label, title: label, onclick: click, ...props }, icon(name));
}

/** 754.2 s as 12:34.2; tenths only where asked. */
export function clock(seconds: number, tenths = false): string {
  const whole = Math.floor(seconds + 1e-6);
  const hours = Math.floor(whole / 3600), minutes = Math.floor(whole / 60) % 60, rest = whole % 60;
  const two = (n: number): string => String(n).padStart(2, "0");
  const tail = tenths ? `.${Math.floor((seconds + 1e-6 - whole) * 10)}` : "";
  return (hours > 0 ? `${hours}:${two(minutes)}` : String(minutes)) + `:${two(rest)}${tail}`;
}

export function whole(value: number): string {
  return Math.round(value).toLocaleString("en-GB").replaceAll(",", "\u202f");
}

export function number(value: number, digits = 3): string {
  if (Number.isNaN(value)) return "–";
  const rounded = Number(value.toPrecision(digits));
  return Math.abs(rounded) >= 10_000 ? whole(rounded) : String(rounded);
}
