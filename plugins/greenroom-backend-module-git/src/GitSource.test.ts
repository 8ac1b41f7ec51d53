import { spawnSync } from 'node:child_process';
import { createServer } from 'node:http';
import { readdirSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { describeSource } from '@greenroom/test-sources';
import { openRemote } from './__testUtils__/openRemote';
import { gitEnvironment } from './gitEnvironment';
import { runGit } from './runGit';
import { streamGit } from './streamGit';

/** Real git, on a machine that may be busy. */
jest.setTimeout(60_000);

describeSource('git', async () => {
  const opened = openRemote();
  return {
    ...opened,
    push: async (files, message) => opened.remote.push(files, { message }),
    forcePush: async (files, parent) =>
      opened.remote.push(files, { onto: parent }),
    tag: async (name, commit) => opened.remote.tag(name, commit),
  };
});

describe('GitSource', () => {
  let opened: ReturnType<typeof openRemote>;
  beforeEach(() => {
    opened = openRemote();
  });
  afterEach(() => opened.close());

  it('fetches once for a change, and not at all without one', async () => {
    const { remote, source, repository, fetches } = opened;
    remote.push({ 'a.txt': '1' });
    await source.getHead(repository);
    await source.getHead(repository);
    await source.listRepositories();
    expect(fetches()).toHaveLength(1);
    remote.push({ 'a.txt': '2' });
    await source.getHead(repository);
    expect(fetches()).toHaveLength(2);
  });

  it('keeps no blob that nobody read', async () => {
    const { remote, source, repository, directory } = opened;
    const sha = remote.push({
      'a.txt': 'wanted',
      'large.bin': 'x'.repeat(10_000),
    });
    await source.getHead(repository);
    const tree = await source.listTree(repository, sha);
    const mirror = path.join(directory, readdirSync(directory)[0]);
    const blobs = () =>
      spawnSync('git', [
        '--git-dir',
        mirror,
        'cat-file',
        '--batch-all-objects',
        '--batch-check=%(objecttype)',
      ])
        .stdout.toString('utf8')
        .split('\n')
        .filter(type => type === 'blob').length;
    expect(blobs()).toBe(0);
    await source.readBlob(
      repository,
      tree.find(entry => entry.path === 'a.txt')!.oid,
    );
    expect(blobs()).toBe(1);
  });

  it('gives a large blob as it comes', async () => {
    const { remote, source, repository } = opened;
    const content = Buffer.alloc(3 * 1024 * 1024, 'greenroom');
    const sha = remote.push({ 'large.bin': content });
    await source.getHead(repository);
    const [{ oid }] = await source.listTree(repository, sha);
    const { stream, sizeBytes } = await source.openBlob(repository, oid);
    const pieces: Buffer[] = await stream.toArray();
    expect(sizeBytes).toBe(content.length);
    expect(pieces.length).toBeGreaterThan(1);
    expect(Buffer.concat(pieces).equals(content)).toBe(true);
  });

  it('opens no blob over the limit', async () => {
    const { remote, source, repository } = opened;
    const sha = remote.push({ 'large.bin': 'x'.repeat(2_000) });
    await source.getHead(repository);
    const [{ oid }] = await source.listTree(repository, sha);
    await expect(
      source.openBlob(repository, oid, { limitBytes: 1_000 }),
    ).rejects.toThrow(/2000 bytes/);
  });

  it('says what git says where an object cannot be read to its end', async () => {
    const words = streamGit({
      args: ['cat-file', 'blob', 'f'.repeat(40)],
      cwd: opened.remote.folder,
      env: { PATH: process.env.PATH ?? '' },
      repository: 'acme/data',
    });
    await expect(words.toArray()).rejects.toThrow(/^acme\/data: fatal/);
  });

  it('names links and submodules instead of following them', async () => {
    const { remote, source, repository } = opened;
    const sha = remote.push({
      'link.yaml': { link: '/etc/passwd' },
      module: { submodule: 'a'.repeat(40) },
    });
    await source.getHead(repository);
    const tree = await source.listTree(repository, sha);
    expect(tree.map(({ path: file, type }) => [file, type])).toEqual([
      ['link.yaml', 'symlink'],
      ['module', 'submodule'],
    ]);
  });

  it.each(['--upload-pack=touch /tmp/x', 'HEAD', 'main', '../x', ''])(
    'lets no %j into git as an object',
    async oid => {
      const { remote, source, repository } = opened;
      remote.push({ 'a.txt': '1' });
      await source.getHead(repository);
      await expect(source.readBlob(repository, oid)).rejects.toThrow(
        /no git object id/,
      );
      await expect(source.listTree(repository, oid)).rejects.toThrow(
        /no git object id/,
      );
    },
  );

  it('says what to do where a remote has no commits', async () => {
    await expect(opened.source.getHead('acme/data')).rejects.toThrow(
      /has no commits at its remote. Push one/,
    );
  });
});

describe('credentials', () => {
  it('go to the host as a header, and stand in no argument and no message', async () => {
    const seen: (string | undefined)[] = [];
    const server = createServer((request, response) => {
      seen.push(request.headers.authorization);
      response.writeHead(401, { 'www-authenticate': 'Basic' }).end();
    });
    await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const args = ['ls-remote', '--', `${origin}/acme/data.git`, 'HEAD'];
    const failure = await runGit({
      args,
      cwd: '/',
      repository: 'acme/data',
      env: gitEnvironment({
        path: process.env.PATH,
        home: process.env.HOME,
        allowHttp: true,
        credentials: { origin, authorization: 'Basic c2VjcmV0OnNlY3JldA==' },
      }),
    }).catch((error: Error) => error);
    server.close();
    expect(seen).toContain('Basic c2VjcmV0OnNlY3JldA==');
    expect(String(failure)).not.toMatch(/c2VjcmV0|secret:/);
    expect(String(failure)).toMatch(/acme\/data: fatal/);
  });
});
