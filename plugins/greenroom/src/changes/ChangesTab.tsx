import { useApi } from '@backstage/core-plugin-api';
import type { AssetDetail } from '@greenroom/backstage-plugin-greenroom-common';
import { greenroomApiRef } from '../api';
import { Answered } from '../components/Answered';
import { EmptyState } from '../components/EmptyState';
import { useAnswer } from '../components/useAnswer';
import { BasketPanel } from './BasketPanel';
import { Proposals } from './Proposals';
import { useBasket } from './useBasket';
import styles from './changes.module.css';

/** The basket, the pull requests made from it, and what became of them. */
export function ChangesTab(props: { asset: AssetDetail }) {
  const { asset } = props;
  if (asset.kind === 'dataset') return <DatasetChanges asset={asset} />;
  if (asset.dependsOn.length === 0) {
    return (
      <EmptyState title={`${asset.title} names no data set`}>
        This tab shows changes proposed to the data behind a model. Name the
        data in the manifest: spec.trainedOn or an evaluation.
      </EmptyState>
    );
  }
  return (
    <div className={styles.tab}>
      {asset.dependsOn.map(dataset => (
        <ChangesOfDataset
          key={dataset.assetId}
          assetId={dataset.assetId}
          name={dataset.name}
        />
      ))}
    </div>
  );
}

function ChangesOfDataset(props: { assetId: string; name: string }) {
  const { assetId, name } = props;
  const api = useApi(greenroomApiRef);
  const answer = useAnswer(() => api.getAsset(assetId), [api, assetId]);
  return (
    <Answered answer={answer} what={`the data set ${name}`}>
      {dataset => <DatasetChanges asset={dataset} behindModel />}
    </Answered>
  );
}

function DatasetChanges(props: { asset: AssetDetail; behindModel?: true }) {
  const { asset, behindModel } = props;
  const basket = useBasket(asset.id);
  return (
    <Answered
      answer={basket.answer}
      what={`the changes to ${asset.name}`}
      still="Your basket and the pull requests on the git host are kept."
    >
      {list => (
        <div className={styles.tab}>
          {asset.allowed.includes('propose') &&
          !(behindModel && basket.entries.length === 0) ? (
            <BasketPanel asset={asset} basket={basket} />
          ) : null}
          <Proposals asset={asset} items={list.items} />
        </div>
      )}
    </Answered>
  );
}
