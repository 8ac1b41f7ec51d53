import type { ManifestProblem } from './ManifestProblem';
import { pointerOf } from './ManifestProblem';
import type { ManifestFormat, Origin } from './Manifest';
import { MANIFEST_LIMITS } from './text/limits';
import type { Position, TextDocument } from './text/TextDocument';

/** More of them help nobody. */
const MAXIMUM_PROBLEMS = 100;

/** The file that is being read, and what was noticed on the way. */
export type Reading = {
  readonly path: string;
  readonly format: ManifestFormat;
  readonly document: TextDocument;
  readonly warnings: ManifestProblem[];
  readonly errors: ManifestProblem[];
};

/**
 * A map of a foreign manifest, read field by field. A field of another type
 * than the format says is left out with a warning that names its place: the
 * rest of the file stays readable.
 */
export class Fields {
  private constructor(
    readonly reading: Reading,
    readonly path: readonly PropertyKey[],
    readonly value: Readonly<Record<string, unknown>>,
  ) {}

  static root(reading: Reading): Fields | undefined {
    return Fields.of(reading, [], reading.document.value);
  }

  static of(
    reading: Reading,
    path: readonly PropertyKey[],
    value: unknown,
  ): Fields | undefined {
    return isMap(value) ? new Fields(reading, path, value) : undefined;
  }

  keys(): string[] {
    return Object.keys(this.value);
  }

  has(key: string): boolean {
    return Object.hasOwn(this.value, key) && this.value[key] !== null;
  }

  raw(key: string): unknown {
    return Object.hasOwn(this.value, key) ? this.value[key] : undefined;
  }

  text(key: string): string | undefined {
    const value = this.raw(key);
    if (value === undefined || value === null) return undefined;
    const text = this.#asWritten(value, key);
    if (text === undefined)
      this.warn(key, `is ${nameOf(value)}; a text is expected`);
    return text === '' ? undefined : text;
  }

  number(key: string): number | undefined {
    const value = this.raw(key);
    if (value === undefined || value === null) return undefined;
    const number = typeof value === 'string' ? Number(value) : value;
    if (typeof number === 'number' && Number.isFinite(number) && value !== '')
      return number;
    this.warn(key, `is ${nameOf(value)}; a number is expected`);
    return undefined;
  }

  count(key: string): number | undefined {
    const value = this.number(key);
    if (value === undefined) return undefined;
    if (Number.isSafeInteger(value) && value >= 0) return value;
    this.warn(key, `is ${value}; a whole number from 0 is expected`);
    return undefined;
  }

  flag(key: string): boolean | undefined {
    const value = this.raw(key);
    if (value === undefined || value === null) return undefined;
    if (typeof value === 'boolean') return value;
    this.warn(key, `is ${nameOf(value)}; true or false is expected`);
    return undefined;
  }

  /** One text or a list of them. */
  texts(key: string): string[] {
    const value = this.raw(key);
    if (value === undefined || value === null) return [];
    const items = Array.isArray(value) ? this.#bounded(key, value) : [value];
    return items.flatMap((item, i) => {
      const text = Array.isArray(value)
        ? this.#asWritten(item, key, i)
        : this.#asWritten(item, key);
      if (text === undefined) {
        this.warn(key, `holds ${nameOf(item)} at ${i}; texts are expected`);
      }
      return text ? [text] : [];
    });
  }

  map(key: string): Fields | undefined {
    const value = this.raw(key);
    if (value === undefined || value === null) return undefined;
    const map = Fields.of(this.reading, [...this.path, key], value);
    if (!map)
      this.warn(key, `is ${nameOf(value)}; a map of fields is expected`);
    return map;
  }

  /** One map or a list of them; what is no map is left out with a warning. */
  maps(key: string): Fields[] {
    const value = this.raw(key);
    if (value === undefined || value === null) return [];
    if (isMap(value)) return [this.map(key)!];
    if (!Array.isArray(value)) {
      this.warn(key, `is ${nameOf(value)}; a list is expected`);
      return [];
    }
    return this.#bounded(key, value).flatMap((item, i) => {
      const map = Fields.of(this.reading, [...this.path, key, i], item);
      if (!map)
        this.warn(
          key,
          `holds ${nameOf(item)} at ${i}; a map of fields is expected`,
        );
      return map ?? [];
    });
  }

  origin(key?: string): Origin {
    const path = key === undefined ? this.path : [...this.path, key];
    return {
      format: this.reading.format,
      path: this.reading.path,
      line: this.reading.document.position(path).line,
      pointer: pointerOf(path),
    };
  }

  position(key?: string): Position {
    return this.reading.document.position(
      key === undefined ? this.path : [...this.path, key],
    );
  }

  warn(key: string | undefined, what: string): void {
    this.#say(this.reading.warnings, key, `${what}. It is left out.`);
  }

  note(key: string | undefined, message: string): void {
    this.#say(this.reading.warnings, key, message);
  }

  refuse(key: string | undefined, message: string): void {
    this.#say(this.reading.errors, key, message);
  }

  #say(to: ManifestProblem[], key: string | undefined, what: string): void {
    if (to.length >= MAXIMUM_PROBLEMS) return;
    const path = key === undefined ? this.path : [...this.path, key];
    const name = path.length > 0 ? `"${path.map(String).join('.')}" ` : '';
    to.push({
      ...this.reading.document.position(path),
      pointer: pointerOf(path),
      message: `${name}${what}`,
    });
  }

  /** A commit of digits alone is no number; 1.10 is not 1.1. */
  #asWritten(value: unknown, ...below: readonly PropertyKey[]) {
    if (typeof value !== 'number') return asText(value);
    const { document } = this.reading;
    return document.written([...this.path, ...below]) ?? asText(value);
  }

  #bounded(key: string, items: readonly unknown[]): readonly unknown[] {
    if (items.length > MANIFEST_LIMITS.entries) {
      this.note(
        key,
        `has ${items.length} entries; the first ${MANIFEST_LIMITS.entries} are read.`,
      );
    }
    return items.slice(0, MANIFEST_LIMITS.entries);
  }
}

export function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** YAML reads 4 as a number; a class or a version is a text all the same. */
export function asText(value: unknown): string | undefined {
  if (typeof value === 'string') {
    return value.trim().slice(0, MANIFEST_LIMITS.characters);
  }
  return typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : undefined;
}

function nameOf(value: unknown): string {
  if (value === null) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a map';
  return `${typeof value} ${JSON.stringify(value)?.slice(0, 60)}`;
}
