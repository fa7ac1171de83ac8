// Looks every second whether there is a newer mail, and then puts the new list in the place of the old.
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
    // The server is being restarted: the next look will tell.
  }
  setTimeout(look, 1000);
};
look();
