import { useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { Button } from '@backstage/ui';
import type {
  AssetDetail,
  SyncRecord,
} from '@greenroom/backstage-plugin-greenroom-common';
import { greenroomApiRef } from '../api';
import { Answered } from '../components/Answered';
import { Failure } from '../components/Failure';
import { useAnswer } from '../components/useAnswer';
import { SyncsTable } from './SyncsTable';
import styles from './sync.module.css';

/** Syncs of the asset's repository, newest first, and one more by hand. */
export function SyncHistory(props: { asset: AssetDetail }) {
  const { asset } = props;
  const api = useApi(greenroomApiRef);
  const [refused, setRefused] = useState<Error>();
  const answer = useAnswer<SyncRecord[]>(
    () => api.listSyncs(asset.id),
    [api, asset.id],
    { keep: true },
  );
  const refresh = async () => {
    try {
      await api.refresh(asset.id);
      setRefused(undefined);
    } catch (error) {
      setRefused(error instanceof Error ? error : new Error(String(error)));
    }
    answer.refetch();
  };
  return (
    <div className={styles.history}>
      <div className={styles.head}>
        <h3 className={styles.subtitle}>History of syncs</h3>
        {asset.allowed.includes('run') ? (
          <Button size="small" variant="secondary" onPress={refresh}>
            Read git again
          </Button>
        ) : null}
      </div>
      {refused ? (
        <Failure
          what="Git could not be read again."
          error={refused}
          still="What was read before stays as it is."
        />
      ) : null}
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
