import type { Decision } from './Vote';

export type Standing =
  | { readonly state: 'undecided' }
  | { readonly state: 'stands'; readonly until?: string }
  | { readonly state: 'rejected' }
  | { readonly state: 'expired'; readonly since: string }
  | { readonly state: 'outdated'; readonly reasons: readonly string[] };

/**
 * Whether a decision counts at a time. What ended is told before what changed:
 * an approval that ended needs a new review whatever changed.
 *
 * @param changes - what it rested on and is another now, a sentence each
 */
export function standingOf(
  decided:
    | { readonly decision: Decision; readonly expiresAt?: string }
    | undefined,
  changes: readonly string[],
  at: Date,
): Standing {
  if (!decided) return { state: 'undecided' };
  const { decision, expiresAt } = decided;
  if (decision === 'rejected') return { state: 'rejected' };
  if (expiresAt && at.getTime() >= Date.parse(expiresAt))
    return { state: 'expired', since: expiresAt };
  if (changes.length > 0) return { state: 'outdated', reasons: changes };
  return { state: 'stands', until: expiresAt };
}
