import { seededRandom } from '@greenroom/label-quality';
import type { TrainingRows } from '../TrainingRows';

/**
 * Two classes that lie apart along x: 40 of `many` around 0, 12 of `few` around
 * 10; with a whole number, a category and a gap here and there.
 */
export function twoClasses(): TrainingRows {
  const random = seededRandom(3);
  const sizes = { many: 40, few: 12 };
  const rows = Object.entries(sizes).flatMap(([label, size]) =>
    Array.from({ length: size }, (_, i) => ({
      key: `${label}${i}`,
      label,
      x: (label === 'few' ? 10 : 0) + 2 * random(),
      age: 20 + Math.floor(50 * random()),
      town: ['Bern', 'Basel', null][Math.floor(3 * random())],
    })),
  );
  return {
    keys: rows.map(({ key }) => key),
    labels: rows.map(({ label }) => label),
    columns: [
      {
        type: 'number',
        name: 'x',
        values: Float64Array.from(rows, ({ x }) => x),
        isWhole: false,
      },
      {
        type: 'number',
        name: 'age',
        values: Float64Array.from(rows, ({ age }, i) => (i % 9 ? age : NaN)),
        isWhole: true,
      },
      { type: 'category', name: 'town', values: rows.map(({ town }) => town) },
    ],
  };
}
