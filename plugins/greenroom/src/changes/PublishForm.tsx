import { type FormEvent, useId, useRef, useState } from 'react';
import { useApi, useApiHolder } from '@backstage/core-plugin-api';
import { Button } from '@backstage/ui';
import {
  type AssetDetail,
  type DeclarationEntry,
  isAugmentationEntry,
  isDeclarationEntry,
  type Proposal,
  type ProposalEntry,
  type PublishPreview,
} from '@greenroom/backstage-plugin-greenroom-common';
import { greenroomApiRef } from '../api';
import { Failure } from '../components/Failure';
import { plural } from '../components/numbers';
import { useAnswer } from '../components/useAnswer';
import { cohortName } from '../errors/cohortWords';
import { ownToken } from './ownToken';
import {
  chosenLabels,
  type PublishChoice,
  PublishOptions,
} from './PublishOptions';
import { PullRequestLink } from './PullRequestLink';
import styles from './changes.module.css';

/** Bounds of `publishRequestSchema`. */
const SHORTEST_TITLE = 3;
const LONGEST_TITLE = 120;
const LONGEST_DESCRIPTION = 4000;

/** "Repair 3 labels of digits", "Name the cohort slanted of digits". */
function proposedTitle(
  changes: readonly ProposalEntry[],
  asset: string,
): string {
  const declared = changes.filter(isDeclarationEntry);
  const augmentations = changes.filter(isAugmentationEntry);
  const labels = changes.length - declared.length - augmentations.length;
  if (labels > 0) return `Repair ${plural(labels, 'label')} of ${asset}`;
  if (augmentations.length > 0)
    return `Augment ${asset}: ${augmentations
      .map(({ augmentation }) => augmentation.name)
      .join(', ')}`.slice(0, LONGEST_TITLE);
  if (declared.length !== 1)
    return `Declare ${plural(
      declared.length,
      'cohort, gate or request',
      'cohorts, gates and requests',
    )} of ${asset}`;
  const [only] = declared;
  return declarationTitle(only, asset).slice(0, LONGEST_TITLE);
}

function declarationTitle(only: DeclarationEntry, asset: string): string {
  switch (only.kind) {
    case 'cohort':
      return `Name the cohort ${only.name} of ${asset}`;
    case 'collect':
      return `Ask for ${plural(only.rows, 'row')} of ${asset}: ${only.name}`;
    default:
      return `Hold ${only.evaluation} of ${asset} on ${cohortName(only.where)}`;
  }
}

function deed(
  changes: number,
  { into }: PublishChoice,
  preview: PublishPreview | undefined,
): string {
  const counted = plural(changes, 'change');
  if (into !== '') return `Add ${counted} to it`;
  return preview?.makes === 'branch'
    ? `Push a branch with ${counted}`
    : `Open a pull request with ${counted}`;
}

/** Turns the basket into a pull request; pressing twice still makes one. */
export function PublishForm(props: {
  asset: AssetDetail;
  draft: Proposal;
  entries: readonly ProposalEntry[];
  /** The caller's proposals that are open: the basket may go into one of them. */
  open: readonly Proposal[];
  saving: boolean;
  onPublished: () => void;
}) {
  const { asset, draft, entries, open, saving, onPublished } = props;
  const api = useApi(greenroomApiRef);
  const apis = useApiHolder();
  const id = useId();
  const changes = entries.filter(entry => entry.kind !== 'keep');
  const [written, setWritten] = useState<string>();
  const [description, setDescription] = useState('');
  const [choice, setChoice] = useState<PublishChoice>({
    into: '',
    as: 'ready',
  });
  // One that changes are added to keeps its own.
  const title =
    written ??
    (open.find(proposal => proposal.id === choice.into)?.title ||
      draft.title ||
      proposedTitle(changes, asset.name));
  const answer = useAnswer(() => api.previewPublish(draft.id), [api, draft.id]);
  // It only tells beforehand: where it fails, publishing needs nothing of it.
  const preview = answer.state === 'ready' ? answer.value : undefined;
  const [sending, setSending] = useState(false);
  const [error, setError] = useState<Error>();
  const [published, setPublished] = useState<Proposal>();
  const underWay = useRef(false);

  if (published?.pullRequest) {
    return (
      <p role="status">
        <PullRequestLink pullRequest={published.pullRequest} /> is open.
      </p>
    );
  }
  const working =
    sending ||
    draft.state === 'publishing' ||
    published?.state === 'publishing';
  if (working) {
    return (
      <div className={styles.form}>
        <p role="status">
          Opening the pull request. You can leave this page; it will be listed
          below.
        </p>
        <div
          className={styles.progress}
          role="progressbar"
          aria-label="Opening the pull request"
        />
      </div>
    );
  }

  const publish = async () => {
    if (underWay.current) return;
    underWay.current = true;
    setSending(true);
    setError(undefined);
    try {
      setPublished(
        await api.publish(
          draft.id,
          {
            title: title.trim(),
            description: description.trim() || undefined,
            as: choice.as,
            labels: chosenLabels(choice, preview),
            into: choice.into || undefined,
          },
          await ownToken(apis),
        ),
      );
      onPublished();
    } catch (cause) {
      setError(cause instanceof Error ? cause : new Error(String(cause)));
    }
    underWay.current = false;
    setSending(false);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    publish();
  };
  const tooShort = title.trim().length < SHORTEST_TITLE;
  const failed = error ?? published?.error ?? draft.error;
  let obstacle: string | undefined;
  if (changes.length === 0)
    obstacle =
      'Labels that are kept change no line; relabel or leave out a row first.';
  else if (tooShort)
    obstacle = `Give the pull request a title of at least ${SHORTEST_TITLE} characters.`;
  else if (saving) obstacle = 'Your last decision is still being saved.';
  // What the button says, and where it stands, change once this is known.
  else if (answer.state === 'loading')
    obstacle = 'Looking up where the changes go.';

  return (
    <form
      className={styles.form}
      onSubmit={submit}
      aria-label="Propose as a pull request"
    >
      {failed ? (
        <Failure
          what="The pull request could not be opened."
          error={failed}
          still="Your basket is kept. Proposing it again makes no second pull request."
        />
      ) : null}
      <label htmlFor={`${id}-title`}>Title of the pull request</label>
      <input
        id={`${id}-title`}
        className={styles.field}
        value={title}
        maxLength={LONGEST_TITLE}
        required
        onChange={event => setWritten(event.target.value)}
      />
      <label htmlFor={`${id}-description`}>Description (optional)</label>
      <textarea
        id={`${id}-description`}
        className={styles.field}
        rows={3}
        maxLength={LONGEST_DESCRIPTION}
        value={description}
        onChange={event => setDescription(event.target.value)}
      />
      <PublishOptions
        preview={preview}
        open={open}
        choice={choice}
        onChoose={setChoice}
      />
      <div className={styles.actions}>
        <Button type="submit" isDisabled={obstacle !== undefined}>
          {deed(changes.length, choice, preview)}
        </Button>
        {obstacle ? <span className={styles.muted}>{obstacle}</span> : null}
      </div>
    </form>
  );
}
