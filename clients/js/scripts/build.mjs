// Bundles what pages load, and holds each bundle to its size.
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const KIB = 1024;
/** The most that a page loads for each, in bytes, compressed. */
const SIZES = { client: 8 * KIB };

for (const [name, most] of Object.entries(SIZES)) {
  const { outputFiles } = await build({
    entryPoints: [`${name}/dist/index.js`],
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    write: false,
  });
  const size = gzipSync(outputFiles[0].contents, { level: 9 }).length;
  console.log(`${name}: ${(size / KIB).toFixed(2)} KiB of ${most / KIB}`);
  if (size > most) process.exitCode = 1;
}
