import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Figure } from '@greenroom/evaluation';
import type { Report } from '../Report';

/** Figures by name. */
export type Figures = Readonly<Record<string, number>>;

export type MetricFixtures = {
  readonly folder: string;
  /** As the file has it; each section says what it reads. */
  readonly expected: Readonly<Record<string, unknown>>;
};

/** What the reference figures are held to. */
export const TOLERANCE = 1e-9;

/** The part of the reference of one name. */
export function partOf<Part>({ expected }: MetricFixtures, name: string): Part {
  return expected[name] as Part;
}

/** A table of numbers, with the names of its columns where it has a head. */
export function readNumbers(
  { folder }: MetricFixtures,
  file: string,
  head: 'named' | 'none' = 'named',
): { rows: Float64Array[]; column: (name: string) => Float64Array } {
  const raw = readFileSync(path.join(folder, file));
  const text = (file.endsWith('.gz') ? gunzipSync(raw) : raw).toString('utf8');
  const lines = text.trim().split(/\r?\n/);
  const names = head === 'named' ? lines.shift()!.split(',') : [];
  const rows = lines.map(line => Float64Array.from(line.split(','), Number));
  return {
    rows,
    column: name => {
      const at = names.indexOf(name);
      if (at < 0) throw new Error(`${file} has no column ${name}.`);
      return Float64Array.from(rows, row => row[at]);
    },
  };
}

/** Compares each figure of the reference with ours of the given name. */
export function compareFigures(
  report: Report,
  what: string,
  ours: Figures,
  reference: Readonly<Record<string, unknown>>,
  names: Readonly<Record<string, string>>,
): void {
  for (const [theirs, own] of Object.entries(names))
    report.near(
      `${what}: ${own}`,
      [ours[own]],
      [reference[theirs] as number],
      TOLERANCE,
    );
}

/** Figures without their intervals. */
export function valuesOf(figures: Readonly<Record<string, Figure>>): Figures {
  return Object.fromEntries(
    Object.entries(figures).map(([name, { value }]) => [name, value]),
  );
}
