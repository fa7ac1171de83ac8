// Bundles GraphiQL for the server, with the licences of everything in the bundle beside it.
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename } from "node:path";
import { build } from "esbuild";

const ROOT = new URL("..", import.meta.url);
const TARGET = new URL("../../edge/static/", ROOT);

/** Its fonts are ten times the rest of its styles; the reader's own do as well. */
const withoutFonts = {
  name: "without fonts",
  setup({ onLoad }) {
    onLoad({ filter: /graphiql\/dist\/style\.css$/ }, ({ path }) => ({
      loader: "css",
      contents: readFileSync(path, "utf8").replace(/@font-face\s*\{[^}]*\}/g, ""),
    }));
  },
};

const { metafile, outputFiles } = await build({
  absWorkingDir: ROOT.pathname,
  entryPoints: { graphiql: "graphiql/src/main.tsx" },
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  alias: { "react-style-singleton": "./graphiql/src/no-styles.ts" }, // its inline styles would weaken the page's policy
  define: { "process.env.NODE_ENV": '"production"' },
  outdir: TARGET.pathname,
  entryNames: "[name]-[hash]",
  legalComments: "none",
  metafile: true,
  write: false,
  plugins: [withoutFonts],
});
const built = new Map(outputFiles.map(({ path, contents }) => [basename(path), contents]));
built.set("graphiql-licences.txt", licences(Object.keys(metafile.inputs)));
for (const [name, contents] of built) writeFileSync(new URL(name, TARGET), contents);
for (const name of readdirSync(TARGET)) if (!built.has(name)) rmSync(new URL(name, TARGET));

/** Every package that files come from, under the licence text that it brings; equal texts once. */
function licences(files) {
  const folders = new Set(files.flatMap((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file) ?? []));
  const packagesByText = new Map();
  for (const folder of [...folders].sort()) {
    const { name, version, license } = JSON.parse(readFileSync(new URL(`${folder}/package.json`, ROOT), "utf8"));
    const file = readdirSync(new URL(folder, ROOT)).find((one) => /^licen[cs]e/i.test(one));
    if (!file && !license) throw new Error(`${name} names no licence`);
    const text = file ? readFileSync(new URL(`${folder}/${file}`, ROOT), "utf8").trim() : `Licence: ${license}`;
    packagesByText.set(text, [...(packagesByText.get(text) ?? []), `${name} ${version}`]);
  }
  const parts = [...packagesByText].map(([text, packages]) => `${packages.join(", ")}\n\n${text}\n`);
  return parts.join(`\n${"-".repeat(80)}\n\n`);
}
