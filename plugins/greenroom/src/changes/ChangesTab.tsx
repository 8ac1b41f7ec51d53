import { useApi } from '@backstage/core-plugin-api';
import type { AssetDetail } from '@greenroom/backstage-plugin-greenroom-common';
import { greenroomApiRef } from '../api';
import { Answered } from '../components/Answered';
import { EmptyState } from '../components/EmptyState';
import { useAddress } from '../components/useAddress';
import { useAnswer } from '../components/useAnswer';
import { BasketPanel } from './BasketPanel';
import { BasketPlanPage } from './plan/BasketPlanPage';
import { PlanList } from './plan/PlanList';
import { PlanPage } from './plan/PlanPage';
import { usePlanAddress } from './plan/usePlanAddress';
import { EditTexts } from './EditTexts';
import { Proposals } from './Proposals';
import { SharedBasket } from './SharedBasket';
import { useBasket } from './useBasket';
import styles from './changes.module.css';

/** The baskets, the pull requests made from them, and what became of those; the plan of one of them where the address says so. */
export function ChangesTab(props: { asset: AssetDetail }) {
  const { asset } = props;
  const plan = usePlanAddress();
  if (plan === 'basket') return <BasketPlanPage asset={asset} />;
  return plan ? (
    <PlanPage asset={asset} {...plan} />
  ) : (
    <AllChanges asset={asset} />
  );
}

function AllChanges(props: { asset: AssetDetail }) {
  const { asset } = props;
  if (asset.kind === 'dataset')
    return <ChangesOfAsset asset={asset} shows="basket and proposals" />;
  return (
    <div className={styles.tab}>
      <ChangesOfAsset asset={asset} shows="what there is" />
      {asset.dependsOn.length === 0 ? (
        <EmptyState title={`${asset.title} names no data set`}>
          Here stand changes proposed to the data behind a model, too. Name the
          data in the manifest: spec.trainedOn or an evaluation.
        </EmptyState>
      ) : null}
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
  const [params] = useAddress();
  const sharedId = params.get('basket');
  const isFilled = basket.entries.length > 0;
  return (
    <Answered
      answer={basket.answer}
      what={`the changes to ${asset.name}`}
      still="Your basket and the pull requests on the git host are kept."
    >
      {list => (
        <div className={styles.tab}>
          {sharedId !== null && shows !== 'proposals' ? (
            <SharedBasket
              asset={asset}
              proposalId={sharedId}
              onTaken={basket.answer.refetch}
            />
          ) : null}
          {shows === 'proposals' ? null : (
            <EditTexts
              asset={asset}
              entries={basket.entries}
              onPut={basket.answer.refetch}
            />
          )}
          {asset.allowed.includes('propose') &&
          (isFilled || shows === 'basket and proposals') ? (
            <BasketPanel asset={asset} basket={basket} />
          ) : null}
          {list.items.length > 0 || shows !== 'what there is' ? (
            <Proposals
              asset={asset}
              items={list.items}
              onDone={basket.answer.refetch}
            />
          ) : null}
          {shows === 'proposals' ? null : <PlanList asset={asset} />}
        </div>
      )}
    </Answered>
  );
}
