import { BarList } from '../components/BarList';
import { Disclosure } from '../components/Disclosure';
import { HeatMap } from '../components/HeatMap';
import { count, plural } from '../components/numbers';
import { ScrollRegion } from '../components/ScrollRegion';
import { boxTransitions } from './boxTransitions';
import { type Transition, transitionGrid } from './transitionGrid';
import rowStyles from '../components/rows.module.css';
import styles from './data.module.css';

export type LabelStep = { from: string; to: string };

/** Up to here a list says more than a grid. */
const LIST_TRANSITIONS = 4;
/** Most rows of the table behind the picture. */
const TABLE_ROWS = 200;

const label = (name: string) => (name === '' ? 'none' : name);

/** From which label to which, as a picture that filters, with the table behind it. */
export function Transitions(props: {
  transitions: readonly Transition[];
  /** In the order in which the manifest declares them. */
  classes?: readonly string[];
  picked?: LabelStep;
  onPick: (step: LabelStep | undefined) => void;
}) {
  const { transitions, classes, picked, onPick } = props;
  const boxes = transitions.length > 0 && boxTransitions(transitions);
  if (boxes) {
    return (
      <BarList
        name="What became of the boxes of changed pictures"
        bars={boxes.map(({ word, count: changed }) => ({
          id: word,
          label: word,
          count: changed,
        }))}
      />
    );
  }
  const sorted = [...transitions].sort((a, b) => b.count - a.count);
  if (transitions.length <= LIST_TRANSITIONS) {
    const at = sorted.findIndex(
      ({ from, to }) => from === picked?.from && to === picked.to,
    );
    return (
      <BarList
        name="Label transitions; each filters the changed rows"
        bars={sorted.map((each, id) => ({
          id: String(id),
          label: `${label(each.from)} → ${label(each.to)}`,
          count: each.count,
        }))}
        picked={at === -1 ? undefined : String(at)}
        onPick={id => onPick(id === undefined ? id : sorted[Number(id)])}
      />
    );
  }
  const grid = transitionGrid(transitions, classes);
  return (
    <div className={styles.transitions}>
      <HeatMap
        caption="Label before down, label after across; a cell filters the rows"
        rows={grid.labels}
        columns={grid.labels}
        counts={grid.counts}
        describe={(cell, rows) =>
          `${label(cell.row)} became ${label(cell.column)}: ${plural(
            rows,
            'row',
          )}`
        }
        picked={picked && { row: picked.from, column: picked.to }}
        onPick={cell => onPick(cell && { from: cell.row, to: cell.column })}
      />
      {grid.left > 0 ? (
        <p className={styles.muted}>
          The {grid.labels.length} labels with most changes;{' '}
          {plural(grid.left, 'transition')} of others stand in the table.
        </p>
      ) : null}
      <Disclosure
        summary={`${plural(transitions.length, 'transition')} as a table`}
      >
        <ScrollRegion
          name="Label transitions as a table"
          className={styles.tall}
        >
          <table className={rowStyles.table}>
            <thead>
              <tr>
                <th scope="col">before</th>
                <th scope="col">after</th>
                <th scope="col" className={rowStyles.number}>
                  rows
                </th>
              </tr>
            </thead>
            <tbody>
              {sorted.slice(0, TABLE_ROWS).map(({ from, to, count: rows }) => (
                <tr key={JSON.stringify([from, to])}>
                  <td>{label(from)}</td>
                  <td>
                    <button
                      type="button"
                      className={rowStyles.open}
                      aria-label={`Show rows relabelled ${label(
                        from,
                      )} → ${label(to)}`}
                      onClick={() => onPick({ from, to })}
                    >
                      {label(to)}
                    </button>
                  </td>
                  <td className={rowStyles.number}>{count(rows)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollRegion>
        {sorted.length > TABLE_ROWS ? (
          <p className={styles.muted}>
            The {TABLE_ROWS} most frequent of {count(sorted.length)}.
          </p>
        ) : null}
      </Disclosure>
    </div>
  );
}
