import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** Where the server has what browsers load, each file with its hash in its name. */
export const SERVED = fileURLToPath(new URL("../../../app/static/clients/", import.meta.url));

/** Writes a served file in place of the one before it. */
export function replaceServed(name, file, contents) {
  mkdirSync(SERVED, { recursive: true });
  for (const old of readdirSync(SERVED)) {
    if (old.startsWith(`${name}-`) && old !== file) rmSync(SERVED + old);
  }
  writeFileSync(SERVED + file, contents);
}
