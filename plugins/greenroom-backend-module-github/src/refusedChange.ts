import { ServiceUnavailableError } from '@backstage/errors';
import { ChangeRefusedError } from '@greenroom/backstage-plugin-greenroom-node';

type Failure = {
  readonly status?: number;
  readonly message?: string;
  readonly response?: {
    readonly headers: Readonly<Record<string, string | number | undefined>>;
  };
};

/** How GitHub words what branch protection and rulesets keep from happening. */
const PROTECTED =
  /protected (branch|ref)|rule violation|repository rule|creations being restricted/i;

/** For whom the host was asked. */
export type AskedAs = 'person' | 'integration';

/**
 * Why GitHub does not take a change however often it is asked, with what to do
 * about it. Undefined where the answer may have been lost after the host did the
 * work: faults of the host, no answer.
 */
export function refusedChange(
  failure: unknown,
  {
    repository,
    branch,
    as,
  }: { repository: string; branch: string; as: AskedAs },
): ChangeRefusedError | undefined {
  if (failure instanceof ChangeRefusedError) return failure;
  if (failure instanceof ServiceUnavailableError) {
    return new ChangeRefusedError('rate-limit', failure.message);
  }
  const { status, message = '' } = failure as Failure;
  switch (status) {
    case 401:
      return new ChangeRefusedError(
        'no-permission',
        as === 'person'
          ? `The host does not take your sign-in any more. Sign out of GitHub in the settings of the portal and in again, then publish again.`
          : `The host does not know the integration's credentials any more. Renew them under integrations.github of app-config, then publish again.`,
      );
    case 403:
    case 429:
      if (/archived|read-only/i.test(message)) return archived(repository);
      if (status === 429 || /rate limit|abuse/i.test(message)) {
        return new ChangeRefusedError(
          'rate-limit',
          `The host takes no more changes for now. Publish again in some minutes.`,
        );
      }
      if (PROTECTED.test(message)) return protectedBranch(repository, branch);
      return noPermission(repository, as);
    case 404:
      return noPermission(repository, as);
    case 409:
    case 422:
      return PROTECTED.test(message)
        ? protectedBranch(repository, branch)
        : undefined;
    case 410:
    case 451:
      return new ChangeRefusedError(
        'repository-gone',
        `The host does not give out ${repository} any more: ${message}. Ask its owner.`,
      );
    default:
      return undefined;
  }
}

export function archived(repository: string): ChangeRefusedError {
  return new ChangeRefusedError(
    'archived',
    `${repository} is archived, so it takes no changes. Have its owner unarchive it, then publish again; the decisions are kept.`,
  );
}

export function repositoryGone(repository: string): ChangeRefusedError {
  return new ChangeRefusedError(
    'repository-gone',
    `The host has no ${repository}, or none that is shown to whoever asked. Check its name, and that you may see it; the decisions are kept.`,
  );
}

export function noPermission(
  repository: string,
  as: AskedAs,
): ChangeRefusedError {
  return new ChangeRefusedError(
    'no-permission',
    as === 'person'
      ? `You may not write to ${repository}, and no fork of it could be made for you. Ask its owner for write access or to allow forks, then publish again; the decisions are kept.`
      : `The integration may not write to ${repository}. Sign in with GitHub, so that the pull request comes from you or your fork, or have the integration given write access to contents and pull requests; the decisions are kept.`,
  );
}

function protectedBranch(
  repository: string,
  branch: string,
): ChangeRefusedError {
  return new ChangeRefusedError(
    'protected-branch',
    `A rule of ${repository} keeps '${branch}' from being written. Have its administrator allow branches below 'greenroom/', then publish again; the decisions are kept.`,
  );
}
