import { useId, useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import type {
  AttributedMetric,
  Attribution,
  AttributionFactor,
  ChangeGroup,
} from '@greenroom/backstage-plugin-greenroom-common';
import { greenroomApiRef } from '../api';
import { Answered } from '../components/Answered';
import { Delta, signed } from '../components/Delta';
import { Disclosure } from '../components/Disclosure';
import { Figure } from '../components/Figure';
import { FromJob } from '../components/FromJob';
import { isRunning } from '../components/JobProgress';
import {
  metricBetter,
  metricName,
  metricUnit,
  plural,
  share,
} from '../components/numbers';
import { Panel } from '../components/Panel';
import { ScrollRegion } from '../components/ScrollRegion';
import { useAnswer } from '../components/useAnswer';
import { waterfall } from './waterfall';
import styles from './evaluations.module.css';

const FACTORS: Readonly<
  Record<AttributionFactor, { readonly name: string; readonly what: string }>
> = {
  rows: {
    name: 'rows',
    what: 'other rows in the split, or other cells beside the label',
  },
  labels: { name: 'labels', what: 'changed labels of rows that both have' },
  preprocessing: {
    name: 'preprocessing',
    what: 'how rows become the inputs of the model',
  },
  model: { name: 'model', what: 'the file of the model' },
  modelAndPreprocessing: {
    name: 'model and preprocessing',
    what: 'both, which could not be run apart',
  },
  threshold: {
    name: 'threshold',
    what: 'from which probability on a row is taken for the second class',
  },
};

/** Why a metric differs between two runs: the share of labels, rows and model, and the changes behind it. */
export function WhyMoved(props: {
  fromId: string;
  toId: string;
  mayRun: boolean;
}) {
  const { fromId, toId, mayRun } = props;
  const api = useApi(greenroomApiRef);
  const answer = useAnswer(
    () => api.attributeRuns(fromId, toId),
    [api, fromId, toId],
    // The runs it waits for are asked for one after the other.
    { busy: ({ job }) => isRunning(job) },
  );
  return (
    <Answered
      answer={answer}
      what="why the metrics moved"
      still="The comparison above stands."
    >
      {attribution => (
        <FromJob
          job={attribution.job}
          value={attribution.metrics}
          what="why the metrics moved"
          mayRetry={mayRun}
          onRetried={answer.refetch}
        >
          {metrics => <Shares metrics={metrics} attribution={attribution} />}
        </FromJob>
      )}
    </Answered>
  );
}

function Shares(props: {
  metrics: readonly AttributedMetric[];
  attribution: Attribution;
}) {
  const { metrics, attribution } = props;
  const id = useId();
  const [chosen, choose] = useState<string>();
  const first = metrics.find(({ metric }) => metric === chosen) ?? metrics[0];
  if (!first) return null;
  return (
    <Panel
      title={first.text}
      note="Exact Shapley shares: each factor’s part, averaged over all orders in which they can change; the shares add up. Intervals are 95 %, by paired bootstrap over rows."
    >
      {attribution.remark ? (
        <p className={styles.muted}>{attribution.remark}</p>
      ) : null}
      {attribution.leftOut ? (
        <p className={styles.muted}>{attribution.leftOut}</p>
      ) : null}
      {metrics.length > 1 ? (
        <label htmlFor={id} className={styles.choice}>
          Shares of
          <select
            id={id}
            value={first.metric}
            onChange={event => choose(event.target.value)}
          >
            {metrics.map(({ metric }) => (
              <option key={metric} value={metric}>
                {metricName(metric)}
              </option>
            ))}
          </select>
        </label>
      ) : null}
      <Waterfall metric={first} />
      <Disclosure summary="The shares as a table">
        <ScrollRegion name="Shares of the difference">
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">metric</th>
                <th scope="col">before</th>
                {first.shares.map(({ factor }) => (
                  <th key={factor} scope="col" title={FACTORS[factor].what}>
                    {FACTORS[factor].name}
                  </th>
                ))}
                <th scope="col">after</th>
              </tr>
            </thead>
            <tbody>
              {metrics.map(metric => (
                <tr key={metric.metric}>
                  <th scope="row">{metricName(metric.metric)}</th>
                  <td>
                    <Figure
                      figure={metric.before}
                      unit={metricUnit(metric.metric)}
                      brief
                    />
                  </td>
                  {metric.shares.map(({ factor, ...figure }) => (
                    <td key={factor}>
                      <Delta
                        delta={figure}
                        unit={metricUnit(metric.metric)}
                        better={metricBetter(metric.metric)}
                      />
                    </td>
                  ))}
                  <td>
                    <Figure
                      figure={metric.after}
                      unit={metricUnit(metric.metric)}
                      brief
                    />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollRegion>
      </Disclosure>
      {attribution.byChange ? (
        <Behind title="Changes behind it" group={attribution.byChange} />
      ) : null}
      {attribution.byVersion ? (
        <Behind title="Data versions behind it" group={attribution.byVersion} />
      ) : null}
    </Panel>
  );
}

/** From the figure before, share by share, to the figure after. */
function Waterfall(props: { metric: AttributedMetric }) {
  const { metric } = props;
  const unit = metricUnit(metric.metric);
  const better = metricBetter(metric.metric);
  return (
    <dl className={styles.waterfall}>
      {waterfall(metric).map(({ name, from, to, low, high, delta }) => (
        <div key={name} className={styles.fall}>
          <dt>
            {name === 'before' || name === 'after' ? name : FACTORS[name].name}
          </dt>
          <dd>
            <span className={styles.fallTrack} aria-hidden="true">
              <span
                className={styles.fallBar}
                data-tone={toneOf(delta, better)}
                style={{
                  left: `${Math.min(from, to)}%`,
                  width: `${Math.max(Math.abs(to - from), 0.4)}%`,
                }}
              />
              {low === undefined || high === undefined ? null : (
                <span
                  className={styles.fallInterval}
                  style={{ left: `${low}%`, width: `${high - low}%` }}
                />
              )}
            </span>
            {delta === undefined ? (
              <Figure
                figure={name === 'before' ? metric.before : metric.after}
                unit={unit}
                brief
              />
            ) : (
              <Delta delta={delta} unit={unit} better={better} />
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function toneOf(
  delta: { value: number } | undefined,
  better: 'more' | 'less',
): string {
  if (delta === undefined) return 'whole';
  return delta.value > 0 === (better === 'more') ? 'better' : 'worse';
}

/** The fewest changes that do most of what all of them do. */
function Behind(props: { title: string; group: ChangeGroup }) {
  const { title, group } = props;
  const { members, of, effect, whole, size } = group;
  return (
    <>
      <h3 className={styles.part}>{title}</h3>
      <p className={styles.muted}>
        {plural(members.length, 'change')} of {of} alone{' '}
        {members.length === 1 ? 'moves' : 'move'} accuracy by{' '}
        {signed(effect, 'percent')} points, {share(effect, whole)} of what the
        data did
        {size === 'smallest'
          ? '; no smaller group does as much.'
          : '; none of them can be left out.'}
      </p>
      <ul className={styles.plain}>
        {members.map(({ name, rows }) => (
          <li key={name}>
            {name}, <span className={styles.muted}>{plural(rows, 'row')}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
