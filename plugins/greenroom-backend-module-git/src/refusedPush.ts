import { ChangeRefusedError } from '@greenroom/backstage-plugin-greenroom-node';
import { GitError } from './runGit';

/**
 * Why a remote does not take a branch however often it is pushed, with what to
 * do about it. Undefined where it may have been taken and only its answer is
 * lost.
 */
export function refusedPush(
  failure: unknown,
  { repository, branch }: { repository: string; branch: string },
): ChangeRefusedError | undefined {
  if (failure instanceof ChangeRefusedError) return failure;
  if (!(failure instanceof GitError)) return undefined;
  const { words } = failure;
  if (/stale info|fetch first|non-fast-forward|cannot lock ref/i.test(words)) {
    return new ChangeRefusedError(
      'branch-moved',
      `The branch '${branch}' of ${repository} moved while it was written. Publish again: the changes are then made on top.`,
    );
  }
  if (/archived|read-only/i.test(words)) {
    return new ChangeRefusedError(
      'archived',
      `${repository} takes no changes: it is archived or read-only. Have its owner open it, then publish again; the decisions are kept.`,
    );
  }
  if (/protected branch|hook declined|remote rejected/i.test(words)) {
    return new ChangeRefusedError(
      'protected-branch',
      `A rule of ${repository} keeps '${branch}' from being pushed: ${saidBy(
        words,
      )}. Have its administrator allow branches below 'greenroom/', then publish again; the decisions are kept.`,
    );
  }
  if (
    /permission denied|denied to|access denied|403|could not read (username|password)|authentication failed|not allowed to push|unable to (create|access)/i.test(
      words,
    )
  ) {
    return new ChangeRefusedError(
      'no-permission',
      `Greenroom may not push to ${repository}. Give the credentials of its host under integrations (or the ssh key of the portal) write access, then publish again; the decisions are kept.`,
    );
  }
  if (/not found|does not exist|does not appear to be a git/i.test(words)) {
    return new ChangeRefusedError(
      'repository-gone',
      `There is no ${repository} at its remote any more. Correct its address in greenroom.sources; the decisions are kept.`,
    );
  }
  return undefined;
}

/** The remote's own words, else how git tells that it refused. */
function saidBy(words: string): string {
  const said = /^remote: *(?!error:? *$)(.+)$/im.exec(words)?.[1];
  const rejected = /\[remote rejected\][^(]*\(([^)]*)\)/.exec(words)?.[1];
  return (said ?? rejected ?? 'no reason was given').trim();
}
