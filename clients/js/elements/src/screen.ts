import type { Live, Shown, Streams, TypedDocument } from "@usher-graph/client";
import { html, nothing, type ReactiveController, type TemplateResult } from "lit";
import { connection, errorOf } from "./connection.js";
import type { UsherElement } from "./element.js";
import { failure, skeleton } from "./ui/states.js";

export interface Wanted<Data, Variables> {
  readonly document: TypedDocument<Data, Variables>;
  readonly variables: Variables;
  readonly streams: Streams<Data>;
}

/** How long a cut connection may last before the reader is told, in milliseconds. */
const PATIENCE = 3_000;

/**
 * What an element shows, kept equal to the database: follows what `want` gives, which may change with each update of the
 * element; undefined while there is nothing to show.
 */
export class Screen<Data, Variables> implements ReactiveController {
  #live: Live<Data, Variables> | undefined;
  #wanted: { readonly key: string; readonly variables: string } | undefined;
  #shown: Shown<Data> | undefined;
  #cut: ReturnType<typeof setTimeout> | undefined;
  #isCut = false;

  readonly #host: UsherElement;
  readonly #want: () => Wanted<Data, Variables> | undefined;
  readonly #find: (data: Data) => unknown;
  /** @param find What the screen is about; where it is null, there is nothing to show. */
  constructor(host: UsherElement, want: () => Wanted<Data, Variables> | undefined, find: (data: Data) => unknown) {
    this.#host = host;
    this.#want = want;
    this.#find = find;
    host.addController(this);
  }

  get data(): Data | undefined {
    return this.#shown?.data;
  }

  hostConnected(): void {
    connection.addEventListener("change", this.#begin);
    this.#host.requestUpdate();
  }

  hostDisconnected(): void {
    connection.removeEventListener("change", this.#begin);
    this.#stop();
  }

  hostUpdate(): void {
    if (!this.#host.isConnected) return;
    const wanted = this.#want();
    if (!wanted) return this.#stop();
    const key = JSON.stringify([wanted.document, wanted.streams, this.#host.group]);
    const variables = JSON.stringify(wanted.variables);
    if (this.#wanted?.key !== key) this.#start(wanted);
    else if (this.#wanted.variables !== variables) this.#live?.show(wanted.variables);
    this.#wanted = { key, variables };
  }

  /** Whether there is nothing to show, and will be nothing. */
  get isMissing(): boolean {
    const { data, status } = this.#shown ?? {};
    return data === undefined ? status === "ended" : this.#find(data) == null;
  }

  refresh(): void {
    this.#live?.refresh();
  }

  /** Draws what there is: the data, that it is on its way, or why it is not there and what to do. */
  render(draw: (data: Data) => unknown): TemplateResult {
    const { t } = this.#host;
    const { data, error, errors, status } = this.#shown ?? { errors: [] };
    if (data !== undefined && this.#find(data) != null) {
      const isOver = status === "ended";
      return html`${
        isOver || this.#isCut
          ? html`<p class="note warn" role="status">${isOver ? t("state.ended") : t("state.cut")}</p>`
          : nothing
      }${draw(data)}`;
    }
    if (data !== undefined) {
      // To nobody in particular a group is null, without an error; what ends its stream says why.
      const why = status === "ended" && error ? error : errorOf(errors, "NOT_FOUND");
      return failure(this.#host, why, () => this.#begin());
    }
    if (status === "ended" || (error && this.#isCut)) return failure(this.#host, error, () => this.#begin());
    return skeleton(t("state.loading"));
  }

  #begin = (): void => {
    this.#stop();
    this.#host.requestUpdate();
  };

  #start(wanted: Wanted<Data, Variables>): void {
    this.#stop();
    const live = connection.client.live(wanted.document, wanted);
    this.#live = live;
    this.#shown = live.current;
    live.subscribe((shown) => {
      this.#shown = shown;
      this.#watchCut(shown);
      if (shown.error?.isSignedOut) this.#host.emit("usher-signed-out", {});
      this.#host.requestUpdate();
    });
  }

  /** Tells of a cut that lasts; most are over before anybody has to know. */
  #watchCut({ status, error }: Shown<Data>): void {
    const isCut = status === "connecting" && error !== undefined;
    if (!isCut) {
      clearTimeout(this.#cut);
      this.#cut = undefined;
      this.#isCut = false;
    } else {
      this.#cut ??= setTimeout(() => {
        this.#isCut = true;
        this.#host.requestUpdate();
      }, PATIENCE);
    }
  }

  #stop(): void {
    this.#live?.stop();
    this.#live = this.#shown = this.#wanted = undefined;
    clearTimeout(this.#cut);
    this.#cut = undefined;
    this.#isCut = false;
  }
}
