import { ConfigReader } from '@backstage/config';
import { readGitSourceConfigs } from './GitSourceConfig';
import { fileLink } from './links';
import { readRemoteUrl } from './remoteUrl';

const read = (source: object) =>
  readGitSourceConfigs(
    new ConfigReader({
      greenroom: { sources: [{ id: 'ours', type: 'git', ...source }] },
    }),
  )[0];

describe('readGitSourceConfigs', () => {
  it('reads remotes over https, ssh and from a folder', () => {
    const remotes = [
      { url: 'https://git.example/acme/data.git' },
      { url: 'git@git.example:acme/models.git', branch: 'release/1' },
      { url: 'file:///srv/git/acme/more.git' },
    ];
    expect(read({ remotes })).toMatchObject({
      status: 'ok',
      source: {
        remotes: [
          { fullName: 'acme/data', protocol: 'https' },
          { fullName: 'acme/models', protocol: 'ssh', branch: 'release/1' },
          { fullName: 'acme/more', protocol: 'file' },
        ],
      },
    });
  });

  it.each([
    ['ext::sh -c touch% /tmp/x', /no address|not read/],
    ['--upload-pack=touch', /no address/],
    [
      'https://user:secret@git.example/acme/data',
      /holds credentials. Put the token into integrations/,
    ],
    ['http://git.example/acme/data', /not encrypted/],
    ['ftp://git.example/acme/data', /not read/],
  ])('refuses %s', (url, reason) => {
    const result = read({ remotes: [{ url }] });
    expect(result).toMatchObject({
      status: 'broken',
      problem: expect.stringMatching(reason),
    });
    expect(JSON.stringify(result)).not.toContain('secret');
  });

  it.each(['--force', 'a..b', 'a b', 'x.lock', 'a@{1}'])(
    'refuses the branch %s',
    branch => {
      expect(
        read({ remotes: [{ url: 'https://git.example/acme/data', branch }] }),
      ).toMatchObject({ status: 'broken' });
    },
  );

  it('tells two remotes of one name apart by their host', () => {
    const remotes = [
      { url: 'https://a.example/acme/data' },
      { url: 'https://b.example/acme/data' },
    ];
    expect(read({ remotes })).toMatchObject({
      source: {
        remotes: [
          { fullName: 'a.example/acme/data' },
          { fullName: 'b.example/acme/data' },
        ],
      },
    });
  });
});

describe('fileLink', () => {
  it.each([
    ['github', 'https://git.example/acme/data/blob/abc/a%20b.yaml#L3'],
    ['gitlab', 'https://git.example/acme/data/-/blob/abc/a%20b.yaml#L3'],
    ['gitea', 'https://git.example/acme/data/src/commit/abc/a%20b.yaml#L3'],
  ] as const)('writes the links of %s, for ssh remotes too', (kind, link) => {
    for (const url of [
      'https://git.example/acme/data.git',
      'git@git.example:acme/data.git',
    ]) {
      expect(
        fileLink(
          readRemoteUrl(url, { allowHttp: false }),
          kind,
          'abc',
          'a b.yaml',
          3,
        ),
      ).toBe(link);
    }
  });
});
