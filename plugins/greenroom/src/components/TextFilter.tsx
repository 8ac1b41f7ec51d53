import { useEffect, useState } from 'react';
import { SearchField } from '@backstage/ui';
import styles from './states.module.css';

/** Time for a person to finish typing before the question goes out. */
const TYPING_MILLISECONDS = 300;

/** A search field that tells what was typed once typing pauses. */
export function TextFilter(props: {
  name: string;
  /** What to type, where that says more than the name. */
  hint?: string;
  value: string;
  onChange: (text: string) => void;
}) {
  const { name, hint = name, value, onChange } = props;
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  useEffect(() => {
    if (text === value) return undefined;
    const timer = setTimeout(() => onChange(text), TYPING_MILLISECONDS);
    return () => clearTimeout(timer);
    // A new callback each render is no reason to wait anew.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [text]);
  return (
    <div className={styles.search}>
      <SearchField
        aria-label={name}
        placeholder={hint}
        size="small"
        value={text}
        onChange={setText}
      />
    </div>
  );
}
