// Writes the values of the elements' theme as a style sheet for pages around them: for the package, and for the server.
import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import { tokens } from "../elements/dist/theme.js";
import { replaceServed } from "./served.mjs";

const PACKAGED = new URL("../elements/dist/theme.css", import.meta.url);
const values = [...tokens.cssText.matchAll(/var\((--usher-[\w-]+), (.*)\);/g)].map(
  ([, name, value]) => `    ${name}: ${value};`,
);
// In a layer: whatever the page itself says counts more, wherever it stands.
const sheet = `@layer usher {\n  :root {\n${values.join("\n")}\n  }\n}\n`;
const hash = createHash("sha256").update(sheet).digest("hex").slice(0, 8).toUpperCase();
writeFileSync(PACKAGED, sheet);
replaceServed("theme", `theme-${hash}.css`, sheet);
