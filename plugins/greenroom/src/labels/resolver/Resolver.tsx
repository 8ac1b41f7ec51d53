import { useState } from 'react';
import { Button } from '@backstage/ui';
import type {
  AssetDetail,
  AssetVersion,
} from '@greenroom/backstage-plugin-greenroom-common';
import { ClassChoice } from '../ClassChoice';
import {
  classOfDigit,
  exclude,
  keep,
  later,
  relabel,
  type ShownWord,
  takeSuggestion,
  withReason,
  type Word,
} from '../decisions/words';
import { IssueItem } from './IssueItem';
import { KeyHelp } from './KeyHelp';
import type { QueueRow } from './queue';
import { useResolverKeys } from './useResolverKeys';
import { StageMoves } from '../StageMoves';
import { useStageFocus } from '../useStageFocus';
import styles from '../labels.module.css';

/** One doubtful row at a time, decided by one key or one press. */
export function Resolver(props: {
  asset: AssetDetail;
  version: AssetVersion;
  row: QueueRow;
  word: ShownWord | undefined;
  /** Rows that are likely looked at next. */
  near: readonly string[];
  mayDecide: boolean;
  onDecide: (word: Word) => void;
  /** Look at the next or the one before without deciding. */
  onStep: (step: 1 | -1) => void;
  onUndo: () => void;
}) {
  const { asset, version, row, word, near, mayDecide } = props;
  const { onDecide, onStep, onUndo } = props;
  const issue = suggesting(row);
  const classes = asset.classes ?? [];
  const [keysOn, setKeysOn] = useState(true);
  const [help, setHelp] = useState(false);
  const [reason, setReason] = useState('');
  const stage = useStageFocus(row.key);

  const decide = (said: Word | undefined) => {
    if (!said) return;
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
    actions.k = () => decide(keep(issue));
    actions.s = () => decide(takeSuggestion(issue));
    actions.e = () => decide(exclude(issue));
    actions.r = () => decide(later(issue));
    actions.z = onUndo;
    for (const digit of '0123456789') {
      const name = classOfDigit(classes, digit);
      if (name !== undefined)
        actions[digit] = () => decide(relabel(issue, name));
    }
  }
  useResolverKeys(actions, keysOn);

  return (
    <div
      ref={stage}
      tabIndex={-1}
      role="group"
      aria-label={`Row ${row.key}`}
      className={styles.stage}
    >
      <IssueItem
        asset={asset}
        version={version}
        row={row}
        word={word}
        near={near}
      />
      {mayDecide ? (
        <>
          <div className={styles.actions} role="group" aria-label="Decide">
            {issue.suggested === undefined ? null : (
              <Button
                size="small"
                onPress={actions.s}
              >{`Take ${issue.suggested} (S)`}</Button>
            )}
            <Button
              size="small"
              variant="secondary"
              onPress={actions.k}
            >{`Keep ${issue.given} (K)`}</Button>
            <Button size="small" variant="secondary" onPress={actions.e}>
              Exclude row (E)
            </Button>
            <Button size="small" variant="secondary" onPress={actions.r}>
              Review later (R)
            </Button>
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
          <ClassChoice
            classes={classes}
            suggested={issue.suggested}
            likely={issue.likely}
            onChoose={name => decide(relabel(issue, name))}
          />
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
      {help ? <KeyHelp classes={classes} mayDecide={mayDecide} /> : null}
    </div>
  );
}

/** The row's worst issue, with the suggestion of another where it has none itself. */
function suggesting({ issues: [worst, ...others] }: QueueRow) {
  const other = others.find(({ suggested }) => suggested !== undefined);
  return worst.suggested === undefined && other
    ? { ...worst, suggested: other.suggested, why: other.why }
    : worst;
}
