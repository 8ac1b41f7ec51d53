import type { PlannedMetric } from '@greenroom/backstage-plugin-greenroom-common';
import { Delta } from '../../components/Delta';
import { metricBetter, metricUnit, quantity } from '../../components/numbers';
import { ScrollRegion } from '../../components/ScrollRegion';
import { pValue } from '../../evaluations/pValue';
import { differenceOf } from './planWords';
import rowStyles from '../../components/rows.module.css';

export type DifferenceRow = Pick<
  PlannedMetric,
  'before' | 'after' | 'low' | 'high' | 'pValue'
> & {
  /** By which it is known whether more is better. */
  readonly metric: string;
  /** What is measured, on what: under the heads, the first names the row. */
  readonly cells: readonly string[];
};

/** Figures before and after, their difference with its interval, and p. */
export function DifferenceTable(props: {
  name: string;
  heads: readonly string[];
  rows: readonly DifferenceRow[];
}) {
  const { name, heads, rows } = props;
  return (
    <ScrollRegion name={name}>
      <table className={rowStyles.table}>
        <thead>
          <tr>
            {heads.map(head => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
            {['before', 'after', 'difference', 'p'].map(head => (
              <th key={head} scope="col" className={rowStyles.number}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(row => (
            <Row key={row.cells.join()} row={row} />
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

function Row(props: { row: DifferenceRow }) {
  const { metric, cells, before, after, pValue: p } = props.row;
  const [first, ...others] = cells;
  const unit = metricUnit(metric);
  const difference = differenceOf(props.row);
  const shown = (value: number | undefined) =>
    value === undefined ? 'none' : quantity(value, unit);
  return (
    <tr>
      <th scope="row">{first}</th>
      {others.map((text, i) => (
        <td key={i}>{text}</td>
      ))}
      <td className={rowStyles.number}>{shown(before)}</td>
      <td className={rowStyles.number}>{shown(after)}</td>
      <td className={rowStyles.number}>
        {difference ? (
          <Delta delta={difference} unit={unit} better={metricBetter(metric)} />
        ) : (
          'not measured'
        )}
      </td>
      <td className={rowStyles.number}>{pValue(p)}</td>
    </tr>
  );
}
