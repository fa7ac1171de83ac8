// What `/elements.js` of an Usher brings: all elements, connected to that Usher.
import { connection } from "./connection.js";

connection.set({ src: new URL("../..", import.meta.url).href });

export * from "./index.js";
