import { readGithubEvent } from './readGithubEvent';

const sources = [
  { id: 'northlight', host: 'git.example:7008', organization: 'Northlight' },
];
const repository = {
  full_name: 'northlight/digits-data',
  html_url: 'https://git.example:7008/northlight/digits-data',
  default_branch: 'main',
};
const after = 'a'.repeat(40);

const push = (payload: object) =>
  readGithubEvent({ topic: 'github.push', eventPayload: payload }, sources);
const pull = (payload: object) =>
  readGithubEvent(
    { topic: 'github.pull_request', eventPayload: { repository, ...payload } },
    sources,
  );

const changed = (payload: object) =>
  readGithubEvent(
    { topic: 'github.repository', eventPayload: payload },
    sources,
  );

describe('readGithubEvent', () => {
  it('reads a push to the default branch', () => {
    expect(push({ repository, ref: 'refs/heads/main', after })).toEqual({
      status: 'ok',
      events: [
        {
          type: 'push',
          sourceId: 'northlight',
          repository: 'northlight/digits-data',
          ref: 'refs/heads/main',
          after,
        },
      ],
    });
  });

  it('reads the push of a tag', () => {
    expect(push({ repository, ref: 'refs/tags/v1', after })).toMatchObject({
      status: 'ok',
      events: [{ type: 'push', ref: 'refs/tags/v1', after }],
    });
  });

  it.each([
    ['another branch', { repository, ref: 'refs/heads/wip', after }],
    [
      'a deleted tag',
      { repository, ref: 'refs/tags/v1', after: '0'.repeat(40) },
    ],
    [
      'a deleted branch beside',
      { repository, ref: 'refs/heads/wip', after: '0'.repeat(40) },
    ],
    [
      'a deleted branch',
      { repository, ref: 'refs/heads/main', after: '0'.repeat(40) },
    ],
    [
      'another organisation',
      {
        repository: { ...repository, full_name: 'elsewhere/digits' },
        ref: 'refs/heads/main',
        after,
      },
    ],
    [
      'another host',
      {
        repository: {
          ...repository,
          html_url: 'https://github.com/northlight/x',
        },
        ref: 'refs/heads/main',
        after,
      },
    ],
  ])('ignores %s', (_what, payload) => {
    expect(push(payload).status).toBe('ignored');
  });

  it.each([
    ['no repository', {}],
    [
      'a commit that is none',
      { repository, ref: 'refs/heads/main', after: 'x' },
    ],
    ['a ref that is none', { repository, ref: 7, after }],
    [
      'an address that is none',
      { repository: { ...repository, html_url: 'no address' } },
    ],
  ])('aborts on %s', (_what, payload) => {
    expect(push(payload).status).toBe('aborted');
  });

  it('aborts on a payload that is no object', () => {
    const params = { topic: 'github.push', eventPayload: 'text' };
    expect(readGithubEvent(params, sources).status).toBe('aborted');
  });

  const pullRequest = {
    number: 3,
    state: 'open',
    draft: true,
    user: { login: 'mira-okafor' },
    head: {
      ref: 'repair',
      sha: after,
      repo: { full_name: 'mira-okafor/digits-data' },
    },
    base: {
      ref: 'main',
      sha: 'b'.repeat(40),
      repo: { full_name: 'northlight/digits-data' },
    },
  };

  it('reads of a pull request whose it is, and from where to where it goes', () => {
    expect(
      pull({
        action: 'labeled',
        pull_request: pullRequest,
        label: { name: 'plan' },
        sender: { login: 'jonas' },
      }),
    ).toEqual({
      status: 'ok',
      events: [
        {
          type: 'pull-request',
          sourceId: 'northlight',
          repository: 'northlight/digits-data',
          number: 3,
          action: 'labelled',
          state: 'open',
          draft: true,
          author: 'mira-okafor',
          by: 'jonas',
          headCommit: after,
          headBranch: 'repair',
          headRepository: 'mira-okafor/digits-data',
          baseCommit: 'b'.repeat(40),
          baseBranch: 'main',
          label: 'plan',
        },
      ],
    });
  });

  it.each([
    ['opened', {}, { action: 'opened', state: 'open' }],
    ['reopened', {}, { action: 'opened', state: 'open' }],
    ['synchronize', {}, { action: 'synchronised', state: 'open' }],
    ['ready_for_review', {}, { action: 'changed', state: 'open' }],
    ['closed', { state: 'closed' }, { action: 'closed', state: 'closed' }],
    [
      'closed',
      { state: 'closed', merged: true, merge_commit_sha: after },
      { action: 'closed', state: 'merged', mergeCommit: after },
    ],
    [
      'closed',
      { state: 'closed', merged: true, merge_commit_sha: 'HEAD' },
      { action: 'closed', state: 'merged', mergeCommit: undefined },
    ],
  ])('reads that a pull request was %s: %j', (action, fields, expected) => {
    expect(
      pull({ action, pull_request: { ...pullRequest, ...fields } }),
    ).toMatchObject({ status: 'ok', events: [expected] });
  });

  it.each(['assigned', 'milestoned', 'toString', undefined])(
    'ignores %s, which leaves a pull request as it is',
    action => {
      expect(pull({ action, pull_request: pullRequest }).status).toBe(
        'ignored',
      );
    },
  );

  it('aborts on a pull request without number or commits', () => {
    const broken = [
      { ...pullRequest, number: '3' },
      { ...pullRequest, head: null },
      { ...pullRequest, base: { ref: 'main', sha: 'x' } },
      null,
    ];
    for (const each of broken)
      expect(pull({ action: 'opened', pull_request: each }).status).toBe(
        'aborted',
      );
  });

  it('reads comments and reviews of pull requests, and no comments of issues', () => {
    const read = (kind: string, payload: object) =>
      readGithubEvent(
        {
          topic: `github.${kind}`,
          eventPayload: { repository, sender: { login: 'jonas' }, ...payload },
        },
        sources,
      );
    const said = {
      status: 'ok',
      events: [{ type: 'pull-request-comment', number: 3, by: 'jonas' }],
    };
    expect(
      read('pull_request_review', { pull_request: pullRequest }),
    ).toMatchObject(said);
    expect(
      read('issue_comment', { issue: { number: 3, pull_request: {} } }),
    ).toMatchObject(said);
    expect(read('issue_comment', { issue: { number: 3 } }).status).toBe(
      'ignored',
    );
    expect(read('pull_request_review_comment', {}).status).toBe('aborted');
  });

  it.each([
    'archived',
    'created',
    'deleted',
    'edited',
    'privatized',
    'publicized',
    'unarchived',
  ])('reads that a repository was %s', action => {
    expect(changed({ repository, action })).toEqual({
      status: 'ok',
      events: [
        {
          type: 'repository',
          sourceId: 'northlight',
          repository: 'northlight/digits-data',
        },
      ],
    });
  });

  it.each([
    [
      'renamed',
      { repository: { name: { from: 'numbers' } } },
      ['northlight/digits-data', 'northlight/numbers'],
    ],
    [
      'transferred',
      { owner: { from: { user: { login: 'mira-okafor' } } } },
      ['northlight/digits-data'],
    ],
    [
      'renamed',
      { repository: { name: { from: 7 } } },
      ['northlight/digits-data'],
    ],
    [
      'renamed',
      { repository: { name: { from: '../etc' } } },
      ['northlight/digits-data'],
    ],
  ])(
    'tells both names of a repository that was %s: %j',
    (action, changes, names) => {
      const result = changed({ repository, action, changes });
      expect(
        result.status === 'ok' && result.events.map(event => event.repository),
      ).toEqual(names);
    },
  );

  it('tells the old name of a repository that went to another organisation', () => {
    const result = changed({
      repository: { ...repository, full_name: 'elsewhere/digits-data' },
      action: 'transferred',
      changes: { owner: { from: { organization: { login: 'Northlight' } } } },
    });
    expect(result).toMatchObject({
      status: 'ok',
      events: [{ type: 'repository', repository: 'Northlight/digits-data' }],
    });
  });

  it('ignores what changes nothing of a repository, and repositories of others', () => {
    const other = { ...repository, full_name: 'elsewhere/digits-data' };
    expect(changed({ repository, action: 'starred' }).status).toBe('ignored');
    expect(changed({ repository: other, action: 'renamed' }).status).toBe(
      'ignored',
    );
  });

  it('reads that a run of a workflow went on', () => {
    const read = (run: unknown) =>
      readGithubEvent(
        {
          topic: 'github.workflow_run',
          eventPayload: { repository, action: 'completed', workflow_run: run },
        },
        sources,
      );
    expect(read({ id: 30433642 })).toMatchObject({
      status: 'ok',
      events: [{ type: 'workflow-run', runId: '30433642' }],
    });
    expect(read({ id: '1' }).status).toBe('aborted');
  });

  it('says which events it does not read', () => {
    const params = { topic: 'github.star', eventPayload: {} };
    expect(readGithubEvent(params, sources)).toEqual({
      status: 'unsupported-event',
      event: 'star',
    });
  });
});
