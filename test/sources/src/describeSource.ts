/* eslint-disable jest/no-export -- a contract is what several test files share */
import type { Source } from '@greenroom/backstage-plugin-greenroom-node';
import type { TestFiles } from './TestRemote';

/** A source with one repository to which the test pushes. */
export type SourceUnderTest = {
  readonly source: Source;
  /** `owner/name` */
  readonly repository: string;
  /** Commits onto the default branch; gives the commit. */
  push(files: TestFiles, message?: string): Promise<string>;
  /** The branch then has this commit on top of `parent`, whatever it had before. */
  forcePush(files: TestFiles, parent: string): Promise<string>;
  tag(name: string, commit: string): Promise<void>;
  close(): Promise<void>;
};

/** What every source has to do, on a real part of its kind. */
export function describeSource(
  name: string,
  open: () => Promise<SourceUnderTest>,
): void {
  describe(`the source ${name}`, () => {
    let test: SourceUnderTest;
    beforeEach(async () => {
      test = await open();
    });
    afterEach(() => test.close());

    it('lists its repository, which it finds by name, too', async () => {
      await test.push({ 'a.txt': 'a' });
      const { source, repository } = test;
      const [listed] = await source.listRepositories();
      expect(listed).toMatchObject({ fullName: repository, archived: false });
      expect(await source.findRepository(repository)).toMatchObject({
        id: listed.id,
      });
    });

    it('tells by pushedAt whether a branch moved', async () => {
      await test.push({ 'a.txt': 'a' });
      const [before] = await test.source.listRepositories();
      const [same] = await test.source.listRepositories();
      expect(same.pushedAt).toBe(before.pushedAt);
    });

    it('reads the head, its tree and the bytes of a file', async () => {
      const { source, repository } = test;
      const sha = await test.push(
        { 'data/ü b.txt': 'line\r\n', 'a.txt': 'a' },
        'first\n\nwith words',
      );
      const head = await source.getHead(repository);
      expect(head).toMatchObject({ sha, message: 'first\n\nwith words' });
      const tree = await source.listTree(repository, sha);
      expect(tree.map(({ path, type }) => [path, type]).sort()).toEqual([
        ['a.txt', 'file'],
        ['data/ü b.txt', 'file'],
      ]);
      const entry = tree.find(({ path }) => path.startsWith('data/'))!;
      expect(
        (await source.readBlob(repository, entry.oid)).toString('utf8'),
      ).toBe('line\r\n');
    });

    it('keeps what a commit was, whatever comes after', async () => {
      const { source, repository } = test;
      const first = await test.push({ 'a.txt': 'one' });
      await source.getHead(repository);
      await test.push({ 'a.txt': 'two' });
      await source.getHead(repository);
      const [{ oid }] = await source.listTree(repository, first);
      expect((await source.readBlob(repository, oid)).toString('utf8')).toBe(
        'one',
      );
    });

    it('refuses a blob over the limit', async () => {
      const { source, repository } = test;
      const sha = await test.push({ 'a.txt': 'x'.repeat(2_000) });
      await source.getHead(repository);
      const [{ oid }] = await source.listTree(repository, sha);
      await expect(
        source.readBlob(repository, oid, { limitBytes: 1_000 }),
      ).rejects.toThrow(/2000 bytes/);
    });

    it('gives commits newest first, of a path where one is named', async () => {
      const { source, repository } = test;
      const first = await test.push({ 'a.txt': '1', 'b.txt': '1' });
      const second = await test.push({ 'a.txt': '2' });
      const third = await test.push({ 'b.txt': '2' });
      const head = await source.getHead(repository);
      const shas = async (path?: string) =>
        (
          await source.listCommits(repository, {
            ref: head.sha,
            path,
            limit: 10,
          })
        ).map(({ sha }) => sha);
      expect(await shas()).toEqual([third, second, first]);
      expect(await shas('a.txt')).toEqual([second, first]);
      expect(
        (await source.listCommits(repository, { ref: head.sha, limit: 1 }))
          .length,
      ).toBe(1);
    });

    it('compares along a branch: commits oldest first, and the paths that differ', async () => {
      const { source, repository } = test;
      const base = await test.push({ 'a.txt': '1', 'b.txt': '1' });
      const second = await test.push({ 'a.txt': '2' });
      const third = await test.push({ 'c.txt': '1' });
      await source.getHead(repository);
      const found = await source.compare(repository, base, third);
      expect(found.status).toBe('ahead');
      expect(found.commits.map(({ sha }) => sha)).toEqual([second, third]);
      expect([...found.paths!].sort()).toEqual(['a.txt', 'c.txt']);
    });

    it('tells a force-push, and what it dropped', async () => {
      const { source, repository } = test;
      const base = await test.push({ 'a.txt': '1' });
      const dropped = await test.push({ 'a.txt': '2' });
      await source.getHead(repository);
      const forced = await test.forcePush({ 'a.txt': '3' }, base);
      expect((await source.getHead(repository)).sha).toBe(forced);
      expect((await source.compare(repository, dropped, forced)).status).toBe(
        'diverged',
      );
      const back = await source.compare(repository, forced, dropped);
      expect(back.commits.map(({ sha }) => sha)).toEqual([dropped]);
    });

    it('refuses to compare with a commit that nobody knows', async () => {
      const { source, repository } = test;
      const head = await test.push({ 'a.txt': '1' });
      await source.getHead(repository);
      await expect(
        source.compare(repository, 'f'.repeat(40), head),
      ).rejects.toThrow();
    });

    it('lists tags with the commit they point to in the end', async () => {
      const { source, repository } = test;
      const sha = await test.push({ 'a.txt': '1' });
      await source.getHead(repository);
      await test.tag('reader@v1.0.0', sha);
      expect(await source.listTags(repository)).toEqual([
        { name: 'reader@v1.0.0', commit: sha },
      ]);
    });

    it('says where the Git LFS objects of its repository are', async () => {
      const endpoint = await test.source.lfsEndpoint(test.repository);
      expect(
        endpoint.type === 'server' ? endpoint.url : endpoint.folder,
      ).toMatch(new RegExp(`${test.repository}\\.git/(info/lfs|lfs/objects)$`));
    });

    it('links to a line of a file at a commit', async () => {
      const sha = await test.push({ 'a b.txt': '1' });
      const url = test.source.fileUrl(test.repository, sha, 'a b.txt', 3);
      expect(url).toContain(sha);
      expect(url).toMatch(/3$/);
    });
  });
}
