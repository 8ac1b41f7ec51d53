import { useState } from 'react';
import { Button } from '@backstage/ui';
import type {
  Audit,
  RowPage,
} from '@greenroom/backstage-plugin-greenroom-common';
import { count } from '../../components/numbers';
import { Thumbnail } from '../../components/Thumbnail';
import type { Answer } from '../../components/useAnswer';
import { ClassChoice } from '../ClassChoice';
import {
  classOfDigit,
  decisionText,
  type ShownWord,
  type Word,
} from '../decisions/words';
import { useResolverKeys } from '../resolver/useResolverKeys';
import { RowContent } from '../RowContent';
import { StageMoves } from '../StageMoves';
import { useStageFocus } from '../useStageFocus';
import styles from '../labels.module.css';

const LARGE_PIXELS = 224;

/** One row of the sample, decided by one key or one press. */
export function AuditRowStage(props: {
  row: Audit['rows'][number];
  word?: ShownWord;
  /** Its place among the drawn, from 1, and how many there are. */
  place: { at: number; of: number };
  classes: readonly string[];
  rows: Answer<RowPage>;
  picture: boolean;
  mayDecide: boolean;
  onDecide: (decision: Omit<Word, 'key' | 'from'>) => void;
  /** Look at the next or the one before without deciding. */
  onStep: (step: 1 | -1) => void;
  onUndo: () => void;
}) {
  const { row, word, place, classes, rows, picture, mayDecide } = props;
  const { onDecide, onStep, onUndo } = props;
  const [keysOn, setKeysOn] = useState(true);
  const stage = useStageFocus(row.key);

  const choose = (name: string) =>
    onDecide(
      name === row.given ? { kind: 'keep' } : { kind: 'relabel', to: name },
    );
  const keep = () => onDecide({ kind: 'keep' });
  const exclude = () => onDecide({ kind: 'exclude' });
  const later = () => onDecide({ kind: 'later' });
  const actions: Record<string, () => void> = {
    j: () => onStep(1),
    arrowright: () => onStep(1),
    arrowleft: () => onStep(-1),
  };
  if (mayDecide) {
    Object.assign(actions, { k: keep, e: exclude, r: later, z: onUndo });
    for (const digit of '0123456789') {
      const name = classOfDigit(classes, digit);
      if (name !== undefined) actions[digit] = () => choose(name);
    }
  }
  useResolverKeys(actions, keysOn);

  return (
    <div
      ref={stage}
      tabIndex={-1}
      role="group"
      aria-label={`Row ${row.key} of the sample`}
      className={styles.stage}
    >
      <div aria-live="polite">
        <div className={styles.item}>
          {picture ? (
            <Thumbnail
              rowKey={row.key}
              size={LARGE_PIXELS}
              alt={`Row ${row.key}, labelled ${row.given}`}
            />
          ) : null}
          <div className={styles.evidence}>
            <p className={styles.labels}>
              <span>
                given <strong>{row.given}</strong>
              </span>
            </p>
            <p className={styles.muted}>
              row {row.key} of {row.split}, {count(place.at)} of{' '}
              {count(place.of)}
            </p>
            <RowContent rowKey={row.key} rows={rows} />
          </div>
        </div>
        {word ? (
          <p className={styles.decided}>
            {word.state === 'outdated'
              ? `Decided before the row changed: ${decisionText(word)}`
              : `Decided: ${decisionText(word)}`}
          </p>
        ) : null}
      </div>
      {mayDecide ? (
        <>
          <div className={styles.actions} role="group" aria-label="Decide">
            <Button size="small" onPress={keep}>
              {`Keep ${row.given} (K)`}
            </Button>
            <Button size="small" variant="secondary" onPress={exclude}>
              Exclude row (E)
            </Button>
            <Button size="small" variant="secondary" onPress={later}>
              Later (R)
            </Button>
          </div>
          <ClassChoice classes={classes} onChoose={choose} />
        </>
      ) : (
        <p className={styles.muted}>
          You can look; deciding takes the permission greenroom.propose.
        </p>
      )}
      <StageMoves
        through="the sample"
        keysOn={keysOn}
        onKeysOn={setKeysOn}
        onStep={onStep}
      />
    </div>
  );
}
