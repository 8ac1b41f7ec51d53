import fc from 'fast-check';
import { md5Dos2unix } from './md5Dos2unix';

/** In pieces of so many bytes. */
function hashOf(bytes: Buffer, piece = bytes.length || 1): string {
  const hash = md5Dos2unix();
  for (let at = 0; at < bytes.length; at += piece)
    hash.update(bytes.subarray(at, at + piece));
  return hash.digest();
}

describe('md5Dos2unix', () => {
  // Computed by dvc-data 3.16, `fobj_md5(…, name="md5-dos2unix")`.
  it.each([
    [
      'a text with \\r\\n',
      'id,label\r\n1,a\r\n',
      '6d26a1eda56036ab4467172ab86aeddf',
    ],
    ['a text without', 'id,label\n1,a\n', '6d26a1eda56036ab4467172ab86aeddf'],
    ['a zero byte', 'a\r\n\0b', '0a5986ef253b3fe77ed678a3e68868ab'],
    [
      'too many other bytes',
      'éééé\r\n'.repeat(3),
      '13f738d3f7280f20779ff4818d342ff1',
    ],
    ['some other bytes', 'größe\r\n', 'e1a2b22eb3fbe8a627922268c3348fdb'],
    [
      'a line end across two chunks',
      `x${'ab\r\n'.repeat(300_000)}`,
      'b26e86d756b42c8daab41e3d8d07a7b2',
    ],
    ['nothing', '', 'd41d8cd98f00b204e9800998ecf8427e'],
  ])('is that of DVC for %s', (_what, text, expected) => {
    expect(hashOf(Buffer.from(text))).toBe(expected);
  });

  it('does not depend on the pieces in which the bytes come', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', '\r', '\n', 'é') }),
        fc.integer({ min: 1, max: 7 }),
        (text, piece) => {
          const bytes = Buffer.from(text);
          expect(hashOf(bytes, piece)).toBe(hashOf(bytes));
        },
      ),
    );
  });
});
