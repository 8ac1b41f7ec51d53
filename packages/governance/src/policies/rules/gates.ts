import { z } from 'zod';
import { concernsNot, fails, isUnknown, passes } from '../Outcome';
import { ruleKind } from '../RuleKind';

/** A model met what its own manifest asks of it. */
export const gates = ruleKind({
  shape: {
    /** Gates that must be declared in all. */
    declaredAtLeast: z.int().min(1).max(1_000).default(1),
  },
  title: ({ declaredAtLeast }) =>
    declaredAtLeast === 1
      ? 'All gates passed.'
      : `At least ${declaredAtLeast} gates are declared, and all passed.`,
  check: ({ declaredAtLeast }, { kind, evaluations }) => {
    if (kind !== 'model') return concernsNot('Only models have gates.');
    if (!evaluations) return isUnknown('What its evaluations came to');
    const open = evaluations.find(({ state }) => state !== 'done');
    if (open)
      return fails(
        `The evaluation ${open.name} is ${open.state}, so its gates have not passed.`,
        open.state === 'under way'
          ? 'Wait for it.'
          : 'Have it run, from the tab Evaluations.',
      );
    const all = evaluations.flatMap(evaluation =>
      evaluation.gates.map(gate => ({ ...gate, evaluation })),
    );
    const evidence = all.map(({ evaluation, metric, outcome, reason }) => ({
      what: `${evaluation.name}, ${metric}: ${outcome}`,
      value: reason,
    }));
    const bad = all.find(({ outcome }) => outcome !== 'passed');
    if (bad)
      return fails(
        `A gate of ${bad.evaluation.name} was ${
          bad.outcome === 'failed' ? 'not met' : 'refused'
        }: ${bad.reason}`,
        'Look at its errors and labels for what to repair.',
        evidence,
      );
    return all.length >= declaredAtLeast
      ? passes(`All of its ${all.length} gates passed.`, evidence)
      : fails(
          `${all.length} gates are declared, and ${declaredAtLeast} are asked for.`,
          'Declare gates with the evaluations in its manifest.',
          evidence,
        );
  },
  isAsStrict: (inner, outer) => inner.declaredAtLeast >= outer.declaredAtLeast,
});
