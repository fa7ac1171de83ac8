import { Centre, type Shown } from "./centre";

const form = document.querySelector<HTMLFormElement>("#sign-in")!;
const page = document.querySelector<HTMLElement>("#centre")!;
const said = document.querySelector<HTMLElement>("#said")!;
let centre: Centre | undefined;

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const given = new FormData(form);
  centre?.stop();
  centre = new Centre(String(given.get("url")), String(given.get("token")).trim(), draw);
  void centre.run();
});
document.querySelector("#read")!.addEventListener("click", () => tell(centre?.markAllRead()));

function draw({ connection, reason, badge, notifications, invitations }: Shown): void {
  const ended = connection === "signed out" || connection === "not connected";
  page.hidden = ended;
  form.hidden = !ended;
  said.textContent = connection;
  text("#reason", reason);
  text("#badge", String(badge.total));
  const newest = [...notifications.values()].sort((one, other) => (one.createdAt < other.createdAt ? 1 : -1));
  fill("#notifications", newest, (one) => [element("span", one.message, one.readAt ? "read" : "unread")]);
  const pending = [...invitations.values()].filter((one) => one.status === "PENDING");
  fill("#invitations", pending, (one) => [
    element("span", `${one.group.name}, by ${one.invitedBy?.name ?? "somebody"}`),
    button("Accept", `Accept ${one.group.name}`, () => centre?.accept(one.id)),
    button("Decline", `Decline ${one.group.name}`, () => centre?.decline(one.id)),
  ]);
}

function fill<One extends { id: string }>(list: string, entries: One[], parts: (one: One) => HTMLElement[]): void {
  const items = entries.map((one) => {
    const item = document.createElement("li");
    item.dataset.id = one.id;
    item.append(...parts(one));
    return item;
  });
  document.querySelector(list)!.replaceChildren(...items);
}

function element(name: string, content: string, style = ""): HTMLElement {
  const made = document.createElement(name);
  made.textContent = content; // never as HTML: names are what people typed
  made.className = style;
  return made;
}

function button(content: string, label: string, press: () => Promise<string | undefined> | undefined): HTMLElement {
  const made = element("button", content);
  made.setAttribute("aria-label", label);
  made.addEventListener("click", () => tell(press()));
  return made;
}

async function tell(done: Promise<string | undefined> | undefined): Promise<void> {
  text("#problem", (await done) ?? "");
}

function text(where: string, content: string): void {
  document.querySelector(where)!.textContent = content;
}
