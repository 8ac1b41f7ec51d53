import { useSearchParams } from 'react-router-dom';
import { useApi } from '@backstage/core-plugin-api';
import type {
  AssetDetail,
  RunComparison,
} from '@greenroom/backstage-plugin-greenroom-common';
import { greenroomApiRef } from '../api';
import { Answered } from '../components/Answered';
import { Delta } from '../components/Delta';
import { EmptyState } from '../components/EmptyState';
import { Figure } from '../components/Figure';
import {
  count,
  metricBetter,
  metricName,
  metricUnit,
  plural,
  quantity,
} from '../components/numbers';
import { Panel } from '../components/Panel';
import { RowsTable } from '../components/RowsTable';
import { useAnswer } from '../components/useAnswer';
import { ScrollRegion } from '../components/ScrollRegion';
import { runName } from './runWords';
import styles from './evaluations.module.css';

/** Most keys that one question for rows takes. */
const MOST_KEYS = 500;

/** "40 rows fixed and 10 broken". */
export function comparisonFinding({
  fixed,
  broken,
  rows,
}: RunComparison): string {
  if (fixed.length + broken.length === 0)
    return `Both runs get the same of ${plural(rows, 'row')} right`;
  return `${plural(fixed.length, 'row')} fixed and ${count(
    broken.length,
  )} broken, of ${count(rows)} in both`;
}

function pValue(p: number): string {
  return p < 0.0001 ? 'p < 0.0001' : `p ${p.toFixed(4)}`;
}

/** Two runs on the same rows: which got better, which got worse, and whether that can be chance. */
export function RunsCompared(props: { fromId: string; toId: string }) {
  const { fromId, toId } = props;
  const api = useApi(greenroomApiRef);
  const answer = useAnswer(async () => {
    const comparison = await api.compareRuns(fromId, toId);
    return {
      comparison,
      dataset: await api.getAsset(comparison.to.datasetAssetId),
    };
  }, [api, fromId, toId]);
  return (
    <Answered
      answer={answer}
      what="the comparison"
      still="Each run can still be looked at by itself."
    >
      {({ comparison, dataset }) => (
        <Compared comparison={comparison} dataset={dataset} />
      )}
    </Answered>
  );
}

function Compared(props: { comparison: RunComparison; dataset: AssetDetail }) {
  const { comparison, dataset } = props;
  const { from, to, delta, mcnemarP } = comparison;
  const metrics = Object.keys(to.metrics ?? {}).filter(
    metric => from.metrics?.[metric],
  );
  return (
    <Panel
      title={comparisonFinding(comparison)}
      note={`${runName(from)} → ${runName(to)}${
        to.audited ? ', on audited labels' : ''
      }`}
    >
      <p className={styles.verdict}>
        accuracy <Delta delta={delta} />{' '}
        <span className={styles.muted}>
          McNemar {pValue(mcnemarP)}:{' '}
          {mcnemarP < 0.05 ? 'unlikely to be chance' : 'may be chance'}
          {delta.mde === undefined
            ? ''
            : `; these rows would show a difference of ${quantity(
                delta.mde,
                'percent',
              )}`}
          {comparison.negativeFlipRate === undefined
            ? ''
            : `; ${quantity(
                comparison.negativeFlipRate,
                'percent',
              )} of rows were right and are wrong now`}
        </span>
      </p>
      <ScrollRegion name="Metrics of both runs">
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">metric</th>
              <th scope="col" className={styles.number}>
                before
              </th>
              <th scope="col" className={styles.number}>
                after
              </th>
              <th scope="col" className={styles.number}>
                difference
              </th>
            </tr>
          </thead>
          <tbody>
            {metrics.map(metric => {
              const before = from.metrics?.[metric];
              const after = to.metrics?.[metric];
              if (!before || !after) return null;
              const unit = metricUnit(metric);
              return (
                <tr key={metric}>
                  <th scope="row">{metricName(metric)}</th>
                  <td className={styles.number}>
                    <Figure figure={before} unit={unit} brief />
                  </td>
                  <td className={styles.number}>
                    <Figure figure={after} unit={unit} brief />
                  </td>
                  <td className={styles.number}>
                    <Delta
                      delta={after.value - before.value}
                      unit={unit}
                      better={metricBetter(metric)}
                    />
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </ScrollRegion>
      <ChangedRows
        comparison={comparison}
        mayRead={dataset.allowed.includes('readRows')}
      />
    </Panel>
  );
}

const SIDES = {
  fixed: { word: 'Fixed', none: 'No row that was wrong before is right now.' },
  broken: {
    word: 'Broken',
    none: 'No row that was right before is wrong now.',
  },
} as const;

/** The rows on which the two runs differ, one side at a time. */
function ChangedRows(props: { comparison: RunComparison; mayRead: boolean }) {
  const { comparison, mayRead } = props;
  const { to } = comparison;
  const [params, setParams] = useSearchParams();
  const side = params.get('rows') === 'broken' ? 'broken' : 'fixed';
  const keys = comparison[side];
  const { word, none } = SIDES[side];
  const show = (next: string) =>
    setParams(before => {
      const after = new URLSearchParams(before);
      after.set('rows', next);
      return after;
    });
  return (
    <>
      <div
        className={styles.views}
        role="group"
        aria-label="Rows on which the runs differ"
      >
        {(['fixed', 'broken'] as const).map(name => (
          <button
            key={name}
            type="button"
            aria-pressed={name === side}
            onClick={() => show(name)}
          >
            {SIDES[name].word}: {plural(comparison[name].length, 'row')}
          </button>
        ))}
      </div>
      {keys.length > MOST_KEYS ? (
        <p className={styles.muted}>The first {MOST_KEYS} of them.</p>
      ) : null}
      {keys.length === 0 ? (
        <EmptyState title={`${word}: none`}>{none}</EmptyState>
      ) : null}
      {keys.length > 0 && mayRead ? (
        <RowsTable
          versionId={to.datasetVersionId}
          runId={to.id}
          filter={{ keys: keys.slice(0, MOST_KEYS) }}
          name={`${word} rows`}
        />
      ) : null}
      {keys.length > 0 && !mayRead ? (
        <p>
          The rows are hidden from you: seeing them takes the permission
          greenroom.rows.read.
        </p>
      ) : null}
    </>
  );
}
