import { concernsNot, fails, isUnknown, passes } from '../Outcome';
import { ruleKind } from '../RuleKind';

/** What is known of a model is known of it, and of the data as it is now. */
export const currentEvaluations = ruleKind({
  shape: {},
  title: () => 'Every evaluation was run on the newest version of its data.',
  check: (_asked, { kind, evaluations }) => {
    if (kind !== 'model') return concernsNot('Only models are evaluated.');
    if (!evaluations) return isUnknown('What its evaluations came to');
    if (evaluations.length === 0)
      return concernsNot('It declares no evaluation.');
    const evidence = evaluations.map(each => ({
      what: `${each.name} on ${each.on}`,
      value: each.state,
    }));
    const stale = evaluations.find(
      each => each.state !== 'done' || !each.isOnNewestData,
    );
    if (!stale)
      return passes(`All of its evaluations are of the newest data.`, evidence);
    return fails(
      stale.state === 'done'
        ? `${stale.name} was run on ${stale.on}, of which there is a newer version.`
        : `The evaluation ${stale.name} is ${stale.state}.`,
      stale.state === 'under way'
        ? 'Wait for it.'
        : 'Have it run, from the tab Evaluations.',
      evidence,
    );
  },
  isAsStrict: () => true,
});
