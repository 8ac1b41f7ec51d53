import type { Audit } from '@greenroom/backstage-plugin-greenroom-common';
import { Disclosure } from '../../components/Disclosure';
import { count, plural, quantity } from '../../components/numbers';
import { Panel } from '../../components/Panel';
import { ScrollRegion } from '../../components/ScrollRegion';
import { BandChart } from './BandChart';
import rowStyles from '../../components/rows.module.css';
import labelStyles from '../labels.module.css';

/** The interval of the noise rate, getting narrower with each decision. */
export function AuditTrend(props: { audit: Audit }) {
  const { trend, needed } = props.audit;
  const last = trend[trend.length - 1]?.noise;
  const half =
    last?.low !== undefined && last.high !== undefined
      ? (last.high - last.low) / 2
      : undefined;
  return (
    <Panel
      title={
        half === undefined
          ? 'The interval appears with the first decisions'
          : `The interval is ±${(half * 100).toFixed(1)} points wide by now`
      }
      note={
        needed
          ? `${plural(needed.rows, 'more decision')} ${
              needed.rows === 1 ? 'makes' : 'make'
            } it ±${(needed.halfWidth * 100).toFixed(1)} points.`
          : undefined
      }
    >
      {trend.length > 1 ? (
        <BandChart
          name="Share of wrong labels over decisions, with its 95 % interval"
          axis="rows decided"
          bands={[
            {
              name: 'wrong labels',
              line: 'solid',
              points: trend.map(({ n, noise }) => ({ x: n, figure: noise })),
            },
          ]}
        />
      ) : null}
      {trend.length > 0 ? (
        <Disclosure summary="The same as a table">
          <ScrollRegion
            name="The interval after so many decisions"
            className={labelStyles.tall}
          >
            <table className={rowStyles.table}>
              <thead>
                <tr>
                  <th scope="col" className={rowStyles.number}>
                    rows decided
                  </th>
                  <th scope="col" className={rowStyles.number}>
                    wrong
                  </th>
                  <th scope="col" className={rowStyles.number}>
                    from
                  </th>
                  <th scope="col" className={rowStyles.number}>
                    to
                  </th>
                </tr>
              </thead>
              <tbody>
                {trend.map(({ n, noise }) => (
                  <tr key={n}>
                    <td className={rowStyles.number}>{count(n)}</td>
                    {[noise.value, noise.low, noise.high].map((share, at) => (
                      <td key={at} className={rowStyles.number}>
                        {share === undefined ? '' : quantity(share, 'percent')}
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </ScrollRegion>
        </Disclosure>
      ) : null}
    </Panel>
  );
}
