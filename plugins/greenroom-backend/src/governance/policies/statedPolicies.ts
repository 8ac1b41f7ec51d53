import {
  type PolicyProblem,
  readPolicies,
  readWaivers,
  rulesInForce,
  type RuleInForce,
  type StatedRule,
  type StatedWaiver,
} from '@greenroom/governance';
import type { StoredPolicyFile } from './PolicyStore';

/** Everything that git states of what an asset must be. */
export type StatedPolicies = {
  readonly rules: readonly RuleInForce[];
  readonly waivers: readonly StatedWaiver[];
  readonly problems: readonly PolicyProblem[];
};

/**
 * Rules and waivers for one asset, out of files of its own repository and of the
 * repository of policies. A file that cannot be read is a problem that everybody
 * it concerns sees, never a rule less in silence.
 *
 * @param system - name of the asset's, where it has one
 */
export function statedPolicies(
  files: readonly StoredPolicyFile[],
  system: string | undefined,
): StatedPolicies {
  const rules: StatedRule[] = [];
  const waivers: StatedWaiver[] = [];
  const problems: PolicyProblem[] = [];
  for (const file of files) {
    const { place, content, repository, path, commit } = file;
    if (place.kind === 'policy' && place.level === 'system') {
      if (place.system !== system) continue;
    }
    if (content === undefined) {
      problems.push({
        ...{ repository, path, line: 1, column: 1 },
        message: 'The file is larger than what is read. Split it.',
      });
      continue;
    }
    const stated = (line: number) => ({ repository, path, line, commit });
    const read =
      place.kind === 'policy' ? readPolicies(content) : readWaivers(content);
    problems.push(
      ...read.problems.map(({ line, column, message }) => ({
        ...{ repository, path, line, column, message },
      })),
    );
    for (const item of read.items) {
      if ('rule' in item && place.kind === 'policy')
        rules.push({
          rule: item.rule,
          policy: item.policy,
          level: place.level,
          stated: stated(item.line),
        });
      if ('waiver' in item && place.kind === 'waiver')
        waivers.push({
          waiver: item.waiver,
          from: place.from,
          author: file.author,
          committedOn: file.statedOn,
          stated: stated(item.line),
        });
    }
  }
  const inForce = rulesInForce(rules);
  const known = new Set(inForce.rules.map(({ rule }) => rule.id));
  return {
    rules: inForce.rules,
    waivers,
    problems: [
      ...problems,
      ...inForce.problems,
      ...waivers
        .filter(
          ({ from, waiver }) => from === 'asset' && !known.has(waiver.rule),
        )
        .map(({ waiver, stated }) => ({
          ...stated,
          column: 1,
          message: `The waiver names the rule ${waiver.rule}, which no policy in force here has. Correct the name, or remove the file.`,
        })),
    ],
  };
}
