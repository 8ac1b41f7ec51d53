import type { FormEvent, ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { Button } from '@backstage/ui';
import type {
  AssetDetail,
  DeclarationEntry,
} from '@greenroom/backstage-plugin-greenroom-common';
import { Failure } from '../components/Failure';
import { useAssetHref } from '../components/useAssetHref';
import { useDeclare } from './useDeclare';
import styles from './errors.module.css';

/** Fields whose answer goes into the basket of an asset's manifest, from where it is proposed. */
export function DeclareForm(props: {
  name: string;
  asset: AssetDetail;
  /** The fields. */
  children: ReactNode;
  /** What the fields say; undefined as long as they say nothing. */
  entry: DeclarationEntry | undefined;
}) {
  const { name, asset, children, entry } = props;
  const href = useAssetHref();
  const { declaring, declare, undo } = useDeclare(asset.id);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (entry) declare(entry);
  };
  return (
    <form className={styles.declare} aria-label={name} onSubmit={submit}>
      {children}
      <div className={styles.choices}>
        <Button
          size="small"
          variant="primary"
          type="submit"
          isDisabled={!entry || declaring.state === 'sending'}
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
            onPress={() => undo(declaring.key)}
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
    </form>
  );
}
