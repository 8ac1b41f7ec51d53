import type {
  PolicyCheck,
  PolicyChecks,
  StatedInGit,
} from '@greenroom/backstage-plugin-greenroom-common';
import type { Checked, PolicyProblem, Stated } from '@greenroom/governance';

/** Links to lines on the host, where there is one. */
export type Linker = (stated: Stated) => string | undefined;

/** What a rule says of a version, as the API tells it. */
export function toPolicyCheck(
  { inForce, title, outcome, waivers }: Checked,
  link: Linker,
): PolicyCheck {
  const { rule, policy, level, stated, tightens } = inForce;
  const linked = (place: Stated): StatedInGit => ({
    ...place,
    url: link(place),
  });
  // What nobody knows cannot have passed.
  const isUnknown = outcome.result === 'unknown';
  return {
    rule: {
      ...{ policy, level, title, id: rule.id },
      ...{ check: rule.check, severity: rule.severity },
      waivers: { from: rule.waivers.from, days: rule.waivers.days },
      stated: linked(stated),
      tightens: tightens.map(each => ({
        level: each.level,
        stated: linked(each.stated),
      })),
    },
    result: outcome.result === 'unknown' ? 'fail' : outcome.result,
    message: outcome.message,
    evidence: [...outcome.evidence],
    remedy: isUnknown
      ? 'Have it found out: nothing is known until then.'
      : outcome.remedy,
    waivers: waivers.map(
      ({ waiver, author, state, message, stated: place }) => ({
        ...{ rule: waiver.rule, version: waiver.version },
        ...{ reason: waiver.reason, until: waiver.until },
        ...{ author, state, message },
        stated: linked(place),
      }),
    ),
  };
}

/** A problem with its place on the host. */
export function toProblem(
  problem: PolicyProblem,
  link: (
    place: Pick<PolicyProblem, 'repository' | 'path' | 'line'>,
  ) => string | undefined,
): PolicyChecks['problems'][number] {
  return { ...problem, url: link(problem) };
}
