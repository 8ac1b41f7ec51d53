/** A data set whose one wrong label the portal finds by itself. */
export const WRONG = { key: 'n7', given: 'low', right: 'high' } as const;
/** Enough for a probe to tell two classes that lie apart. */
const ROWS = 80;
const COLUMNS = ['id', 'label', 'split', 'x', 'y'];

/** Rows of two classes that lie apart; the label of one row is as given. */
export function notes(labelOfWrong: string): string {
  const rows = Array.from({ length: ROWS }, (_, i) => {
    const isHigh = i % 2 === 1;
    const key = `n${i}`;
    const label = isHigh ? 'high' : 'low';
    // Steps of a few tenths, of another order in each column.
    const [x, y] = [(i * 7) % 11, (i * 5) % 13].map(step =>
      ((isHigh ? 8 : 0) + step / 5).toFixed(1),
    );
    return [
      key,
      key === WRONG.key ? labelOfWrong : label,
      i % 5 === 0 ? 'test' : 'train',
      x,
      y,
    ];
  });
  return [COLUMNS, ...rows].map(cells => `${cells.join(',')}\n`).join('');
}

/** The manifest beside it. */
export function notesManifest(name: string): string {
  return `apiVersion: greenroom.dev/v1alpha1
kind: Dataset
metadata:
  name: ${name}
spec:
  version: "1.0.0"
  task: tabular-classification
  classes: [low, high]
  table: { path: notes.csv }
  key: id
  label: label
  split: split
  columns:
    - { name: x, type: number }
    - { name: y, type: number }
`;
}
