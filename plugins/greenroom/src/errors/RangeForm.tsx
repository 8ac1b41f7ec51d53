import { type FormEvent, useState } from 'react';
import { Button } from '@backstage/ui';
import type {
  Condition,
  ErrorFeature,
} from '@greenroom/backstage-plugin-greenroom-common';
import { Focused } from './Focused';
import styles from './errors.module.css';

/** Chooses a range by its two ends, either of which may be left open. */
export function RangeForm(props: {
  feature: ErrorFeature;
  condition?: Condition;
  onApply: (condition: Condition) => void;
}) {
  const { feature, condition, onApply } = props;
  const before = condition?.type === 'range' ? condition : undefined;
  const [from, setFrom] = useState(before?.from?.toString() ?? '');
  const [below, setBelow] = useState(before?.below?.toString() ?? '');
  const [problem, setProblem] = useState<string>();
  const unit = feature.unit ? ` (${feature.unit})` : '';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const range = rangeOf(feature.name, from, below, before);
    if (typeof range === 'string') setProblem(range);
    else onApply(range);
  };
  return (
    <Focused>
      <form className={styles.choices} onSubmit={submit}>
        <label className={styles.choice}>
          {feature.name}
          {unit} from
          <input
            inputMode="decimal"
            size={8}
            value={from}
            onChange={event => setFrom(event.target.value)}
          />
        </label>
        <label className={styles.choice}>
          {before?.closed ? 'up to' : 'below'}
          <input
            inputMode="decimal"
            size={8}
            value={below}
            onChange={event => setBelow(event.target.value)}
          />
        </label>
        <Button size="small" variant="primary" type="submit">
          Apply
        </Button>
        {problem ? <span role="alert">{problem}</span> : null}
      </form>
    </Focused>
  );
}

/** The range that was typed, or why it is none. Its end stays included where it was. */
export function rangeOf(
  feature: string,
  from: string,
  below: string,
  before?: { below?: number; closed?: boolean },
): Condition | string {
  const [low, high] = [from, below].map(text =>
    text.trim() === '' ? undefined : Number(text),
  );
  if (low === undefined && high === undefined)
    return 'Type one number at least.';
  if ([low, high].some(each => each !== undefined && !Number.isFinite(each)))
    return 'These are not both numbers: write 12 or 0.5.';
  if (low !== undefined && high !== undefined && low >= high)
    return 'The first number must be less than the second.';
  return {
    type: 'range',
    feature,
    ...(low === undefined ? {} : { from: low }),
    ...(high === undefined ? {} : { below: high }),
    ...(before?.closed ? { closed: true } : {}),
  };
}
