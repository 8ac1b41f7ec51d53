import type { Difference } from '@greenroom/backstage-plugin-greenroom-common';
import { HostLink } from '../components/CommitLink';
import { ScrollRegion } from '../components/ScrollRegion';
import stacked from '../components/stacked.module.css';
import styles from './sync.module.css';

const SUBJECTS: Record<Difference['subject'], string> = {
  ingested: 'read here',
  trained: 'trained on',
  served: 'served',
  evaluated: 'evaluated',
};

/** What differs, as git declares it and as it was observed, with what to do. */
export function Differences(props: { drift: readonly Difference[] }) {
  const { drift } = props;
  if (drift.length === 0) return null;
  return (
    <ScrollRegion name="Differences">
      <table className={`${styles.table} ${stacked.stacked}`}>
        <thead>
          <tr>
            <th scope="col">what</th>
            <th scope="col">git declares</th>
            <th scope="col">observed</th>
            <th scope="col">what to do</th>
          </tr>
        </thead>
        <tbody>
          {drift.map(difference => (
            <tr
              key={`${difference.subject} ${difference.field} ${difference.message}`}
            >
              <th scope="row">
                {SUBJECTS[difference.subject]}, {difference.field}
              </th>
              <td>
                <code>{difference.desired}</code>
              </td>
              <td>
                <HostLink url={difference.url}>
                  <code>{difference.observed}</code>
                </HostLink>
              </td>
              <td className={styles.words}>{difference.message}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
