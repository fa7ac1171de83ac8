export type Fields = { readonly [name: string]: unknown };

export interface Upserted<Data> {
  /** The same object where nothing has changed; else new objects on the way to each change. */
  readonly data: Data;
  /** The IDs that occur in the data. */
  readonly found: ReadonlySet<string>;
  /** Of these, the IDs of objects that show a field which the news did not bring in a form that fits. */
  readonly partial: ReadonlySet<string>;
}

/** Puts the objects of `news` into `data`, by ID, wherever they stand. Rows of lists neither come nor go. */
export function upsert<Data>(data: Data, news: unknown): Upserted<Data> {
  const objects = new Map<string, Fields>();
  collect(news, objects);
  const found = new Set<string>();
  const partial = new Set<string>();

  function visit(value: unknown): unknown {
    if (Array.isArray(value)) return sameOr(value, value.map(visit)) as unknown[];
    if (!isObject(value)) return value;
    const id = idOf(value);
    if (id !== undefined) found.add(id);
    const fresh = id === undefined ? undefined : objects.get(id);
    const merged: Record<string, unknown> = {};
    for (const [name, old] of Object.entries(value)) {
      const here = visit(old);
      if (!fresh || name === "id" || isRows(here)) merged[name] = here;
      else if (name in fresh) merged[name] = join(here, fresh[name], () => partial.add(id!));
      else {
        merged[name] = here;
        partial.add(id!);
      }
    }
    return sameOr(value, merged);
  }

  return { data: visit(data) as Data, found, partial };
}

/** Takes what is new where it has the fields that are shown; calls `misfit` where it has not, and keeps what is old. */
function join(old: unknown, fresh: unknown, misfit: () => void): unknown {
  if (fresh === null || !(isObject(fresh) || (Array.isArray(fresh) && fresh.some(isObject)))) {
    return equal(old, fresh) ? old : fresh;
  }
  if (!isObject(old) || !isObject(fresh)) {
    misfit();
    return old;
  }
  const merged: Record<string, unknown> = {};
  let fits = true;
  for (const [name, value] of Object.entries(old)) {
    if (name in fresh) merged[name] = isRows(value) ? value : join(value, fresh[name], misfit);
    else {
      fits = false;
      merged[name] = value;
    }
  }
  if (fits) return sameOr(old, merged);
  if (idOf(old) !== undefined && idOf(old) === idOf(fresh)) return sameOr(old, merged); // its own change, if any, is told with it
  misfit();
  return old;
}

function collect(value: unknown, objects: Map<string, Fields>): void {
  if (Array.isArray(value)) for (const entry of value) collect(entry, objects);
  if (!isObject(value)) return;
  const id = idOf(value);
  if (id !== undefined) objects.set(id, { ...objects.get(id), ...value });
  for (const child of Object.values(value)) collect(child, objects);
}

/** A connection, or a plain list of objects: what is read again, not merged. */
export function isRows(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(isObject);
  return isObject(value) && (Array.isArray(value.nodes) || Array.isArray(value.edges));
}

export function isObject(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function idOf(value: unknown): string | undefined {
  return isObject(value) && typeof value.id === "string" ? value.id : undefined;
}

function sameOr<Value extends object>(old: Value, fresh: Value): Value {
  const entries = Object.entries(fresh);
  return entries.every(([name, value]) => (old as Fields)[name] === value) ? old : fresh;
}

function equal(one: unknown, other: unknown): boolean {
  if (!Array.isArray(one) || !Array.isArray(other)) return one === other;
  return one.length === other.length && one.every((value, place) => value === other[place]);
}
