import {
  CLASS_WORDS,
  type Declared,
  type EditWords,
  type ProposedEntry,
} from './EditWords';

/** The line by which a pull request is found again. */
export function proposalMarker(proposalId: string): string {
  return `greenroom:proposal:${proposalId}`;
}

/** Rows that are listed one by one; the rest is in the diff. */
const LISTED_ROWS = 50;

/**
 * The body of a pull request, made for reviewers: what changes, declaration by
 * declaration and row by row with the reasons, and the marker. Of rows only keys,
 * labels and reasons are in it.
 */
export function proposalBody(proposal: {
  readonly id: string;
  /** What the change is to, as people call it. */
  readonly asset: string;
  readonly author: string;
  readonly description?: string;
  /** Where labels are more than a class. */
  readonly words?: EditWords;
  readonly entries: readonly ProposedEntry[];
  readonly declarations?: readonly Declared[];
}): string {
  const words = proposal.words ?? CLASS_WORDS;
  const [one, several] = words.row;
  const rows = (count: number) => `${count} ${count === 1 ? one : several}`;
  const edits = proposal.entries.filter(({ kind }) => kind !== 'keep');
  const relabelled = edits.filter(({ kind }) => kind === 'relabel').length;
  const excluded = edits.length - relabelled;
  const { declarations = [] } = proposal;
  const declared = (kind: Declared['kind']) =>
    plural(declarations.filter(each => each.kind === kind).length, kind);
  const counts = [
    ...(relabelled > 0 ? [`relabels ${rows(relabelled)}`] : []),
    ...(excluded > 0 ? [`excludes ${rows(excluded)}`] : []),
    ...(declared('cohort') ? [`names ${declared('cohort')}`] : []),
    ...(declared('gate') ? [`sets ${declared('gate')}`] : []),
  ];
  return [
    ...(proposal.description ? [quote(proposal.description), ''] : []),
    `This ${counts.join(' and ')} of **${escapeMarkdown(
      proposal.asset,
    )}**, as decided by ${escapeMarkdown(proposal.author)} in Greenroom.${
      edits.length > 0 ? ` Each ${one} was looked at by a person.` : ''
    }`,
    '',
    ...(declarations.length > 0 ? declarationLines(declarations) : []),
    ...(edits.length > 0 ? rowLines(edits, words) : []),
    `<!-- ${proposalMarker(proposal.id)} -->`,
  ].join('\n');
}

function declarationLines(declarations: readonly Declared[]): string[] {
  return [
    '| declared | what | seen in | reason |',
    '|---|---|---|---|',
    ...declarations.map(
      ({ kind, what, evidence, reason }) =>
        `| ${kind} | ${escapeMarkdown(what)} | ${escapeMarkdown(
          evidence ?? '',
        )} | ${escapeMarkdown(reason ?? '')} |`,
    ),
    '',
  ];
}

function rowLines(edits: readonly ProposedEntry[], words: EditWords): string[] {
  const [one, several] = words.row;
  const listed = edits.slice(0, LISTED_ROWS);
  return [
    `| change | ${words.counted} |`,
    '|---|--:|',
    ...[...countEach(edits.flatMap(words.kindsOf))]
      .sort((a, b) => b[1] - a[1])
      .map(([name, count]) => `| ${escapeMarkdown(name)} | ${count} |`),
    '',
    `<details><summary>The ${several}</summary>`,
    '',
    `| ${one} | change | reason |`,
    '|---|---|---|',
    ...listed.map(
      entry =>
        `| ${escapeMarkdown(entry.key)} | ${escapeMarkdown(
          words.changeOf(entry),
        )} | ${escapeMarkdown(entry.reason ?? '')} |`,
    ),
    ...(edits.length > listed.length
      ? [`| and ${edits.length - listed.length} more | | |`]
      : []),
    '',
    '</details>',
    '',
  ];
}

/** "2 cohorts"; undefined of none. */
function plural(count: number, word: string): string | undefined {
  if (count === 0) return undefined;
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}

function countEach(names: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

/** Nothing a row holds becomes a link, a mention, markup or a cell. */
function escapeMarkdown(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/[\\`*_{}[\]()#+!|~-]/g, '\\$&')
    .replace(/@/g, '@\u200b')
    .replace(/\s+/g, ' ');
}

function quote(text: string): string {
  return text
    .split(/\r?\n/)
    .map(line => `> ${escapeMarkdown(line)}`)
    .join('\n');
}
