// Bundles what pages load, and holds each bundle to its size. What the server has of it stands under app/static/clients,
// each with its hash in its name.
import { basename } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { replaceServed, SERVED } from "./served.mjs";

const KIB = 1024;
/** Each bundle: where it begins, the most that a page loads for it (KiB, compressed), whether the server has it. */
const BUNDLES = {
  client: { entry: "client/dist/index.js", most: 8 },
  elements: { entry: "elements/dist/page.js", most: 60, isServed: true },
  bell: { entry: "elements/dist/bell-page.js", most: 32, isServed: true },
  console: { entry: "elements/dist/console/index.js", most: 72, isServed: true },
};

for (const [name, { entry, most, isServed = false }] of Object.entries(BUNDLES)) {
  const { outputFiles } = await build({
    entryPoints: { [name]: entry },
    entryNames: isServed ? "[name]-[hash]" : "[name]",
    outdir: SERVED,
    bundle: true,
    minify: true,
    legalComments: "eof",
    format: "esm",
    target: "es2022",
    write: false,
  });
  const [{ path, contents }] = outputFiles;
  const size = gzipSync(contents, { level: 9 }).length / KIB;
  console.log(`${name}: ${size.toFixed(2)} KiB of ${most}`);
  if (size > most) process.exitCode = 1;
  if (isServed) replaceServed(name, basename(path), contents);
}
