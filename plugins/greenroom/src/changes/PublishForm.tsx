import { type FormEvent, useId, useRef, useState } from 'react';
import {
  type ApiHolder,
  githubAuthApiRef,
  useApi,
  useApiHolder,
} from '@backstage/core-plugin-api';
import { Button } from '@backstage/ui';
import {
  type AssetDetail,
  isDeclarationEntry,
  type Proposal,
  type ProposalEntry,
} from '@greenroom/backstage-plugin-greenroom-common';
import { greenroomApiRef } from '../api';
import { Failure } from '../components/Failure';
import { plural } from '../components/numbers';
import { cohortName } from '../errors/cohortWords';
import styles from './changes.module.css';

/** Bounds of `publishRequestSchema`. */
const SHORTEST_TITLE = 3;
const LONGEST_TITLE = 120;
const LONGEST_DESCRIPTION = 4000;

/**
 * The token of a person who signed in with GitHub, so that the pull request is
 * theirs; nobody else is asked to sign in for it.
 */
async function ownToken(apis: ApiHolder): Promise<string | undefined> {
  try {
    const token = await apis
      .get(githubAuthApiRef)
      ?.getAccessToken(['repo'], { optional: true });
    return token || undefined;
  } catch {
    // Without it the portal opens the pull request and names the person.
    return undefined;
  }
}

/** "Repair 3 labels of digits", "Name the cohort slanted of digits". */
function proposedTitle(
  changes: readonly ProposalEntry[],
  asset: string,
): string {
  const declared = changes.filter(isDeclarationEntry);
  const labels = changes.length - declared.length;
  if (labels > 0) return `Repair ${plural(labels, 'label')} of ${asset}`;
  if (declared.length !== 1)
    return `Declare ${plural(
      declared.length,
      'cohort or gate',
      'cohorts and gates',
    )} of ${asset}`;
  const [only] = declared;
  return (
    only.kind === 'cohort'
      ? `Name the cohort ${only.name} of ${asset}`
      : `Hold ${only.evaluation} of ${asset} on ${cohortName(only.where)}`
  ).slice(0, LONGEST_TITLE);
}

/** Turns the basket into a pull request; pressing twice still makes one. */
export function PublishForm(props: {
  asset: AssetDetail;
  draft: Proposal;
  entries: readonly ProposalEntry[];
  saving: boolean;
  onPublished: () => void;
}) {
  const { asset, draft, entries, saving, onPublished } = props;
  const api = useApi(greenroomApiRef);
  const apis = useApiHolder();
  const id = useId();
  const changes = entries.filter(entry => entry.kind !== 'keep');
  const [title, setTitle] = useState(
    draft.title || proposedTitle(changes, asset.name),
  );
  const [description, setDescription] = useState('');
  const [sending, setSending] = useState(false);
  const [error, setError] = useState<Error>();
  const [published, setPublished] = useState<Proposal>();
  const underWay = useRef(false);

  if (published?.pullRequest) {
    const { number, url } = published.pullRequest;
    return (
      <p role="status">
        <a className={styles.link} href={url} target="_blank" rel="noreferrer">
          Pull request #{number}
        </a>{' '}
        is open.
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
        onChange={event => setTitle(event.target.value)}
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
      <div className={styles.actions}>
        <Button type="submit" isDisabled={obstacle !== undefined}>
          {`Open a pull request with ${plural(changes.length, 'change')}`}
        </Button>
        {obstacle ? <span className={styles.muted}>{obstacle}</span> : null}
      </div>
    </form>
  );
}
