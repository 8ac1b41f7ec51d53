import type { ReactNode } from 'react';
import type { Compared } from '@greenroom/backstage-plugin-greenroom-common';
import { Delta } from '../components/Delta';
import { metricBetter, metricUnit, quantity } from '../components/numbers';
import { ScrollRegion } from '../components/ScrollRegion';
import { pValue } from './pValue';
import styles from './evaluations.module.css';

export type ComparedRow = Compared & {
  readonly name: string;
  readonly metric: string;
  readonly size?: ReactNode;
};

/** What is compared, before and after, its difference with interval, and p alone and among all tests. */
export function ComparedTable(props: {
  rows: readonly ComparedRow[];
  name: string;
  /** Head of the first column. */
  what: string;
  /** Head of the column of sizes, where there is one. */
  sizes?: string;
}) {
  const { rows, name, what, sizes } = props;
  const heads = [
    ...(sizes ? [sizes] : []),
    'before',
    'after',
    'difference',
    'p',
    'p, adjusted',
  ];
  return (
    <ScrollRegion name={name}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{what}</th>
            {heads.map(head => (
              <th key={head} scope="col" className={styles.number}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(row => {
            const { metric, before, after, difference } = row;
            const unit = metricUnit(metric);
            return (
              <tr key={row.name}>
                <th scope="row">{row.name}</th>
                {sizes ? <td className={styles.number}>{row.size}</td> : null}
                <td className={styles.number}>{quantity(before, unit)}</td>
                <td className={styles.number}>{quantity(after, unit)}</td>
                <td className={styles.number}>
                  <Delta
                    delta={difference}
                    unit={unit}
                    better={metricBetter(metric)}
                  />
                </td>
                <td className={styles.number}>{pValue(difference.pValue)}</td>
                <td className={styles.number}>
                  {pValue(difference.holmP)}
                  {difference.falseDiscoveryQ === undefined ? null : (
                    <span className={styles.muted}>
                      {' '}
                      (BH {pValue(difference.falseDiscoveryQ)})
                    </span>
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
