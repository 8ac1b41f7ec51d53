import { useApi } from '@backstage/core-plugin-api';
import type {
  ComparedMetric,
  ComparedSlice,
  Run,
  RunsCompared as Comparison,
} from '@greenroom/backstage-plugin-greenroom-common';
import { greenroomApiRef } from '../api';
import { Answered } from '../components/Answered';
import { Delta } from '../components/Delta';
import { Disclosure } from '../components/Disclosure';
import { FromJob } from '../components/FromJob';
import { isRunning } from '../components/JobProgress';
import { count, metricName, plural, quantity } from '../components/numbers';
import { Panel } from '../components/Panel';
import { useAnswer } from '../components/useAnswer';
import { ChangedByRuns } from './ChangedByRuns';
import { ComparedTable } from './ComparedTable';
import { Forest } from './Forest';
import { pValue } from './pValue';
import { runName } from './runWords';
import styles from './evaluations.module.css';

/** "40 rows fixed and 10 broken, of 2,000 in both". */
export function comparisonFinding({
  unit,
  fixed,
  broken,
  joined,
}: Pick<Comparison, 'unit' | 'fixed' | 'broken' | 'joined'>): string {
  if (fixed + broken === 0)
    return unit === 'row'
      ? `Both runs get the same of ${plural(joined, 'row')} right`
      : `Both runs make as many mistakes in each of ${plural(
          joined,
          'picture',
        )}`;
  return unit === 'row'
    ? `${plural(fixed, 'row')} fixed and ${count(broken)} broken, of ${count(
        joined,
      )} in both`
    : `Fewer mistakes in ${plural(fixed, 'picture')} and more in ${count(
        broken,
      )}, of ${count(joined)} in both`;
}

/** Two runs on the same rows: which got better, which got worse, and whether that can be chance. */
export function RunsCompared(props: {
  fromId: string;
  toId: string;
  mayRun: boolean;
}) {
  const { fromId, toId, mayRun } = props;
  const api = useApi(greenroomApiRef);
  const answer = useAnswer(
    async () => {
      const compared = await api.compareRuns(fromId, toId);
      const { allowed } = await api.getAsset(compared.to.datasetAssetId);
      return { ...compared, mayRead: allowed.includes('readRows') };
    },
    [api, fromId, toId],
    { busy: ({ job }) => isRunning(job) },
  );
  return (
    <Answered
      answer={answer}
      what="the comparison"
      still="Each run can still be looked at by itself."
    >
      {({ from, to, job, comparison, mayRead }) => (
        <FromJob
          job={job}
          value={comparison}
          what="the comparison of both runs"
          mayRetry={mayRun}
          onRetried={answer.refetch}
        >
          {compared => (
            <Compared
              from={from}
              to={to}
              compared={compared}
              mayRead={mayRead}
            />
          )}
        </FromJob>
      )}
    </Answered>
  );
}

function Compared(props: {
  from: Run;
  to: Run;
  compared: Comparison;
  mayRead: boolean;
}) {
  const { from, to, compared, mayRead } = props;
  const named = compared.metrics.filter(({ metric }) => to.metrics?.[metric]);
  const further = compared.metrics.filter(each => !named.includes(each));
  const tests = compared.metrics.length + compared.slices.length;
  return (
    <Panel
      title={comparisonFinding(compared)}
      note={`${runName(from)} → ${runName(to)}${
        to.audited ? ', on audited labels' : ''
      }. Paired 95 % intervals; p is adjusted for all ${count(
        tests,
      )} metrics and slices by Holm, and by Benjamini and Hochberg (BH).`}
    >
      <Verdict compared={compared} />
      <Forest rows={named.map(metricRow)} name="Differences of metrics" />
      <ComparedTable
        rows={named.map(metricRow)}
        name="Metrics of both runs"
        what="metric"
      />
      {further.length > 0 ? (
        <Disclosure summary={plural(further.length, 'further metric')}>
          <ComparedTable
            rows={further.map(metricRow)}
            name="Further metrics of both runs"
            what="metric"
          />
        </Disclosure>
      ) : null}
      {compared.slices.length > 0 ? (
        <Disclosure summary={slicesFinding(compared.slices)}>
          <Forest
            rows={byP(compared.slices).map(sliceRow)}
            name="Differences of slices"
          />
          <ComparedTable
            rows={byP(compared.slices).map(sliceRow)}
            name="Slices of both runs"
            what={
              compared.unit === 'row' ? 'accuracy on' : 'average precision of'
            }
            sizes={compared.unit === 'row' ? 'rows' : 'boxes'}
          />
        </Disclosure>
      ) : null}
      <ChangedByRuns compared={compared} to={to} mayRead={mayRead} />
    </Panel>
  );
}

function Verdict({ compared }: { compared: Comparison }) {
  const { unit, mcnemarP, unmatched, relabelled } = compared;
  const accuracy = compared.metrics.find(({ metric }) => metric === 'accuracy');
  const apart = unmatched.before + unmatched.after;
  return (
    <p className={styles.verdict}>
      {accuracy ? (
        <>
          accuracy <Delta delta={accuracy.difference} />{' '}
        </>
      ) : null}
      <span className={styles.muted}>
        {[
          `${unit === 'row' ? 'McNemar' : 'sign test'} p ${pValue(mcnemarP)}: ${
            mcnemarP < 0.05 ? 'unlikely to be chance' : 'may be chance'
          }`,
          ...(accuracy?.difference.mde === undefined
            ? []
            : [
                `these rows would show a difference of ${quantity(
                  accuracy.difference.mde,
                  'percent',
                )}`,
              ]),
          `${quantity(
            compared.negativeFlipRate,
            'percent',
          )} of ${unit}s got worse and ${quantity(
            compared.positiveFlipRate,
            'percent',
          )} better`,
          ...(relabelled > 0
            ? [
                `${plural(relabelled, unit)} ${
                  relabelled === 1 ? 'has' : 'have'
                } another label in each, and each run is measured by its own`,
              ]
            : []),
          ...(apart > 0
            ? [`${plural(apart, unit)} only in one of them left out`]
            : []),
        ].join('; ')}
      </span>
    </p>
  );
}

function metricRow(compared: ComparedMetric) {
  return { ...compared, name: metricName(compared.metric) };
}

function sliceRow(slice: ComparedSlice) {
  return {
    ...slice,
    name: `${slice.feature} = ${slice.value}`,
    size: count(slice.size),
  };
}

/** The surest first. */
function byP(slices: readonly ComparedSlice[]): ComparedSlice[] {
  return [...slices].sort(
    (a, b) => (a.difference.pValue ?? 1) - (b.difference.pValue ?? 1),
  );
}

/** "2 of 14 slices got worse beyond chance, 3 better". */
function slicesFinding(slices: readonly ComparedSlice[]): string {
  const sure = slices.filter(
    ({ difference }) => (difference.holmP ?? 1) < 0.05,
  );
  const worse = sure.filter(({ difference }) => difference.value < 0).length;
  if (sure.length === 0)
    return `None of ${plural(slices.length, 'slice')} differs beyond chance`;
  return `Of ${plural(slices.length, 'slice')} ${worse} got worse and ${
    sure.length - worse
  } better beyond chance`;
}
