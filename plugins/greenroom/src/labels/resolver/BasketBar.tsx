import { Link } from 'react-router-dom';
import { Button } from '@backstage/ui';
import type { AssetDetail } from '@greenroom/backstage-plugin-greenroom-common';
import { Failure } from '../../components/Failure';
import { plural } from '../../components/numbers';
import { useAssetHref } from '../../components/useAssetHref';
import type { Basket } from '../../changes/useBasket';
import styles from '../labels.module.css';

/** Always in sight: how much the basket holds, the way to it, and what could not be saved. */
export function BasketBar(props: {
  asset: AssetDetail;
  basket: Basket;
  onUndo: () => void;
}) {
  const { asset, basket, onUndo } = props;
  const href = useAssetHref();
  const { entries, saving, error, canUndo, dismissError } = basket;
  return (
    <div className={styles.basketBar}>
      <p role="status" className={styles.basketCount}>
        Basket: {plural(entries.length, 'decision')}
        {saving ? ', saving' : ''}
      </p>
      <Link className={styles.link} to={href(asset.entityRef, 'changes')}>
        Go to Changes
      </Link>
      <Button
        size="small"
        variant="secondary"
        isDisabled={!canUndo}
        onPress={onUndo}
      >
        Undo last (Z)
      </Button>
      {basket.answer.state === 'failed' ? (
        <Failure
          what="Could not load your basket."
          error={basket.answer.error}
          still="Decisions you saved before are kept."
          retry={basket.answer.refetch}
        />
      ) : null}
      {error ? (
        <div className={styles.wide}>
          <Failure
            what="A decision could not be saved."
            error={error}
            still="It is not in your basket; all others are. Decide on that row again."
          />
          <Button size="small" variant="secondary" onPress={dismissError}>
            Dismiss
          </Button>
        </div>
      ) : null}
    </div>
  );
}
