import { css, html, nothing, type ReactiveController, type TemplateResult } from "lit";
import type { UsherElement } from "../element.js";
import { field } from "./field.js";

export interface Choice {
  readonly id: string;
  readonly label: string;
  readonly detail?: string | undefined;
  /** Shown, but not to be chosen. */
  readonly isOff?: boolean;
}

/** What was found, and whether there is more of it; undefined where nothing is to be said of that. */
export interface Found<One> extends ReadonlyArray<One> {
  readonly hasMore?: boolean | undefined;
}

export interface ComboboxOptions<One extends Choice> {
  readonly id: string;
  readonly find: (text: string) => Promise<Found<One>>;
  /** Takes a choice out of the field. Without it, the choice stays there, as `chosen`, until something else is typed. */
  readonly choose?: (choice: One) => void;
  /** Enter without a choice, or several lines that were pasted. */
  readonly enter?: (text: string) => void;
  /** Whether there are choices before anything is typed. */
  readonly isEager?: boolean;
}

const QUIET = 150;

export const comboboxStyles = css`
  .combobox {
    position: relative;
  }
  .choices {
    position: absolute;
    inset-block-start: calc(100% + 4px);
    inset-inline: 0;
    z-index: 1;
    max-block-size: 18rem;
    overflow-y: auto;
    padding: 0.3rem;
    background: var(--card);
    border: 1px solid var(--line);
    border-radius: var(--round);
    box-shadow: var(--shadow);
  }
  .choices li,
  .choices p:not(:empty) {
    padding: 0.45rem 0.7rem;
    border-radius: 8px;
  }
  .choices li {
    cursor: pointer;
  }
  .choices li[aria-selected="true"] {
    background: var(--tint);
  }
  .choices li[aria-disabled="true"] {
    cursor: default;
    color: var(--soft);
  }
`;

/** A field that offers what fits to what is typed, to be chosen by mouse, finger or arrow keys. */
export class Combobox<One extends Choice> implements ReactiveController {
  text = "";
  chosen: One | undefined;
  #choices: Found<One> = [];
  /** What the choices were looked for by. */
  #sought = "";
  #active = -1;
  #isOpen = false;
  #hasFocus = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asked = 0;

