import type { ReactNode } from 'react';
import type {
  Audit,
  RowPage,
} from '@greenroom/backstage-plugin-greenroom-common';
import { count } from '../../components/numbers';
import type { Answer } from '../../components/useAnswer';
import { decisionText, type ShownWord, type Word } from '../decisions/words';
import { RowContent } from '../RowContent';
import { RowStage, type StageChoice } from '../RowStage';
import styles from '../labels.module.css';

export type AuditRowProps = {
  row: Audit['rows'][number];
  versionId: string;
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
};

/** What every row of a sample has: keys, buttons, and what was decided. */
export function AuditRowFrame(
  props: AuditRowProps & {
    /** The ways to say that the label is right or wrong. */
    choices: readonly StageChoice[];
    onDigit?: (digit: string) => void;
    under?: ReactNode;
    children: ReactNode;
  },
) {
  const { row, word, mayDecide, onDecide, onStep, onUndo } = props;
  const { choices, onDigit, under, children } = props;
  const always: readonly StageChoice[] = [
    {
      key: 'E',
      name: 'Exclude row',
      press: () => onDecide({ kind: 'exclude' }),
    },
    { key: 'R', name: 'Later', press: () => onDecide({ kind: 'later' }) },
  ];
  return (
    <RowStage
      rowKey={row.key}
      name={`Row ${row.key} of the sample`}
      through="the sample"
      choices={mayDecide ? [...choices, ...always] : []}
      onDigit={onDigit}
      onStep={onStep}
      onUndo={onUndo}
      under={
        mayDecide ? (
          under
        ) : (
          <p className={styles.muted}>
            You can look; deciding takes the permission greenroom.propose.
          </p>
        )
      }
    >
      <div aria-live="polite">
        {children}
        {word ? (
          <p className={styles.decided}>
            {word.state === 'outdated'
              ? `Decided before the row changed: ${decisionText(word)}`
              : `Decided: ${decisionText(word)}`}
          </p>
        ) : null}
      </div>
    </RowStage>
  );
}

/** Where the row stands in the sample, and its cells. */
export function AuditRowCells(
  props: Pick<AuditRowProps, 'row' | 'place' | 'rows'>,
) {
  const { row, place, rows } = props;
  return (
    <>
      <p className={styles.muted}>
        row {row.key} of {row.split}, {count(place.at)} of {count(place.of)}
      </p>
      <RowContent rowKey={row.key} rows={rows} />
    </>
  );
}
