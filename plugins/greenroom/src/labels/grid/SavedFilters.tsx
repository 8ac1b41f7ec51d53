import { type FormEvent, useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { Button } from '@backstage/ui';
import type {
  AssetDetail,
  LabelIssueFilter,
} from '@greenroom/backstage-plugin-greenroom-common';
import { greenroomApiRef } from '../../api';
import { Failure } from '../../components/Failure';
import { useAnswer } from '../../components/useAnswer';
import { filterWords } from '../filterWords';
import { readLabelFilter, writeLabelFilter } from '../labelFilter';
import styles from '../labels.module.css';

/** The filter as the query part of an address. */
function queryOf(filter: LabelIssueFilter): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(writeLabelFilter(filter)))
    if (value !== undefined) params.set(name, value);
  return params.toString();
}

/** Filters that the caller named, to come back to. */
export function SavedFilters(props: {
  asset: AssetDetail;
  filter: LabelIssueFilter;
  onFilter: (filter: LabelIssueFilter) => void;
}) {
  const { asset, filter, onFilter } = props;
  const api = useApi(greenroomApiRef);
  const answer = useAnswer(() => api.listFilters(asset.id), [api, asset.id]);
  const [name, setName] = useState('');
  const [failed, setFailed] = useState<{ what: string; error: Error }>();
  const query = queryOf(filter);
  const change = async (what: string, ask: () => Promise<unknown>) => {
    try {
      await ask();
      setFailed(undefined);
      answer.refetch();
    } catch (cause) {
      const error = cause instanceof Error ? cause : new Error(String(cause));
      setFailed({ what, error });
    }
  };
  const save = (event: FormEvent) => {
    event.preventDefault();
    const called = name.trim();
    if (called === '') return;
    setName('');
    change('The filter could not be saved.', () =>
      api.saveFilter(asset.id, { name: called, query }),
    );
  };
  const saved = answer.state === 'ready' ? answer.value : [];
  return (
    <div className={styles.actions} role="group" aria-label="Saved filters">
      {saved.map(each => {
        const own = readLabelFilter(new URLSearchParams(each.query));
        return (
          <span key={each.name} className={styles.saved}>
            <button
              type="button"
              className={styles.open}
              aria-pressed={queryOf(own) === query}
              title={filterWords(own) || 'all rows'}
              onClick={() => onFilter(own)}
            >
              {each.name}
            </button>
            <Button
              size="small"
              variant="tertiary"
              aria-label={`Remove the filter ${each.name}`}
              onPress={() =>
                change('The filter could not be removed.', () =>
                  api.removeFilter(asset.id, each.name),
                )
              }
            >
              Remove
            </Button>
          </span>
        );
      })}
      {query === '' ? null : (
        <form className={styles.actions} onSubmit={save}>
          <label className={styles.check}>
            Save this filter as
            <input
              className={styles.field}
              value={name}
              maxLength={80}
              onChange={event => setName(event.target.value)}
            />
          </label>
          <Button
            size="small"
            variant="secondary"
            type="submit"
            isDisabled={name.trim() === ''}
          >
            Save
          </Button>
        </form>
      )}
      {answer.state === 'failed' ? (
        <Failure
          what="Could not load your saved filters."
          error={answer.error}
          still="They are kept; the rows below are shown all the same."
          retry={answer.refetch}
        />
      ) : null}
      {failed ? (
        <Failure
          what={failed.what}
          error={failed.error}
          still="Your saved filters are as they were."
        />
      ) : null}
    </div>
  );
}
