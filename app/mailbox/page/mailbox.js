// Check every second for a newer mail, and then replace the list.
const newestAt = new URL("newest", document.currentScript.src);
const look = async () => {
  try {
    const newest = await (await fetch(newestAt)).text();
    if (look.last !== undefined && newest !== look.last) {
      const page = await (await fetch(location.href)).text();
      const typing = document.activeElement?.tagName === "INPUT";
      const fresh = new DOMParser().parseFromString(page, "text/html");
      const part = typing ? "ol, .empty" : "main";
      document.querySelector(part)?.replaceWith(fresh.querySelector(part));
    }
    look.last = newest;
  } catch {
    // The server may be restarting: try again next time.
  }
  setTimeout(look, 1000);
};
look();
