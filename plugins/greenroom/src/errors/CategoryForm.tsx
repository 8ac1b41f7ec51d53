import { type FormEvent, useState } from 'react';
import { Button } from '@backstage/ui';
import type {
  Condition,
  ErrorFeature,
} from '@greenroom/backstage-plugin-greenroom-common';
import { count } from '../components/numbers';
import { Focused } from './Focused';
import styles from './errors.module.css';

/** Chooses values of a category by checkboxes; one that is not listed by its name. */
export function CategoryForm(props: {
  feature: ErrorFeature;
  chosen: readonly string[];
  words: (value: ErrorFeature['values'][number]) => string;
  onApply: (condition: Condition) => void;
}) {
  const { feature, words, onApply } = props;
  const [chosen, setChosen] = useState(props.chosen);
  const [other, setOther] = useState('');
  const listed = feature.values.flatMap(value =>
    value.where.type === 'is'
      ? [{ ...value, value: value.where.values[0] }]
      : [],
  );
  const unlisted = props.chosen.filter(
    value => !listed.some(each => each.value === value),
  );
  const values = other === '' ? chosen : [...chosen, other];
  const toggle = (value: string) =>
    setChosen(before =>
      before.includes(value)
        ? before.filter(each => each !== value)
        : [...before, value],
    );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (values.length > 0)
      onApply({ type: 'is', feature: feature.name, values: [...values] });
  };
  return (
    <Focused>
      <form onSubmit={submit}>
        <fieldset className={styles.fields}>
          <legend>{feature.name} is one of</legend>
          {listed.map(each => (
            <label key={each.value} className={styles.check}>
              <input
                type="checkbox"
                checked={chosen.includes(each.value)}
                onChange={() => toggle(each.value)}
              />
              {each.label}{' '}
              <span className={styles.muted}>
                {count(each.rows)} rows, {words(each)}
              </span>
            </label>
          ))}
          {unlisted.map(value => (
            <label key={value} className={styles.check}>
              <input
                type="checkbox"
                checked={chosen.includes(value)}
                onChange={() => toggle(value)}
              />
              {value}
            </label>
          ))}
        </fieldset>
        {feature.more ? (
          <label className={styles.choice}>
            {count(feature.more)} more values are not listed; another value
            <input
              value={other}
              onChange={event => setOther(event.target.value)}
            />
          </label>
        ) : null}
        <Button
          size="small"
          variant="primary"
          type="submit"
          isDisabled={values.length === 0}
        >
          Apply
        </Button>
      </form>
    </Focused>
  );
}
