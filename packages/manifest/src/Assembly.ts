import type { Declaration, ManifestFormat, Origin } from './Manifest';
import type { Fields } from './Fields';
import { slugOf } from './slugOf';

/** Collects the fields of one asset, each with the place where it was said; what is not said stays absent. */
export class Assembly {
  readonly #fields: Record<string, unknown> = {};
  readonly #origins: Record<string, Origin> = {};

  constructor(
    private readonly kind: Declaration['kind'],
    private readonly format: ManifestFormat,
    private readonly line: number,
  ) {}

  /** Keeps a value that is there; the first one said stays. */
  put(field: string, value: unknown, origin: Origin): this {
    const isAbsent =
      value === undefined ||
      value === null ||
      value === '' ||
      (Array.isArray(value) && value.length === 0);
    if (isAbsent || field in this.#fields) return this;
    this.#fields[field] = value;
    this.#origins[`/${field}`] = origin;
    return this;
  }

  /** A text field under its name, or under one of the names it has in the format. */
  text(field: string, from: Fields, ...keys: readonly string[]): this {
    for (const key of keys) this.put(field, from.text(key), from.origin(key));
    return this;
  }

  texts(field: string, from: Fields, ...keys: readonly string[]): this {
    for (const key of keys) this.put(field, from.texts(key), from.origin(key));
    return this;
  }

  /** One licence as `license`; of several all of them as `licenses`, too. */
  licenses(names: readonly string[], origin: Origin): this {
    const distinct = [...new Set(names)];
    this.put('license', distinct[0], origin);
    if (distinct.length > 1) this.put('licenses', distinct, origin);
    return this;
  }

  /** The name in letters a catalog takes; the format's own spelling stays as title. */
  name(said: string | undefined, origin: Origin, fallback: string): this {
    const name = said && slugOf(said);
    if (name) {
      this.put('name', name, origin);
      if (name !== said) this.put('title', said, origin);
    } else {
      // Only the place of the file gives it a name.
      this.put('name', slugOf(fallback) ?? 'unnamed', {
        ...origin,
        line: 1,
        pointer: '',
      });
    }
    return this;
  }

  done<T extends Declaration>(): T {
    return {
      kind: this.kind,
      ...this.#fields,
      line: this.line,
      formats: [this.format],
      origins: this.#origins,
    } as unknown as T;
  }
}
