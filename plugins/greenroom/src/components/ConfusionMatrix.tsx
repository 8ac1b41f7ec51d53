import { type KeyboardEvent, useRef, useState } from 'react';
import type { Confusion } from '@greenroom/backstage-plugin-greenroom-common';
import { count, plural } from './numbers';
import styles from './charts.module.css';

export type ConfusionCell = { given: string; predicted: string };

const STEPS: Record<string, [number, number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/**
 * Given labels down, predicted across. A cell is a toggle button; arrows move
 * between cells, Tab enters and leaves the matrix as one stop.
 */
export function ConfusionMatrix(props: {
  confusion: Confusion;
  picked?: ConfusionCell;
  /** Called with the cell, or undefined when the picked cell is pressed again. */
  onPick: (cell: ConfusionCell | undefined) => void;
}) {
  const { confusion, picked, onPick } = props;
  const { classes, counts } = confusion;
  const table = useRef<HTMLTableElement>(null);
  const [at, setAt] = useState<[number, number]>([0, 0]);
  const mostWrong = Math.max(
    1,
    ...counts.flatMap((row, g) => row.filter((_, p) => g !== p)),
  );

  const move = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    if (!step) return;
    event.preventDefault();
    const clamp = (index: number) =>
      Math.min(classes.length - 1, Math.max(0, index));
    const next: [number, number] = [
      clamp(at[0] + step[0]),
      clamp(at[1] + step[1]),
    ];
    setAt(next);
    table.current
      ?.querySelector<HTMLButtonElement>(`[data-cell="${next[0]}-${next[1]}"]`)
      ?.focus();
  };

  return (
    <div className={styles.scroll}>
      <table ref={table} className={styles.matrix}>
        <caption>
          Given label down, predicted label across; a cell filters the rows
        </caption>
        <thead>
          <tr>
            <td />
            {classes.map(name => (
              <th key={name} scope="col" title={name}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {classes.map((given, g) => (
            <tr key={given}>
              <th scope="row" title={given}>
                {given}
              </th>
              {classes.map((predicted, p) => {
                const rows = counts[g]?.[p] ?? 0;
                const chosen =
                  picked?.given === given && picked.predicted === predicted;
                const weight =
                  g === p ? 0 : Math.round((rows / mostWrong) * 45);
                return (
                  <td key={predicted}>
                    <button
                      type="button"
                      className={styles.cell}
                      data-cell={`${g}-${p}`}
                      data-right={g === p}
                      tabIndex={at[0] === g && at[1] === p ? 0 : -1}
                      aria-pressed={chosen}
                      aria-label={`given ${given}, predicted ${predicted}: ${plural(
                        rows,
                        'row',
                      )}`}
                      style={{
                        background: `color-mix(in srgb, var(--bui-negative-border) ${weight}%, var(--bui-bg-neutral-1))`,
                      }}
                      onKeyDown={move}
                      onFocus={() => setAt([g, p])}
                      onClick={() =>
                        onPick(chosen ? undefined : { given, predicted })
                      }
                    >
                      {rows === 0 ? '·' : count(rows)}
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
