import { type FormEvent, useId, useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { Button } from '@backstage/ui';
import type { DrawAuditRequest } from '@greenroom/backstage-plugin-greenroom-common';
import { greenroomApiRef } from '../../api';
import { Failure } from '../../components/Failure';
import { count, plural, quantity } from '../../components/numbers';
import { Panel } from '../../components/Panel';
import { hasBoxes } from '../hasBoxes';
import type { LabelViewProps } from '../labelView';
import { STRATA } from './auditWords';
import { expectedInterval } from './expectedInterval';
import labelStyles from '../labels.module.css';
import styles from './audit.module.css';

const LEAST_ROWS = 10;
const MOST_ROWS = 5_000;
/** Decided in about an hour at ten seconds a row. */
const USUAL_ROWS = 300;
/** Where no model judged the labels yet: what public data sets have (Northcutt et al. 2021, 3.3 % on average). */
const USUAL_NOISE = 0.033;

type Strata = NonNullable<DrawAuditRequest['by']>;

/** Draws rows at random for people to decide on, and says beforehand what they will tell. */
export function DrawAuditForm(
  props: LabelViewProps & { onDrawn: (auditId: string) => void },
) {
  const { asset, version, onDrawn } = props;
  const api = useApi(greenroomApiRef);
  const id = useId();
  const [sizeText, setSizeText] = useState(String(USUAL_ROWS));
  const [by, setBy] = useState<Strata>();
  const [split, setSplit] = useState('');
  const [drawing, setDrawing] = useState(false);
  const [error, setError] = useState<Error>();
  const splits = Object.entries(version.splits ?? {});
  const population =
    split === '' ? version.rows : version.splits?.[split] ?? version.rows;
  const size = Number(sizeText);
  const valid =
    Number.isInteger(size) && size >= LEAST_ROWS && size <= MOST_ROWS;

  const draw = async (event: FormEvent) => {
    event.preventDefault();
    if (!valid || drawing) return;
    setDrawing(true);
    setError(undefined);
    try {
      const audit = await api.drawAudit(version.id, {
        size,
        design: by === undefined ? 'random' : 'stratified',
        by,
        split: split === '' ? undefined : split,
      });
      onDrawn(audit.id);
    } catch (cause) {
      setError(cause instanceof Error ? cause : new Error(String(cause)));
    }
    setDrawing(false);
  };

  const strata = (Object.keys(STRATA) as Strata[]).filter(
    name =>
      (name !== 'annotator' ||
        asset.columns?.some(({ role }) => role === 'annotator')) &&
      // Hardly two pictures have the same boxes.
      (name !== 'given' || !hasBoxes(asset)),
  );
  return (
    <Panel title="Draw a sample to decide on" level={2}>
      <form className={styles.form} onSubmit={draw} aria-label="Draw a sample">
        <label className={styles.field}>
          Rows
          <input
            inputMode="numeric"
            value={sizeText}
            aria-describedby={`${id}-expected`}
            aria-invalid={!valid}
            onChange={event => setSizeText(event.target.value)}
          />
        </label>
        <fieldset className={styles.field}>
          <legend>Drawn</legend>
          <label className={labelStyles.check}>
            <input
              type="radio"
              name={id}
              checked={by === undefined}
              onChange={() => setBy(undefined)}
            />
            at random
          </label>
          <label className={labelStyles.check}>
            <input
              type="radio"
              name={id}
              checked={by !== undefined}
              onChange={() => setBy('flagged')}
            />
            stratified
          </label>
        </fieldset>
        {by === undefined ? null : (
          <label className={styles.field}>
            By
            <select
              value={by}
              onChange={event => setBy(event.target.value as Strata)}
            >
              {strata.map(name => (
                <option key={name} value={name}>
                  {STRATA[name]}
                </option>
              ))}
            </select>
          </label>
        )}
        {splits.length > 0 ? (
          <label className={styles.field}>
            Of
            <select
              value={split}
              onChange={event => setSplit(event.target.value)}
            >
              <option value="">all splits</option>
              {splits.map(([name, rows]) => (
                <option key={name} value={name}>
                  {name} ({count(rows)} rows)
                </option>
              ))}
            </select>
          </label>
        ) : null}
        <div className={styles.whole}>
          <p id={`${id}-expected`} role="status">
            {valid
              ? expectation(size, population, version.labelsOk?.value)
              : `From ${LEAST_ROWS} to ${count(MOST_ROWS)} rows can be drawn.`}
          </p>
          {error ? (
            <Failure
              what="The sample could not be drawn."
              error={error}
              still="Audits drawn before are untouched."
            />
          ) : null}
          <Button type="submit" size="small" isDisabled={!valid || drawing}>
            {drawing
              ? 'Drawing'
              : `Draw ${valid ? plural(size, 'row') : 'rows'}`}
          </Button>
        </div>
      </form>
    </Panel>
  );
}

/** What interval to expect of so many decided rows. */
function expectation(
  size: number,
  population: number | undefined,
  labelsOk: number | undefined,
): string {
  if (population !== undefined && size >= population)
    return `There are ${plural(
      population,
      'row',
    )}: all are drawn, and what you decide is the truth.`;
  const noise = labelsOk === undefined ? USUAL_NOISE : 1 - labelsOk;
  const { low, high } = expectedInterval(noise, size);
  const because =
    labelsOk === undefined ? 'as in many data sets' : 'as the model says';
  return `If ${quantity(
    noise,
    'percent',
  )} of labels are wrong (${because}), ${plural(
    size,
    'decided row',
  )} will say: between ${(low * 100).toFixed(1)} and ${quantity(
    high,
    'percent',
  )}.`;
}
