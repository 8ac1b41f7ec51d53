import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import {
  binNumbers,
  encodeCategories,
  SliceTable,
} from '@greenroom/error-analysis';

const NUMBERS = new Set([
  'age',
  'fnlwgt',
  'capital-gain',
  'capital-loss',
  'hours-per-week',
]);
const LABEL = 'income-per-year';

/**
 * Adult's training half, 32,561 x 14, and where a rule that a person might think
 * of is wrong: more than 50,000 a year where married with a degree.
 */
export function adultTable(fixtures: string): SliceTable {
  const text = gunzipSync(
    readFileSync(path.join(fixtures, 'data/adult.csv.gz')),
  ).toString('utf8');
  const [head, ...lines] = text.trim().split(/\r?\n/);
  const names = head.split(',');
  const rows = lines.map(line => line.split(','));
  const column = (name: string) => {
    const at = names.indexOf(name);
    return rows.map(row => row[at]);
  };
  const features = names
    .filter(name => name !== LABEL)
    .map(name =>
      NUMBERS.has(name)
        ? binNumbers(Float64Array.from(column(name), Number))
        : encodeCategories(column(name)),
    );
  const marital = column('marital-status');
  const education = column('education-num').map(Number);
  const errors = Float64Array.from(column(LABEL), (label, i) => {
    const guess = marital[i] === 'Married-civ-spouse' && education[i] >= 13;
    return guess === label.startsWith('>') ? 0 : 1;
  });
  return {
    codes: features.map(({ codes }) => codes),
    cardinalities: features.map(({ labels }) => labels.length),
    errors,
  };
}
