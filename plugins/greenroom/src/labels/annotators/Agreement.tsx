import type { Annotators } from '@greenroom/backstage-plugin-greenroom-common';
import { count, plural, quantity } from '../../components/numbers';
import { Panel } from '../../components/Panel';
import { ScrollRegion } from '../../components/ScrollRegion';
import { agreementMeasures, isSkewed } from './annotatorWords';
import rowStyles from '../../components/rows.module.css';
import styles from '../labels.module.css';

/** Past this many the pairs that agree least stand for all. */
const LISTED_PAIRS = 50;

type Pairs = NonNullable<Annotators['pairs']>;

/** How well people agree: all of them, and two by two. */
export function Agreement(props: {
  agreement: Annotators['agreement'];
  pairs: Pairs;
}) {
  const { agreement, pairs } = props;
  const alpha = agreement?.krippendorffAlpha;
  return (
    <Panel
      title={
        agreement && alpha !== undefined
          ? `Over ${plural(
              agreement.rows,
              'row',
            )} people agree with an alpha of ${quantity(alpha, 'plain')}`
          : 'How well people agree'
      }
      note={agreement?.remark}
    >
      {agreement ? <Measures agreement={agreement} /> : null}
      {pairs.length > 0 ? <PairsTable pairs={pairs} /> : null}
    </Panel>
  );
}

function Measures(props: { agreement: NonNullable<Annotators['agreement']> }) {
  const { agreement } = props;
  return (
    <>
      <ScrollRegion name="Measures of agreement">
        <table className={rowStyles.table}>
          <thead>
            <tr>
              <th scope="col">measure</th>
              <th scope="col" className={rowStyles.number}>
                value
              </th>
              <th scope="col">what it says</th>
            </tr>
          </thead>
          <tbody>
            {agreementMeasures(agreement).map(({ name, value, meaning }) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td className={rowStyles.number}>{quantity(value, 'plain')}</td>
                <td>{meaning}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      <p className={styles.muted}>
        1 is full agreement, 0 what chance would give.{' '}
        {isSkewed(agreement)
          ? 'AC1 is far above the others here: most rows are of one class, and alpha and kappa fall then however well people agree. Believe AC1.'
          : 'Where nearly all rows are of one class, alpha and kappa fall however well people agree; AC1 beside them does not.'}
      </p>
    </>
  );
}

function PairsTable(props: { pairs: Pairs }) {
  const { pairs } = props;
  const leastFirst = [...pairs].sort(
    (a, b) => (a.cohenKappa ?? Infinity) - (b.cohenKappa ?? Infinity),
  );
  return (
    <>
      <h3 className={styles.part}>
        {pairs.length > LISTED_PAIRS
          ? `The ${LISTED_PAIRS} of ${count(
              pairs.length,
            )} pairs that agree least`
          : 'Two by two, those that agree least first'}
      </h3>
      <ScrollRegion name="Agreement of pairs" className={styles.tall}>
        <table className={rowStyles.table}>
          <thead>
            <tr>
              <th scope="col">annotator</th>
              <th scope="col">and</th>
              <th scope="col" className={rowStyles.number}>
                Cohen&apos;s kappa
              </th>
              <th scope="col" className={rowStyles.number}>
                rows of both
              </th>
            </tr>
          </thead>
          <tbody>
            {leastFirst
              .slice(0, LISTED_PAIRS)
              .map(({ a, b, cohenKappa, n }) => (
                <tr key={JSON.stringify([a, b])}>
                  <td>{a}</td>
                  <td>{b}</td>
                  <td className={rowStyles.number}>
                    {cohenKappa === undefined
                      ? 'not defined'
                      : quantity(cohenKappa, 'plain')}
                  </td>
                  <td className={rowStyles.number}>{count(n)}</td>
                </tr>
              ))}
          </tbody>
        </table>
      </ScrollRegion>
    </>
  );
}