  #group: string | undefined;
  readonly #host: UsherElement;
  readonly #options: ComboboxOptions<One>;
  constructor(host: UsherElement, options: ComboboxOptions<One>) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  hostUpdate(): void {
    if (this.#host.group !== this.#group) this.clear();
    this.#group = this.#host.group;
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
  }

  clear(): void {
    this.#asked++;
    clearTimeout(this.#timer);
    this.text = "";
    this.chosen = undefined;
    this.#show([]);
  }

  render(
    label: string,
    { hint, problem }: { hint?: string | undefined; problem?: string | undefined } = {},
  ): TemplateResult {
    const { id } = this.#options;
    const list = `${id}-choices`;
    const isOpen = this.#isOpen && this.#choices.length > 0;
    const note = this.#isOpen ? this.#note : "";
    const control = (attributes: unknown): TemplateResult =>
      html`<div class="combobox">
        <input
          id=${id}
          part="combobox"
          role="combobox"
          autocomplete="off"
          autocapitalize="off"
          spellcheck="false"
          aria-autocomplete="list"
          aria-expanded=${isOpen}
          aria-controls=${list}
          aria-activedescendant=${isOpen && this.#active >= 0 ? `${id}-${this.#active}` : nothing}
          .value=${this.text}
          @input=${this.#typed}
          @focus=${this.#entered}
          @blur=${this.#left}
          @keydown=${this.#pressed}
          @paste=${this.#pasted}
          ${attributes}
        />
        <div class=${isOpen || note ? "choices" : "away"} @mousedown=${this.#held}>
          <ul id=${list} role="listbox" aria-label=${this.#host.t("list.suggestions")} ?hidden=${!isOpen}>
            ${this.#choices.map((choice, place) => this.#choice(choice, place))}
          </ul>
          <p class="soft small" role="status">${note}</p>
        </div>
      </div>`;
    return field({ id, label, hint, problem, control });
  }

  #choice(choice: One, place: number): TemplateResult {
    return html`<li
      id="${this.#options.id}-${place}"
      role="option"
      aria-selected=${place === this.#active}
      aria-disabled=${choice.isOff ? "true" : nothing}
      @click=${() => this.#choose(choice)}
    >
      <span dir="auto">${choice.label}</span> <span class="soft small">${choice.detail}</span>
    </li>`;
  }

  #typed = (event: Event): void => {
    this.text = (event.target as HTMLInputElement).value;
    this.chosen = undefined;
    this.#active = -1;
    this.#asked++; // what is still looked for was typed before
    this.#host.requestUpdate();
    clearTimeout(this.#timer);
    if (!this.text.trim() && !this.#options.isEager) return this.#show([]);
    this.#timer = setTimeout(this.#look, QUIET);
  };

  #entered = (): void => {
    this.#hasFocus = true;
    if (this.#options.isEager) void this.#look();
  };

  #left = (): void => {
    this.#hasFocus = false;
    this.#close();
  };

  /** A press into the list leaves the focus in the field. */
  #held = (event: Event): void => event.preventDefault();

  #look = async (): Promise<void> => {
    const asked = ++this.#asked;
    const sought = this.chosen ? "" : this.text.trim();
    const found = await this.#options.find(sought);
    if (asked === this.#asked) this.#show(found, sought);
  };

  #show(choices: Found<One>, sought = ""): void {
    this.#choices = choices;
    this.#sought = sought;
    this.#active = -1;
    this.#isOpen = this.#hasFocus && Boolean(choices.length || this.#note); // the reader may have gone on meanwhile
    this.#host.requestUpdate();
  }

  /** What is to be said below the choices. */
  get #note(): string {
    const { hasMore, length } = this.#choices;
    if (hasMore) return this.#host.t("list.more");
    return hasMore === false && !length ? this.#host.t(this.#sought ? "list.nobodyFound" : "list.nobody") : "";
  }

  /** The only choice that fits to what stands in the field. */
  get #only(): One | undefined {
    const { hasMore, length } = this.#choices;
    const isOnly = hasMore === false && length === 1 && this.#sought && this.#sought === this.text.trim();
    return isOnly ? this.#choices[0] : undefined;
  }

  #close(): void {
    this.#isOpen = false;
    this.#host.requestUpdate();
  }

  #choose(choice: One): void {
    if (choice.isOff) return;
    this.clear();
    if (this.#options.choose) return this.#options.choose(choice);
    this.chosen = choice;
    this.text = choice.label;
  }

  #pressed = (event: KeyboardEvent): void => {
    const { key } = event;
    const number = this.#choices.length;
    if (key === "Escape" && this.#isOpen) this.#close();
    else if ((key === "ArrowDown" || key === "ArrowUp") && number) {
      this.#isOpen = true;
      const step = key === "ArrowDown" ? 1 : -1;
      this.#active = (this.#active + step + number + (this.#active < 0 && step < 0 ? 1 : 0)) % number;
      this.#host.requestUpdate();
      void this.#host.updateComplete.then(this.#reveal);
    } else if (key === "Enter") {
      const choice = this.#isOpen ? (this.#choices[this.#active] ?? this.#only) : undefined;
      if (choice) this.#choose(choice);
      else this.#options.enter?.(this.text);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };

  #reveal = (): void => {
    const active = this.#host.renderRoot.querySelector(`#${this.#options.id}-${this.#active}`);
    active?.scrollIntoView({ block: "nearest" });
  };

  /** A field of one line would join the lines that are pasted. */
  #pasted = (event: ClipboardEvent): void => {
    const pasted = event.clipboardData?.getData("text") ?? "";
    if (!/[\n\r]/.test(pasted.trim()) || !this.#options.enter) return;
    event.preventDefault();
    this.#options.enter(`${this.text} ${pasted}`);
  };
}
