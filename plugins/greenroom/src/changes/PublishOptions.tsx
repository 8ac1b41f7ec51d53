import { useId } from 'react';
import type {
  Proposal,
  PublishPreview,
} from '@greenroom/backstage-plugin-greenroom-common';
import styles from './changes.module.css';

/** How a basket is published, as the form has it. */
export type PublishChoice = {
  /** Id of an open proposal that it is added to; empty: a new one. */
  readonly into: string;
  readonly as: 'draft' | 'ready';
  /** With commas between; undefined until somebody wrote any. */
  readonly labels?: string;
};

/** The labels that were written, or those the portal gives. */
export function chosenLabels(
  { labels }: PublishChoice,
  preview: PublishPreview | undefined,
): string[] | undefined {
  if (labels === undefined) return preview?.labels;
  const written = labels.split(',').map(label => label.trim());
  return [...new Set(written.filter(label => label !== ''))];
}

/** Where it goes, whom it asks, and how it is marked. */
export function PublishOptions(props: {
  preview: PublishPreview | undefined;
  /** The caller's pull requests that are open. */
  open: readonly Proposal[];
  choice: PublishChoice;
  onChoose: (choice: PublishChoice) => void;
}) {
  const { preview, open, choice, onChoose } = props;
  const id = useId();
  const isPull = preview?.makes === 'pull-request';
  return (
    <>
      {open.length > 0 ? (
        <>
          <label htmlFor={`${id}-into`}>Where the changes go</label>
          <select
            id={`${id}-into`}
            className={styles.field}
            value={choice.into}
            onChange={event =>
              onChoose({ ...choice, into: event.target.value })
            }
          >
            <option value="">
              {isPull || !preview ? 'A new pull request' : 'A new branch'}
            </option>
            {open.map(({ id: proposalId, title, pullRequest }) => (
              <option key={proposalId} value={proposalId}>
                {`Into ${
                  pullRequest?.number === undefined
                    ? pullRequest?.branch
                    : `#${pullRequest.number}`
                }: ${title}`}
              </option>
            ))}
          </select>
        </>
      ) : null}
      {isPull ? (
        <>
          <label htmlFor={`${id}-labels`}>
            Labels, with commas between (optional)
          </label>
          <input
            id={`${id}-labels`}
            className={styles.field}
            value={choice.labels ?? preview.labels.join(', ')}
            onChange={event =>
              onChoose({ ...choice, labels: event.target.value })
            }
          />
        </>
      ) : null}
      {isPull && choice.into === '' ? (
        <label>
          <input
            type="checkbox"
            checked={choice.as === 'draft'}
            onChange={event =>
              onChoose({
                ...choice,
                as: event.target.checked ? 'draft' : 'ready',
              })
            }
          />{' '}
          Open it as a draft
        </label>
      ) : null}
      {preview ? <p className={styles.muted}>{whereItGoes(preview)}</p> : null}
    </>
  );
}

function whereItGoes({
  makes,
  repository,
  baseBranch,
  reviewers,
}: PublishPreview): string {
  switch (makes) {
    case 'nothing':
      return `${repository} is only read: its source takes no changes.`;
    case 'branch':
      return `A branch is pushed to ${repository}. Merge it into ${baseBranch} there; the portal sees when it is.`;
    default:
      return reviewers.length === 0
        ? `Goes to ${baseBranch} of ${repository}. CODEOWNERS names nobody else for these files.`
        : `Goes to ${baseBranch} of ${repository}. Asked for a review, as CODEOWNERS names them: ${reviewers
            .map(reviewer => `@${reviewer}`)
            .join(', ')}.`;
  }
}
