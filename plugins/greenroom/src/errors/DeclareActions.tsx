import { Link } from 'react-router-dom';
import { Button } from '@backstage/ui';
import type { AssetDetail } from '@greenroom/backstage-plugin-greenroom-common';
import { Failure } from '../components/Failure';
import { useAssetHref } from '../components/useAssetHref';
import type { Declaring } from './useDeclare';
import styles from './errors.module.css';

/** The end of a form whose entry goes into the basket: put it there, what became of it, and back. */
export function DeclareActions(props: {
  asset: AssetDetail;
  declaring: Declaring;
  /** Nothing is said yet that could be put there. */
  isEmpty?: boolean;
  onUndo: (key: string) => void;
}) {
  const { asset, declaring, isEmpty = false, onUndo } = props;
  const href = useAssetHref();
  return (
    <>
      <div className={styles.choices}>
        <Button
          size="small"
          variant="primary"
          type="submit"
          isDisabled={isEmpty || declaring.state === 'sending'}
        >
          Put into the basket
        </Button>
        <span role="status">
          {declaring.state === 'sending' ? 'Saving' : null}
          {declaring.state === 'done' ? (
            <>
              It is in your basket:{' '}
              <Link
                className={styles.link}
                to={href(asset.entityRef, 'changes')}
              >
                propose it to {asset.title}
              </Link>
            </>
          ) : null}
        </span>
        {declaring.state === 'done' ? (
          <Button
            size="small"
            variant="tertiary"
            onPress={() => onUndo(declaring.key)}
          >
            Undo
          </Button>
        ) : null}
      </div>
      {declaring.state === 'failed' ? (
        <Failure
          what="It did not go into the basket."
          error={declaring.error}
          still="Your basket is as it was."
        />
      ) : null}
    </>
  );
}
