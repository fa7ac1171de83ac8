import { textOf, type TypedDocument } from "./document.js";
import { UsherError } from "./errors.js";
import { find } from "./rows.js";
import type { Transport } from "./transport.js";
import type { Fields } from "./upsert.js";

/** A stream that keeps a screen current. */
export interface Stream<Data = any> {
  /** A subscription of one field. Where it takes `$after`, it goes on from the cursor of the snapshot. */
  document: TypedDocument<any, any>;
  variables?: object;
  /** Where the snapshot has the cursor; the first `liveCursor` in it if left out. */
  cursor?: (data: Data) => string | null | undefined;
}

/** The streams of a screen; where its rows have streams of their own, these for what is shown. */
export type Streams<Data> = readonly Stream<Data>[] | ((data: Data) => readonly Stream<Data>[]);

/** Who hears what a stream tells. */
interface Listener {
  /** The server listens. */
  open(): void;
  event(event: unknown): void;
  /** The stream was refused or cut. */
  error(error: UsherError): void;
}

/** How far a stream has been followed. */
export class Following {
  /** Whether it has told everything, as only streams without a cursor do. */
  isOver = false;
  #cursor: string | undefined;

  readonly #stream: Stream;
  constructor(stream: Stream, snapshot: unknown) {
    this.#stream = stream;
    this.#cursor = cursorOf(stream, snapshot);
  }

  isOf({ document, variables }: Stream): boolean {
    return this.#stream.document === document && JSON.stringify(this.#stream.variables) === JSON.stringify(variables);
  }

  /** Whether something may have happened of which the stream will not tell. */
  get mayHaveMissed(): boolean {
    return this.#cursor === undefined && takesCursor(this.#stream);
  }

  /** Follows from the last event on, until the function that is returned is called. */
  follow(transport: Transport, listener: Listener): () => void {
    const { document, variables } = this.#stream;
    const after = this.#cursor && { after: this.#cursor };
    let hasLeft = false; // a transport may also report that as the end
    const leave = transport.subscribe(
      textOf(document),
      { ...variables, ...after },
      {
        open: () => hasLeft || listener.open(),
        next: (data, id) => {
          if (hasLeft) return;
          const event = Object.values(data)[0];
          const { cursor = id } = Object(event) as { cursor?: string };
          if (cursor) this.#cursor = cursor;
          listener.event(event);
        },
        error: (error) => hasLeft || listener.error(error),
        complete: () => {
          if (hasLeft) return;
          if (takesCursor(this.#stream)) listener.error(new UsherError("RETRYABLE", "The stream has ended."));
          else this.isOver = true;
        },
      },
    );
    return () => {
      hasLeft = true;
      leave();
    };
  }
}

function takesCursor({ document }: Stream): boolean {
  return /\$after\b/.test(textOf(document));
}

/** The cursor of the group that the stream is about, or the only one. */
function cursorOf(stream: Stream, data: unknown): string | undefined {
  if (!takesCursor(stream)) return undefined;
  if (stream.cursor) return stream.cursor(data) ?? undefined;
  const { groupId } = { groupId: undefined, ...stream.variables };
  const has = (object: Fields) => typeof object.liveCursor === "string";
  const owner = find(data, (object) => has(object) && object.id === groupId) ?? find(data, has);
  return owner?.liveCursor as string | undefined;
}
