import { type ReactNode, useState } from 'react';
import { Button } from '@backstage/ui';
import { type Word, withReason } from '../decisions/words';
import { RowStage } from '../RowStage';
import { KeyHelp } from './KeyHelp';
import styles from '../labels.module.css';

/** What a decision is called on its button, and what it says of the row. */
export type Choice = { name: string; word: Word };

/** A row of the queue: the decisions that any doubtful row has, with a reason. */
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
  onStep: (step: 1 | -1) => void;
  onUndo: () => void;
  /** More ways to decide, under the buttons. */
  more?: (decide: (word: Word) => void) => ReactNode;
  children: ReactNode;
}) {
  const { rowKey, mayDecide, take, keep, exclude, later, digits } = props;
  const { onDecide, onStep, onUndo, more, children } = props;
  const [help, setHelp] = useState(false);
  const [reason, setReason] = useState('');

  const decide = (said: Word) => {
    onDecide(withReason(said, reason));
    setReason('');
  };
  const choices = Object.entries({ S: take, K: keep, E: exclude, R: later });
  const turnHelp = () => setHelp(open => !open);
  return (
    <RowStage
      rowKey={rowKey}
      name={`Row ${rowKey}`}
      through="the queue"
      choices={
        mayDecide
          ? choices.flatMap(([key, choice]) =>
              choice
                ? [
                    {
                      key,
                      name: choice.name,
                      press: () => decide(choice.word),
                    },
                  ]
                : [],
            )
          : []
      }
      onDigit={digit => digits.press(digit, decide)}
      keys={{ '?': turnHelp }}
      onStep={onStep}
      onUndo={onUndo}
      beside={focusStage => (
        <label className={styles.reason}>
          Reason (optional)
          <input
            value={reason}
            maxLength={500}
            onChange={event => setReason(event.target.value)}
            onKeyDown={event => {
              // Back to the keys that decide.
              if (event.key === 'Enter' || event.key === 'Escape') focusStage();
            }}
          />
        </label>
      )}
      under={
        mayDecide ? (
          more?.(decide)
        ) : (
          <p className={styles.muted}>
            You can look; deciding on labels takes the permissions
            greenroom.propose and greenroom.rows.read.
          </p>
        )
      }
      moves={
        <Button
          size="small"
          variant="tertiary"
          aria-expanded={help}
          onPress={turnHelp}
        >
          Keys (?)
        </Button>
      }
    >
      {children}
      {help ? (
        <KeyHelp digits={[digits.keys, digits.meaning]} mayDecide={mayDecide} />
      ) : null}
    </RowStage>
  );
}
