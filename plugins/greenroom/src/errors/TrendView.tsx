import { useApi } from '@backstage/core-plugin-api';
import type {
  Cohort,
  ErrorMeasure,
  ErrorTrend,
} from '@greenroom/backstage-plugin-greenroom-common';
import { greenroomApiRef } from '../api';
import { Delta } from '../components/Delta';
import { EmptyState } from '../components/EmptyState';
import { Figure } from '../components/Figure';
import { FromJob } from '../components/FromJob';
import { isRunning } from '../components/JobProgress';
import { count, quantity } from '../components/numbers';
import { Panel } from '../components/Panel';
import { TrendPicture } from '../components/TrendPicture';
import { useAnswer } from '../components/useAnswer';
import { pValue } from '../evaluations/pValue';
import { bothCohorts } from './cohortText';
import { cohortName } from './cohortWords';
import type { ErrorScene } from './errorScene';
import { Explored } from './Explored';
import { GroupTable } from './GroupTable';
import { MEASURE_NAMES, measureUnit } from './groupWords';
import styles from './errors.module.css';

type Points = NonNullable<ErrorTrend['points']>;

/** How the picked group fared in every version that was run on the same evaluation. */
export function TrendView({ scene }: { scene: ErrorScene }) {
  const { where, picked, measure } = scene.selection;
  const cohort = bothCohorts(where, picked);
  return cohort.length === 0 ? (
    <EmptyState title="Pick a group of rows to see how it fared">
      Pick a slice, a node of the tree or a cell of the heat map, or add a
      condition: this view shows its errors in every version.
    </EmptyState>
  ) : (
    <Trend scene={scene} cohort={cohort} measure={measure} />
  );
}

function Trend(props: {
  scene: ErrorScene;
  cohort: Cohort;
  measure: ErrorMeasure;
}) {
  const { scene, cohort, measure } = props;
  const { run, mayRun } = scene;
  const api = useApi(greenroomApiRef);
  const answer = useAnswer(
    () => api.getErrorTrend(run.id, { where: cohort, measure }),
    [api, run.id, JSON.stringify(cohort), measure],
    { keep: true, busy: ({ job }) => isRunning(job) },
  );
  const name = cohortName(cohort);
  return (
    <Explored answer={answer} what="the trend" lines={6}>
      {({ job, points }) => (
        <FromJob
          job={job}
          value={points}
          what={`${name} over versions`}
          mayRetry={mayRun}
          onRetried={answer.refetch}
        >
          {told =>
            told.length === 0 ? (
              <EmptyState title="No version can be looked at">
                None of the runs of this evaluation has the features of {name}.
              </EmptyState>
            ) : (
              <Panel
                title={trendFinding(told, name, measure)}
                note="The solid line is this group, the dashed line all rows; each with its 95 % interval."
              >
                <TrendPicture
                  name={`${MEASURE_NAMES[measure]} where ${name}`}
                  unit={measureUnit(measure)}
                  versions={told.map(point => point.name)}
                  lines={[
                    {
                      line: 'dashed',
                      figures: told.map(({ all }) => all.rate),
                    },
                    {
                      line: 'solid',
                      figures: told.map(point => point.cohort?.rate),
                    },
                  ]}
                  current={told.findIndex(({ runId }) => runId === run.id)}
                />
                <TrendTable points={told} runId={run.id} measure={measure} />
              </Panel>
            )
          }
        </FromJob>
      )}
    </Explored>
  );
}

/** "slant ≥ 12 went from 18.2 % to 6.1 % wrong over 3 versions". */
export function trendFinding(
  points: Points,
  name: string,
  measure: ErrorMeasure,
): string {
  const known = points.flatMap(({ cohort }) =>
    cohort && cohort.rows > 0 ? [cohort] : [],
  );
  const unit = measureUnit(measure);
  if (known.length === 0) return `No version has rows with ${name}`;
  const from = quantity(known[0].rate.value, unit);
  const to = quantity(known[known.length - 1].rate.value, unit);
  const what = measure === 'wrong' ? 'wrong' : 'mean loss';
  if (known.length === 1)
    return `${name}: ${to} ${what} in the one version run`;
  return from === to
    ? `${name} stayed at ${to} ${what} over ${known.length} versions`
    : `${name} went from ${from} to ${to} ${what} over ${known.length} versions`;
}

function TrendTable(props: {
  points: Points;
  runId: string;
  measure: ErrorMeasure;
}) {
  const { points, runId, measure } = props;
  const unit = measureUnit(measure);
  return (
    <GroupTable
      name="The group over versions"
      what="version"
      figures={[
        'rows',
        MEASURE_NAMES[measure],
        'of all rows',
        'against the run before',
        'p',
      ]}
    >
      {[...points].reverse().map(({ cohort, change, ...point }) => (
        <tr
          key={point.runId}
          data-selected={point.runId === runId}
          aria-current={point.runId === runId ? 'true' : undefined}
        >
          <th scope="row">{point.name}</th>
          <td className={styles.number}>{cohort ? count(cohort.rows) : ''}</td>
          <td className={styles.number}>
            {cohort && cohort.rows > 0 ? (
              <Figure figure={cohort.rate} unit={unit} brief />
            ) : (
              <span className={styles.muted}>
                {cohort ? 'no rows' : 'lacks a feature'}
              </span>
            )}
          </td>
          <td className={styles.number}>
            <Figure figure={point.all.rate} unit={unit} brief />
          </td>
          <td className={styles.number}>
            {change ? (
              <>
                <Delta delta={change} unit={unit} better="less" />
                <span className={styles.muted}>
                  {' '}
                  on {count(change.rows)} rows
                </span>
              </>
            ) : null}
          </td>
          <td className={styles.number}>{pValue(change?.pValue)}</td>
        </tr>
      ))}
    </GroupTable>
  );
}
