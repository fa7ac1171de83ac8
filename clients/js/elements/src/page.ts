// What `/elements.js` of an Usher brings: all elements, connected to that Usher.
import "./here.js";

export * from "./index.js";
