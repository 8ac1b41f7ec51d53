import { ROW_NUMBER } from './keySql';

/** The SQL that rows have these numbers; consecutive ones stand together in the file. */
export function among(numbers: readonly number[]): string {
  const first = numbers[0];
  const isRange = numbers.every((number, i) => number === first + i);
  return isRange
    ? `${ROW_NUMBER} BETWEEN ${first} AND ${first + numbers.length - 1}`
    : `${ROW_NUMBER} IN (${numbers.map(Math.trunc).join(', ')})`;
}
