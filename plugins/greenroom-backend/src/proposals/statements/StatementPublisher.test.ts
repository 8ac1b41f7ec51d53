import type {
  ChangeHost,
  OpenPullRequest,
  PullRequest,
  Source,
} from '@greenroom/backstage-plugin-greenroom-node';
import { StatementPublisher } from './StatementPublisher';

const FILE = {
  id: '0b7c1f0e-9d0f-4a53-8a3e-3b1b6f1d2a11',
  sourceId: 'github',
  repository: 'acme/models',
  path: 'reviews/reader-1.intoto.json',
  content: '{}',
  title: 'Approve reader 1',
  description: 'By Sofia.',
};

/** A host as GitHub is: a pull request is found by what its body contains, the oldest first, and stays when it is closed. */
class Host {
  readonly pulls: (PullRequest & { readonly body: string })[] = [];
  /** Happens after a pull request was made, before that is told. */
  answer: () => void = () => {};

  close(number: number): void {
    this.pulls[number - 1] = { ...this.pulls[number - 1], state: 'closed' };
  }

  readonly changes: Partial<ChangeHost> = {
    findPullRequest: async (_repository, marker) =>
      this.pulls.find(({ body }) => body.includes(marker)),
    openPullRequest: async (request: OpenPullRequest) => {
      const known = this.pulls.find(({ body }) =>
        body.includes(request.marker),
      );
      if (known) return known;
      if (this.pulls.some(({ headBranch }) => headBranch === request.branch))
        throw new Error(`${request.branch} is taken.`);
      const pull = {
        number: this.pulls.length + 1,
        url: `https://host.test/${this.pulls.length + 1}`,
        title: request.title,
        body: request.body,
        state: 'open' as const,
        draft: false,
        author: 'greenroom',
        headBranch: request.branch,
        baseBranch: request.baseBranch,
        labels: [],
        requestedReviewers: [],
      };
      this.pulls.push(pull);
      this.answer();
      return pull;
    },
  };
}

describe('StatementPublisher', () => {
  const start = () => {
    const host = new Host();
    const source: Partial<Source> = {
      changes: host.changes as ChangeHost,
      getHead: async () => ({ sha: 'a1' } as never),
      findRepository: async () => undefined,
    };
    const publisher = new StatementPublisher({
      sources: new Map([['github', source as Source]]),
      labels: [],
    });
    return { host, write: () => publisher.write(FILE) };
  };

  it('makes one pull request of a statement that is written twice', async () => {
    const { host, write } = start();
    await write();
    expect(await write()).toMatchObject({ type: 'written' });
    expect(host.pulls).toHaveLength(1);
  });

  it('finds what the host did though its answer was lost', async () => {
    const { host, write } = start();
    host.answer = () => {
      throw new Error('socket hang up');
    };
    expect(await write()).toMatchObject({
      type: 'refused',
      problem: expect.stringContaining('Write it again'),
    });
    expect(await write()).toMatchObject({ pull: { number: 1 } });
    expect(host.pulls).toHaveLength(1);
  });

  it('makes another one after each that was closed, and each of them once', async () => {
    const { host, write } = start();
    for (const number of [1, 2, 3]) {
      expect(await write()).toMatchObject({ pull: { number, state: 'open' } });
      expect(await write()).toMatchObject({ pull: { number, state: 'open' } });
      host.close(number);
    }
    expect(host.pulls).toHaveLength(3);
  });
});
