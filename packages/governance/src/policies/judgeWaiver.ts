import type { RuleInForce } from './rulesInForce';
import type { StatedWaiver } from './Stated';

const DAY_MILLIS = 24 * 60 * 60 * 1_000;

export type JudgedWaiver = StatedWaiver & {
  readonly state: 'in force' | 'expired' | 'refused';
  /** A sentence. */
  readonly message: string;
};

/**
 * Whether a waiver of a rule does anything today: not where the rule takes none
 * from there, not for longer than it lets, and not after its last day.
 *
 * @param today - `2026-11-26`, in UTC
 */
export function judgeWaiver(
  waiver: StatedWaiver,
  { rule }: RuleInForce,
  today: string,
): JudgedWaiver {
  const { until } = waiver.waiver;
  const { from, days } = rule.waivers;
  const refused = (message: string): JudgedWaiver => ({
    ...waiver,
    state: 'refused',
    message,
  });
  if (from === 'nowhere') return refused(`${rule.id} takes no waiver.`);
  if (from === 'policies' && waiver.from !== 'policies')
    return refused(
      `${rule.id} takes waivers only where policies are stated. Propose it there.`,
    );
  const latest = dayAfter(waiver.committedOn, days);
  if (until > latest)
    return refused(
      `${rule.id} can be waived for ${days} days, from ${waiver.committedOn} until ${latest}; this says ${until}. Name an earlier day.`,
    );
  return until < today
    ? {
        ...waiver,
        state: 'expired',
        message: `It ended on ${until}, and does nothing any more.`,
      }
    : { ...waiver, state: 'in force', message: `It holds until ${until}.` };
}

/** Whether a waiver is of this version, by its name and, where it says so, its declared version. */
export function isOf(
  { waiver }: StatedWaiver,
  { name, version }: { readonly name: string; readonly version?: string },
): boolean {
  return (
    waiver.asset === name &&
    (waiver.version === undefined || waiver.version === version)
  );
}

function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(day) + days * DAY_MILLIS)
    .toISOString()
    .slice(0, 10);
}
