// Builds the page into src/exeunt/viewer/bundle; with --compare only says whether the committed bundle is this one.

import { readFile, mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import esbuild from "esbuild";

const here = path.dirname(fileURLToPath(import.meta.url));
const target = path.join(here, "..", "src", "exeunt", "viewer", "bundle");
const common = {
  bundle: true, minify: true, write: false, target: ["es2022"], charset: "utf8", legalComments: "none",
  logLevel: "warning", absWorkingDir: here,
};

/** The worker travels inside the page as text: a page opened from disk may not load a worker from a file. */
const workerText = {
  name: "worker-text",
  setup(build) {
    build.onResolve({ filter: /^worker-text$/ }, () => ({ path: "worker-text", namespace: "worker-text" }));
    build.onLoad({ filter: /.*/, namespace: "worker-text" }, async () => {
      const made = await esbuild.build({ ...common, entryPoints: ["src/data/worker.ts"], format: "iife" });
      return { contents: made.outputFiles[0].text, loader: "text", watchFiles: [] };
    });
  },
};

export async function bundle() {
  const made = await esbuild.build({
    ...common, entryPoints: { viewer: "src/main.ts" }, outdir: "out", format: "iife", plugins: [workerText],
  });
  const files = new Map(made.outputFiles.map((file) => [path.basename(file.path), file.text]));
  files.set("LICENSES", await licences());
  return files;
}

async function licences() {
  const parts = ["The files viewer.js and viewer.css contain these works beside Exeunt's own code (Apache-2.0).\n"];
  for (const name of ["three", "uplot"]) {
    const folder = path.join(here, "node_modules", name);
    const { version, homepage } = JSON.parse(await readFile(path.join(folder, "package.json"), "utf8"));
    const text = (await readFile(path.join(folder, "LICENSE"), "utf8")).trim();
    parts.push(`${"-".repeat(80)}\n${name} ${version}, ${homepage}\n\n${text}\n`);
  }
  return parts.join("\n").replaceAll("\r\n", "\n");
}

async function main() {
  const files = await bundle();
  if (process.argv.includes("--compare")) {
    const other = [];
    for (const [name, text] of files) {
      const committed = await readFile(path.join(target, name), "utf8").catch(() => "");
      if (committed !== text) other.push(name);
    }
    if (other.length > 0) {
      console.error(`The committed bundle is not what the sources give: ${other.join(", ")}.`);
      console.error("Run `npm run build` in frontend and commit src/exeunt/viewer/bundle.");
      process.exit(1);
    }
    console.log("The committed bundle is what the sources give.");
    return;
  }
  await mkdir(target, { recursive: true });
  for (const [name, text] of files) {
    await writeFile(path.join(target, name), text);
    console.log(`${name}: ${Math.round(Buffer.byteLength(text) / 1024)} KB`);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
