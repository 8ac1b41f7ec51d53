/** The line by which a pull request is found again. */
export function proposalMarker(proposalId: string): string {
  return `greenroom:proposal:${proposalId}`;
}

/** Rows that are listed one by one; the rest is in the diff. */
const LISTED_ROWS = 50;

/**
 * The body of a pull request, made for reviewers: what changes, row by row with
 * the reasons, and the marker. Only keys, labels and reasons are in it.
 */
export function proposalBody(proposal: {
  readonly id: string;
  readonly dataset: string;
  readonly author: string;
  readonly description?: string;
  readonly entries: readonly {
    readonly key: string;
    readonly kind: 'relabel' | 'exclude' | 'keep';
    readonly from: string;
    readonly to?: string;
    readonly reason?: string;
  }[];
}): string {
  const edits = proposal.entries.filter(({ kind }) => kind !== 'keep');
  const relabelled = edits.filter(({ kind }) => kind === 'relabel').length;
  const excluded = edits.length - relabelled;
  const counts = [
    ...(relabelled > 0
      ? [`relabels ${relabelled} ${relabelled === 1 ? 'row' : 'rows'}`]
      : []),
    ...(excluded > 0
      ? [`excludes ${excluded} ${excluded === 1 ? 'row' : 'rows'}`]
      : []),
  ];
  const transitions = new Map<string, number>();
  for (const { kind, from, to } of edits) {
    const name =
      kind === 'exclude' ? `${from} → (excluded)` : `${from} → ${to}`;
    transitions.set(name, (transitions.get(name) ?? 0) + 1);
  }
  const listed = edits.slice(0, LISTED_ROWS);
  return [
    ...(proposal.description ? [quote(proposal.description), ''] : []),
    `This ${counts.join(' and ')} of **${escapeMarkdown(
      proposal.dataset,
    )}**, as decided by ${escapeMarkdown(
      proposal.author,
    )} in Greenroom. Each row was looked at by a person.`,
    '',
    '| change | rows |',
    '|---|--:|',
    ...[...transitions]
      .sort((a, b) => b[1] - a[1])
      .map(([name, count]) => `| ${escapeMarkdown(name)} | ${count} |`),
    '',
    '<details><summary>Rows</summary>',
    '',
    '| row | label | reason |',
    '|---|---|---|',
    ...listed.map(
      ({ key, kind, from, to, reason }) =>
        `| ${escapeMarkdown(key)} | ${escapeMarkdown(
          kind === 'exclude' ? `${from} → (excluded)` : `${from} → ${to}`,
        )} | ${escapeMarkdown(reason ?? '')} |`,
    ),
    ...(edits.length > listed.length
      ? [`| and ${edits.length - listed.length} more | | |`]
      : []),
    '',
    '</details>',
    '',
    `<!-- ${proposalMarker(proposal.id)} -->`,
  ].join('\n');
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
