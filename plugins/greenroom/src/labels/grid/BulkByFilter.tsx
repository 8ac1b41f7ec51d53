import { useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
} from '@backstage/ui';
import type {
  AssetDetail,
  AssetVersion,
  LabelIssueFilter,
} from '@greenroom/backstage-plugin-greenroom-common';
import { greenroomApiRef } from '../../api';
import { Answered } from '../../components/Answered';
import { Failure } from '../../components/Failure';
import { count, plural } from '../../components/numbers';
import { useAnswer } from '../../components/useAnswer';
import { filterWords } from '../filterWords';
import styles from '../labels.module.css';

type Choice = 'suggestion' | 'keep' | 'exclude' | 'later';

const CHOICES: Readonly<Record<Choice, string>> = {
  suggestion: 'take the suggestion, pass over rows without one',
  keep: 'keep the given label',
  exclude: 'exclude from the data set',
  later: 'review later',
};

/** The same decision on all open rows of a filter, after a question that says how many. */
export function BulkByFilter(props: {
  asset: AssetDetail;
  version: AssetVersion;
  filter: LabelIssueFilter;
  onDecided: () => void;
}) {
  const { asset, version, filter, onDecided } = props;
  const [asking, setAsking] = useState(false);
  const [told, setTold] = useState<string>();
  return (
    <span className={styles.actions}>
      <Button size="small" variant="secondary" onPress={() => setAsking(true)}>
        Decide all rows of this filter
      </Button>
      <span role="status">{told}</span>
      {asking ? (
        <Question
          asset={asset}
          version={version}
          filter={filter}
          onClose={() => setAsking(false)}
          onDecided={({ decided, skipped }) => {
            setAsking(false);
            setTold(
              `${plural(decided, 'row')} decided${
                skipped > 0 ? `, ${count(skipped)} passed over` : ''
              }.`,
            );
            onDecided();
          }}
        />
      ) : null}
    </span>
  );
}

function Question(props: {
  asset: AssetDetail;
  version: AssetVersion;
  filter: LabelIssueFilter;
  onClose: () => void;
  onDecided: (outcome: { decided: number; skipped: number }) => void;
}) {
  const { asset, version, filter, onClose, onDecided } = props;
  const api = useApi(greenroomApiRef);
  const [choice, setChoice] = useState<Choice>('suggestion');
  const [reason, setReason] = useState('');
  const [working, setWorking] = useState(false);
  const [error, setError] = useState<Error>();
  const open = { ...filter, decided: 'open' as const };
  const question = JSON.stringify(open);
  const answer = useAnswer(
    () => api.getLabelQuality({ ...open, versionId: version.id, limit: 1 }),
    [api, version.id, question],
  );
  const decide = async () => {
    setWorking(true);
    setError(undefined);
    try {
      onDecided(
        await api.decideAll(asset.id, {
          versionId: version.id,
          filter: open,
          decide: choice,
          ...(reason.trim() === '' ? {} : { reason: reason.trim() }),
        }),
      );
    } catch (cause) {
      setError(cause instanceof Error ? cause : new Error(String(cause)));
      setWorking(false);
    }
  };
  return (
    <Dialog isOpen isDismissable onOpenChange={isOpen => !isOpen && onClose()}>
      <DialogHeader>Decide all rows of this filter</DialogHeader>
      <DialogBody>
        <Answered answer={answer} what="how many rows these are" lines={2}>
          {({ total }) => (
            <div className={styles.stage}>
              <p>
                <strong>{plural(total, 'row')}</strong>{' '}
                {total === 1 ? 'is' : 'are'} left to decide
                {filterWords(filter) ? `: ${filterWords(filter)}` : ''}. What
                somebody decided already stays as it is.
              </p>
              <fieldset className={styles.choices}>
                <legend>All of them:</legend>
                {(Object.keys(CHOICES) as Choice[]).map(each => (
                  <label key={each} className={styles.check}>
                    <input
                      type="radio"
                      name="bulk"
                      checked={choice === each}
                      onChange={() => setChoice(each)}
                    />
                    {CHOICES[each]}
                  </label>
                ))}
              </fieldset>
              <label className={styles.reason}>
                Reason (optional)
                <input
                  value={reason}
                  maxLength={500}
                  onChange={event => setReason(event.target.value)}
                />
              </label>
              {error ? (
                <Failure
                  what="These rows could not be decided."
                  error={error}
                  still="None of them was."
                />
              ) : null}
              <p className={styles.muted}>
                Each row stands in your basket afterwards and can be removed
                there. Nothing changes in git before a pull request is merged.
              </p>
            </div>
          )}
        </Answered>
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" onPress={onClose}>
          Cancel
        </Button>
        <Button
          isDisabled={
            working || answer.state !== 'ready' || answer.value.total === 0
          }
          onPress={decide}
        >
          {answer.state === 'ready'
            ? `Decide ${plural(answer.value.total, 'row')}`
            : 'Decide'}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
