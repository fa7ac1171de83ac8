import { css, html, nothing, type PropertyDeclarations, type TemplateResult } from "lit";
import { connection } from "../connection.js";
import { define, UsherElement } from "../element.js";
import { theme } from "../theme.js";
import { frame } from "./frame.js";
import "./group.js";
import "./menu.js";
import { pathOfPress, routeOf, type Route } from "./routes.js";
import "./staff.js";
import "./staff-account.js";

/** Screens that have a heading of their own, and say what it is. */
const TITLED: ReadonlySet<Route["name"]> = new Set(["group", "staff"]);

/** The application around the elements: its addresses, its header with the bell, one screen at a time. */
class Console extends UsherElement {
  static override properties: PropertyDeclarations = {
    site: {},
    _route: { state: true },
    _hasCaseload: { state: true },
  };
  static override styles = [theme, frame, css``];

  /** The name of the site. */
  declare site: string;
  declare _route: Route;
  /** Whether the viewer keeps a list of patients; the bell, which follows the viewer anyway, says so. */
  declare _hasCaseload: boolean;
  readonly #base = new URL(`${connection.base}/console`).pathname;

  constructor() {
    super();
    this._route = this.#read();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener("popstate", this.#go);
    addEventListener("click", this.#press);
    addEventListener("usher-left", this.#home);
    addEventListener("usher-title", this.#title as EventListener);
  }

  override render() {
    const links = [
      ["home", "", this.t("console.home")],
      ["invitations", "invitations", this.t("invitations.title")],
      ...(this._hasCaseload ? ([["patients", "patients", this.t("console.patients")]] as const) : []),
    ] as const;
    return html`<header class="top">
        <button type="button" class="skip" @click=${this.#skip}>${this.t("console.skip")}</button>
        <div class="in">
          <a class="brand" href=${this.page()}><i aria-hidden="true"></i><bdi>${this.site}</bdi></a>
          <nav aria-label=${this.t("console.name")}>
            ${links.map(
              ([name, path, text]) =>
                html`<a
                  href=${path ? this.page(path) : this.page()}
                  aria-current=${this._route.name === name ? "page" : nothing}
                  >${text}</a
                >`,
            )}
          </nav>
          <usher-bell @usher-count=${this.#counted}></usher-bell>
          <usher-console-menu></usher-console-menu>
        </div>
      </header>
      <main id="main" tabindex="-1">${this.#screen()}</main>`;
  }

  protected override updated(changed: Map<PropertyKey, unknown>): void {
    if (!changed.has("_route")) return;
    const { name } = this._route;
    if (!TITLED.has(name)) this.#entitle(this.#heading());
    const before = changed.get("_route") as Route | undefined;
    if (!before) return;
    if (before.name === name && before.id === this._route.id) return; // another tab: the focus stays on it
    scrollTo(0, 0);
    this.renderRoot.querySelector<HTMLElement>("main")?.focus({ preventScroll: true });
  }

  #heading(): string {
    const titles: Partial<Record<Route["name"], string>> = {
      home: this.t("console.groups"),
      new: this.t("groups.create"),
      invitations: this.t("invitations.title"),
      notifications: this.t("bell.name"),
      patients: this.t("console.patients"),
      account: this.t("console.account"),
    };
    return titles[this._route.name] ?? this.t("console.nothing");
  }

  #screen(): TemplateResult {
    const { name, id = "", tab = "" } = this._route;
    if (name === "group") return html`<usher-console-group .group=${id} .tab=${tab}></usher-console-group>`;
    if (name === "staff") {
      return id
        ? html`<usher-console-staff-account .account=${id}></usher-console-staff-account>`
        : html`<usher-console-staff></usher-console-staff>`;
    }
    return html`<h1>${this.#heading()}</h1>
      ${this.#content(name)}`;
  }

  #content(name: Route["name"]): TemplateResult {
    switch (name) {
      case "home":
        return html`<div class="screen">
          <usher-invitations quiet></usher-invitations><usher-groups></usher-groups>
        </div>`;
      case "new":
        return html`<usher-group-settings @usher-created=${this.#created}></usher-group-settings>`;
      case "invitations":
        return html`<div class="screen">
          <usher-invitations></usher-invitations>
          <h2>${this.t("console.answered")}</h2>
          <usher-invitations closed></usher-invitations>
        </div>`;
      case "notifications":
        return html`<usher-notifications></usher-notifications>`;
      case "patients":
        return html`<usher-patients></usher-patients>`;
      case "account":
        return html`<usher-account></usher-account>`;
      default:
        return html`<p>${this.t("error.NOT_FOUND")}</p>
          <p><a href=${this.page()}>${this.t("console.home")}</a></p>`;
    }
  }

  #read(): Route {
    const isHere = location.pathname.startsWith(this.#base);
    return routeOf(isHere ? location.pathname.slice(this.#base.length) : "");
  }

  #go = (): void => {
    this._route = this.#read();
  };

  #press = (event: MouseEvent): void => {
    const path = pathOfPress(event, this.#base);
    if (path === undefined) return;
    event.preventDefault();
    this.#open(path);
  };

  #open(path: string): void {
    if (path !== location.pathname + location.search) history.pushState(null, "", path);
    this.#go();
  }

  #home = (): void => this.#open(this.#base);

  #created(event: CustomEvent<{ groupId: string }>): void {
    this.#open(new URL(this.page("groups", event.detail.groupId, "members")).pathname);
  }

  #counted({ detail }: CustomEvent<{ hasCaseload: boolean }>): void {
    this._hasCaseload = detail.hasCaseload;
  }

  #title = ({ detail }: CustomEvent<{ title: string }>): void => this.#entitle(detail.title);

  #entitle(title: string): void {
    document.title = `${title} · ${this.site}`;
  }

  #skip(): void {
    this.renderRoot.querySelector<HTMLElement>("main")?.focus();
  }
}

const page = new CSSStyleSheet();
// What gets the focus is scrolled to where neither the header nor a message at the bottom covers it; main ends as far above.
page.replaceSync(`
  html { scroll-padding-block: 4.75rem 8rem }
  @media (max-width: 44rem) { html { scroll-padding-block-start: 7.5rem } }
  body { margin: 0; background: light-dark(#f4f5f2, #121716); }
  usher-console:not(:defined) { display: none }
`);
document.adoptedStyleSheets.push(page);
document.documentElement.lang = /^de\b/.test(navigator.language) ? "de" : "en";
define("usher-console", Console);
