// Bundles the tests (they are TypeScript too) and runs them with Node's own runner.

import { spawnSync } from "node:child_process";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import esbuild from "esbuild";

const here = path.dirname(fileURLToPath(import.meta.url));
const folder = await mkdtemp(path.join(here, "node_modules", ".tests-"));
try {
  const names = (await readdir(path.join(here, "test"))).filter((name) => name.endsWith(".test.ts"));
  await esbuild.build({
    entryPoints: names.map((name) => path.join(here, "test", name)), outdir: folder, outExtension: { ".js": ".mjs" },
    bundle: true, format: "esm", platform: "node", logLevel: "warning",
  });
  const files = names.map((name) => path.join(folder, name.replace(/\.ts$/, ".mjs")));
  const { status } = spawnSync(process.execPath, ["--test", "--test-reporter=dot", ...files], { stdio: "inherit" });
  process.exitCode = status ?? 1;
} finally {
  await rm(folder, { recursive: true, force: true });
}
