import { Button } from '@backstage/ui';
import { When } from '../../components/When';
import type { DecisionConflict, Decisions } from './useDecisions';
import { decisionText, personName } from './words';
import styles from '../labels.module.css';

/** Rows that somebody decided while the caller looked at them: theirs stands until it is overruled. */
export function Conflicts(props: {
  decisions: Pick<Decisions, 'conflicts' | 'keepTheirs' | 'overrule'>;
}) {
  const { conflicts, keepTheirs, overrule } = props.decisions;
  if (conflicts.length === 0) return null;
  return (
    <div role="alert" className={styles.wide}>
      <ul className={styles.conflicts} aria-label="Decided by others">
        {conflicts.map(conflict => (
          <li key={conflict.theirs.key}>
            <span>
              <Sentence conflict={conflict} />
            </span>
            <span className={styles.actions}>
              <Button
                size="small"
                variant="secondary"
                aria-label={`Keep their decision on row ${conflict.theirs.key}`}
                onPress={() => keepTheirs(conflict)}
              >
                Keep theirs
              </Button>
              {conflict.mine ? (
                <Button
                  size="small"
                  variant="secondary"
                  aria-label={`Overrule the decision on row ${conflict.theirs.key}`}
                  onPress={() => overrule(conflict)}
                >
                  Overrule
                </Button>
              ) : null}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Sentence(props: { conflict: DecisionConflict }) {
  const { theirs, mine } = props.conflict;
  return (
    <>
      {personName(theirs.author)} decided row {theirs.key}{' '}
      <When at={theirs.at} />: <strong>{decisionText(theirs)}</strong>
      {theirs.reason ? ` (${theirs.reason})` : ''}.{' '}
      {mine
        ? `Yours, ${decisionText(mine)}, was not saved.`
        : 'There is nothing of yours to take back.'}
    </>
  );
}
