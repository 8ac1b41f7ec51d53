import { ConflictError, InputError } from '@backstage/errors';
import type { ProposalEntry } from '@greenroom/backstage-plugin-greenroom-common';
import type {
  ChangeCommit,
  FileEdit,
} from '@greenroom/backstage-plugin-greenroom-node';
import {
  CHANGE_KINDS,
  type ChangeKind,
  commitSubject,
} from '@greenroom/change';
import type { Asset } from '../registry/Asset';
import {
  type EditedEntries,
  editEntries,
  type EditOptions,
  type EditRooms,
} from './editEntries';

/** What entries make of the files at a commit. */
export type ProposedChange = {
  /** One a kind of change, each on top of the one before; of large files one for all kinds. */
  readonly commits: readonly ChangeCommit[];
  readonly changedLines: number;
  /** Those of the entries that something is left to do of, as it is done. */
  readonly entries: readonly ProposalEntry[];
};

/**
 * Edits the files of an asset at a commit, one commit a kind of change. Objects
 * of Git LFS and DVC make one commit, since each state between would be an
 * object of its own.
 *
 * @throws ConflictError naming rows that changed upstream meanwhile
 * @throws InputError where there is nothing to change, or a file cannot be edited
 */
export async function proposedChange(
  rooms: EditRooms,
  asset: Asset,
  commit: string,
  entries: readonly ProposalEntry[],
  options: EditOptions = {},
): Promise<ProposedChange> {
  const groups = CHANGE_KINDS.map(kind => ({
    kind,
    entries: entries.filter(entry => entry.kind === kind),
  })).filter(group => group.entries.length > 0);
  // All at once first: every conflict is told, and the last commit is this.
  const whole = await editEntries(rooms, asset, commit, entries, options);
  if (whole.storedIn === 'objects')
    return {
      ...whole,
      commits: [{ message: messageOf(groups), edits: whole.edits }],
    };
  const steps: EditedEntries[] = [];
  for (let i = 1; i < groups.length; i++) {
    const sofar = groups.slice(0, i).flatMap(group => group.entries);
    steps.push(await editSome(rooms, asset, commit, sofar, options));
  }
  steps.push(whole);
  return {
    commits: differing(steps).flatMap((edits, i) =>
      edits.length > 0 ? [{ message: subjectOf(groups[i]), edits }] : [],
    ),
    changedLines: whole.changedLines,
    entries: whole.entries,
  };
}

type Group = {
  readonly kind: ChangeKind;
  readonly entries: readonly ProposalEntry[];
};

function subjectOf(group: Group): string {
  return commitSubject(group.kind, group.entries.length);
}

/** Of several kinds each on a line of its own. */
function messageOf(groups: readonly Group[]): string {
  const [first, ...others] = groups.map(subjectOf);
  return others.length === 0
    ? first
    : `${first}, and more\n\n${[first, ...others]
        .map(subject => `- ${subject}`)
        .join('\n')}`;
}

/** Of files as they are after each step, those that the step before has otherwise. */
export function differing(
  steps: readonly { readonly edits: readonly FileEdit[] }[],
): readonly FileEdit[][] {
  const held = new Map<string, Buffer>();
  return steps.map(({ edits }) =>
    edits.filter(({ path, content }) => {
      const isSame = held.get(path)?.equals(content) ?? false;
      held.set(path, content);
      return !isSame;
    }),
  );
}

/** A kind that is in git already makes no commit. */
async function editSome(
  ...question: Parameters<typeof editEntries>
): Promise<EditedEntries> {
  try {
    return await editEntries(...question);
  } catch (error) {
    const isNothing =
      error instanceof InputError || error instanceof ConflictError;
    if (isNothing)
      return { edits: [], changedLines: 0, storedIn: 'git', entries: [] };
    throw error;
  }
}
