import { RiCloseLine } from '@remixicon/react';
import styles from './data.module.css';

/** A part of a filter that a press takes away. */
export function Chip(props: {
  /** What it is a part of, as in "filter". */
  what: string;
  onRemove: () => void;
  children: string;
}) {
  const { what, onRemove, children } = props;
  return (
    <button
      type="button"
      className={styles.chip}
      aria-label={`Remove ${what}: ${children}`}
      onClick={onRemove}
    >
      {children} <RiCloseLine size={14} aria-hidden="true" />
    </button>
  );
}
