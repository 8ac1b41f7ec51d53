import { Link } from 'react-router-dom';
import { Button } from '@backstage/ui';
import type { AssetDetail } from '@greenroom/backstage-plugin-greenroom-common';
import { Failure } from '../../components/Failure';
import { plural } from '../../components/numbers';
import { useAssetHref } from '../../components/useAssetHref';
import { Conflicts } from './Conflicts';
import { useBasketCount } from './useBasketCount';
import type { Decisions } from './useDecisions';
import styles from '../labels.module.css';

/** Always in sight: how much the basket holds, the way to it, and what did not go through. */
export function BasketBar(props: {
  asset: AssetDetail;
  decisions: Decisions;
  onUndo: () => void;
}) {
  const { asset, decisions, onUndo } = props;
  const { saving, error, canUndo, dismissError } = decisions;
  const href = useAssetHref();
  const { answer, rows } = useBasketCount(asset.id, decisions);
  return (
    <div className={styles.basketBar}>
      <p role="status" className={styles.basketCount}>
        Basket: {plural(rows, 'decision')}
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
      {answer.state === 'failed' ? (
        <Failure
          what="Could not load your basket."
          error={answer.error}
          still="Decisions you saved before are kept."
          retry={answer.refetch}
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
      <Conflicts decisions={decisions} />
    </div>
  );
}
