// The binary container of chunks, people and maps: gzip of a JSON header and arrays back to back.

import type { Values } from "./types.ts";

export interface Header {
  arrays: Record<string, { dtype: string; shape: number[]; offset: number }>;
  [key: string]: unknown;
}

export interface Container {
  header: Header;
  arrays: Record<string, Values>;
}

const KINDS = {
  u8: Uint8Array, i8: Int8Array, u16: Uint16Array, i16: Int16Array, u32: Uint32Array, i32: Int32Array,
  f32: Float32Array,
} as const;

export async function gunzip(bytes: ArrayBuffer | Uint8Array<ArrayBuffer>): Promise<ArrayBuffer> {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).arrayBuffer();
}

/** Read an unpacked container; the arrays are copies, so they are aligned whatever the header's length. */
export function readContainer(buffer: ArrayBuffer): Container {
  if (buffer.byteLength < 4) throw new Error("The data are cut off.");
  const length = new DataView(buffer).getUint32(0, true);
  if (4 + length > buffer.byteLength) throw new Error("The data are cut off.");
  const header = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 4, length))) as Header;
  const begin = 4 + length;
  const arrays: Record<string, Values> = {};
  for (const [name, about] of Object.entries(header.arrays)) {
    const kind = KINDS[about.dtype as keyof typeof KINDS];
    if (kind === undefined) throw new Error(`The array ${name} has the unknown type ${about.dtype}.`);
    const items = about.shape.reduce((product, side) => product * side, 1);
    const from = begin + about.offset;
    const to = from + items * kind.BYTES_PER_ELEMENT;
    if (to > buffer.byteLength) throw new Error(`The array ${name} is cut off.`);
    arrays[name] = new kind(buffer.slice(from, to));
  }
  return { header, arrays };
}
