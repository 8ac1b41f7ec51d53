import type { GraphEdge } from '@greenroom/backstage-plugin-greenroom-common';
import { edgeSentence } from './edgeWords';
import { edgeKey } from './graph/difference';
import styles from './lineage.module.css';

/** Edge by edge how one came to the other, in sentences. */
export function Way(props: {
  way: readonly GraphEdge[] | undefined;
  titleOf: (id: string) => string;
  /** Said where there is no way. */
  missing: string;
}) {
  const { way, titleOf, missing } = props;
  if (!way) return <p className={styles.detailLine}>{missing}</p>;
  return (
    <ol className={styles.edges}>
      {way.map(edge => (
        <li key={edgeKey(edge)}>
          {edgeSentence(edge, titleOf)}
          <span className={styles.origin}>, stated by {edge.origin}</span>
        </li>
      ))}
    </ol>
  );
}
