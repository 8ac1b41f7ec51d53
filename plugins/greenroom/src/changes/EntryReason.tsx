import { useState } from 'react';
import type { ProposalEntry } from '@greenroom/backstage-plugin-greenroom-common';
import type { Basket } from './useBasket';
import styles from './changes.module.css';

type Props = {
  entry: ProposalEntry;
  /** What it is the reason for. */
  of: string;
  /** Where it can still be changed. */
  basket?: Pick<Basket, 'put'>;
};

/** Why a person wants a change, in their words. */
export function EntryReason(props: Props) {
  const { entry, of, basket } = props;
  return basket ? (
    <ReasonField
      key={entry.reason ?? ''}
      reason={entry.reason ?? ''}
      of={of}
      onChange={reason => basket.put([withReason(entry, reason)])}
    />
  ) : (
    <>{entry.reason}</>
  );
}

/** A waiver without a reason is none: the portal refuses it, and says so. */
function withReason(entry: ProposalEntry, reason: string): ProposalEntry {
  return entry.kind === 'waiver'
    ? { ...entry, reason }
    : { ...entry, reason: reason || undefined };
}

/** Saved when the field is left or Enter is pressed, so that typing makes one write. */
function ReasonField(props: {
  reason: string;
  of: string;
  onChange: (reason: string) => void;
}) {
  const { reason, of, onChange } = props;
  const [text, setText] = useState(reason);
  const save = () => {
    if (text !== reason) onChange(text);
  };
  return (
    <input
      className={styles.field}
      aria-label={`Reason for ${of}`}
      value={text}
      maxLength={500}
      placeholder="none given"
      onChange={event => setText(event.target.value)}
      onBlur={save}
      onKeyDown={event => {
        if (event.key === 'Enter') save();
      }}
    />
  );
}
