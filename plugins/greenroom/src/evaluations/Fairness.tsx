import type {
  Figure as FigureValue,
  GroupFairness,
} from '@greenroom/backstage-plugin-greenroom-common';
import { Disclosure } from '../components/Disclosure';
import { Figure } from '../components/Figure';
import { count, plural, quantity } from '../components/numbers';
import { ScrollRegion } from '../components/ScrollRegion';
import { MetricsTable } from './MetricsTable';
import styles from './evaluations.module.css';

const RATES = ['selectionRate', 'tpr', 'fpr', 'ppv', 'accuracy'] as const;

/** How evenly the favourable class is given to the groups of a column. */
export function Fairness(props: {
  favourable: string;
  fairness: GroupFairness;
}) {
  const { favourable, fairness } = props;
  const { column, figures, groups, leftOut } = fairness;
  const names: Record<(typeof RATES)[number], string> = {
    selectionRate: `taken for ${favourable}`,
    tpr: `of ${favourable} found`,
    fpr: 'of others taken for it',
    ppv: 'right where taken for it',
    accuracy: 'accuracy',
  };
  return (
    <Disclosure summary={fairnessFinding(favourable, fairness)}>
      {groups.length > 0 ? (
        <>
          <ScrollRegion name={`Groups of ${column}`}>
            <table className={styles.table}>
              <thead>
                <tr>
                  <th scope="col">{column}</th>
                  <th scope="col" className={styles.number}>
                    rows
                  </th>
                  {RATES.map(rate => (
                    <th key={rate} scope="col" className={styles.number}>
                      {names[rate]}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {groups.map(group => (
                  <tr key={group.group}>
                    <th scope="row">{group.group}</th>
                    <td className={styles.number}>{count(group.rows)}</td>
                    {RATES.map(rate => (
                      <td key={rate} className={styles.number}>
                        <Rate figure={group[rate]} />
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </ScrollRegion>
          <MetricsTable
            metrics={figures}
            name={`Differences between groups of ${column}`}
          />
        </>
      ) : null}
      {leftOut.rows > 0 ? (
        <p className={styles.muted}>
          Left out: {plural(leftOut.rows, 'row')} of{' '}
          {plural(leftOut.groups, 'group')} with fewer than ten rows, or of no
          group.
        </p>
      ) : null}
    </Disclosure>
  );
}

function Rate({ figure }: { figure: FigureValue | undefined }) {
  return figure ? <Figure figure={figure} brief /> : <>none</>;
}

/** "sex: taken for >50K from 10.9 % (F) to 30.6 % (M)". */
function fairnessFinding(
  favourable: string,
  { column, groups }: GroupFairness,
): string {
  const rated = groups.flatMap(({ group, selectionRate }) =>
    selectionRate ? [{ group, rate: selectionRate.value }] : [],
  );
  if (rated.length < 2) return `${column}: fewer than two groups to compare`;
  const [least, most] = [Math.min, Math.max].map(of => {
    const rate = of(...rated.map(each => each.rate));
    return rated.find(each => each.rate === rate)!;
  });
  return `${column}: taken for ${favourable} from ${quantity(
    least.rate,
    'percent',
  )} (${least.group}) to ${quantity(most.rate, 'percent')} (${most.group})`;
}
