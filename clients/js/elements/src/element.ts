import { UsherError, type ReadToken, type TypedDocument } from "@usher-graph/client";
import { LitElement, type CSSResultGroup, type PropertyDeclarations } from "lit";
import { connection, errorOf } from "./connection.js";
import { dateText, directionOf, languageOf, timeText, translator, type Translate } from "./messages/index.js";
import { theme } from "./theme.js";
import { button, type ButtonOptions } from "./ui/button.js";
import { toast } from "./ui/toast.js";

interface UserError {
  readonly code: string;
  readonly message: string;
  readonly path?: readonly string[];
  readonly url?: string | null;
}

/** What every payload of a mutation has. */
export interface Payload {
  readonly userErrors: readonly UserError[];
}

export interface ActOptions<Result> {
  /** What is said when it is done; nothing if what is shown says enough. */
  done?: string | ((payload: Result) => string);
  /** Whether errors are of single entries, while the others were done: then the caller shows them. */
  isPartial?: (payload: Result) => boolean;
  /** Shows what the user can mend, in place of a message for the page. */
  mend?: (errors: readonly UserError[]) => void;
}

/** What all elements have: the connection, the language, actions that say how they went, and links. */
export abstract class UsherElement extends LitElement {
  static override properties: PropertyDeclarations = {
    src: {},
    token: { attribute: false },
    lang: { reflect: true },
  };
  static override styles: CSSResultGroup = theme;

  /** Where Usher is; the same for all elements of a page. */
  declare src: string | undefined;
  /** Gives the token to sign in with; the same for all elements of a page. */
  declare token: ReadToken | undefined;
  /** The ID of the group that it is about, if it is about one. */
  declare group: string | undefined;

  /** The state of its own that it began with. */
  #blank: object | undefined;
  readonly #busy = new Set<string>();
  #t: Translate | undefined;
  #language = "";

  /** The text of a message in the element's language. */
  get t(): Translate {
    const language = languageOf(this);
    if (!this.#t || language !== this.#language) this.#t = translator((this.#language = language));
    return this.#t;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#configure();
    addEventListener("usher-messages", this.#speak);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener("usher-messages", this.#speak);
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has("src") || changed.has("token")) this.#configure();
    // What the reader has searched, chosen and written was about the group before.
    if (changed.get("group") !== undefined) Object.assign(this, this.#blank);
    this.#blank ??= this.#state();
    const direction = directionOf(languageOf(this));
    if (this.lang && this.dir !== direction) this.dir = direction;
  }

  protected override update(changed: Map<PropertyKey, unknown>): void {
    const focused = this.shadowRoot?.activeElement;
    super.update(changed);
    // What had the focus may be gone, as a row that was answered: the focus stays at its list.
    if (focused && !focused.isConnected) this.renderRoot.querySelector<HTMLElement>("[data-home]")?.focus();
  }

  emit(name: string, detail: object): boolean {
    return this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true, cancelable: true }));
  }

  date = (when: string): string => dateText(languageOf(this), when);
  time = (when: string): string => timeText(languageOf(this), when);

  /** Where the console shows something, such as `groups/ID/members`. */
  page(...parts: readonly string[]): string {
    return [connection.base, "console", ...parts.map(encodeURIComponent)].join("/");
  }

  /** Whether this action is on its way. */
  isBusy(name: string): boolean {
    return this.#busy.has(name);
  }

  protected button(name: string, label: unknown, click: () => unknown, options: Omit<ButtonOptions, "busy"> = {}) {
    return button(label, click, { ...options, busy: this.isBusy(name) });
  }

  /**
   * Does something once, shows that it is on its way, and says what became of it.
   *
   * @returns What the mutation answered; undefined if it was refused or failed, of which the user has been told.
   */
  protected async act<Data, Variables>(
    name: string,
    document: TypedDocument<Data, Variables>,
    variables: Variables,
    options: ActOptions<NonNullable<Data[keyof Data]>> = {},
  ): Promise<NonNullable<Data[keyof Data]> | undefined> {
    return this.during(name, async () => {
      try {
        const { data, errors: failures } = await connection.client.mutate(document, variables);
        const payload = Object.values(Object(data))[0] as (NonNullable<Data[keyof Data]> & Partial<Payload>) | null;
        if (!payload) throw errorOf(failures, "INTERNAL");
        const errors = payload.userErrors ?? [];
        if (errors.length && !options.isPartial?.(payload)) {
          this.emit("usher-refused", { action: name, errors });
          const problems = errors.map((error) => ({ ...error, message: this.t.problem(error) }));
          if (options.mend) options.mend(problems);
          else toast(problems[0]!.message, { kind: "bad", url: problems[0]!.url });
          return undefined;
        }
        this.emit("usher-done", { action: name, payload });
        const { done } = options;
        if (done) toast(typeof done === "string" ? done : done(payload));
        return payload;
      } catch (error) {
        this.fail(name, error);
        return undefined;
      }
    });
  }

  /** Asks once; undefined if that failed, of which the user has been told unless `mend` knows what to do instead. */
  protected async ask<Data, Variables>(
    document: TypedDocument<Data, Variables>,
    variables: Variables,
    mend?: (code?: string) => boolean,
  ): Promise<Data | undefined> {
    try {
      const { data, errors } = await connection.client.query(document, variables);
      if (data) return data;
      throw errorOf(errors, "INTERNAL");
    } catch (error) {
      if (!mend?.((error as Partial<UsherError>).code)) this.fail("read", error);
      return undefined;
    }
  }

  /** Does something that takes several steps, with its button busy meanwhile; nothing while that runs. */
  protected async during<Result>(name: string, steps: () => Promise<Result>): Promise<Result | undefined> {
    if (this.#busy.has(name)) return undefined;
    this.#setBusy(name, true);
    try {
      return await steps();
    } finally {
      this.#setBusy(name, false);
    }
  }

  /** Says what was done. */
  protected say(text: string): void {
    toast(text);
  }

  /** Says what cannot be done. */
  protected refuse(text: string): void {
    toast(text, { kind: "bad" });
  }

  /** Says that something failed, and what to do. */
  protected fail(action: string, error: unknown): void {
    const { code } = error instanceof UsherError ? error : { code: "INTERNAL" };
    if (!(error instanceof UsherError)) console.error(error);
    this.emit("usher-failed", { action, code });
    toast(this.t.error(code), { kind: "bad" });
  }

  #state(): object {
    const { elementProperties } = this.constructor as typeof LitElement;
    const own = [...elementProperties].filter(([, { state }]) => state);
    return Object.fromEntries(own.map(([name]) => [name, this[name as keyof this]]));
  }

  #setBusy(name: string, is: boolean): void {
    if (is) this.#busy.add(name);
    else this.#busy.delete(name);
    this.requestUpdate();
  }

  #configure(): void {
    if (this.src) connection.set({ src: this.src });
    if (this.token) connection.set({ token: this.token });
  }

  #speak = (): void => {
    this.#t = undefined;
    this.requestUpdate();
  };
}

/** Registers an element; a second copy of the package on a page leaves the first. */
export function define(name: string, element: CustomElementConstructor): void {
  if (!customElements.get(name)) customElements.define(name, element);
}
