import { fails, isUnknown, passes } from '../Outcome';
import { ruleKind } from '../RuleKind';

/** It is told where a model comes from, and nothing of it contradicts itself. */
export const lineage = ruleKind({
  shape: {},
  title: () =>
    'Its lineage is stated, and has neither cycles, nor gaps, nor contradictions.',
  check: (_asked, { kind, name, lineage: known }) => {
    if (!known) return isUnknown('Its lineage');
    const { from, problems } = known;
    const evidence = [
      ...problems.map(value => ({ what: 'problem', value })),
      ...from.map(value => ({ what: 'comes from', value })),
    ];
    if (problems.length > 0)
      return fails(
        problems[0],
        'Correct it where it is stated; the tab Lineage shows by what.',
        evidence,
      );
    // Data may be collected by who declares it; a model is always made of something.
    return kind === 'model' && from.length === 0
      ? fails(
          `${name} does not say what it was trained on.`,
          'Write spec.trainedOn in its manifest.',
        )
      : passes('What it comes from is stated.', evidence);
  },
  isAsStrict: () => true,
});
