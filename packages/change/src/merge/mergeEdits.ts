import type {
  CellEdit,
  Cells,
  CellValue,
  Edit,
  Exclude,
  MoveRow,
  NewRow,
  Relabel,
} from '../Edit';
import { isSameValue } from '../rows/isSameValue';
import { areSameBoxes, boxesMerged } from './boxLabels';
import { conflictOf, isOffered, isTheirs } from './conflictOf';
import type { Decision, MergeConflict, MergeRow } from './MergeConflict';

export type MergeQuestion = {
  readonly edits: readonly Edit[];
  /** Rows of the edits as they were when these were made; absent where that is not known. */
  readonly base?: ReadonlyMap<string, MergeRow>;
  /** The same rows as they are now. */
  readonly theirs: ReadonlyMap<string, MergeRow>;
  /** Column of the label. */
  readonly label?: string;
  /** Whether labels are lists of boxes, which are merged box by box. */
  readonly labels: 'classes' | 'boxes';
  /** By the id of the conflict. */
  readonly decisions?: ReadonlyMap<string, Decision>;
};

export type Merged = {
  /** What is left to do, resting on what is there now: `applyEdits` finds no conflict in it. */
  readonly edits: readonly Edit[];
  /** What is there already. */
  readonly upstream: readonly Edit[];
  /** What was given up for what is there. */
  readonly givenUp: readonly Edit[];
  /** What nobody decided yet. */
  readonly conflicts: readonly MergeConflict[];
};

/**
 * Three-way merge by row key and cell: edits that were made on a base, and the
 * rows as they are now. Cells that nobody else touched are edited, the same edit
 * on both sides is dropped, and what is truly in conflict comes out, unless a
 * decision settles it.
 */
export function mergeEdits(question: MergeQuestion): Merged {
  const edits: Edit[] = [];
  const upstream: Edit[] = [];
  const givenUp: Edit[] = [];
  const conflicts: MergeConflict[] = [];
  const back = new Map<string, Cells>();
  for (const edit of question.edits) {
    const fate = fateOf(edit, question);
    if (fate === 'upstream') upstream.push(edit);
    else if (fate === 'goes') edits.push(edit);
    else if (fate.type === 'merged') edits.push(fate.edit);
    else {
      const { conflict, settle } = fate;
      const decision = question.decisions?.get(conflict.id);
      if (decision === undefined || !isOffered(conflict, decision)) {
        conflicts.push(conflict);
      } else if (isTheirs(conflict, decision)) {
        givenUp.push(edit);
      } else if (conflict.kind === 'removed-there') {
        const was = back.get(edit.key) ?? conflict.row ?? {};
        back.set(edit.key, { ...was, ...cellOf(conflict, decision) });
      } else {
        edits.push(...settle(decision));
      }
    }
  }
  for (const [key, cells] of back) edits.push({ kind: 'add', key, cells });
  return { edits, upstream, givenUp, conflicts };
}

type Fate =
  | 'goes'
  | 'upstream'
  | { readonly type: 'merged'; readonly edit: Edit }
  | {
      readonly type: 'conflict';
      readonly conflict: MergeConflict;
      /** Of a decision that does not give the edit up. */
      settle(decision: Decision): readonly Edit[];
    };

function fateOf(edit: Edit, question: MergeQuestion): Fate {
  switch (edit.kind) {
    case 'relabel':
    case 'cell':
      return fateOfCell(edit, question);
    case 'exclude':
      return fateOfExclude(edit, question);
    case 'move':
      return fateOfMove(edit, question);
    default:
      return fateOfNew(edit, question);
  }
}

function fateOfCell(edit: Relabel | CellEdit, question: MergeQuestion): Fate {
  const { theirs, label, labels } = question;
  const column = edit.kind === 'cell' ? edit.column : label ?? '';
  const row = theirs.get(edit.key);
  if (!row) return removedThere(edit, question, column);
  const found = row.cells[column] ?? null;
  const areBoxes = edit.kind === 'relabel' && labels === 'boxes';
  const isSame = areBoxes ? areSameBoxes : isSameValue;
  if (isSame(found, edit.to)) return 'upstream';
  if (isSame(found, edit.from)) return 'goes';
  if (areBoxes) {
    const merged = boxesMerged(edit, found ?? '', 'ours');
    if (merged?.conflicts === 0)
      return areSameBoxes(found, merged.edit.to)
        ? 'upstream'
        : { type: 'merged', edit: merged.edit };
  }
  const conflict = conflictOf('both-changed', edit, {
    column,
    base: edit.from,
    ours: edit.to,
    theirs: found,
    row: row.cells,
    choices: areBoxes ? ['ours', 'theirs'] : ['ours', 'theirs', 'value'],
  });
  return {
    type: 'conflict',
    conflict,
    settle: decision => {
      if (areBoxes && edit.kind === 'relabel') {
        const side = decision === 'theirs' ? 'theirs' : 'ours';
        const merged = boxesMerged(edit, found ?? '', side);
        return [merged?.edit ?? { ...edit, from: found ?? '' }];
      }
      const to = typeof decision === 'object' ? decision.value : edit.to;
      return isSameValue(to, found) ? [] : [onto(edit, found, to)];
    },
  };
}

