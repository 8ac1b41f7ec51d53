import {
  type CheckStanding,
  type PinnedSection,
  type PolicyCheck,
  type ReviewFact,
  isBlocking,
  standingOf,
} from '@greenroom/backstage-plugin-greenroom-common';
import { digestOf } from './digestOf';
import { missing } from './missing';
import type { ReviewedFacts } from './ReviewedFacts';

const VERDICTS: Readonly<
  Record<CheckStanding, NonNullable<ReviewFact['verdict']>>
> = {
  pass: 'good',
  fail: 'bad',
  waived: 'neutral',
  'not applicable': 'neutral',
};

/** What the policies in force say of the version. */
export function checksSection({ checks: found }: ReviewedFacts): PinnedSection {
  if (!found)
    return missing('checks', 'No policy was checked on this version.');
  const checks = found.checks.filter(judgesVersion);
  if (checks.length === 0)
    return missing('checks', 'No policy in force is about this model.');
  const failing = checks.filter(isBlocking);
  const waived = checks.filter(each => standingOf(each) === 'waived');
  const passed = checks.filter(each => standingOf(each) === 'pass');
  const more = waived.length > 0 ? `, ${waived.length} waived` : '';
  return {
    name: 'checks',
    says:
      failing.length > 0
        ? `${failing.length} of ${checks.length} rules fail and block: ${failing
            .map(({ rule }) => rule.title)
            .join('; ')}.`
        : `No rule blocks: ${passed.length} of ${checks.length} pass${more}.`,
    verdict: failing.length > 0 ? 'bad' : 'good',
    facts: checks.map(check => {
      const standing = standingOf(check);
      return {
        name: check.rule.title,
        value: standing,
        verdict: VERDICTS[standing],
        remark: check.message,
        url: check.rule.stated.url,
      };
    }),
    pins: checks.map(check => ({
      what: `rule ${check.rule.policy}/${check.rule.id}`,
      digest: digestOf([check.rule.stated.commit, standingOf(check)]),
    })),
  };
}

/** A rule that asks for a review is met by this one: it neither keeps it from being given, nor is it what it rests on. */
export function judgesVersion({ rule }: PolicyCheck): boolean {
  return rule.check !== 'reviewed';
}
