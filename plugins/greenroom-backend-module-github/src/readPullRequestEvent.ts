import type { PullRequestEvent } from '@greenroom/backstage-plugin-greenroom-node';
import { OBJECT_ID } from './objectId';

/** Of a `pull_request` webhook: a stranger's, so nothing is trusted to have its type. */
export type PullRequestPayload = {
  action?: unknown;
  label?: { name?: unknown } | null;
  sender?: { login?: unknown } | null;
  pull_request?: {
    number?: unknown;
    merged?: unknown;
    merge_commit_sha?: unknown;
    draft?: unknown;
    state?: unknown;
    user?: { login?: unknown } | null;
    head?: BranchPayload | null;
    base?: BranchPayload | null;
  } | null;
};
type BranchPayload = {
  ref?: unknown;
  sha?: unknown;
  repo?: { full_name?: unknown } | null;
};

export type PullRequestEventResult =
  | { readonly status: 'ok'; readonly events: readonly [PullRequestEvent] }
  | { readonly status: 'ignored' | 'aborted'; readonly reason: string };

const ACTIONS: Readonly<Record<string, PullRequestEvent['action']>> = {
  opened: 'opened',
  reopened: 'opened',
  synchronize: 'synchronised',
  labeled: 'labelled',
  unlabeled: 'unlabelled',
  edited: 'changed',
  ready_for_review: 'changed',
  converted_to_draft: 'changed',
  review_requested: 'changed',
  review_request_removed: 'changed',
  closed: 'closed',
};

/** What happened to a pull request, as its webhook tells it. */
export function readPullRequestEvent(
  payload: PullRequestPayload,
  where: { readonly sourceId: string; readonly repository: string },
): PullRequestEventResult {
  const pull = payload.pull_request;
  const number = pull?.number;
  if (!pull || typeof number !== 'number' || !Number.isSafeInteger(number)) {
    return { status: 'aborted', reason: 'a pull request without its number' };
  }
  const action = Object.hasOwn(ACTIONS, String(payload.action))
    ? ACTIONS[String(payload.action)]
    : undefined;
  if (!action) {
    const reason = `'${String(
      payload.action,
    )}' leaves the pull request as it is`;
    return { status: 'ignored', reason };
  }
  const [head, base] = [branchOf(pull.head), branchOf(pull.base)];
  if (!head || !base) {
    const reason = `the pull request ${number} without the commits of its branches`;
    return { status: 'aborted', reason };
  }
  const { label } = payload;
  const author = textOf(pull.user?.login) ?? '';
  const event: PullRequestEvent = {
    type: 'pull-request',
    ...where,
    number,
    action,
    ...stateOf(pull),
    draft: pull.draft === true,
    author,
    by: textOf(payload.sender?.login) ?? author,
    headCommit: head.commit,
    headBranch: head.branch,
    headRepository: head.repository,
    baseCommit: base.commit,
    baseBranch: base.branch,
    label: textOf(label?.name),
  };
  return { status: 'ok', events: [event] };
}

function stateOf({
  state,
  merged,
  merge_commit_sha: sha,
}: NonNullable<PullRequestPayload['pull_request']>): Pick<
  PullRequestEvent,
  'state' | 'mergeCommit'
> {
  if (merged === true) {
    const isCommit = typeof sha === 'string' && OBJECT_ID.test(sha);
    return { state: 'merged', mergeCommit: isCommit ? sha : undefined };
  }
  return { state: state === 'closed' ? 'closed' : 'open' };
}

function branchOf(branch: BranchPayload | null | undefined) {
  const name = textOf(branch?.ref);
  const commit = textOf(branch?.sha);
  if (name === undefined || commit === undefined || !OBJECT_ID.test(commit)) {
    return undefined;
  }
  return { branch: name, commit, repository: textOf(branch?.repo?.full_name) };
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
