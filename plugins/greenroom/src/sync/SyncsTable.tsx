import type { SyncRecord } from '@greenroom/backstage-plugin-greenroom-common';
import { plural } from '../components/numbers';
import { ScrollRegion } from '../components/ScrollRegion';
import { StatusBadge, type Tone } from '../components/StatusBadge';
import { When } from '../components/When';
import { short } from '../components/Digest';
import stacked from '../components/stacked.module.css';
import styles from './sync.module.css';

const CAUSES: Record<SyncRecord['cause'], string> = {
  event: 'a push',
  schedule: 'the schedule',
  person: 'somebody asked',
};
const TONES: Record<SyncRecord['outcome'], Tone> = {
  changed: 'good',
  unchanged: 'neutral',
  failed: 'bad',
};

function seconds({ startedAt, finishedAt }: SyncRecord): string {
  const took = (Date.parse(finishedAt) - Date.parse(startedAt)) / 1000;
  return took < 0.95 ? `${Math.round(took * 1000)} ms` : `${took.toFixed(1)} s`;
}

function found({ changed, removed, problems, message }: SyncRecord): string {
  if (message) return message;
  const parts = [
    changed.length > 0 ? `${plural(changed.length, 'asset')} read` : '',
    removed.length > 0 ? `${plural(removed.length, 'asset')} removed` : '',
    problems > 0 ? plural(problems, 'problem') : '',
  ].filter(part => part !== '');
  return parts.length > 0 ? parts.join(', ') : 'nothing new';
}

/** One line a sync: when, why, at which commit, and what came of it. */
export function SyncsTable(props: {
  syncs: readonly SyncRecord[];
  /** Syncs of several repositories say which. */
  withRepository?: 'with repository';
}) {
  const { syncs, withRepository } = props;
  return (
    <ScrollRegion name="Syncs">
      <table className={`${styles.table} ${stacked.stacked}`}>
        <thead>
          <tr>
            <th scope="col">when</th>
            {withRepository ? <th scope="col">repository</th> : null}
            <th scope="col">because of</th>
            <th scope="col">outcome</th>
            <th scope="col">commit</th>
            <th scope="col">found</th>
            <th scope="col" className={styles.number}>
              took
            </th>
          </tr>
        </thead>
        <tbody>
          {syncs.map(sync => (
            <tr key={sync.id}>
              <td>
                <When at={sync.startedAt} />
              </td>
              {withRepository ? <td>{sync.repository}</td> : null}
              <td>{CAUSES[sync.cause]}</td>
              <td>
                <StatusBadge
                  status={sync.outcome}
                  tone={TONES[sync.outcome]}
                  reason={sync.message}
                />
              </td>
              <td>
                <code>{sync.commit ? short(sync.commit, 7) : ''}</code>
              </td>
              <td className={styles.words}>{found(sync)}</td>
              <td className={styles.number}>{seconds(sync)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
