// Where the bytes come from: the local server, elements of this very page, or script files beside it.

import type { Manifest, Settings } from "./types.ts";

/** Packed bytes, or the same as base64 text, which the worker turns back. */
export type Packed = ArrayBuffer | string;

export interface Source {
  manifest(): Promise<Manifest>;
  /** Whether a run that is still being computed can grow here. */
  readonly live: boolean;
  chunk(run: number, index: number): Promise<Packed>;
  people(run: number): Promise<Packed>;
  maps(run: number): Promise<Packed>;
  /** Only for runs whose entry says that there is any. */
  air(run: number): Promise<Packed>;
}

declare global {
  interface Window {
    EXEUNT?: Partial<Settings>;
    exeuntData?: (name: string, text: string) => void;
  }
}

export function openSource(settings: Partial<Settings>): Source {
  if (settings.mode === "inline") return new InlineSource();
  if (settings.mode === "folder") return new FolderSource(settings.base ?? "data/");
  return new ServerSource(settings.base ?? "/");
}

class ServerSource implements Source {
  readonly live = true;
  constructor(private readonly base: string) {}

  async manifest(): Promise<Manifest> {
    return (await this.get("manifest.json")).json() as Promise<Manifest>;
  }

  chunk(run: number, index: number): Promise<Packed> {
    return this.bytes(`chunks/${run}/${index}`);
  }

  people(run: number): Promise<Packed> {
    return this.bytes(`people/${run}`);
  }

  maps(run: number): Promise<Packed> {
    return this.bytes(`maps/${run}`);
  }

  air(run: number): Promise<Packed> {
    return this.bytes(`air/${run}`);
  }

  private async bytes(path: string): Promise<ArrayBuffer> {
    return (await this.get(path)).arrayBuffer();
  }

  private async get(path: string): Promise<Response> {
    const response = await fetch(this.base + path, { cache: "no-store" });
    if (!response.ok) throw new Error(await reason(path, response));
    return response;
  }
}

/** What the server says of a file that it cannot give, else the bare number of its answer. */
async function reason(path: string, response: Response): Promise<string> {
  try {
    const { problem, hint } = (await response.json()) as { problem?: unknown; hint?: unknown };
    if (typeof problem === "string") return typeof hint === "string" ? `${problem} ${hint}` : problem;
  } catch {
    // no JSON: nothing more is known
  }
  return `${path}: the server answered ${response.status}.`;
}

class InlineSource implements Source {
  readonly live = false;

  async manifest(): Promise<Manifest> {
    const text = this.text("manifest").trim();
    return JSON.parse(text.startsWith("{") ? text : decodeText(text)) as Manifest;
  }

  async chunk(run: number, index: number): Promise<Packed> {
    return this.text(`chunk-${run}-${index}`);
  }

  async people(run: number): Promise<Packed> {
    return this.text(`people-${run}`);
  }

  async maps(run: number): Promise<Packed> {
    return this.text(`maps-${run}`);
  }

  async air(run: number): Promise<Packed> {
    return this.text(`air-${run}`);
  }

  private text(name: string): string {
    const element = document.getElementById(name) ?? document.getElementById(`data-${name}`);
    if (element === null) throw new Error(`This file lacks its part ${name}.`);
    return element.textContent ?? "";
  }
}

class FolderSource implements Source {
  readonly live = false;
  private readonly waiting = new Map<string, (text: string) => void>();

  constructor(private readonly base: string) {
    window.exeuntData = (name, text) => {
      this.waiting.get(name)?.(text);
      this.waiting.delete(name);
    };
  }

  async manifest(): Promise<Manifest> {
    const text = (await this.load("manifest")).trim();
    return JSON.parse(text.startsWith("{") ? text : decodeText(text)) as Manifest;
  }

  chunk(run: number, index: number): Promise<Packed> {
    return this.load(`chunk-${run}-${index}`);
  }

  people(run: number): Promise<Packed> {
    return this.load(`people-${run}`);
  }

  maps(run: number): Promise<Packed> {
    return this.load(`maps-${run}`);
  }

  air(run: number): Promise<Packed> {
    return this.load(`air-${run}`);
  }

  private load(name: string): Promise<string> {
    return new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = `${this.base}${name}.js`;
      this.waiting.set(name, resolve);
      script.onload = () => script.remove();
      script.onerror = () => {
        this.waiting.delete(name);
        script.remove();
        reject(new Error(`The file ${script.src} is missing.`));
      };
      document.head.append(script);
    });
  }
}

export function decodeBase64(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.trim());
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
  return bytes;
}

function decodeText(base64: string): string {
  return new TextDecoder().decode(decodeBase64(base64));
}
