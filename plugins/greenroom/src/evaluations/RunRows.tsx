import { useCallback } from 'react';
import { useSearchParams } from 'react-router-dom';
import { useApi } from '@backstage/core-plugin-api';
import { Button } from '@backstage/ui';
import type {
  RowFilter,
  Run,
} from '@greenroom/backstage-plugin-greenroom-common';
import { greenroomApiRef } from '../api';
import { Answered } from '../components/Answered';
import type { ConfusionCell } from '../components/ConfusionMatrix';
import { RowsTable } from '../components/RowsTable';
import { useAnswer } from '../components/useAnswer';
import styles from './evaluations.module.css';

export type CellPick = [
  ConfusionCell | undefined,
  (cell: ConfusionCell | undefined) => void,
];

/** The chosen cell of the confusion matrix, kept in the address bar. */
export function useCellPick(): CellPick {
  const [params, setParams] = useSearchParams();
  const given = params.get('given');
  const predicted = params.get('took');
  const pick = useCallback(
    (cell: ConfusionCell | undefined) =>
      setParams(before => {
        const next = new URLSearchParams(before);
        next.delete('given');
        next.delete('took');
        if (cell) {
          next.set('given', cell.given);
          next.set('took', cell.predicted);
        }
        return next;
      }),
    [setParams],
  );
  return [
    given !== null && predicted !== null ? { given, predicted } : undefined,
    pick,
  ];
}

/** The rows a run got wrong, or those of one cell of its confusion matrix. */
export function RunRows(props: {
  run: Run;
  cell?: ConfusionCell;
  onClear: () => void;
}) {
  const { run, cell, onClear } = props;
  const api = useApi(greenroomApiRef);
  const dataset = useAnswer(
    () => api.getAsset(run.datasetAssetId),
    [api, run.datasetAssetId],
  );
  const title = cell
    ? `Rows given ${cell.given} and taken for ${cell.predicted}`
    : 'Rows it got wrong';
  return (
    <div>
      <div className={styles.head}>
        <h3 className={styles.part}>{title}</h3>
        {cell ? (
          <Button size="small" variant="secondary" onPress={onClear}>
            Show all wrong rows
          </Button>
        ) : null}
      </div>
      <Answered answer={dataset} what={`the data set ${run.datasetName}`}>
        {asset => {
          if (!asset.allowed.includes('readRows')) {
            return (
              <p>
                The rows are hidden from you: seeing them takes the permission
                greenroom.rows.read.
              </p>
            );
          }
          const label = asset.columns?.find(
            column => column.role === 'label',
          )?.name;
          const filter: RowFilter =
            cell && label
              ? { equals: { [label]: cell.given }, predicted: cell.predicted }
              : { wrong: true };
          return (
            <RowsTable
              versionId={run.datasetVersionId}
              runId={run.id}
              filter={filter}
              name={title}
            />
          );
        }}
      </Answered>
    </div>
  );
}
