import type { PlanComment } from '@greenroom/backstage-plugin-greenroom-common';
import {
  escapeMarkdown,
  quoteMarkdown,
  withoutSecrets,
} from '@greenroom/change';

/** The line by which a comment is found again. */
export function commentMarker(id: string): string {
  return `greenroom:comment:${id}`;
}

/**
 * A comment for the host: what it is about, with a link to the row in the
 * portal, and the words. Those that the portal says for somebody are quoted,
 * with their name, and become no markup or mention; a key that is personal is
 * left out.
 */
export function commentBody(
  { id, text, row }: PlanComment,
  of: {
    /** The person's own; or who it is, where the portal says it. */
    readonly saidBy: 'themselves' | { readonly name: string };
    readonly key: 'told' | 'personal';
    readonly link?: string;
  },
): string {
  const words = row && aboutRow(row, of.key);
  const about = words && (of.link ? `[${words}](${of.link})` : words);
  const start =
    of.saidBy === 'themselves'
      ? about && `On ${about}:`
      : `${escapeMarkdown(of.saidBy.name)} says in Greenroom${
          about ? ` on ${about}` : ''
        }:`;
  return [
    ...(start ? [start, ''] : []),
    of.saidBy === 'themselves' ? withoutSecrets(text) : quoteMarkdown(text),
    '',
    `<!-- ${commentMarker(id)} -->`,
  ].join('\n');
}

function aboutRow(
  { asset, key }: NonNullable<PlanComment['row']>,
  as: 'told' | 'personal',
): string {
  return as === 'personal'
    ? `a row of ${escapeMarkdown(asset)}`
    : `row ${escapeMarkdown(key)} of ${escapeMarkdown(asset)}`;
}
