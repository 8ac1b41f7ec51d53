import { type FormEvent, type KeyboardEvent, useId, useState } from 'react';
import { useApi, useApiHolder } from '@backstage/core-plugin-api';
import { Button } from '@backstage/ui';
import {
  COMMENT_LIMIT,
  type PlanComment,
} from '@greenroom/backstage-plugin-greenroom-common';
import { greenroomApiRef } from '../../api';
import { Failure } from '../../components/Failure';
import { ownToken } from '../ownToken';
import changesStyles from '../changes.module.css';

const ID_BYTES = 16;

/** Something to say of one changed row, on the git host. */
export function RowComment(props: {
  planId: string;
  row: NonNullable<PlanComment['row']>;
  onSaid: (url: string) => void;
  onClose: () => void;
}) {
  const { planId, row, onSaid, onClose } = props;
  const api = useApi(greenroomApiRef);
  const apis = useApiHolder();
  const field = useId();
  // Sending it again after a lost answer says it once.
  const [id] = useState(newId);
  const [text, setText] = useState('');
  const [sending, setSending] = useState(false);
  const [error, setError] = useState<Error>();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setSending(true);
    setError(undefined);
    try {
      const { url } = await api.commentOnPlan(
        planId,
        { id, text, row },
        await ownToken(apis),
      );
      onSaid(url);
    } catch (cause) {
      setError(cause instanceof Error ? cause : new Error(String(cause)));
      setSending(false);
    }
  };
  const leave = (event: KeyboardEvent) => {
    if (event.key === 'Escape') onClose();
  };
  return (
    <form
      className={changesStyles.fields}
      onSubmit={submit}
      aria-label={`Comment on row ${row.key}`}
    >
      <div>
        <label htmlFor={field}>
          Comment on row {row.key}, on the pull request
        </label>
        <textarea
          id={field}
          className={changesStyles.field}
          rows={3}
          maxLength={COMMENT_LIMIT}
          value={text}
          // The key that opened it means to write.
          // eslint-disable-next-line jsx-a11y/no-autofocus
          autoFocus
          onKeyDown={leave}
          onChange={event => setText(event.target.value)}
        />
      </div>
      <div className={changesStyles.actions}>
        <Button
          type="submit"
          size="small"
          variant="primary"
          isDisabled={sending || text.trim() === ''}
        >
          {sending ? 'Sending' : 'Send to the git host'}
        </Button>
        <Button size="small" variant="secondary" onPress={onClose}>
          Close
        </Button>
      </div>
      {error ? (
        <Failure
          what="It was not said."
          error={error}
          still="What you wrote stands here; sending it again says it once."
        />
      ) : null}
    </form>
  );
}

function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(ID_BYTES));
  return Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('');
}
