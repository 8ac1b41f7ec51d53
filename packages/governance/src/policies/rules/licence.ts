import { z } from 'zod';
import { alternativesOf } from '../../obligations/judgeLicence';
import { isWithin } from '../bounds';
import { fails, isUnknown, type Outcome, passes } from '../Outcome';
import type { BindingFact, PolicyFacts } from '../PolicyFacts';
import { ruleKind } from '../RuleKind';

const ids = z.array(z.string().min(1).max(100)).min(1).max(500);

type AskedLicence = {
  readonly allow?: readonly string[];
  readonly deny?: readonly string[];
  readonly inherited: 'judged' | 'passed over';
};

/**
 * Which licences a version, and what it came from, may have. Of a choice
 * (`A OR B`) it is enough that one side is allowed, since whoever takes it may
 * choose; of what holds together (`A AND B`) all must be.
 */
export const licence = ruleKind({
  shape: {
    /** SPDX identifiers; absent: all that are not denied. */
    allow: ids.optional(),
    deny: ids.optional(),
    /** Whether what it came from must be allowed, too. */
    inherited: z.enum(['judged', 'passed over']).default('judged'),
  },
  title: ({ allow, deny, inherited }) =>
    `The licence ${allow ? `is one of ${allow.join(', ')}` : 'is declared'}${
      deny ? `, and none of ${deny.join(', ')}` : ''
    }${inherited === 'judged' ? ', as is that of all it came from' : ''}.`,
  check: (asked, facts) => {
    const own = ofOwn(asked, facts);
    if (own.result !== 'pass' || asked.inherited !== 'judged') return own;
    if (!facts.binding) return isUnknown('What it came from');
    const wrong = facts.binding
      .filter(({ way }) => way.length > 0)
      .flatMap(fact => {
        const expression = licenceIn(fact);
        const reason = expression && reasonAgainst(asked, expression);
        return reason ? [{ fact, expression, reason }] : [];
      });
    if (wrong.length === 0) return own;
    return fails(
      `${wrong[0].fact.declaredBy}, which it came from, is licensed as ${wrong[0].expression}, which ${wrong[0].reason}.`,
      'Take it out of what this is made of, or have its licence allowed where the policy is stated.',
      wrong.map(({ fact, expression }) => ({
        what: [fact.declaredBy, ...fact.way].join(' → '),
        value: expression,
      })),
    );
  },
  isAsStrict: (inner, outer) =>
    (outer.allow === undefined ||
      (inner.allow !== undefined && isWithin(inner.allow, outer.allow))) &&
    isWithin(outer.deny, inner.deny) &&
    (outer.inherited === 'passed over' || inner.inherited === 'judged'),
});

function ofOwn(asked: AskedLicence, facts: PolicyFacts): Outcome {
  if (facts.licence === undefined)
    return fails(
      `${facts.name} declares no licence.`,
      'Write spec.license, an SPDX identifier, in its manifest.',
    );
  const evidence = [{ what: 'licence', value: facts.licence }];
  const reason = reasonAgainst(asked, facts.licence);
  return reason
    ? fails(
        `It is licensed as ${facts.licence}, which ${reason}.`,
        'License it otherwise, or have the licence allowed where the policy is stated.',
        evidence,
      )
    : passes(`It is licensed as ${facts.licence}.`, evidence);
}

function licenceIn({ obligation }: BindingFact): string | undefined {
  return obligation.kind === 'licence' ? obligation.expression : undefined;
}

/** Undefined where the expression is allowed; else why not: `which …`. */
function reasonAgainst(
  { allow, deny = [] }: AskedLicence,
  expression: string,
): string | undefined {
  const alternatives = alternativesOf(expression);
  if (!alternatives) return 'is no SPDX expression that can be judged';
  const isFine = (id: string) =>
    !deny.includes(id) && (allow === undefined || allow.includes(id));
  if (alternatives.some(together => together.every(isFine))) return undefined;
  const denied = alternatives.flat().filter(id => deny.includes(id));
  return denied.length > 0
    ? `is denied (${[...new Set(denied)].join(', ')})`
    : 'is not among those allowed';
}
