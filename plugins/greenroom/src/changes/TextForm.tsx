import { type FormEvent, useId, useState } from 'react';
import { Button } from '@backstage/ui';
import styles from './changes.module.css';

/** One text, that goes into the basket once it is another. */
export function TextForm(props: {
  name: string;
  value: string;
  lines: number;
  /** Where it is one of few. */
  choices?: readonly string[];
  onSave: (to: string) => void;
}) {
  const { name, value, lines, choices, onSave } = props;
  const id = useId();
  const [text, setText] = useState(value);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSave(text);
  };
  return (
    <form className={styles.text} onSubmit={submit} aria-label={name}>
      <div>
        <label htmlFor={id}>{name}</label>
        {choices ? (
          <select
            id={id}
            className={styles.field}
            value={text}
            onChange={event => setText(event.target.value)}
          >
            {choices.map(choice => (
              <option key={choice}>{choice}</option>
            ))}
          </select>
        ) : (
          <textarea
            id={id}
            className={styles.field}
            rows={lines}
            value={text}
            onChange={event => setText(event.target.value)}
          />
        )}
      </div>
      <Button
        type="submit"
        size="small"
        variant="secondary"
        isDisabled={text === value || text.trim() === ''}
      >
        Put into basket
      </Button>
    </form>
  );
}
