// Makes X.documents.ts beside each package's X.graphql (documents.ts of documents.graphql): every operation with its types,
// text and ID. The ID is the text's hash; each package's texts by ID are its manifest, and all together are what the server
// trusts.
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { codegen } from "@graphql-codegen/core";
import * as operations from "@graphql-codegen/typescript-operations";
import { parse, print, stripIgnoredCharacters, visit } from "graphql";

const ROOT = new URL("..", import.meta.url);
const SCHEMA = new URL("../../graph/schema.graphql", ROOT);
const TRUSTED = new URL("../../app/static/documents.json", ROOT);
const CONFIG = {
  avoidOptionals: { field: true },
  enumType: "string-literal",
  immutableTypes: true,
  inlineFragmentTypes: "combine",
  scalars: { DateTime: "string", ID: "string" },
  skipTypename: true,
  useTypeImports: true,
};

const { workspaces } = JSON.parse(readFileSync(new URL("package.json", ROOT), "utf8"));
const schema = parse(readFileSync(SCHEMA, "utf8"));
const trusted = {};

for (const name of workspaces) {
  const manifest = {};
  const folder = fileURLToPath(new URL(`${name}/src/`, ROOT));
  for (const file of readdirSync(folder, { recursive: true }).sort()) {
    if (file.endsWith(".graphql")) await writeDocuments(name, join(folder, file), manifest);
  }
  if (!Object.keys(manifest).length) continue;
  mkdirSync(new URL(`${name}/dist/`, ROOT), { recursive: true });
  writeFileSync(new URL(`${name}/dist/documents.json`, ROOT), stringify(manifest));
  Object.assign(trusted, manifest);
}
mkdirSync(new URL(".", TRUSTED), { recursive: true });
writeFileSync(TRUSTED, stringify(trusted));

/** Writes the operations of one file, and adds their texts to the manifest. */
async function writeDocuments(name, source, manifest) {
  const document = parse(readFileSync(source, "utf8"), { noLocation: true });
  const filename = source.replace(/(^|\/)documents\.graphql$/, "$1documents.ts").replace(/\.graphql$/, ".documents.ts");
  const types = await codegen({
    schema,
    documents: [{ location: source, document }],
    config: CONFIG,
    pluginMap: { operations },
    plugins: [{ operations: {} }],
    filename,
  });
  const constants = document.definitions
    .filter(({ kind }) => kind === "OperationDefinition")
    .map((operation) => {
      const text = stripIgnoredCharacters([operation, ...fragmentsOf(operation, document)].map(print).join("\n"));
      const id = `sha256:${createHash("sha256").update(text).digest("hex")}`;
      manifest[id] = text;
      const isStream = operation.operation === "subscription"; // which is sent as text
      const typed = operation.name.value + operation.operation[0].toUpperCase() + operation.operation.slice(1);
      const type = `TrustedDocument<${typed}, ${typed}Variables>`;
      return `export const ${operation.name.value}: ${type} = ${JSON.stringify(isStream ? { text } : { id, text })};\n`;
    });
  const header = name === "client" ? "./document.js" : "@usher-graph/client";
  writeFileSync(filename, `import type { TrustedDocument } from "${header}";\n\n${types}\n${constants.join("\n")}`);
}

/** The fragments that an operation uses, directly or through others, in the order of the file. */
function fragmentsOf(operation, { definitions }) {
  const used = new Set();
  const follow = (node) =>
    visit(node, {
      FragmentSpread({ name }) {
        if (used.has(name.value)) return;
        used.add(name.value);
        follow(definitions.find((one) => one.kind === "FragmentDefinition" && one.name.value === name.value));
      },
    });
  follow(operation);
  return definitions.filter((one) => one.kind === "FragmentDefinition" && used.has(one.name.value));
}

function stringify(manifest) {
  return `${JSON.stringify(manifest, Object.keys(manifest).sort(), 1)}\n`;
}
