import { useState } from 'react';
import { Button } from '@backstage/ui';
import type {
  Cohort,
  Condition,
  ErrorFeature,
} from '@greenroom/backstage-plugin-greenroom-common';
import { count } from '../components/numbers';
import { CategoryForm } from './CategoryForm';
import { writeCondition } from './cohortText';
import type { ErrorScene } from './errorScene';
import { Explored } from './Explored';
import { Focused } from './Focused';
import { featureName, rateWords } from './groupWords';
import { RangeForm } from './RangeForm';
import { useExplored } from './useExplored';
import { questionOf } from './useErrorSelection';
import styles from './errors.module.css';

/** Makes or changes one condition of the filter; each value stands with the rows it has beside the other conditions. */
export function ConditionEditor(props: {
  scene: ErrorScene;
  /** The other conditions of the filter. */
  others: Cohort;
  /** The one that is changed; absent for a new one. */
  condition?: Condition;
  onApply: (condition: Condition) => void;
  onCancel: () => void;
}) {
  const { scene, others, condition, onApply, onCancel } = props;
  const { run, selection } = scene;
  const [name, setName] = useState(condition?.feature);
  const answer = useExplored(
    run.id,
    questionOf({ ...selection, where: others }, { type: 'summary' as const }),
  );
  return (
    // Escape leaves the form from wherever in it the focus is.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section
      className={styles.editor}
      aria-label={condition ? `Change ${condition.feature}` : 'New condition'}
      onKeyDown={event => {
        if (event.key === 'Escape') onCancel();
      }}
    >
      <Explored answer={answer} what="what can be filtered by" lines={2}>
        {({ features }) => {
          const feature = features.find(each => each.name === name);
          return (
            <>
              {condition ? null : (
                <Focused>
                  <label className={styles.choice}>
                    Feature
                    <select
                      value={name ?? ''}
                      onChange={event => setName(event.target.value)}
                    >
                      <option value="" disabled>
                        choose one
                      </option>
                      {features.map(each => (
                        <option key={each.name} value={each.name}>
                          {featureName(each)}
                        </option>
                      ))}
                    </select>
                  </label>
                </Focused>
              )}
              {condition && !feature ? (
                <p>
                  This run has no feature {condition.feature}: remove the
                  condition.
                </p>
              ) : null}
              {feature ? (
                <Values
                  key={feature.name}
                  scene={scene}
                  feature={feature}
                  condition={condition}
                  onApply={onApply}
                />
              ) : null}
              <Button size="small" variant="tertiary" onPress={onCancel}>
                Cancel
              </Button>
            </>
          );
        }}
      </Explored>
    </section>
  );
}

/** Values of a category by checkboxes, a range by two numbers; its bins, and rows without a value, by one press. */
function Values(props: {
  scene: ErrorScene;
  feature: ErrorFeature;
  condition?: Condition;
  onApply: (condition: Condition) => void;
}) {
  const { scene, feature, condition, onApply } = props;
  const orMissing =
    condition && condition.type !== 'missing' && condition.orMissing;
  const apply = (next: Condition) =>
    onApply(
      orMissing && next.type !== 'missing' ? { ...next, orMissing } : next,
    );
  const { measure } = scene.selection;
  const atOnce = feature.values.filter(({ where }) => where.type !== 'is');
  return (
    <>
      {feature.kind === 'category' ? (
        <CategoryForm
          feature={feature}
          chosen={condition?.type === 'is' ? condition.values : []}
          words={value => rateWords(value, measure)}
          onApply={apply}
        />
      ) : (
        <RangeForm feature={feature} condition={condition} onApply={apply} />
      )}
      {atOnce.length > 0 ? (
        <ul className={styles.bins} aria-label={`Values of ${feature.name}`}>
          {atOnce.map(value => (
            <li key={writeCondition(value.where)}>
              <button type="button" onClick={() => onApply(value.where)}>
                {value.label}{' '}
                <span className={styles.muted}>
                  {count(value.rows)} rows, {rateWords(value, measure)}
                </span>
              </button>
            </li>
          ))}
        </ul>
      ) : null}
    </>
  );
}
