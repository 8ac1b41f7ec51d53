import { type ReactNode, useState } from 'react';
import { Button } from '@backstage/ui';
import { type Word, withReason } from '../decisions/words';
import { StageMoves } from '../StageMoves';
import { useStageFocus } from '../useStageFocus';
import { KeyHelp } from './KeyHelp';
import { useResolverKeys } from './useResolverKeys';
import styles from '../labels.module.css';

/** What a decision is called on its button, and what it says of the row. */
export type Choice = { name: string; word: Word };

/** One row at a time: its content, the decisions that any row has, and their keys. */
export function ResolverStage(props: {
  rowKey: string;
  mayDecide: boolean;
  /** Missing where there is nothing to take. */
  take?: Choice;
  keep: Choice;
  exclude: Choice;
  later: Choice;
  /** What the digits do here. */
  digits: {
    keys: string;
    meaning: string;
    press: (digit: string, decide: (word: Word) => void) => void;
  };
  onDecide: (word: Word) => void;
  /** Look at the next or the one before without deciding. */
  onStep: (step: 1 | -1) => void;
  onUndo: () => void;
  /** More ways to decide, under the buttons. */
  more?: (decide: (word: Word) => void) => ReactNode;
  children: ReactNode;
}) {
  const { rowKey, mayDecide, take, keep, exclude, later, digits } = props;
  const { onDecide, onStep, onUndo, more, children } = props;
  const [keysOn, setKeysOn] = useState(true);
  const [help, setHelp] = useState(false);
  const [reason, setReason] = useState('');
  const stage = useStageFocus(rowKey);

  const decide = (said: Word) => {
    onDecide(withReason(said, reason));
    setReason('');
  };
  const actions: Record<string, () => void> = {
    j: () => onStep(1),
    arrowright: () => onStep(1),
    arrowleft: () => onStep(-1),
    '?': () => setHelp(open => !open),
  };
  if (mayDecide) {
    actions.k = () => decide(keep.word);
    if (take) actions.s = () => decide(take.word);
    actions.e = () => decide(exclude.word);
    actions.r = () => decide(later.word);
    actions.z = onUndo;
    for (const digit of '0123456789')
      actions[digit] = () => digits.press(digit, decide);
  }
  useResolverKeys(actions, keysOn);

  return (
    <div
      ref={stage}
      tabIndex={-1}
      role="group"
      aria-label={`Row ${rowKey}`}
      className={styles.stage}
    >
      {children}
      {mayDecide ? (
        <>
          <div className={styles.actions} role="group" aria-label="Decide">
            {take ? (
              <Button
                size="small"
                onPress={actions.s}
              >{`${take.name} (S)`}</Button>
            ) : null}
            <Button
              size="small"
              variant="secondary"
              onPress={actions.k}
            >{`${keep.name} (K)`}</Button>
            <Button
              size="small"
              variant="secondary"
              onPress={actions.e}
            >{`${exclude.name} (E)`}</Button>
            <Button
              size="small"
              variant="secondary"
              onPress={actions.r}
            >{`${later.name} (R)`}</Button>
            <label className={styles.reason}>
              Reason (optional)
              <input
                value={reason}
                maxLength={500}
                onChange={event => setReason(event.target.value)}
                onKeyDown={event => {
                  // Back to the keys that decide.
                  if (event.key === 'Enter' || event.key === 'Escape')
                    stage.current?.focus({ preventScroll: true });
                }}
              />
            </label>
          </div>
          {more?.(decide)}
        </>
      ) : (
        <p className={styles.muted}>
          You can look; deciding on labels takes the permissions
          greenroom.propose and greenroom.rows.read.
        </p>
      )}
      <StageMoves
        through="the queue"
        keysOn={keysOn}
        onKeysOn={setKeysOn}
        onStep={onStep}
      >
        <Button
          size="small"
          variant="tertiary"
          aria-expanded={help}
          onPress={() => setHelp(open => !open)}
        >
          Keys (?)
        </Button>
      </StageMoves>
      {help ? (
        <KeyHelp digits={[digits.keys, digits.meaning]} mayDecide={mayDecide} />
      ) : null}
    </div>
  );
}
