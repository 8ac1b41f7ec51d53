import { readPin } from './readPin';

const sha256 = 'a'.repeat(64);
const md5 = 'b'.repeat(32);

describe('readPin', () => {
  it.each([
    ['c'.repeat(40), { storage: 'git', oid: 'c'.repeat(40) }],
    [sha256, { storage: 'git', oid: sha256 }],
    [`lfs:${sha256}`, { storage: 'lfs', sha256 }],
    [`lfs:${sha256}:12`, { storage: 'lfs', sha256, sizeBytes: 12 }],
    [`dvc:${md5}`, { storage: 'dvc', md5, kind: 'file' }],
    [`dvc:${md5}.dir`, { storage: 'dvc', md5, kind: 'folder' }],
    [`sha256:${sha256}`, { storage: 'address', sha256 }],
    ['etag:W/"a:b"', { storage: 'address', etag: 'W/"a:b"' }],
  ])('reads %s', (text, pin) => {
    expect(readPin(text)).toEqual(pin);
  });

  it.each([
    '',
    'HEAD',
    'lfs:HEAD',
    `lfs:${sha256}:x`,
    `dvc:${md5}/../x`,
    `dvc:${'B'.repeat(32)}`,
    'sha256:short',
    'etag:',
    `ipfs:${sha256}`,
  ])('takes %j for no pin', text => {
    expect(readPin(text)).toBeUndefined();
  });
});
