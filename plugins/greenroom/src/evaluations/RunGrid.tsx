import { useId } from 'react';
import type { Run } from '@greenroom/backstage-plugin-greenroom-common';
import { signed } from '../components/Delta';
import { isRunning } from '../components/JobProgress';
import {
  metricBetter,
  metricName,
  metricUnit,
  quantity,
} from '../components/numbers';
import { ScrollRegion } from '../components/ScrollRegion';
import { useRovingCells } from '../components/useRovingCells';
import type { RunGridData } from './gridOfRuns';
import charts from '../components/charts.module.css';
import styles from './evaluations.module.css';

/** Share of the accent at most: the number must stay readable on it. */
const DEEPEST_PERCENT = 35;

/**
 * Every model version on every data version: the better, the deeper. Between two
 * runs stands the step from one to the other, which asks why the metric moved;
 * on the diagonal both changed.
 */
export function RunGrid(props: {
  grid: RunGridData;
  picked: string;
  pickedFrom: string | undefined;
  onPick: (run: string, from: string | undefined) => void;
  /** What an empty cell asks for; absent for who may not run. */
  onAsk?: (versions: {
    modelVersionId: string;
    datasetVersionId: string;
  }) => void;
}) {
  const { grid, picked, pickedFrom, onPick, onAsk } = props;
  const { metric, models, datasets, runs } = grid;
  const unit = metricUnit(metric);
  const title = useId();
  const { holder, cell } = useRovingCells<HTMLTableElement>(
    2 * models.length - 1,
    2 * datasets.length - 1,
  );
  const valueOf = (run: Run | undefined) => run?.metrics?.[metric]?.value;
  const values = runs.flat().flatMap(run => valueOf(run) ?? []);
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const worst = metricBetter(metric) === 'more' ? least : most;
  const depth = (value: number) =>
    most === least
      ? 0
      : Math.round(
          (Math.abs(value - worst) / (most - least)) * DEEPEST_PERCENT,
        );
  const where = (run: Run) =>
    `${run.modelSemver ?? run.modelVersionId.slice(0, 7)} on ${
      run.datasetName
    } ${run.datasetSemver ?? run.datasetVersionId.slice(0, 7)}`;

  const runCell = (row: number, column: number) => {
    const run = runs[row][column];
    const value = valueOf(run);
    return (
      <button
        type="button"
        className={charts.cell}
        aria-pressed={run?.id === picked && pickedFrom === undefined}
        aria-disabled={!run && !onAsk}
        aria-label={
          run
            ? `${where(run)}: ${
                value === undefined ? stateOf(run) : quantity(value, unit)
              }`
            : `${models[row].name} on ${datasets[column].name}: not evaluated${
                onAsk ? '. Ask for it' : ''
              }`
        }
        style={
          value === undefined
            ? undefined
            : {
                background: `color-mix(in srgb, var(--bui-accent-bg) ${depth(
                  value,
                )}%, var(--bui-bg-neutral-1))`,
              }
        }
        onClick={() =>
          run
            ? onPick(run.id, undefined)
            : onAsk?.({
                modelVersionId: models[row].id,
                datasetVersionId: datasets[column].id,
              })
        }
        {...cell(2 * row, 2 * column)}
      >
        {run === undefined && onAsk ? '+' : null}
        {value === undefined ? run && '…' : quantity(value, unit)}
      </button>
    );
  };
  const stepCell = (
    [fromRow, fromColumn]: readonly [number, number],
    [row, column]: readonly [number, number],
  ) => {
    const [from, to] = [runs[fromRow][fromColumn], runs[row][column]];
    const [before, after] = [valueOf(from), valueOf(to)];
    const isThere =
      from && to && before !== undefined && after !== undefined
        ? { from, to, difference: after - before }
        : undefined;
    return (
      <button
        type="button"
        className={`${charts.cell} ${styles.step}`}
        aria-pressed={
          isThere !== undefined &&
          isThere.to.id === picked &&
          isThere.from.id === pickedFrom
        }
        aria-disabled={!isThere}
        aria-label={
          isThere
            ? `From ${where(isThere.from)} to ${where(isThere.to)}: ${signed(
                isThere.difference,
                unit,
              )}. Why?`
            : 'No step: one of the two was not evaluated'
        }
        onClick={() => isThere && onPick(isThere.to.id, isThere.from.id)}
        {...cell(fromRow + row, fromColumn + column)}
      >
        {isThere ? signed(isThere.difference, unit) : '·'}
      </button>
    );
  };

  return (
    <>
      <h3 className={styles.part} id={title}>
        {metricName(metric)} of {grid.evaluation}: model versions down, data
        versions across
      </h3>
      <p className={styles.muted}>
        Press a step between two runs to ask why it moved.
      </p>
      <ScrollRegion name="Model versions by data versions">
        <table
          ref={holder}
          className={`${charts.matrix} ${styles.grid}`}
          aria-labelledby={title}
        >
          <thead>
            <tr>
              <td />
              {datasets.map((dataset, column) => (
                <th
                  key={dataset.id}
                  scope="col"
                  colSpan={column === datasets.length - 1 ? 1 : 2}
                >
                  {dataset.name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {models.flatMap((model, row) => [
              <tr key={model.id}>
                <th scope="row">{model.name}</th>
                {datasets.flatMap((dataset, column) => [
                  <td key={dataset.id}>{runCell(row, column)}</td>,
                  ...(column < datasets.length - 1
                    ? [
                        <td key={`${dataset.id} step`}>
                          {stepCell([row, column], [row, column + 1])}
                        </td>,
                      ]
                    : []),
                ])}
              </tr>,
              ...(row < models.length - 1
                ? [
                    <tr key={`${model.id} step`}>
                      <td />
                      {datasets.flatMap((dataset, column) => [
                        <td key={dataset.id}>
                          {stepCell([row, column], [row + 1, column])}
                        </td>,
                        ...(column < datasets.length - 1
                          ? [
                              <td key={`${dataset.id} both`}>
                                {stepCell([row, column], [row + 1, column + 1])}
                              </td>,
                            ]
                          : []),
                      ])}
                    </tr>,
                  ]
                : []),
            ])}
          </tbody>
        </table>
      </ScrollRegion>
    </>
  );
}

function stateOf({ job }: Run): string {
  return isRunning(job) ? 'under way' : job.state;
}
