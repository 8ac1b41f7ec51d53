import type {
  DeclarationEntry,
  Proposal,
} from '@greenroom/backstage-plugin-greenroom-common';
import { conditionsName } from '@greenroom/evaluation';
import type { RunWithJob } from '../../analysis/RunStore';
import { declaredConditions } from './declaredConditions';

type Step = NonNullable<Proposal['outcome']>[number];

/** What followed the merge of nothing but declarations: they are read, and gates are held in the next run. */
export function declaredOutcome(facts: {
  readonly entries: readonly DeclarationEntry[];
  /** The merged manifest was read. */
  readonly isRead: boolean;
  /** Of the model whose gates they are, newest first. */
  readonly runs: readonly RunWithJob[];
}): Step[] {
  const { entries, isRead, runs } = facts;
  const merged: Step = {
    step: 'merged',
    state: 'done',
    text: 'The pull request was merged.',
  };
  if (!isRead)
    return [
      merged,
      {
        step: 'version',
        state: 'working',
        text: 'The merged manifest is being read.',
      },
    ];
  const read: Step = {
    step: 'version',
    state: 'done',
    text: 'The manifest declares it now.',
  };
  const gates = entries.filter(entry => entry.kind === 'gate');
  if (gates.length === 0) return [merged, read];
  const held = gates.flatMap(({ evaluation, where }) => {
    const name = conditionsName(declaredConditions(where));
    const result = runs
      .filter(run => run.evaluation === evaluation)
      .flatMap(run => run.result?.gates ?? [])
      .find(gate => gate.where && conditionsName(gate.where) === name);
    return result ? [result] : [];
  });
  const fallen = held.filter(({ passed }) => !passed);
  if (held.length < gates.length)
    return [
      merged,
      read,
      {
        step: 'run',
        state: 'waiting',
        text: 'The next run of the evaluation holds it.',
      },
    ];
  return [
    merged,
    read,
    {
      step: 'run',
      state: 'done',
      text:
        fallen.length === 0
          ? 'The newest run holds it.'
          : `The newest run does not: ${fallen[0].reason}`,
    },
  ];
}
