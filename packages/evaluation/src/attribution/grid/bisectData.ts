import { accuracyCell } from '../GridCell';
import { smallestGroup } from '../smallestGroup';
import type { Outcomes } from './readOutcomes';

/** Changes of the data that by themselves account for most of what the data did to accuracy. */
export type ChangeGroup = {
  /** What accuracy differs by when just these are made. */
  readonly effect: number;
  /** What it differs by when all changes of the data are made. */
  readonly whole: number;
  /** `smallest`: no smaller group does as much. `minimal`: none of them can be left out. */
  readonly size: 'smallest' | 'minimal';
  readonly members: readonly Change[];
  /** How many changes there are in all. */
  readonly of: number;
};

/** How many changes are named. */
const SHOWN_MEMBERS = 20;

/** One change of the data: which kinds of row it touches, and its name. */
type Change = {
  readonly name: string;
  readonly versionId?: string;
  readonly rows: number;
};

/**
 * The smallest group of versions behind what the data did to accuracy: a row is
 * as the last of the chosen versions left it.
 *
 * @param outcomes - of the new model on each version, oldest first
 * @param versions - names in the same order
 */
export function bisectVersions(
  outcomes: Outcomes,
  versions: readonly { readonly id: string; readonly name: string }[],
): ChangeGroup | undefined {
  const steps = versions.slice(1).map(({ id, name }, step): Change => {
    const rows = outcomes.counts.reduce(
      (sum, count, kind) =>
        isTouched(outcomes, kind, step, step + 1) ? sum + count : sum,
      0,
    );
    return { name, versionId: id, rows };
  });
  if (steps.length < 2) return undefined;
  return groupOf(steps, outcomes, members => kind => {
    let at = 0;
    for (const step of members)
      if (isTouched(outcomes, kind, step, step + 1)) at = step + 1;
    return at;
  });
}

/**
 * The smallest group of kinds of change behind what the data did to accuracy:
 * relabelled from one class to another, rows that came or went, rows whose other
 * cells changed so that the model says another class.
 *
 * @param outcomes - of the new model on the old version (first) and on the new one (last)
 */
export function bisectChanges(
  outcomes: Outcomes,
  classes: readonly string[],
): ChangeGroup | undefined {
  const last = outcomes.given.length - 1;
  const changes = new Map<string, number>();
  const changeOf = Int32Array.from(outcomes.counts, (_, kind) => {
    if (!isTouched(outcomes, kind, 0, last)) return -1;
    const name = nameOf(outcomes, kind, last, classes);
    if (!changes.has(name)) changes.set(name, changes.size);
    return changes.get(name)!;
  });
  const members = [...changes.keys()].map(
    (name, change): Change => ({
      name,
      rows: outcomes.counts.reduce(
        (sum, count, kind) => (changeOf[kind] === change ? sum + count : sum),
        0,
      ),
    }),
  );
  return groupOf(members, outcomes, chosen => {
    const made = new Set(chosen);
    return kind => (made.has(changeOf[kind]) ? last : 0);
  });
}

function groupOf(
  changes: readonly Change[],
  { given, predicted, counts }: Outcomes,
  versionOf: (members: readonly number[]) => (kind: number) => number,
): ChangeGroup | undefined {
  const accuracyOf = (members: readonly number[]) => {
    const at = versionOf(members);
    const versions = Int32Array.from(counts, (_, kind) => at(kind));
    return accuracyCell({
      given: versions.map((version, kind) => given[version][kind]),
      predicted: versions.map((version, kind) => predicted[version][kind]),
    })(counts);
  };
  const before = accuracyOf([]);
  const effectOf = (members: readonly number[]) => accuracyOf(members) - before;
  const found = smallestGroup(changes.length, effectOf);
  if (!found) return undefined;
  return {
    effect: found.effect,
    whole: effectOf(changes.map((_, i) => i)),
    size: found.size,
    of: changes.length,
    members: found.members.slice(0, SHOWN_MEMBERS).map(i => changes[i]),
  };
}

function isTouched(
  { given, predicted }: Outcomes,
  kind: number,
  from: number,
  to: number,
): boolean {
  return (
    given[from][kind] !== given[to][kind] ||
    predicted[from][kind] !== predicted[to][kind]
  );
}

function nameOf(
  { given }: Outcomes,
  kind: number,
  last: number,
  classes: readonly string[],
): string {
  const [from, to] = [given[0][kind], given[last][kind]];
  if (from < 0) return `rows that came, labelled ${classes[to]}`;
  if (to < 0) return `rows that went, labelled ${classes[from]}`;
  return from === to
    ? 'rows with other cells'
    : `relabelled ${classes[from]} to ${classes[to]}`;
}
