import type { ReactNode } from 'react';
import { Button } from '@backstage/ui';
import styles from './labels.module.css';

/** Steps through rows without deciding, and whether single keys do anything. */
export function StageMoves(props: {
  /** What is walked through, as in "the queue". */
  through: string;
  keysOn: boolean;
  onKeysOn: (on: boolean) => void;
  onStep: (step: 1 | -1) => void;
  children?: ReactNode;
}) {
  const { through, keysOn, onKeysOn, onStep, children } = props;
  return (
    <div
      className={styles.actions}
      role="group"
      aria-label={`Move through ${through}`}
    >
      <Button size="small" variant="secondary" onPress={() => onStep(-1)}>
        Previous (←)
      </Button>
      <Button size="small" variant="secondary" onPress={() => onStep(1)}>
        Next (J)
      </Button>
      {children}
      <label className={styles.check}>
        <input
          type="checkbox"
          checked={keysOn}
          onChange={event => onKeysOn(event.target.checked)}
        />
        Single-key shortcuts
      </label>
    </div>
  );
}
