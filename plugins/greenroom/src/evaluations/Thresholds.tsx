import { useId, useState } from 'react';
import type { ThresholdPoint } from '@greenroom/backstage-plugin-greenroom-common';
import { count, quantity } from '../components/numbers';
import { ThresholdCurve } from './ThresholdCurve';
import styles from './evaluations.module.css';

/** Where a class of two is decided by default. */
const HALF = 0.5;

/** What another threshold would do than the one of the run, by a slider and its curve. */
export function Thresholds(props: {
  positive: string;
  points: readonly ThresholdPoint[];
  at?: number;
}) {
  const { positive, points, at = HALF } = props;
  const id = useId();
  const [place, setPlace] = useState(() =>
    Math.max(
      0,
      points.findIndex(({ threshold }) => threshold >= at),
    ),
  );
  const point = points[place];
  const share = (value: number | undefined) =>
    value === undefined ? 'none' : quantity(value, 'percent');
  return (
    <div className={styles.threshold}>
      <label htmlFor={id}>
        {positive} from {quantity(point.threshold, 'percent')} on
      </label>
      <input
        id={id}
        type="range"
        min={0}
        max={points.length - 1}
        value={place}
        onChange={event => setPlace(Number(event.target.value))}
      />
      <output htmlFor={id}>
        {count(point.tp)} found, {count(point.fn)} missed, {count(point.fp)}{' '}
        false alarms · precision {share(point.precision)}, recall{' '}
        {share(point.recall)}, F1 {share(point.f1)}
      </output>
      <ThresholdCurve points={points} at={point} />
    </div>
  );
}
