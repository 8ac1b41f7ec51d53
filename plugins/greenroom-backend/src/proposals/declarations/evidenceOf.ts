import type { ErrorAnswerTo } from '@greenroom/backstage-plugin-greenroom-common';

type Told = ErrorAnswerTo<'cohorts'>['cohorts'][number];

/** "75 of 412 rows wrong (18.2 %, 14.8 to 22.2), against 5.9 % of all 10000; reader 2.0.0, test". */
export function evidenceOf(all: Told, own: Told, run: string): string {
  const { value, low, high } = own.rate;
  const interval =
    low === undefined || high === undefined
      ? ''
      : `, ${percent(low)} to ${percent(high)}`;
  return `${own.errors} of ${own.rows} rows wrong (${percent(
    value,
  )} %${interval}), against ${percent(all.rate.value)} % of all ${
    all.rows
  }; ${run}`;
}

function percent(share: number): string {
  return (share * 100).toFixed(1);
}
