import { useApi } from '@backstage/core-plugin-api';
import type {
  AssetDetail,
  SyncRecord,
} from '@greenroom/backstage-plugin-greenroom-common';
import { greenroomApiRef } from '../api';
import { Answered } from '../components/Answered';
import { ReadAgain } from '../components/ReadAgain';
import { useAnswer } from '../components/useAnswer';
import { SyncsTable } from './SyncsTable';
import styles from './sync.module.css';

/** Syncs of the asset's repository, newest first, and one more by hand. */
export function SyncHistory(props: { asset: AssetDetail }) {
  const { asset } = props;
  const api = useApi(greenroomApiRef);
  const answer = useAnswer<SyncRecord[]>(
    () => api.listSyncs(asset.id),
    [api, asset.id],
    { keep: true },
  );
  return (
    <div className={styles.history}>
      <div className={styles.head}>
        <h3 className={styles.subtitle}>History of syncs</h3>
        <ReadAgain asset={asset} onAsked={answer.refetch} />
      </div>
      <Answered answer={answer} what="the syncs of this asset">
        {syncs =>
          syncs.length === 0 ? (
            <p className={styles.reason}>
              Nothing yet. Each push to {asset.repository} makes a line here.
            </p>
          ) : (
            <SyncsTable syncs={syncs} />
          )
        }
      </Answered>
    </div>
  );
}
