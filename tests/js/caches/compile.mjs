// Writes the documents as modules for Relay's compiler, into the folder given.
import { mkdirSync, writeFileSync } from "node:fs";
import { forRelay, pagers, SDL } from "./documents.mjs";
import { documents } from "./steps.mjs";

const [folder] = process.argv.slice(2);
const module = (texts) => `import { graphql } from "relay-runtime";\n${texts.map((one, at) => `export const d${at} = graphql\`${one}\`;\n`).join("")}`;
mkdirSync(`${folder}/src`, { recursive: true });
mkdirSync(`${folder}/artifacts`, { recursive: true });
writeFileSync(`${folder}/schema.graphql`, SDL);
writeFileSync(`${folder}/src/caches.js`, module(forRelay(documents())));
writeFileSync(`${folder}/src/pagers.js`, module(pagers()));
writeFileSync(`${folder}/relay.config.json`, JSON.stringify({
  src: "./src", schema: "./schema.graphql", language: "javascript", artifactDirectory: "./artifacts", eagerEsModules: true,
}));
console.log(JSON.stringify({ pagers: pagers().length }));
