import { readDvcConfig } from './readDvcConfig';

describe('readDvcConfig', () => {
  it('reads what dvc remote add writes', () => {
    // Written by DVC 3.67.
    const config = readDvcConfig(`[core]
    remote = storage
['remote "storage"']
    url = /srv/dvcstore
['remote "s3"']
    url = s3://bucket/prefix
    endpointurl = http://localhost:9000
['remote "rel"']
    url = ../../store2
['remote "sub"']
    url = remote://s3/more
`);
    expect(config.defaultRemote).toBe('storage');
    expect(
      [...config.remotes.values()].map(({ name, url }) => [name, url]),
    ).toEqual([
      ['storage', '/srv/dvcstore'],
      ['s3', 's3://bucket/prefix'],
      ['rel', '../../store2'],
      ['sub', 's3://bucket/prefix/more'],
    ]);
  });

  it('tells remotes that keep objects by path', () => {
    const { remotes } = readDvcConfig(
      `['remote "a"']\nurl = s3://b\nversion_aware = true\n['remote "c"']\nurl = s3://d # ours\n`,
    );
    expect(remotes.get('a')).toMatchObject({ keepsPaths: true });
    expect(remotes.get('c')).toMatchObject({
      keepsPaths: false,
      url: 's3://d',
    });
  });

  it.each([
    '',
    '[',
    '[\'remote "a"\']\nurl = remote://a/x\n',
    '[\'remote "a"\']\nurl = remote://b/x\n[\'remote "b"\']\nurl = remote://a/y\n',
    '[\'remote "__proto__"\']\nurl = x\n',
  ])('gives an answer whatever it is given: %j', text => {
    expect(readDvcConfig(text).remotes).toBeInstanceOf(Map);
  });
});
