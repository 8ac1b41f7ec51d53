import { loosens } from './loosens';
import {
  POLICY_LEVELS,
  type PolicyLevel,
  type PolicyProblem,
  type Stated,
  type StatedRule,
} from './Stated';

/** A rule that is held against a version, and the outer ones that it takes the place of. */
export type RuleInForce = StatedRule & {
  /** The nearest first. */
  readonly tightens: readonly {
    readonly level: PolicyLevel;
    readonly stated: Stated;
  }[];
};

export type RulesInForce = {
  readonly rules: readonly RuleInForce[];
  readonly problems: readonly PolicyProblem[];
};

/**
 * The rules of all levels together. Rules of different names hold side by side.
 * An inner rule of the name of an outer one takes its place where it is as
 * strict; where it is not, the outer one stays, and the inner one is told as a
 * problem where it stands. So nothing that a team writes takes away what its
 * organisation asks.
 *
 * @param stated - all that concern one asset, in any order
 */
export function rulesInForce(stated: readonly StatedRule[]): RulesInForce {
  const held = new Map<string, RuleInForce>();
  const problems: PolicyProblem[] = [];
  for (const level of POLICY_LEVELS) {
    const own = stated
      .filter(each => each.level === level)
      .sort((a, b) => compareText(placeOf(a.stated), placeOf(b.stated)));
    for (const inner of own) {
      const outer = held.get(inner.rule.id);
      const refusal = outer && refusalOf(inner, outer);
      if (refusal)
        problems.push({ ...inner.stated, column: 1, message: refusal });
      else
        held.set(inner.rule.id, {
          ...inner,
          tightens: outer
            ? [{ level: outer.level, stated: outer.stated }, ...outer.tightens]
            : [],
        });
    }
  }
  return { rules: [...held.values()], problems };
}

function refusalOf(inner: StatedRule, outer: StatedRule): string | undefined {
  const { id } = inner.rule;
  const there = `${outer.stated.path} of ${outer.stated.repository} (line ${outer.stated.line})`;
  if (inner.level === outer.level)
    return `The rule ${id} is stated in ${there} already, which holds. Give one of them another id.`;
  const loosened = loosens(inner.rule, outer.rule);
  return (
    loosened &&
    `The rule ${id} loosens ${loosened}: that of the ${outer.level} in ${there} holds instead. Tighten it, or give this one an id of its own.`
  );
}

function placeOf({ repository, path, line }: Stated): string {
  return `${repository}\0${path}\0${String(line).padStart(9, '0')}`;
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
