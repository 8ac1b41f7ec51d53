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

/** The baskets, the pull requests made from them, and what became of those. */
export function ChangesTab(props: { asset: AssetDetail }) {
  const { asset } = props;
  if (asset.kind === 'dataset')
    return <ChangesOfAsset asset={asset} shows="basket and proposals" />;
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
      <ChangesOfAsset asset={asset} shows="what there is" />
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
      {dataset => <ChangesOfAsset asset={dataset} shows="proposals" />}
    </Answered>
  );
}

/** What stands there though it is empty. */
type Shown = 'basket and proposals' | 'proposals' | 'what there is';

function ChangesOfAsset(props: { asset: AssetDetail; shows: Shown }) {
  const { asset, shows } = props;
  const basket = useBasket(asset.id);
  const isFilled = basket.entries.length > 0;
  return (
    <Answered
      answer={basket.answer}
      what={`the changes to ${asset.name}`}
      still="Your basket and the pull requests on the git host are kept."
    >
      {list => (
        <div className={styles.tab}>
          {asset.allowed.includes('propose') &&
          (isFilled || shows === 'basket and proposals') ? (
            <BasketPanel asset={asset} basket={basket} />
          ) : null}
          {list.items.length > 0 || shows !== 'what there is' ? (
            <Proposals asset={asset} items={list.items} />
          ) : null}
        </div>
      )}
    </Answered>
  );
}
