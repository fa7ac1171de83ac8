export { UsherProvider, useUsher } from "./provider.js";
export { useLive } from "./live.js";
