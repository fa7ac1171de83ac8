/** Calls when the page may have missed the end of its connection: after sleep, in from the cache, back on the network. */
export function onWake(wake: () => void): () => void {
  if (typeof window === "undefined") return () => {};
  const shown = () => document.visibilityState === "visible" && wake();
  window.addEventListener("online", wake);
  window.addEventListener("pageshow", wake);
  document.addEventListener("resume", wake);
  document.addEventListener("visibilitychange", shown);
  return () => {
    window.removeEventListener("online", wake);
    window.removeEventListener("pageshow", wake);
    document.removeEventListener("resume", wake);
    document.removeEventListener("visibilitychange", shown);
  };
}
