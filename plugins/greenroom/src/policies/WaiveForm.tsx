import { type FormEvent, useId, useState } from 'react';
import { Button } from '@backstage/ui';
import type { AssetDetail } from '@greenroom/backstage-plugin-greenroom-common';
import { PutState } from '../changes/PutState';
import { usePutEntry } from '../changes/usePutEntry';
import changes from '../changes/changes.module.css';

/** What the backend asks of a reason, too. */
const REASON_CHARACTERS = 10;

/** Asks for a rule not to be held against an asset, until a day: into the basket, and from there to git. */
export function WaiveForm(props: {
  asset: AssetDetail;
  rule: string;
  /** For as many at most. */
  days: number;
}) {
  const { asset, rule, days } = props;
  const [isOpen, setOpen] = useState(false);
  return isOpen ? (
    <Fields asset={asset} rule={rule} days={days} />
  ) : (
    <Button
      size="small"
      variant="secondary"
      aria-label={`Waive ${rule}`}
      onPress={() => setOpen(true)}
    >
      Waive
    </Button>
  );
}

function Fields(props: { asset: AssetDetail; rule: string; days: number }) {
  const { asset, rule, days } = props;
  const id = useId();
  const basket = usePutEntry(asset.id);
  const [reason, setReason] = useState('');
  const [until, setUntil] = useState('');
  const isWhole = reason.trim().length >= REASON_CHARACTERS && until !== '';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isWhole) return;
    basket.put([
      { kind: 'waiver', key: `waiver ${rule}`, rule, reason, until },
    ]);
  };
  return (
    <form
      className={changes.form}
      onSubmit={submit}
      aria-label={`Waive ${rule}`}
    >
      <div>
        <label htmlFor={`${id}-reason`}>
          Why it does not hold for now, and who repairs it
        </label>
        <textarea
          id={`${id}-reason`}
          className={changes.field}
          rows={3}
          value={reason}
          onChange={event => setReason(event.target.value)}
        />
      </div>
      <div>
        <label htmlFor={`${id}-until`}>Last day, at most {days} days on</label>
        <input
          id={`${id}-until`}
          className={changes.field}
          type="date"
          max={dayAfter(days)}
          value={until}
          onChange={event => setUntil(event.target.value)}
        />
      </div>
      <p className={changes.muted}>
        The waiver becomes a file in git by a pull request, with you as its
        author, and does nothing until that is merged.
      </p>
      <Button type="submit" size="small" isDisabled={!isWhole}>
        Put into basket
      </Button>
      <PutState of={basket} entityRef={asset.entityRef} />
    </form>
  );
}

/** As rules count: in UTC. */
function dayAfter(days: number): string {
  const day = new Date();
  day.setUTCDate(day.getUTCDate() + days);
  return day.toISOString().slice(0, 10);
}
