import { readFileSync } from 'node:fs';

/** The columns of a CSV of numbers by name, in the order of the file. */
export function readCodes(file: string): Map<string, Float64Array> {
  const [head, ...lines] = readFileSync(file, 'utf8').trim().split(/\r?\n/);
  const columns = head
    .split(',')
    .map(name => [name, new Float64Array(lines.length)] as const);
  lines.forEach((line, row) =>
    line.split(',').forEach((cell, f) => (columns[f][1][row] = Number(cell))),
  );
  return new Map(columns);
}
