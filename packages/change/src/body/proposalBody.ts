import { CHANGE_KINDS, CHANGE_WORDS, type ChangeKind } from './changeWords';
import { checklistOf } from './checklistOf';
import {
  CLASS_WORDS,
  type Declared,
  type EditWords,
  type ProposedEntry,
} from './EditWords';
import { escapeMarkdown, quoteMarkdown } from './escapeMarkdown';

/** The line by which a pull request is found again. */
export function proposalMarker(proposalId: string): string {
  return `greenroom:proposal:${proposalId}`;
}

/** Rows, and changes, that are listed one by one; the rest is in the diff. */
const LISTED = 50;
/** GitHub takes 65,536 characters; what comes after the tables has room, too. */
const BODY_LIMIT = 60_000;

/**
 * The body of a pull request, made for reviewers: what changes, how often and
 * from which label to which, each change with its reason and evidence, what to
 * check, and the marker. Everything in it is escaped. The caller keeps what is
 * personal out of what it gives.
 */
export function proposalBody(proposal: {
  readonly id: string;
  /** What the change is to, as people call it. */
  readonly asset: string;
  readonly author: string;
  readonly description?: string;
  /** Where the proposal is looked at in the portal. */
  readonly link?: string;
  /** Where labels are more than a class. */
  readonly words?: EditWords;
  readonly entries: readonly ProposedEntry[];
  readonly declarations?: readonly Declared[];
}): string {
  const { description, declarations = [], words = CLASS_WORDS } = proposal;
  const edits = proposal.entries.filter(({ kind }) => kind !== 'keep');
  const counts = countKinds([...edits, ...declarations]);
  const start = [
    ...(description ? [quoteMarkdown(description), ''] : []),
    `This ${listed(
      counts.map(([kind, count]) => told(kind, count, words)),
    )} of **${escapeMarkdown(proposal.asset)}**, as decided by ${escapeMarkdown(
      proposal.author,
    )} in ${proposal.link ? `[Greenroom](${proposal.link})` : 'Greenroom'}.${
      edits.length > 0 ? ` Each ${words.row[0]} was looked at by a person.` : ''
    }`,
    '',
  ];
  const end = [
    '**What to check**',
    '',
    ...checklistOf(counts.map(([kind]) => kind)).map(item => `- [ ] ${item}`),
    '',
    `<!-- ${proposalMarker(proposal.id)} -->`,
  ];
  return withinLimit(
    start,
    [
      ...(declarations.length > 0 ? declarationLines(declarations) : []),
      ...(edits.length > 0 ? rowLines(edits, words) : []),
    ],
    end,
  );
}

/** Long reasons fill a body quickly: what has no room is in the portal and in the diff. */
function withinLimit(
  start: readonly string[],
  tables: readonly string[],
  end: readonly string[],
): string {
  const whole = [...start, ...tables, ...end].join('\n');
  if (whole.length <= BODY_LIMIT) return whole;
  return [
    ...start,
    'There is too much to list here: see the diff, and the proposal in Greenroom.',
    '',
    ...end,
  ].join('\n');
}

function told(kind: ChangeKind, count: number, words: EditWords): string {
  const { makes, one, several } = CHANGE_WORDS[kind];
  const [row, rows] =
    kind === 'relabel' || kind === 'exclude' ? words.row : [one, several];
  return `${makes} ${count} ${count === 1 ? row : rows}`;
}

function countKinds(
  changes: readonly { readonly kind: ChangeKind | 'keep' }[],
): readonly (readonly [ChangeKind, number])[] {
  return CHANGE_KINDS.map(
    kind =>
      [kind, changes.filter(change => change.kind === kind).length] as const,
  ).filter(([, count]) => count > 0);
}

/** "a", "a and b", "a, b and c". */
function listed(parts: readonly string[]): string {
  if (parts.length < 2) return parts.join('');
  return `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}

function declarationLines(declarations: readonly Declared[]): string[] {
  const shown = declarations.slice(0, LISTED);
  return [
    '| change | what | evidence | reason |',
    '|---|---|---|---|',
    ...shown.map(
      ({ kind, what, evidence, reason }) =>
        `| ${kind} | ${escapeMarkdown(what)} | ${escapeMarkdown(
          evidence ?? '',
        )} | ${escapeMarkdown(reason ?? '')} |`,
    ),
    ...(declarations.length > shown.length
      ? [`| and ${declarations.length - shown.length} more | | | |`]
      : []),
    '',
  ];
}

function rowLines(edits: readonly ProposedEntry[], words: EditWords): string[] {
  const [one, several] = words.row;
  const shown = edits.slice(0, LISTED);
  return [
    `| change | ${words.counted} |`,
    '|---|--:|',
    ...[...countEach(edits.flatMap(words.kindsOf))]
      .sort((a, b) => b[1] - a[1])
      .map(([name, count]) => `| ${escapeMarkdown(name)} | ${count} |`),
    '',
    `<details><summary>The ${several}</summary>`,
    '',
    `| ${one} | change | evidence | reason |`,
    '|---|---|---|---|',
    ...shown.map(
      entry =>
        `| ${escapeMarkdown(entry.key)} | ${escapeMarkdown(
          words.changeOf(entry),
        )} | ${escapeMarkdown(entry.evidence ?? '')} | ${escapeMarkdown(
          entry.reason ?? '',
        )} |`,
    ),
    ...(edits.length > shown.length
      ? [`| and ${edits.length - shown.length} more | | | |`]
      : []),
    '',
    '</details>',
    '',
  ];
}

function countEach(names: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}
