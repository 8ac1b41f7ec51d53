import type {
  DecisionKind,
  RowDecision,
} from '@greenroom/backstage-plugin-greenroom-common';

/** How a row stands that people decided. */
export type DecidedRow = {
  readonly kind: DecisionKind;
  readonly state: RowDecision['state'];
};

/** What this room may ask about decisions; it knows nothing else of them. */
export type DecisionDoor = {
  /** By key: how every decided row of a version stands. */
  statesOf(versionId: string): Promise<ReadonlyMap<string, DecidedRow>>;
  decisionsOf(
    versionId: string,
    keys: readonly string[],
  ): Promise<readonly RowDecision[]>;
};

/** Where the decision on a row stands: none or outdated, standing, put off. */
export function standingOf(
  row: DecidedRow | undefined,
): 'open' | 'decided' | 'later' {
  if (!row || row.state === 'outdated') return 'open';
  return row.kind === 'later' ? 'later' : 'decided';
}

/** Decisions by the key of their row. */
export async function decisionsByKey(
  door: DecisionDoor | undefined,
  versionId: string,
  keys: readonly string[],
): Promise<ReadonlyMap<string, RowDecision>> {
  if (!door || keys.length === 0) return new Map();
  const decisions = await door.decisionsOf(versionId, [...new Set(keys)]);
  return new Map(decisions.map(decision => [decision.key, decision]));
}
