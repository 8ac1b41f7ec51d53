import { Skeleton, VisuallyHidden } from '@backstage/ui';
import styles from './states.module.css';

/** A still frame in the size of what is coming. */
export function Loading(props: {
  what: string;
  lines?: number;
  height?: number;
}) {
  const { what, lines = 4, height = 28 } = props;
  return (
    <div className={styles.stack} role="status" aria-busy="true">
      <VisuallyHidden>Loading {what}</VisuallyHidden>
      {Array.from({ length: lines }, (_, line) => (
        <Skeleton key={line} height={height} width="100%" />
      ))}
    </div>
  );
}
