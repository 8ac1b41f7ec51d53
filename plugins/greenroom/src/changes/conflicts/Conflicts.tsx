import { type FormEvent, useState } from 'react';
import { Button } from '@backstage/ui';
import type {
  AssetDetail,
  BasketConflict,
  Settlements,
  Taken,
} from '@greenroom/backstage-plugin-greenroom-common';
import { plural } from '../../components/numbers';
import { ThumbnailsProvider } from '../../components/Thumbnail';
import { ConflictField } from './ConflictField';
import styles from '../changes.module.css';

type Choices = Readonly<Record<string, Taken | undefined>>;

/** Each conflict with both sides, and what the person chooses. */
export function Conflicts(props: {
  asset: AssetDetail;
  conflicts: readonly BasketConflict[];
  onSettle: (settlements: Settlements['settlements']) => void;
}) {
  const { asset, conflicts, onSettle } = props;
  const [choices, setChoices] = useState<Choices>({});
  const chosen = conflicts.flatMap(({ id, entry }) => {
    const take = choices[id];
    return take === undefined ? [] : [{ entry, conflict: id, take }];
  });
  const takeAll = (side: 'ours' | 'theirs') =>
    setChoices(
      Object.fromEntries(
        conflicts.map(({ id, choices: offered }) => [
          id,
          offered.includes(side) ? side : choices[id],
        ]),
      ),
    );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (chosen.length > 0) onSettle(chosen);
  };
  return (
    <form
      onSubmit={submit}
      aria-label="Conflicts with the newest version"
      className={styles.conflicts}
    >
      {conflicts.length > 1 ? (
        <div className={styles.actions}>
          <Button
            type="button"
            size="small"
            variant="secondary"
            onPress={() => takeAll('ours')}
          >
            Mine everywhere
          </Button>
          <Button
            type="button"
            size="small"
            variant="secondary"
            onPress={() => takeAll('theirs')}
          >
            Theirs everywhere
          </Button>
        </div>
      ) : null}
      <ThumbnailsProvider versionId={asset.version?.id ?? ''}>
        {conflicts.map(conflict => (
          <ConflictField
            key={conflict.id}
            asset={asset}
            conflict={conflict}
            take={choices[conflict.id]}
            onTake={take =>
              setChoices(before => ({ ...before, [conflict.id]: take }))
            }
          />
        ))}
      </ThumbnailsProvider>
      <div className={styles.actions}>
        <Button type="submit" isDisabled={chosen.length === 0}>
          {`Keep ${plural(chosen.length, 'choice')}`}
        </Button>
        <span className={styles.muted}>
          {chosen.length < conflicts.length
            ? `${conflicts.length - chosen.length} left to choose.`
            : ''}
        </span>
      </div>
    </form>
  );
}
