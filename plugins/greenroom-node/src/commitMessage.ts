import type { ChangeAuthor, OpenPullRequest } from './ChangeHost';

/**
 * The message of a commit of a change, with its marker as a trailer, by which
 * the change is found in a branch after a squash, and the person's name where
 * the commit is not their own.
 */
export function commitMessage(
  message: string,
  { marker, coAuthor, token }: Pick<OpenPullRequest, 'marker'> & ChangeAuthor,
): string {
  const trailers = [
    `Greenroom-Change: ${trailerText(marker)}`,
    ...(coAuthor && !token
      ? [
          `Co-authored-by: ${trailerText(coAuthor.name)} <${trailerText(
            coAuthor.email,
          )}>`,
        ]
      : []),
  ];
  return `${message.trimEnd()}\n\n${trailers.join('\n')}`;
}

/** Nothing can begin a trailer or an address of its own. */
function trailerText(text: string): string {
  return text.replace(/[\s<>]+/g, ' ').trim();
}
