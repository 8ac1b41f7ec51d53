import { Link } from 'react-router-dom';
import { Failure } from '../components/Failure';
import { useAssetHref } from '../components/useAssetHref';
import type { PutEntry } from './usePutEntry';
import styles from './changes.module.css';

/** What became of a change that was put into the basket. */
export function PutState(props: { of: PutEntry; entityRef: string }) {
  const { of, entityRef } = props;
  const href = useAssetHref();
  if (of.error)
    return (
      <Failure
        what="It did not go into your basket."
        error={of.error}
        still="Your basket is as it was."
      />
    );
  return (
    <p role="status" className={styles.muted}>
      {of.state === 'saving' ? 'Saving' : null}
      {of.state === 'saved' ? (
        <>
          It is in{' '}
          <Link className={styles.link} to={href(entityRef, 'changes')}>
            your basket
          </Link>
          .
        </>
      ) : null}
    </p>
  );
}
