import { Client, UsherError, type Live, type Shown } from "@usher-graph/client";

import { Accept, Centre, Changes, Decline, MarkAllRead } from "./documents";
import { operation, type ResultOf } from "./graphql";

type Data = ResultOf<typeof Centre>;

const form = document.querySelector<HTMLFormElement>("#sign-in")!;
const page = document.querySelector<HTMLElement>("#centre")!;
let client: Client | undefined;
let screen: Live<Data, object> | undefined;

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const given = new FormData(form);
  client?.close();
  const token = String(given.get("token")).trim();
  client = new Client({ url: String(given.get("url")), token: () => token });
  screen = client.live(operation(Centre), { variables: {}, streams: [{ document: operation(Changes) }] });
  screen.subscribe(draw);
  draw(screen.current);
});
document.querySelector("#read")!.addEventListener("click", () => tell(client?.mutate(operation(MarkAllRead), {})));

function draw({ status, data, error }: Shown<Data>): void {
  const viewer = data?.viewer;
  // A line that held before is cut, and will hold again; one that never did has a wrong address.
  const isOver = status === "ended" || (error !== undefined && !viewer);
  if (isOver) screen?.stop();
  page.hidden = isOver;
  form.hidden = !isOver;
  text("#said", !isOver ? status : error?.isSignedOut ? "signed out" : "not connected");
  text("#reason", isOver && error ? reason(error) : "");
  text("#badge", String(viewer?.badge?.total ?? 0));
  fill("#notifications", viewer?.notifications?.nodes ?? [], (one) => [
    element("span", one.message, one.readAt ? "read" : "unread"),
  ]);
  const pending = (viewer?.invitations?.nodes ?? []).filter((one) => one.status === "PENDING");
  fill("#invitations", pending, (one) => [
    element("span", `${one.group.name}, by ${one.invitedBy?.name ?? "somebody"}`),
    button("Accept", `Accept ${one.group.name}`, () => client?.mutate(operation(Accept), { id: one.id })),
    button("Decline", `Decline ${one.group.name}`, () => client?.mutate(operation(Decline), { id: one.id })),
  ]);
}

function reason({ code, message }: UsherError): string {
  if (code === "UNREADABLE") return `${message} Is this the address of the API?`;
  if (code !== "NETWORK") return message;
  return `The API cannot be reached from here. Is its address right, is the server running, and does its USHER_ALLOWED_ORIGINS name ${location.origin}?`;
}

function fill<One extends { id: string }>(
  list: string,
  entries: readonly One[],
  parts: (one: One) => HTMLElement[],
): void {
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

type Change = Promise<{ data: { done: { userErrors: { message: string }[] } | null } }> | undefined;

function button(content: string, label: string, press: () => Change): HTMLElement {
  const made = element("button", content);
  made.setAttribute("aria-label", label);
  made.addEventListener("click", () => tell(press()));
  return made;
}

/** Shows what a person can correct, or why nothing was done. */
async function tell(change: Change): Promise<void> {
  try {
    text("#problem", (await change)?.data.done?.userErrors[0]?.message ?? "");
  } catch (error) {
    text("#problem", error instanceof Error ? error.message : String(error));
  }
}

function text(where: string, content: string): void {
  document.querySelector(where)!.textContent = content;
}
