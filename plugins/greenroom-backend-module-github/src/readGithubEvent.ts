import type { EventParams } from '@backstage/plugin-events-node';
import type { SourceEvent } from '@greenroom/backstage-plugin-greenroom-node';
import type { GithubSourceConfig } from './GithubSourceConfig';

/** What a webhook means to us. */
export type GithubEventResult =
  | { readonly status: 'ok'; readonly event: SourceEvent }
  /** Well formed, and nothing we read moved by it. */
  | { readonly status: 'ignored'; readonly reason: string }
  /** Not what GitHub sends. */
  | { readonly status: 'aborted'; readonly reason: string }
  | { readonly status: 'unsupported-event'; readonly event: string };

type Payload = {
  repository?: {
    full_name?: unknown;
    html_url?: unknown;
    default_branch?: unknown;
  };
  ref?: unknown;
  after?: unknown;
  action?: unknown;
  pull_request?: {
    number?: unknown;
    state?: unknown;
    merged?: unknown;
    merge_commit_sha?: unknown;
  };
};

const OBJECT_ID = /^[0-9a-f]{40}([0-9a-f]{24})?$/;
const NO_COMMIT = /^0+$/;

/**
 * Turns a webhook of the topics `github.push` and `github.pull_request` into
 * an event of the source that reads its repository. The payload is a
 * stranger's: nothing of it is trusted to have its type.
 */
export function readGithubEvent(
  params: Pick<EventParams, 'topic' | 'eventPayload'>,
  sources: readonly Pick<GithubSourceConfig, 'id' | 'host' | 'organization'>[],
): GithubEventResult {
  const kind = params.topic.replace(/^github\./, '');
  if (kind !== 'push' && kind !== 'pull_request') {
    return { status: 'unsupported-event', event: kind };
  }
  const { eventPayload } = params;
  if (typeof eventPayload !== 'object' || eventPayload === null) {
    return { status: 'aborted', reason: 'the payload is not an object' };
  }
  const payload = eventPayload as Payload;
  const repository = payload.repository?.full_name;
  const url = payload.repository?.html_url;
  if (typeof repository !== 'string' || typeof url !== 'string') {
    return { status: 'aborted', reason: 'the payload names no repository' };
  }
  if (!URL.canParse(url)) {
    return { status: 'aborted', reason: `'${url}' is not an address` };
  }
  const host = new URL(url).host;
  const owner = repository.split('/')[0].toLowerCase();
  const source = sources.find(
    candidate =>
      candidate.host === host && candidate.organization.toLowerCase() === owner,
  );
  if (!source) {
    return { status: 'ignored', reason: `no source reads ${host}/${owner}` };
  }
  return kind === 'push'
    ? readPush(payload, source.id, repository)
    : readPullRequest(payload, source.id, repository);
}

function readPush(
  payload: Payload,
  sourceId: string,
  repository: string,
): GithubEventResult {
  const { ref, after } = payload;
  if (
    typeof ref !== 'string' ||
    typeof after !== 'string' ||
    !OBJECT_ID.test(after)
  ) {
    return { status: 'aborted', reason: 'a push without ref or commit' };
  }
  if (NO_COMMIT.test(after)) {
    return { status: 'ignored', reason: `${ref} was deleted` };
  }
  const branch = payload.repository?.default_branch;
  if (typeof branch === 'string' && ref !== `refs/heads/${branch}`) {
    return { status: 'ignored', reason: `${ref} is not the default branch` };
  }
  return {
    status: 'ok',
    event: { type: 'push', sourceId, repository, ref, after },
  };
}

function readPullRequest(
  payload: Payload,
  sourceId: string,
  repository: string,
): GithubEventResult {
  const pull = payload.pull_request;
  const number = pull?.number;
  if (!pull || typeof number !== 'number' || !Number.isSafeInteger(number)) {
    return { status: 'aborted', reason: 'a pull request without its number' };
  }
  const common = {
    type: 'pull-request',
    sourceId,
    repository,
    number,
  } as const;
  switch (payload.action) {
    case 'opened':
    case 'reopened':
      return { status: 'ok', event: { ...common, state: 'open' } };
    case 'closed': {
      if (pull.merged !== true) {
        return { status: 'ok', event: { ...common, state: 'closed' } };
      }
      const sha = pull.merge_commit_sha;
      const mergeCommit =
        typeof sha === 'string' && OBJECT_ID.test(sha) ? sha : undefined;
      return {
        status: 'ok',
        event: { ...common, state: 'merged', mergeCommit },
      };
    }
    default:
      return {
        status: 'ignored',
        reason: `'${String(
          payload.action,
        )}' leaves the pull request's state as it is`,
      };
  }
}
