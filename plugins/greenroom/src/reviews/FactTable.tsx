import type { ReviewFact } from '@greenroom/backstage-plugin-greenroom-common';
import { HostLink } from '../components/CommitLink';
import { Figure } from '../components/Figure';
import { count, decimal } from '../components/numbers';
import { ScrollRegion } from '../components/ScrollRegion';
import { StatusBadge } from '../components/StatusBadge';
import changes from '../changes/changes.module.css';
import styles from './reviews.module.css';

/** What a section rests on, line by line; figures with interval and n. */
export function FactTable(props: {
  name: string;
  facts: readonly ReviewFact[];
}) {
  return (
    <ScrollRegion name={props.name} className={changes.scroll}>
      <table className={changes.table}>
        <thead>
          <tr>
            <th scope="col">what</th>
            <th scope="col">value</th>
            <th scope="col">remark</th>
          </tr>
        </thead>
        <tbody>
          {props.facts.map((fact, i) => (
            <tr key={`${fact.name} ${i}`}>
              <th scope="row">
                <HostLink url={fact.url}>{fact.name}</HostLink>
              </th>
              <td>
                <FactValue fact={fact} />
              </td>
              <td className={styles.muted}>{fact.remark}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

function FactValue(props: { fact: ReviewFact }) {
  const { value, unit, low, high, n, verdict } = props.fact;
  if (typeof value === 'number' && unit)
    return <Figure figure={{ value, low, high, n }} unit={unit} />;
  const words = typeof value === 'number' ? decimal(value) : value;
  const of = n === undefined ? '' : ` of ${count(n)}`;
  return verdict ? (
    <StatusBadge status={words} tone={verdict}>
      {words}
      {of}
    </StatusBadge>
  ) : (
    <span>
      {words}
      <span className={styles.muted}>{of}</span>
    </span>
  );
}
