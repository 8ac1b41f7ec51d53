import { useEffect, useRef, useState } from 'react';
import { Button } from '@backstage/ui';
import type {
  LabelIssue,
  ProposalEntry,
  RowPage,
} from '@greenroom/backstage-plugin-greenroom-common';
import type { Answer } from '../../components/useAnswer';
import {
  classOfDigit,
  decisionText,
  digitOfClass,
  exclude,
  keep,
  relabel,
  takeSuggestion,
} from '../decisions';
import { IssueItem } from './IssueItem';
import { KeyHelp } from './KeyHelp';
import { useResolverKeys } from './useResolverKeys';
import styles from '../labels.module.css';

/** Past this many, classes are a list to choose from instead of buttons. */
const MOST_BUTTONS = 12;

/** One doubtful row at a time, decided by one key or one press. */
export function Resolver(props: {
  issue: LabelIssue;
  entry?: ProposalEntry;
  classes: readonly string[];
  rows: Answer<RowPage>;
  picture: boolean;
  mayDecide: boolean;
  onDecide: (entry: ProposalEntry) => void;
  /** Look at the next or the one before without deciding. */
  onStep: (step: 1 | -1) => void;
  onLater: () => void;
  onUndo: () => void;
}) {
  const {
    issue,
    entry,
    classes,
    rows,
    picture,
    mayDecide,
    onDecide,
    onStep,
    onLater,
    onUndo,
  } = props;
  const [keysOn, setKeysOn] = useState(true);
  const [help, setHelp] = useState(false);
  const stage = useRef<HTMLDivElement>(null);

  const actions: Record<string, () => void> = {
    j: () => onStep(1),
    arrowright: () => onStep(1),
    arrowleft: () => onStep(-1),
    '?': () => setHelp(open => !open),
  };
  if (mayDecide) {
    actions.k = () => onDecide(keep(issue));
    actions.s = () => onDecide(takeSuggestion(issue));
    actions.e = () => onDecide(exclude(issue));
    actions.r = onLater;
    actions.z = onUndo;
    for (const digit of '0123456789') {
      const name = classOfDigit(classes, digit);
      if (name !== undefined)
        actions[digit] = () => onDecide(relabel(issue, name));
    }
  }
  useResolverKeys(actions, keysOn);

  useEffect(() => {
    // A button that went away with the last row must not take the focus with it.
    if (document.activeElement === document.body)
      stage.current?.focus({ preventScroll: true });
  }, [issue.key]);

  return (
    <div
      ref={stage}
      tabIndex={-1}
      role="group"
      aria-label={`Row ${issue.key}`}
      className={styles.stage}
    >
      <div aria-live="polite">
        <IssueItem issue={issue} rows={rows} picture={picture} />
        {entry ? (
          <p className={styles.decided}>
            In your basket: {decisionText(entry)}
          </p>
        ) : null}
      </div>
      {mayDecide ? (
        <>
          <div className={styles.actions} role="group" aria-label="Decide">
            <Button
              size="small"
              onPress={actions.s}
            >{`Take ${issue.suggested} (S)`}</Button>
            <Button
              size="small"
              variant="secondary"
              onPress={actions.k}
            >{`Keep ${issue.given} (K)`}</Button>
            <Button size="small" variant="secondary" onPress={actions.e}>
              Exclude row (E)
            </Button>
            <Button size="small" variant="secondary" onPress={onLater}>
              Review later (R)
            </Button>
          </div>
          <ClassChoice
            issue={issue}
            classes={classes}
            onChoose={name => onDecide(relabel(issue, name))}
          />
        </>
      ) : (
        <p className={styles.muted}>
          You can look; proposing labels takes the permission greenroom.propose.
        </p>
      )}
      <div
        className={styles.actions}
        role="group"
        aria-label="Move through the queue"
      >
        <Button size="small" variant="secondary" onPress={() => onStep(-1)}>
          Previous (←)
        </Button>
        <Button size="small" variant="secondary" onPress={() => onStep(1)}>
          Next (J)
        </Button>
        <Button
          size="small"
          variant="tertiary"
          aria-expanded={help}
          onPress={() => setHelp(open => !open)}
        >
          Keys (?)
        </Button>
        <label className={styles.check}>
          <input
            type="checkbox"
            checked={keysOn}
            onChange={event => setKeysOn(event.target.checked)}
          />
          Single-key shortcuts
        </label>
      </div>
      {help ? <KeyHelp classes={classes} mayDecide={mayDecide} /> : null}
    </div>
  );
}

function ClassChoice(props: {
  issue: LabelIssue;
  classes: readonly string[];
  onChoose: (name: string) => void;
}) {
  const { issue, classes, onChoose } = props;
  if (classes.length > MOST_BUTTONS) {
    return (
      <label className={styles.check}>
        Another class
        <select value="" onChange={event => onChoose(event.target.value)}>
          <option value="" disabled>
            choose
          </option>
          {classes.map(name => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </select>
      </label>
    );
  }
  return (
    <div className={styles.actions} role="group" aria-label="Another class">
      {classes.map(name => {
        const digit = digitOfClass(classes, name);
        return (
          <button
            key={name}
            type="button"
            className={styles.classButton}
            data-suggested={name === issue.suggested}
            onClick={() => onChoose(name)}
          >
            {name}
            {digit !== undefined && digit !== name ? <kbd>{digit}</kbd> : null}
          </button>
        );
      })}
    </div>
  );
}
