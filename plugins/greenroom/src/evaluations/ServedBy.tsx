import type { Run } from '@greenroom/backstage-plugin-greenroom-common';
import { When } from '../components/When';
import styles from './evaluations.module.css';

/** Who predicted, where the model is not run here. */
export function ServedBy(props: { served: NonNullable<Run['served']> }) {
  const { host, model, version, at } = props.served;
  return (
    <p className={styles.served}>
      Predicted by{' '}
      <code>
        {model}
        {version === undefined ? '' : ` ${version}`}
      </code>{' '}
      as served by <code>{host}</code>, asked <When at={at} />. The server gives
      no digest of the model: its name and version are all that tell it apart.
    </p>
  );
}
