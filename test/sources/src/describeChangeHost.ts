/* eslint-disable jest/no-export -- a contract is what several test files share */
import type {
  ChangeHost,
  OpenPullRequest,
  PullRequest,
  PullRequestRef,
} from '@greenroom/backstage-plugin-greenroom-node';
import type { TestFiles } from './TestRemote';

/** A place for changes with one repository, whose `labels.csv` a test changes. */
export type ChangeHostUnderTest = {
  readonly host: ChangeHost;
  /** `owner/name` */
  readonly repository: string;
  /** The newest commit of the default branch. */
  head(): Promise<string>;
  /** Commits onto a branch as somebody else does. */
  push(branch: string, files: TestFiles): Promise<string>;
  /** Merges a branch into the default one as people do on this host. */
  merge(pull: PullRequest): Promise<void>;
  deleteBranch(branch: string): Promise<void>;
  /** Text of a file at a commit. */
  file(commit: string, path: string): Promise<string>;
  /** Of the commits that a branch has on top of another commit, oldest first. */
  messages(base: string, branch: string): Promise<string[]>;
  close(): Promise<void>;
};

/** What every place for changes has to do, on a real part of its kind. */
export function describeChangeHost(
  name: string,
  open: () => Promise<ChangeHostUnderTest>,
): void {
  describe(`the place for changes ${name}`, () => {
    let test: ChangeHostUnderTest;
    let serial = 0;
    beforeAll(async () => {
      test = await open();
      await test.push('main', {
        'labels.csv': 'id,label\n1,4\n2,7\n',
        'notes.txt': 'as it was\n',
      });
    });
    afterAll(() => test.close());

    const labels = (one: string, two: string) => ({
      path: 'labels.csv',
      content: Buffer.from(`id,label\n1,${one}\n2,${two}\n`),
    });
    const proposal = async (
      fields: Partial<OpenPullRequest> = {},
    ): Promise<OpenPullRequest> => {
      serial += 1;
      const marker = `greenroom:proposal:contract-${serial}`;
      return {
        repository: test.repository,
        baseBranch: 'main',
        baseCommit: await test.head(),
        branch: `greenroom/contract-${serial}`,
        title: 'Correct labels',
        body: `Labels.\n\n<!-- ${marker} -->`,
        marker,
        state: 'ready',
        labels: [],
        reviewers: [],
        coAuthor: { name: 'Mira', email: 'mira@example.org' },
        commits: [
          { message: 'Relabel 1 row', edits: [labels('9', `${serial}`)] },
        ],
        ...fields,
      };
    };
    const refOf = (pull: PullRequest): PullRequestRef =>
      pull.number === undefined
        ? { branch: pull.headBranch, headCommit: pull.headCommit }
        : { number: pull.number };
    const update = (
      request: OpenPullRequest,
      pull: PullRequest,
      two = 'later',
    ) =>
      test.host.updatePullRequest({
        ...request,
        pull: refOf(pull),
        onto: pull.headCommit!,
        commits: [{ message: 'Relabel 1 row', edits: [labels('9', two)] }],
      });

    it('makes one branch with a commit each, and touches no other file', async () => {
      const request = await proposal({
        commits: [
          { message: 'Relabel 1 row', edits: [labels('9', '7')] },
          { message: 'Exclude 1 row', edits: [labels('9', 'none')] },
        ],
      });
      const pull = await test.host.openPullRequest(request);
      expect(pull).toMatchObject({
        state: 'open',
        headBranch: request.branch,
        headRepository: test.repository,
        baseBranch: 'main',
      });
      const messages = await test.messages(request.baseCommit, request.branch);
      expect(messages.map(message => message.split('\n')[0])).toEqual([
        'Relabel 1 row',
        'Exclude 1 row',
      ]);
      expect(messages[1]).toContain(`Greenroom-Change: ${request.marker}`);
      expect(await test.file(pull.headCommit!, 'labels.csv')).toBe(
        'id,label\n1,9\n2,none\n',
      );
      expect(
        await test.host.listChangedFiles(test.repository, refOf(pull)),
      ).toEqual([{ path: 'labels.csv', status: 'modified' }]);
      expect(
        await test.host.mergeBase(
          test.repository,
          await test.head(),
          pull.headCommit!,
        ),
      ).toBe(request.baseCommit);
    });

    it('gives the same for the same proposal, one after the other and at once', async () => {
      const request = await proposal();
      const made = await Promise.all([
        test.host.openPullRequest(request),
        test.host.openPullRequest(request),
      ]);
      const again = await test.host.openPullRequest(request);
      expect(made.map(({ number, url }) => [number, url])).toEqual([
        [again.number, again.url],
        [again.number, again.url],
      ]);
      expect(
        await test.messages(request.baseCommit, request.branch),
      ).toHaveLength(1);
    });

    it('finds it by its marker, and nothing by another', async () => {
      const request = await proposal();
      const made = await test.host.openPullRequest(request);
      const find = (marker: string) =>
        test.host.findPullRequest(test.repository, marker);
      expect(await find(request.marker)).toMatchObject({ url: made.url });
      expect(await find('greenroom:proposal:nobodys')).toBeUndefined();
    });

    it('puts further commits on its branch, the same ones once', async () => {
      const request = await proposal();
      const made = await test.host.openPullRequest(request);
      const updated = await update(request, made);
      const again = await update(request, made);
      expect(again.headCommit).toBe(updated.headCommit);
      expect(updated.url).toBe(made.url);
      expect(
        await test.messages(request.baseCommit, request.branch),
      ).toHaveLength(2);
      expect(await test.file(updated.headCommit!, 'labels.csv')).toBe(
        'id,label\n1,9\n2,later\n',
      );
    });

    it('does not write over what somebody pushed to its branch', async () => {
      const request = await proposal();
      const made = await test.host.openPullRequest(request);
      const theirs = await test.push(request.branch, { 'theirs.txt': '1' });
      await expect(update(request, made)).rejects.toMatchObject({
        refusal: 'branch-moved',
      });
      const now = await test.host.getPullRequest(test.repository, refOf(made));
      expect(now.headCommit).toBe(theirs);
    });

    it('leaves a branch with other work alone', async () => {
      const request = await proposal();
      const theirs = await test.push(request.branch, { 'theirs.txt': '1' });
      await expect(test.host.openPullRequest(request)).rejects.toMatchObject({
        refusal: 'branch-taken',
      });
      expect(await test.messages(request.baseCommit, request.branch)).toEqual([
        expect.any(String),
      ]);
      expect(theirs).toBeTruthy();
    });

    it('tells that its branch was deleted, and puts nothing on it', async () => {
      const request = await proposal();
      const made = await test.host.openPullRequest(request);
      await test.deleteBranch(request.branch);
      const gone = await test.host.getPullRequest(test.repository, refOf(made));
      expect([gone.state, gone.headCommit]).toEqual(['closed', undefined]);
      await expect(update(request, made)).rejects.toMatchObject({
        refusal: 'branch-gone',
      });
    });

    it('tells the commit by which it was merged', async () => {
      const request = await proposal();
      const made = await test.host.openPullRequest(request);
      await test.merge(made);
      const merged = await test.host.getPullRequest(
        test.repository,
        refOf(made),
      );
      expect(merged).toMatchObject({
        state: 'merged',
        mergeCommit: await test.head(),
      });
    });
  });
}
