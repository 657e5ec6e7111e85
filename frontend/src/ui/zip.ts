// ZIP archives without compression (PNG files are compressed already): PKWARE APPNOTE 6.3, sections 4.3 and 4.4.

const TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c >>> 0;
});

export function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = TABLE[(crc ^ byte) & 255] ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

export interface ZipFile {
  name: string;
  bytes: Uint8Array<ArrayBuffer>;
}

// 1 January 1980, so that the same frames give the same archive
const DATE = 0x21;

export function zip(files: ZipFile[]): Blob {
  const parts: Uint8Array<ArrayBuffer>[] = [], directory: Uint8Array<ArrayBuffer>[] = [];
  let offset = 0, listed = 0;
  for (const { name, bytes } of files) {
    const text = new TextEncoder().encode(name);
    const common = [20, 0x800, 0, 0, DATE];
    const sizes = [crc32(bytes), bytes.length, bytes.length];
    const local = record(0x04034b50, common, sizes, [text.length, 0], [], text);
    parts.push(local, bytes);
    const entry = record(0x02014b50, [20, ...common], sizes, [text.length, 0, 0, 0, 0], [0, offset], text);
    directory.push(entry);
    offset += local.length + bytes.length;
    listed += entry.length;
  }
  const end = record(0x06054b50, [0, 0, files.length, files.length], [listed, offset], [0], [], new Uint8Array(0));
  return new Blob([...parts, ...directory, end], { type: "application/zip" });
}

/** A signature, 16 bit numbers, 32 bit numbers, 16 bit, 32 bit, then text. */
function record(signature: number, a: number[], b: number[], c: number[], d: number[], text: Uint8Array): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(4 + 2 * a.length + 4 * b.length + 2 * c.length + 4 * d.length + text.length);
  const view = new DataView(out.buffer);
  let at = 0;
  const put = (value: number, size: 2 | 4): void => {
    if (size === 2) view.setUint16(at, value, true);
    else view.setUint32(at, value, true);
    at += size;
  };
  put(signature, 4);
  for (const value of a) put(value, 2);
  for (const value of b) put(value, 4);
  for (const value of c) put(value, 2);
  for (const value of d) put(value, 4);
  out.set(text, at);
  return out;
}
