// What a reader of the page sees of Usher, as text: elements within elements, what fields hold, and pictures.
() => {
  const parts = [];
  const visit = (node) => {
    if (node instanceof Text) return parts.push(node.data.trim());
    // Messages that come and go.
    if (/^(STYLE|USHER-TOASTS)$/.test(node.nodeName) || node.matches?.(".away[role=status]")) return;
    if ("value" in node && node.nodeName !== "LI" && node.nodeName !== "BUTTON") parts.push(`[${node.checked ?? node.value}]`);
    if (node.nodeName === "IMG") parts.push(`[${node.alt} ${node.src}]`);
    for (const child of node.shadowRoot?.childNodes ?? []) visit(child);
    for (const child of node.childNodes) visit(child);
  };
  visit(document.querySelector("usher-console") ?? document.querySelector("usher-bell"));
  return parts.filter(Boolean).join("\n");
};
