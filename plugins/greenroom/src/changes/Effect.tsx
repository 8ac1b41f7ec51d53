import { useApi } from '@backstage/core-plugin-api';
import type {
  Proposal,
  Run,
} from '@greenroom/backstage-plugin-greenroom-common';
import { greenroomApiRef } from '../api';
import { Delta, signed } from '../components/Delta';
import { Figure } from '../components/Figure';
import {
  count,
  metricBetter,
  metricName,
  metricUnit,
} from '../components/numbers';
import { useAnswer } from '../components/useAnswer';
import styles from './changes.module.css';

type EffectValue = NonNullable<Proposal['effect']>;

/**
 * "Accuracy of digit-reader 93.1 → 94.6 (+1.5 ±0.8) on 2,000 audited test rows".
 * Says audited only where the run says that its split was.
 */
export function effectSentence(effect: EffectValue, run?: Run): string {
  const unit = metricUnit(effect.metric);
  const shown = (value: number) =>
    unit === 'percent' ? (value * 100).toFixed(1) : value.toFixed(3);
  const { low, high } = effect.delta;
  const half =
    low === undefined || high === undefined
      ? ''
      : ` ±${shown((high - low) / 2)}`;
  const name = metricName(effect.metric);
  const rows = effect.delta.n ?? effect.after.n ?? run?.rows;
  const split = run ? `${run.audited ? 'audited ' : ''}${run.split} ` : '';
  return [
    `${name[0].toLocaleUpperCase('en-US')}${name.slice(1)}`,
    run ? `of ${run.modelName}` : '',
    `${shown(effect.before.value)} → ${shown(effect.after.value)} (${signed(
      effect.delta.value,
      unit,
    )}${half})`,
    rows === undefined ? '' : `on ${count(rows)} ${split}rows`,
  ]
    .filter(part => part !== '')
    .join(' ');
}

/** Did it help? Before, after and the difference with its interval. */
export function Effect(props: { effect: EffectValue }) {
  const { effect } = props;
  const api = useApi(greenroomApiRef);
  const run = useAnswer(() => api.getRun(effect.toRun), [api, effect.toRun]);
  const unit = metricUnit(effect.metric);
  const { low, high } = effect.delta;
  const unclear =
    low !== undefined && high !== undefined && low <= 0 && high >= 0;
  return (
    <div className={styles.effect}>
      <p className={styles.effectSentence}>
        {effectSentence(effect, run.state === 'ready' ? run.value : undefined)}
      </p>
      <dl>
        <div>
          <dt>before</dt>
          <dd>
            <Figure figure={effect.before} unit={unit} />
          </dd>
        </div>
        <div>
          <dt>after</dt>
          <dd>
            <Figure figure={effect.after} unit={unit} />
          </dd>
        </div>
        <div>
          <dt>difference</dt>
          <dd>
            <Delta
              delta={effect.delta}
              unit={unit}
              better={metricBetter(effect.metric)}
            />
          </dd>
        </div>
      </dl>
      {unclear ? (
        <p className={styles.muted}>
          The interval holds zero: this may be chance.
        </p>
      ) : null}
    </div>
  );
}
