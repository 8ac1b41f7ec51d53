import { useState } from 'react';
import { RiCheckLine, RiFileCopyLine } from '@remixicon/react';
import styles from './figures.module.css';

/** The part of a digest or commit that tells it apart for a person: "gr1:c3d4e5f6…" → "c3d4e5f6". */
export function short(digest: string, length = 8): string {
  return digest.slice(digest.lastIndexOf(':') + 1).slice(0, length);
}

/** A digest, short and monospaced, with the whole of it to copy. */
export function Digest(props: {
  digest: string;
  label?: string;
  length?: number;
}) {
  const { digest, label = 'digest', length = 8 } = props;
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(digest);
    setCopied(true);
    setTimeout(() => setCopied(false), 2000);
  };
  return (
    <span className={styles.digest}>
      <code className={styles.mono} title={digest}>
        {short(digest, length)}
      </code>
      <button
        type="button"
        className={styles.copy}
        onClick={copy}
        aria-label={
          copied ? `Copied ${label}` : `Copy ${label} ${short(digest, length)}`
        }
      >
        {copied ? <RiCheckLine size={14} /> : <RiFileCopyLine size={14} />}
      </button>
    </span>
  );
}
