import { type ReactNode, useState } from 'react';
import { Button } from '@backstage/ui';
import { StageMoves } from './StageMoves';
import { useStageFocus } from './useStageFocus';
import { useStageKeys } from './useStageKeys';
import styles from './labels.module.css';

/** A way to decide: its key does the same as its button. */
export type StageChoice = {
  key: string;
  name: string;
  press: () => void;
};

/** One row at a time: its content, the ways to decide it, each by one key or one press, and steps to other rows. */
export function RowStage(props: {
  rowKey: string;
  /** What it is, for who can't see it. */
  name: string;
  /** What is walked through, as in "the queue". */
  through: string;
  /** The first stands out; none where the caller may not decide. */
  choices: readonly StageChoice[];
  onDigit?: (digit: string) => void;
  /** Other keys than those of choices, digits and steps. */
  keys?: Readonly<Record<string, () => void>>;
  /** Look at the next or the one before without deciding. */
  onStep: (step: 1 | -1) => void;
  onUndo: () => void;
  /** Stands beside the choices; gets what puts the focus back on the stage. */
  beside?: (focusStage: () => void) => ReactNode;
  /** Stands under the choices, or instead of them. */
  under?: ReactNode;
  /** Stands beside the steps. */
  moves?: ReactNode;
  children: ReactNode;
}) {
  const { rowKey, name, through, choices, onDigit, keys } = props;
  const { onStep, onUndo, beside, under, moves, children } = props;
  const [keysOn, setKeysOn] = useState(true);
  const stage = useStageFocus(rowKey);
  const mayDecide = choices.length > 0;
  const actions: Record<string, () => void> = {
    ...keys,
    j: () => onStep(1),
    arrowright: () => onStep(1),
    arrowleft: () => onStep(-1),
  };
  if (mayDecide) {
    for (const choice of choices)
      actions[choice.key.toLocaleLowerCase('en-US')] = choice.press;
    actions.z = onUndo;
    for (const digit of '0123456789')
      if (onDigit) actions[digit] = () => onDigit(digit);
  }
  useStageKeys(actions, keysOn);
  return (
    <div
      ref={stage}
      tabIndex={-1}
      role="group"
      aria-label={name}
      className={styles.stage}
    >
      {children}
      {mayDecide ? (
        <div className={styles.actions} role="group" aria-label="Decide">
          {choices.map(({ key, name: words, press }, index) => (
            <Button
              key={key}
              size="small"
              variant={index === 0 ? 'primary' : 'secondary'}
              onPress={press}
            >{`${words} (${key})`}</Button>
          ))}
          {beside?.(() => stage.current?.focus({ preventScroll: true }))}
        </div>
      ) : null}
      {under}
      <StageMoves
        through={through}
        keysOn={keysOn}
        onKeysOn={setKeysOn}
        onStep={onStep}
      >
        {moves}
      </StageMoves>
    </div>
  );
}
