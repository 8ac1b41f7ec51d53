import { useState } from 'react';
import { Button } from '@backstage/ui';
import type {
  LabelIssue,
  ProposalEntry,
} from '@greenroom/backstage-plugin-greenroom-common';
import { plural, quantity } from '../../components/numbers';
import { Thumbnail } from '../../components/Thumbnail';
import { decisionText, exclude, keep, takeSuggestion } from '../decisions';
import styles from '../labels.module.css';

/** The flagged rows of a page, many of which can be decided at once. */
export function IssuesList(props: {
  issues: readonly LabelIssue[];
  decided: ReadonlyMap<string, ProposalEntry>;
  pictures: boolean;
  mayDecide: boolean;
  onDecide: (entries: readonly ProposalEntry[]) => void;
  onOpen: (key: string) => void;
}) {
  const { issues, decided, pictures, mayDecide, onDecide, onOpen } = props;
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const selected = issues.filter(issue => chosen.has(issue.key));
  const all = selected.length === issues.length;
  const toggle = (key: string) =>
    setChosen(before => {
      const next = new Set(before);
      if (!next.delete(key)) next.add(key);
      return next;
    });
  const decide = (decision: (issue: LabelIssue) => ProposalEntry) => {
    onDecide(selected.map(decision));
    setChosen(new Set());
  };
  return (
    <>
      {mayDecide ? (
        <div
          className={styles.actions}
          role="group"
          aria-label="Decide on the selected rows"
        >
          <label className={styles.check}>
            <input
              type="checkbox"
              checked={all}
              onChange={() =>
                setChosen(new Set(all ? [] : issues.map(issue => issue.key)))
              }
            />
            Select all on this page
          </label>
          <Button
            size="small"
            isDisabled={selected.length === 0}
            onPress={() => decide(takeSuggestion)}
          >
            {`Take suggestion for ${plural(selected.length, 'row')}`}
          </Button>
          <Button
            size="small"
            variant="secondary"
            isDisabled={selected.length === 0}
            onPress={() => decide(keep)}
          >
            Keep
          </Button>
          <Button
            size="small"
            variant="secondary"
            isDisabled={selected.length === 0}
            onPress={() => decide(exclude)}
          >
            Exclude
          </Button>
        </div>
      ) : null}
      <ul className={styles.grid} aria-label="Flagged rows">
        {issues.map(issue => {
          const entry = decided.get(issue.key);
          return (
            <li
              key={issue.key}
              className={styles.card}
              data-decided={entry !== undefined}
            >
              {mayDecide ? (
                <label className={styles.check}>
                  <input
                    type="checkbox"
                    checked={chosen.has(issue.key)}
                    onChange={() => toggle(issue.key)}
                  />
                  Row {issue.key}
                </label>
              ) : (
                <span>Row {issue.key}</span>
              )}
              {pictures ? <Thumbnail rowKey={issue.key} size={64} /> : null}
              <span>
                {issue.given} → <strong>{issue.suggested}</strong>
              </span>
              <span className={styles.muted}>
                p {quantity(issue.pSuggested ?? 0, 'percent')}
                {issue.annotator ? `, by ${issue.annotator}` : ''}
              </span>
              <span>{entry ? `In basket: ${decisionText(entry)}` : ''}</span>
              <button
                type="button"
                className={styles.open}
                onClick={() => onOpen(issue.key)}
              >
                Look closer
                <span className={styles.hiddenText}> at row {issue.key}</span>
              </button>
            </li>
          );
        })}
      </ul>
    </>
  );
}
