// What has the focus: whether it is the target, in which direction that is, and whether it can be seen.
(target) => {
  const deep = (root) => (root?.shadowRoot?.activeElement ? deep(root.shadowRoot.activeElement) : root);
  const up = (node) => node.parentNode ?? node.host;
  const path = (node) => (node ? [...path(up(node)), node] : []);
  const at = deep(document.activeElement);
  const isRadio = at.type === "radio" && target.type === "radio" && at.name === target.name;
  if (at !== target && (at === document.body || at === document.documentElement)) return { at: "nowhere" };
  const box = at.getBoundingClientRect();
  const style = getComputedStyle(at);
  const spots = [[0.5, 0.5], [0.1, 0.2], [0.9, 0.2], [0.1, 0.8], [0.9, 0.8]];
  const hit = ([x, y]) => {
    let found = document.elementFromPoint(box.left + box.width * x, box.top + box.height * y);
    while (found?.shadowRoot) {
      const within = found.shadowRoot.elementFromPoint(box.left + box.width * x, box.top + box.height * y);
      if (!within || within === found) break;
      found = within;
    }
    return found && (path(found).includes(at) || path(at).includes(found));
  };
  const [mine, theirs] = [path(at), path(target)];
  const parting = mine.findIndex((node, place) => node !== theirs[place]);
  const [here, there] = [mine[parting], theirs[parting]];
  const isBack = here && there && there.compareDocumentPosition?.(here) & Node.DOCUMENT_POSITION_FOLLOWING;
  return {
    at: at === target || isRadio ? "here" : isBack ? "back" : "on",
    is: `${at.localName} ${at.ariaLabel ?? at.textContent.trim().slice(0, 40)}`,
    // The browser marks each part of a date itself.
    isMarked: at.type === "date" || (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1),
    isSeen: spots.some(hit),
    fits: document.documentElement.scrollWidth <= innerWidth,
  };
}