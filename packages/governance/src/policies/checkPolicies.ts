import type { z } from 'zod';
import { isOf, judgeWaiver, type JudgedWaiver } from './judgeWaiver';
import { concernsNot, type Outcome } from './Outcome';
import type { AppliesTo, CommonRule, RegoRule } from './policyDocument';
import type { PolicyFacts } from './PolicyFacts';
import type { RuleKind } from './RuleKind';
import { RULE_KINDS } from './ruleKinds';
import type { RuleInForce } from './rulesInForce';
import type { StatedWaiver } from './Stated';

export type Checked = {
  readonly inForce: RuleInForce;
  /** What is asked, in a sentence. */
  readonly title: string;
  readonly outcome: Outcome;
  /** All that name the rule and the version, those in force first. */
  readonly waivers: readonly JudgedWaiver[];
};

/** Asks a bundle; see `askRego`. */
export type RegoAsker = (
  rule: RegoRule,
  inForce: RuleInForce,
  facts: PolicyFacts,
) => Promise<Outcome>;

/** All rules in force, held against one version, in their order. */
export async function checkPolicies(
  rules: readonly RuleInForce[],
  facts: PolicyFacts,
  {
    waivers = [],
    rego,
  }: { readonly waivers?: readonly StatedWaiver[]; readonly rego: RegoAsker },
): Promise<Checked[]> {
  const checked: Checked[] = [];
  for (const inForce of rules) {
    const { rule } = inForce;
    checked.push({
      inForce,
      title: titleOf(rule),
      outcome: isConcerned(rule.appliesTo, facts)
        ? await outcomeOf(inForce, facts, rego)
        : concernsNot(`It is held against ${wordsOf(rule.appliesTo)}.`),
      waivers: judged(waivers, inForce, facts),
    });
  }
  return checked;
}

/** What a rule asks, in a sentence: its own, or that of its check. */
export function titleOf(rule: RuleInForce['rule']): string {
  if (rule.title !== undefined) return rule.title;
  return rule.check === 'rego'
    ? `${rule.entrypoint} of ${rule.bundle} agrees.`
    : kindOf(rule).title(rule);
}

function outcomeOf(
  inForce: RuleInForce,
  facts: PolicyFacts,
  rego: RegoAsker,
): Promise<Outcome> | Outcome {
  const { rule } = inForce;
  return rule.check === 'rego'
    ? rego(rule, inForce, facts)
    : kindOf(rule).check(rule, facts);
}

/** A rule was read by the shape that its check names. */
function kindOf(rule: CommonRule): RuleKind<z.ZodRawShape> {
  return RULE_KINDS[rule.check] as unknown as RuleKind<z.ZodRawShape>;
}

function isConcerned(
  { kinds, tags }: AppliesTo,
  facts: Pick<PolicyFacts, 'kind' | 'tags'>,
): boolean {
  return (
    (kinds === undefined || kinds.includes(facts.kind)) &&
    (tags === undefined || tags.some(tag => facts.tags.includes(tag)))
  );
}

function wordsOf({ kinds, tags }: AppliesTo): string {
  const what = (kinds ?? ['dataset', 'model'])
    .map(kind => (kind === 'dataset' ? 'data sets' : 'models'))
    .join(' and ');
  return tags ? `${what} tagged ${tags.join(' or ')}` : what;
}

function judged(
  waivers: readonly StatedWaiver[],
  inForce: RuleInForce,
  facts: PolicyFacts,
): JudgedWaiver[] {
  const order = ['in force', 'refused', 'expired'];
  return waivers
    .filter(each => each.waiver.rule === inForce.rule.id && isOf(each, facts))
    .map(each => judgeWaiver(each, inForce, facts.today))
    .sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state));
}
