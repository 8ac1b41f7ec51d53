import {
  type AugmentationEntry,
  type DeclarationEntry,
  type GateEntry,
  isAugmentationEntry,
  isDeclarationEntry,
  isTextEntry,
  type Proposal,
  type ProposalEntry,
  type TextEntry,
} from '@greenroom/backstage-plugin-greenroom-common';
import { conditionsName, type GateResult } from '@greenroom/evaluation';
import type { RunWithJob } from '../../analysis/RunStore';
import { declaredConditions } from '../../rows/declaredConditions';

type Step = NonNullable<Proposal['outcome']>[number];

/** A run as people know it, and what it says of gates. */
export type HoldingRun = Pick<RunWithJob, 'evaluation'> & {
  /** "2.1.0 on 1.4.0". */
  readonly name: string;
  readonly gates: readonly GateResult[];
};

/** An entry that changes what git says of an asset, and no row of it. */
export type SayingEntry =
  | DeclarationEntry
  | TextEntry
  | (AugmentationEntry & { readonly as: 'recipe' });

export function isSayingEntry(entry: ProposalEntry): entry is SayingEntry {
  return (
    isDeclarationEntry(entry) ||
    isTextEntry(entry) ||
    (isAugmentationEntry(entry) && entry.as === 'recipe')
  );
}

/** What followed the merge of nothing but declarations: the manifest is read, and gates are held in the next run. */
export function declaredOutcome(facts: {
  readonly entries: readonly SayingEntry[];
  /** The merged manifest was read. */
  readonly isRead: boolean;
  /** Of the model whose gates they are, newest first. */
  readonly runs: readonly HoldingRun[];
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
        step: 'manifest',
        state: 'working',
        text: 'The merged manifest is being read.',
      },
    ];
  const read: Step = {
    step: 'manifest',
    state: 'done',
    text: `It was read, and ${entries.map(declaredWords).join(', ')}.`,
  };
  const gates = entries.filter(entry => entry.kind === 'gate');
  return gates.length === 0
    ? [merged, read]
    : [merged, read, heldStep(gates, runs)];
}

/** "names the cohort slanted". */
function declaredWords(entry: SayingEntry): string {
  switch (entry.kind) {
    case 'cohort':
      return `names the cohort ${entry.name}`;
    case 'collect':
      return `asks for rows: ${entry.name}`;
    case 'augmentation':
      return `has the recipe ${entry.augmentation.name}`;
    case 'manifest':
      return `says another ${entry.path.at(-1)}`;
    case 'card':
      return entry.section === ''
        ? 'has another card'
        : `has another ${entry.section} in its card`;
    case 'waiver':
      return `waives the rule ${entry.rule} until ${entry.until}`;
    default:
      return `sets a gate of ${entry.evaluation} on ${nameOf(entry)}`;
  }
}

function heldStep(
  gates: readonly GateEntry[],
  runs: readonly HoldingRun[],
): Step {
  const held = gates.flatMap(gate => {
    for (const run of runs) {
      if (run.evaluation !== gate.evaluation) continue;
      const result = run.gates.find(
        ({ where }) => where && conditionsName(where) === nameOf(gate),
      );
      if (result) return [{ run, result }];
    }
    return [];
  });
  if (held.length < gates.length)
    return {
      step: 'run',
      state: 'waiting',
      text: 'The next run of the evaluation is held to it.',
    };
  const fallen = held.find(({ result }) => !result.passed);
  return {
    step: 'run',
    state: 'done',
    text: fallen
      ? `Not held in the run of ${fallen.run.name}: ${fallen.result.reason}`
      : `Held in the run of ${held[0].run.name}.`,
  };
}

function nameOf({ where }: GateEntry): string {
  return conditionsName(declaredConditions(where));
}
