import { type RefObject, useEffect, useRef, useState } from 'react';
import { Button } from '@backstage/ui';
import { RiCloseLine } from '@remixicon/react';
import type { Condition } from '@greenroom/backstage-plugin-greenroom-common';
import { bothCohorts, writeCondition } from './cohortText';
import { conditionWords } from './cohortWords';
import { ConditionEditor } from './ConditionEditor';
import type { ErrorScene } from './errorScene';
import styles from './errors.module.css';

type Chip = {
  readonly words: string;
  readonly remove: () => void;
  /** Its place in the filter; what has none can only be taken away. */
  readonly index?: number;
};

/**
 * The filter as chips, one a condition, each changed or taken away by a press.
 * The focus goes to the next chip after one is taken away, and back to the chip
 * that was changed.
 */
export function FilterBar({ scene }: { scene: ErrorScene }) {
  const { selection, select } = scene;
  const { where } = selection;
  const [editing, setEditing] = useState<number>();
  const holder = useRef<HTMLDivElement>(null);
  const chips = chipsOf(scene);
  const focusOn = useFocusOn(holder, chips.length);
  const close = () => {
    focusOn(editing ?? 0, chips.length);
    setEditing(undefined);
  };
  const apply = (condition: Condition) => {
    const changed = [...where];
    changed[editing ?? where.length] = condition;
    const next = bothCohorts([], changed);
    select({ where: next });
    focusOn(editing ?? 0, chips.length + next.length - where.length);
    setEditing(undefined);
  };
  return (
    <div className={styles.filter} ref={holder}>
      <div className={styles.choices} role="group" aria-label="Filter">
        {chips.length === 0 ? (
          <span className={styles.muted}>All rows of the run</span>
        ) : null}
        {chips.map(({ words, index, remove }, at) => (
          <span key={words} className={styles.chip} data-filter>
            {index === undefined ? (
              words
            ) : (
              <button
                type="button"
                data-chip
                aria-expanded={editing === index}
                aria-label={`Change filter: ${words}`}
                onClick={() =>
                  setEditing(editing === index ? undefined : index)
                }
              >
                {words}
              </button>
            )}
            <button
              type="button"
              {...(index === undefined ? { 'data-chip': true } : {})}
              aria-label={`Remove filter: ${words}`}
              onClick={() => {
                remove();
                setEditing(undefined);
                focusOn(at, chips.length - 1);
              }}
            >
              <RiCloseLine size={16} aria-hidden="true" />
            </button>
          </span>
        ))}
        <button
          type="button"
          className={styles.add}
          data-add
          aria-expanded={editing === where.length}
          onClick={() =>
            setEditing(editing === where.length ? undefined : where.length)
          }
        >
          Add condition
        </button>
        {chips.length > 1 ? (
          <Button
            size="small"
            variant="tertiary"
            onPress={() => {
              select({ where: [], given: undefined, predicted: undefined });
              focusOn(0, 0);
            }}
          >
            Clear filter
          </Button>
        ) : null}
      </div>
      {editing === undefined ? null : (
        <ConditionEditor
          key={editing}
          scene={scene}
          others={where.filter((_, index) => index !== editing)}
          condition={where[editing]}
          onApply={apply}
          onCancel={close}
        />
      )}
    </div>
  );
}

/**
 * A function that moves the focus to a chip, or the last one, or to "Add
 * condition" where none is left, once the filter has so many: the address bar
 * may take a moment.
 */
function useFocusOn(holder: RefObject<HTMLElement>, length: number) {
  const [asked, setAsked] = useState<{ at: number; length: number }>();
  useEffect(() => {
    if (asked?.length !== length) return;
    const chips = holder.current?.querySelectorAll<HTMLElement>('[data-chip]');
    const add = holder.current?.querySelector<HTMLElement>('[data-add]');
    const at = Math.min(asked.at, length - 1);
    (chips?.[at] ?? add)?.focus();
    setAsked(undefined);
  }, [holder, asked, length]);
  return (at: number, then: number) => setAsked({ at, length: then });
}

function chipsOf({ selection, select }: ErrorScene): Chip[] {
  const { where, given, predicted } = selection;
  return [
    ...where.map((condition, index) => ({
      words: conditionWords(condition),
      index,
      remove: () =>
        select({
          where: where.filter(
            each => writeCondition(each) !== writeCondition(condition),
          ),
        }),
    })),
    ...(given === undefined
      ? []
      : [
          {
            words: `given ${given}`,
            remove: () => select({ given: undefined }),
          },
        ]),
    ...(predicted === undefined
      ? []
      : [
          {
            words: `taken for ${predicted}`,
            remove: () => select({ predicted: undefined }),
          },
        ]),
  ];
}
