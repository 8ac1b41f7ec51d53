import type { Config } from '@backstage/config';
import { readDurationFromConfig } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds } from '@backstage/types';
import type { TeamQuorum } from '@greenroom/governance';
import type { Asset } from '../../registry/Asset';

/** Who must sign for which models. It comes from the portal's configuration: whoever can change a model must not change who judges it. */
export type ReviewRule = {
  readonly name: string;
  readonly teams: readonly TeamQuorum[];
  readonly expiresAfterMillis?: number;
  /** Whether a review is asked for without a person. */
  readonly asks: 'by hand' | 'each version';
};

export type MatchedRule = ReviewRule & {
  /** All that are set must hold. */
  readonly where: Partial<
    Record<'name' | 'owner' | 'system' | 'tag' | 'repository', string>
  >;
};

/** What holds where the configuration says nothing: one person who may approve, and is no author. */
export const DEFAULT_RULE: ReviewRule = {
  name: 'anybody who may approve',
  teams: [],
  asks: 'by hand',
};

/** The first rule that is about a model. */
export function ruleFor(
  rules: readonly MatchedRule[],
  asset: Pick<Asset, 'name' | 'owner' | 'system' | 'repository' | 'manifest'>,
): ReviewRule {
  const { manifest } = asset;
  const found = rules.find(({ where }) =>
    Object.entries(where).every(([field, wanted]) =>
      field === 'tag'
        ? (manifest.tags ?? []).includes(wanted)
        : asset[field as 'name' | 'owner' | 'system' | 'repository'] === wanted,
    ),
  );
  if (!found) return DEFAULT_RULE;
  const { where: _where, ...rule } = found;
  return rule;
}

/**
 * `greenroom.reviews.rules` of app-config.
 *
 * @throws InputError naming the rule and what is wrong with it
 */
export function readReviewRules(config: Config | undefined): MatchedRule[] {
  const entries = config?.getOptionalConfigArray('rules') ?? [];
  return entries.map((entry, i) => {
    const name = entry.getString('name');
    const teams = (entry.getOptionalConfigArray('teams') ?? []).map(team => ({
      team: team.getString('team'),
      needed: team.getOptionalNumber('signatures') ?? 1,
    }));
    const place = `greenroom.reviews.rules[${i}] (${name})`;
    for (const { team, needed } of teams) {
      if (!/^group:[^/\s]+\/[^/\s]+$/.test(team))
        throw new InputError(
          `${place}: ${team} is no group of the catalog. Write it as group:default/governance.`,
        );
      if (!Number.isInteger(needed) || needed < 1)
        throw new InputError(
          `${place}: ${needed} signatures of ${team} are asked for. Give a whole number above 0.`,
        );
    }
    return {
      name,
      teams,
      where: entry.getOptional<MatchedRule['where']>('where') ?? {},
      asks:
        entry.getOptionalString('asks') === 'each version'
          ? ('each version' as const)
          : ('by hand' as const),
      ...(entry.has('expiresAfter') && {
        expiresAfterMillis: durationToMilliseconds(
          readDurationFromConfig(entry, { key: 'expiresAfter' }),
        ),
      }),
    };
  });
}
