import type { ColumnDrift } from '@greenroom/backstage-plugin-greenroom-common';
import { Disclosure } from '../components/Disclosure';
import { count, decimal, share } from '../components/numbers';
import { ScrollRegion } from '../components/ScrollRegion';
import { StatusBadge, type Tone } from '../components/StatusBadge';
import { DriftPicture } from './DriftPicture';
import {
  comparedWords,
  EFFECT_NAMES,
  effectWords,
  MEASURE_NAMES,
  pWords,
} from './driftWords';
import rowStyles from '../components/rows.module.css';
import styles from './data.module.css';

const TONES: Readonly<Record<ColumnDrift['verdict'], Tone>> = {
  moved: 'warning',
  same: 'good',
  'too few rows': 'neutral',
};

/** One of the small multiples: verdict, picture, and the table behind it. */
export function DriftCard(props: {
  drift: ColumnDrift;
  names: { from: string; to: string };
}) {
  const { drift, names } = props;
  const { column, verdict, n, nulls, effect, measures, bins } = drift;
  return (
    <section className={styles.card} aria-label={`Drift of ${column}`}>
      <div className={styles.bar}>
        <h3 className={styles.cardTitle}>{column}</h3>
        <StatusBadge status={verdict} tone={TONES[verdict]} />
      </div>
      <p className={styles.effect} title={EFFECT_NAMES[effect.measure]}>
        {effectWords(drift)}{' '}
        <span className={styles.muted}>
          n {count(n.from)} → {count(n.to)}
        </span>
      </p>
      {comparedWords(drift) ? (
        <p className={styles.muted}>{comparedWords(drift)}</p>
      ) : null}
      <DriftPicture drift={drift} />
      <Disclosure summary="Figures">
        <ScrollRegion name={`Figures of ${column}`} className={styles.tall}>
          <table className={rowStyles.table}>
            <thead>
              <tr>
                <th scope="col">value</th>
                <th scope="col" className={rowStyles.number}>
                  {names.from}
                </th>
                <th scope="col" className={rowStyles.number}>
                  {names.to}
                </th>
              </tr>
            </thead>
            <tbody>
              {bins.map(bin => (
                <tr key={bin.label}>
                  <td className={styles.range}>
                    {bin.label === '' ? 'none' : bin.label}
                  </td>
                  <td className={rowStyles.number}>
                    {count(bin.from)}{' '}
                    <span className={styles.muted}>
                      {share(bin.from, n.from)}
                    </span>
                  </td>
                  <td className={rowStyles.number}>
                    {count(bin.to)}{' '}
                    <span className={styles.muted}>{share(bin.to, n.to)}</span>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          <dl className={styles.figures}>
            <div>
              <dt>effect by</dt>
              <dd>{EFFECT_NAMES[effect.measure]}</dd>
            </div>
            {nulls ? (
              <div>
                <dt>empty cells</dt>
                <dd>
                  {count(nulls.from)} → {count(nulls.to)}
                </dd>
              </div>
            ) : null}
            {measures.map(({ measure, value, pValue, qValue }) => (
              <div key={measure}>
                <dt>{MEASURE_NAMES[measure]}</dt>
                <dd>
                  {decimal(Number(value.toPrecision(4)))}
                  {pValue === undefined ? null : (
                    <span className={styles.muted}> {pWords('p', pValue)}</span>
                  )}
                  {qValue === undefined ? null : (
                    <span className={styles.muted}>
                      , over all columns {pWords('q', qValue)}
                    </span>
                  )}
                </dd>
              </div>
            ))}
          </dl>
        </ScrollRegion>
      </Disclosure>
    </section>
  );
}
