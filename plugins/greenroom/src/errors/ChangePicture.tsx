import type { ChangedSlice } from '@greenroom/backstage-plugin-greenroom-common';
import { quantity, type Unit } from '../components/numbers';
import { writeCohort } from './cohortText';
import { cohortName } from './cohortWords';
import styles from './errors.module.css';

/** Each slice as a ring where it was, a dot where it is, and the way between them. The numbers stand in the table below. */
export function ChangePicture(props: {
  slices: readonly ChangedSlice[];
  unit: Unit;
}) {
  const { unit } = props;
  const slices = props.slices.filter(({ change }) => change);
  if (slices.length === 0) return null;
  const most =
    Math.max(
      ...slices.flatMap(({ before, after }) => [
        before.rate.value,
        after.rate.value,
      ]),
    ) || 1;
  const at = (rate: number) => (rate / most) * 100;
  return (
    <figure
      className={styles.dots}
      aria-label="Each slice before and now; the table below has the numbers"
    >
      <ul>
        {slices.map(({ where, before, after, outcome }) => {
          const [from, to] = [at(before.rate.value), at(after.rate.value)];
          return (
            <li key={writeCohort(where)} data-way={wayOf(outcome)}>
              <span className={styles.dotName} title={cohortName(where)}>
                {cohortName(where)}
              </span>
              <span className={styles.dotTrack} aria-hidden="true">
                <span
                  className={styles.dotWay}
                  style={{
                    left: `${Math.min(from, to)}%`,
                    width: `${Math.abs(to - from)}%`,
                  }}
                />
                <span
                  className={styles.dotBefore}
                  style={{ left: `${from}%` }}
                />
                <span className={styles.dotPoint} style={{ left: `${to}%` }} />
              </span>
            </li>
          );
        })}
      </ul>
      <figcaption className={styles.dotScale}>
        <span>{quantity(0, unit)}</span>
        <span>○ before ● now</span>
        <span>{quantity(most, unit)}</span>
      </figcaption>
    </figure>
  );
}

function wayOf(outcome: ChangedSlice['outcome']) {
  if (outcome === 'same') return outcome;
  return outcome === 'appeared' || outcome === 'worse' ? 'worse' : 'better';
}
