import { count } from './numbers';
import { useRovingCells } from './useRovingCells';
import styles from './charts.module.css';

export type HeatMapCell = { row: string; column: string };

/**
 * Counts as a picture: the more, the darker, and always with its number. A cell
 * is a toggle button; arrows move between cells, Tab enters and leaves as one stop.
 * Where row and column have the same name nothing moved: no colour. A cell of
 * nothing can be reached, and filters nothing.
 */
export function HeatMap(props: {
  caption: string;
  rows: readonly string[];
  columns: readonly string[];
  /** counts[row][column] */
  counts: readonly (readonly number[])[];
  /** A cell in words, as in "given 4, predicted 9: 12 rows". */
  describe: (cell: HeatMapCell, count: number) => string;
  picked?: HeatMapCell;
  /** Called with the cell, or undefined when the picked cell is pressed again. */
  onPick: (cell: HeatMapCell | undefined) => void;
}) {
  const { caption, rows, columns, counts, describe, picked, onPick } = props;
  const { holder, cell } = useRovingCells<HTMLTableElement>(
    rows.length,
    columns.length,
  );
  const most = Math.max(
    1,
    ...counts.flatMap((line, r) =>
      line.filter((_, c) => rows[r] !== columns[c]),
    ),
  );
  return (
    <div className={styles.scroll}>
      <table ref={holder} className={styles.matrix}>
        <caption>{caption}</caption>
        <thead>
          <tr>
            <td />
            {columns.map(name => (
              <th key={name} scope="col" title={name}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, r) => (
            <tr key={row}>
              <th scope="row" title={row}>
                {row}
              </th>
              {columns.map((column, c) => {
                const n = counts[r]?.[c] ?? 0;
                const same = row === column;
                const chosen = picked?.row === row && picked.column === column;
                const weight = same ? 0 : Math.round((n / most) * 45);
                return (
                  <td key={column}>
                    <button
                      type="button"
                      className={styles.cell}
                      data-right={same}
                      aria-pressed={chosen}
                      aria-disabled={n === 0 && !chosen}
                      aria-label={describe({ row, column }, n)}
                      style={{
                        background: `color-mix(in srgb, var(--bui-negative-border) ${weight}%, var(--bui-bg-neutral-1))`,
                      }}
                      onClick={() => {
                        if (chosen) onPick(undefined);
                        else if (n > 0) onPick({ row, column });
                      }}
                      {...cell(r, c)}
                    >
                      {n === 0 ? '·' : count(n)}
                    </button>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
