import type { z } from 'zod';
import { isWithin } from './bounds';
import type { AppliesTo, Rule, WaiverTerms } from './policyDocument';
import type { RuleKind } from './RuleKind';
import { RULE_KINDS } from './ruleKinds';

/** From what lets least through to what lets most. */
const WAIVED_FROM = ['nowhere', 'policies', 'anywhere'];

/**
 * Whether an inner rule lets through nothing that an outer one stops: the same
 * check with bounds as tight, held against as much, as severe, and as hard to
 * waive.
 *
 * @returns undefined where it is; else what it loosens, as in `it loosens …`
 */
export function loosens(inner: Rule, outer: Rule): string | undefined {
  if (inner.check !== outer.check)
    return `the check, which is ${outer.check} there`;
  if (!holdsAgainst(inner.appliesTo, outer.appliesTo))
    return 'what it is held against (appliesTo)';
  if (outer.severity === 'error' && inner.severity === 'warning')
    return 'its severity';
  if (!isAsHardToWaive(inner.waivers, outer.waivers))
    return 'how it can be waived (waivers)';
  return asksAsMuch(inner, outer) ? undefined : 'what is asked';
}

function asksAsMuch(inner: Rule, outer: Rule): boolean {
  if (inner.check !== 'rego') {
    // A rule was read by the shape that its check names, and both have one check.
    const kind = RULE_KINDS[inner.check] as unknown as RuleKind<z.ZodRawShape>;
    return kind.isAsStrict(inner, outer);
  }
  // Of two programs nobody can tell: it is the same one, or a rule of another name.
  return outer.check === 'rego' && sameProgram(inner) === sameProgram(outer);
}

function sameProgram(rule: Extract<Rule, { check: 'rego' }>): string {
  return JSON.stringify([rule.bundle, rule.entrypoint, rule.with]);
}

function holdsAgainst(inner: AppliesTo, outer: AppliesTo): boolean {
  const isWider = <T>(wide?: readonly T[], narrow?: readonly T[]) =>
    wide === undefined || (narrow !== undefined && isWithin(narrow, wide));
  return isWider(inner.kinds, outer.kinds) && isWider(inner.tags, outer.tags);
}

function isAsHardToWaive(inner: WaiverTerms, outer: WaiverTerms): boolean {
  return (
    WAIVED_FROM.indexOf(inner.from) <= WAIVED_FROM.indexOf(outer.from) &&
    (inner.from === 'nowhere' || inner.days <= outer.days)
  );
}