/** The same edit, on another value. */
function onto(
  edit: Relabel | CellEdit,
  from: CellValue,
  to: CellValue,
): Relabel | CellEdit {
  const { written, ...rest } = edit;
  const same = to === edit.to && written !== undefined ? { written } : {};
  return rest.kind === 'cell'
    ? { ...rest, ...same, from, to }
    : { ...rest, ...same, from: from ?? '', to: to ?? '' };
}

function fateOfExclude(edit: Exclude, question: MergeQuestion): Fate {
  const { base, theirs, label, labels } = question;
  const row = theirs.get(edit.key);
  if (!row) return 'upstream';
  const was = base?.get(edit.key)?.cells;
  const before: Cells = {
    ...(was ?? row.cells),
    ...(label !== undefined && edit.from !== undefined
      ? { [label]: edit.from }
      : {}),
  };
  const column = differing(before, row.cells, name =>
    name === label && labels === 'boxes' ? areSameBoxes : isSameValue,
  );
  if (column === undefined) return 'goes';
  const now = label === undefined ? undefined : row.cells[label] ?? '';
  return {
    type: 'conflict',
    conflict: conflictOf('changed-there', edit, {
      column,
      base: before[column] ?? null,
      theirs: row.cells[column] ?? null,
      row: row.cells,
      choices: ['ours', 'theirs'],
    }),
    settle: () => [edit.from === undefined ? edit : { ...edit, from: now }],
  };
}

function fateOfMove(edit: MoveRow, question: MergeQuestion): Fate {
  const row = question.theirs.get(edit.key);
  if (!row) return removedThere(edit, question, undefined);
  const found = row.split ?? null;
  if (found === edit.to) return 'upstream';
  if (found === edit.from || found === null) return 'goes';
  return {
    type: 'conflict',
    conflict: conflictOf('both-changed', edit, {
      base: edit.from,
      ours: edit.to,
      theirs: found,
      row: row.cells,
      choices: ['ours', 'theirs'],
    }),
    settle: () => [{ ...edit, from: found }],
  };
}

function fateOfNew(edit: NewRow, question: MergeQuestion): Fate {
  const { theirs, label, labels } = question;
  const row = theirs.get(edit.key);
  if (!row) return 'goes';
  const isElsewhere =
    edit.split !== undefined &&
    row.split !== undefined &&
    edit.split !== row.split;
  const column = differing(edit.cells, row.cells, name =>
    name === label && labels === 'boxes' ? areSameBoxes : isSameValue,
  );
  if (column === undefined && !isElsewhere) return 'upstream';
  return {
    type: 'conflict',
    conflict: conflictOf('added-there', edit, {
      column,
      ours: column === undefined ? edit.split : edit.cells[column] ?? null,
      theirs: column === undefined ? row.split : row.cells[column] ?? null,
      row: row.cells,
      choices: ['ours', 'theirs'],
    }),
    settle: () => [
      ...cellsOnto(edit, row.cells, label),
      ...(isElsewhere
        ? [
            {
              kind: 'move' as const,
              key: edit.key,
              from: row.split!,
              to: edit.split!,
            },
          ]
        : []),
    ],
  };
}

/** What makes a row that is there have the cells of one that was to come. */
function cellsOnto(
  { key, cells }: NewRow,
  there: Cells,
  label: string | undefined,
): Edit[] {
  const columns = new Set([...Object.keys(cells), ...Object.keys(there)]);
  return [...columns].flatMap((column): Edit[] => {
    const [from, to] = [there[column] ?? null, cells[column] ?? null];
    if (isSameValue(from, to)) return [];
    return column === label
      ? [{ kind: 'relabel', key, from: from ?? '', to: to ?? '' }]
      : [{ kind: 'cell', key, column, from, to }];
  });
}

function removedThere(
  edit: Relabel | CellEdit | MoveRow,
  { base, labels }: MergeQuestion,
  column: string | undefined,
): Fate {
  const row = base?.get(edit.key)?.cells;
  // A picture has more to it than its boxes, so it cannot be made again of them.
  const mayComeBack = row !== undefined && labels === 'classes';
  const isOfCell = edit.kind !== 'move';
  return {
    type: 'conflict',
    conflict: conflictOf('removed-there', edit, {
      column,
      base: edit.from,
      ours: edit.to,
      row,
      choices: mayComeBack && isOfCell ? ['ours', 'theirs'] : ['theirs'],
    }),
    settle: () => [],
  };
}

function cellOf({ column, ours }: MergeConflict, decision: Decision): Cells {
  const value = typeof decision === 'object' ? decision.value : ours;
  return column === undefined ? {} : { [column]: value ?? null };
}

/** The first column in which two rows are not the same. */
function differing(
  a: Cells,
  b: Cells,
  sameBy: (column: string) => typeof isSameValue,
): string | undefined {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].find(
    column => !sameBy(column)(a[column], b[column]),
  );
}
