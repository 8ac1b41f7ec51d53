import type { EventParams } from '@backstage/plugin-events-node';
import type { SourceEvent } from '@greenroom/backstage-plugin-greenroom-node';
import type { GithubSourceConfig } from './GithubSourceConfig';
import { OBJECT_ID } from './objectId';
import {
  type PullRequestPayload,
  readPullRequestEvent,
} from './readPullRequestEvent';

/** What a webhook means to us. */
export type GithubEventResult =
  /** More than one where a repository goes by two names. */
  | { readonly status: 'ok'; readonly events: readonly SourceEvent[] }
  /** Well formed, and nothing we read moved by it. */
  | { readonly status: 'ignored'; readonly reason: string }
  /** Not what GitHub sends. */
  | { readonly status: 'aborted'; readonly reason: string }
  | { readonly status: 'unsupported-event'; readonly event: string };

type Payload = PullRequestPayload & {
  repository?: {
    full_name?: unknown;
    html_url?: unknown;
    default_branch?: unknown;
  };
  ref?: unknown;
  after?: unknown;
  changes?: {
    repository?: { name?: { from?: unknown } };
    owner?: {
      from?: {
        user?: { login?: unknown } | null;
        organization?: { login?: unknown } | null;
      };
    };
  };
  issue?: { number?: unknown; pull_request?: unknown } | null;
  workflow_run?: { id?: unknown };
};

const KINDS = [
  'push',
  'pull_request',
  'pull_request_review',
  'pull_request_review_comment',
  'issue_comment',
  'repository',
  'workflow_run',
] as const;
/** What the events backend calls the webhooks that are read. */
export const GITHUB_TOPICS: readonly string[] = KINDS.map(
  kind => `github.${kind}`,
);
const NO_COMMIT = /^0+$/;
const REPOSITORY = /^[^/\s]+\/[^/\s]+$/;
/** After these another name, state or default branch may hold. */
const REPOSITORY_ACTIONS: readonly unknown[] = [
  'archived',
  'created',
  'deleted',
  'edited',
  'privatized',
  'publicized',
  'renamed',
  'transferred',
  'unarchived',
];

/**
 * Turns a webhook of one of `GITHUB_TOPICS` into events of the source that
 * reads its repository. A tag comes by its push, which tells the commit; `create` and `delete` add
 * nothing. The payload is a stranger's: nothing of it is trusted to have its
 * type.
 */
export function readGithubEvent(
  params: Pick<EventParams, 'topic' | 'eventPayload'>,
  sources: readonly Pick<GithubSourceConfig, 'id' | 'host' | 'organization'>[],
): GithubEventResult {
  const kind = params.topic.replace(/^github\./, '');
  if (!isKind(kind)) {
    return { status: 'unsupported-event', event: kind };
  }
  const { eventPayload } = params;
  if (typeof eventPayload !== 'object' || eventPayload === null) {
    return { status: 'aborted', reason: 'the payload is not an object' };
  }
  const payload = eventPayload as Payload;
  const repository = payload.repository?.full_name;
  const url = payload.repository?.html_url;
  if (
    typeof repository !== 'string' ||
    !REPOSITORY.test(repository) ||
    typeof url !== 'string'
  ) {
    return { status: 'aborted', reason: 'the payload names no repository' };
  }
  if (!URL.canParse(url)) {
    return { status: 'aborted', reason: `'${url}' is not an address` };
  }
  const { host } = new URL(url);
  const sourceOf = (fullName: string) => {
    const owner = fullName.split('/')[0].toLowerCase();
    return sources.find(
      candidate =>
        candidate.host === host &&
        candidate.organization.toLowerCase() === owner,
    );
  };

  if (kind === 'repository') {
    if (!REPOSITORY_ACTIONS.includes(payload.action)) {
      const reason = `'${String(payload.action)}' changes nothing we read`;
      return { status: 'ignored', reason };
    }
    const events = namesOf(payload, repository).flatMap(fullName => {
      const sourceId = sourceOf(fullName)?.id;
      return sourceId === undefined
        ? []
        : [{ type: 'repository', sourceId, repository: fullName } as const];
    });
    return events.length > 0
      ? { status: 'ok', events }
      : { status: 'ignored', reason: `no source reads ${host}/${repository}` };
  }
  const source = sourceOf(repository);
  if (!source) {
    return {
      status: 'ignored',
      reason: `no source reads ${host}/${repository}`,
    };
  }
  switch (kind) {
    case 'push':
      return readPush(payload, source.id, repository);
    case 'workflow_run':
      return readWorkflowRun(payload, source.id, repository);
    case 'pull_request':
      return readPullRequestEvent(payload, {
        sourceId: source.id,
        repository,
      });
    default:
      return readComment(payload, source.id, repository);
  }
}

function isKind(kind: string): kind is (typeof KINDS)[number] {
  return (KINDS as readonly string[]).includes(kind);
}

function readWorkflowRun(
  payload: Payload,
  sourceId: string,
  repository: string,
): GithubEventResult {
  const id = payload.workflow_run?.id;
  return typeof id === 'number' && Number.isSafeInteger(id)
    ? {
        status: 'ok',
        events: [
          { type: 'workflow-run', sourceId, repository, runId: String(id) },
        ],
      }
    : { status: 'aborted', reason: 'a workflow run without its id' };
}

/** The name a repository has, and the one it had before, when the event tells. */
function namesOf(payload: Payload, repository: string): string[] {
  const [owner, name] = repository.split('/');
  const { changes } = payload;
  const oldName = changes?.repository?.name?.from;
  const from = changes?.owner?.from;
  const oldOwner = from?.organization?.login ?? from?.user?.login;
  const before = [
    typeof oldOwner === 'string' ? oldOwner : owner,
    typeof oldName === 'string' ? oldName : name,
  ].join('/');
  return before !== repository && REPOSITORY.test(before)
    ? [repository, before]
    : [repository];
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
  const tag = ref.startsWith('refs/tags/');
  if (!tag && typeof branch === 'string' && ref !== `refs/heads/${branch}`) {
    return { status: 'ignored', reason: `${ref} is not the default branch` };
  }
  return {
    status: 'ok',
    events: [{ type: 'push', sourceId, repository, ref, after }],
  };
}

/** Comments, reviews, and comments beside a line come in three webhooks and mean one thing. */
function readComment(
  payload: Payload,
  sourceId: string,
  repository: string,
): GithubEventResult {
  const { issue, pull_request: pull } = payload;
  if (issue && !issue.pull_request) {
    return { status: 'ignored', reason: 'an issue is no pull request' };
  }
  const number = pull?.number ?? issue?.number;
  const by = payload.sender?.login;
  return typeof number === 'number' &&
    Number.isSafeInteger(number) &&
    typeof by === 'string'
    ? {
        status: 'ok',
        events: [
          { type: 'pull-request-comment', sourceId, repository, number, by },
        ],
      }
    : { status: 'aborted', reason: 'a comment without its pull request' };
}
