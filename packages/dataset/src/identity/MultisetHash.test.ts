import fc from 'fast-check';
import { createCipheriv, createHash } from 'node:crypto';
import { MultisetHash } from './MultisetHash';

const sha256 = (data: string | Buffer) =>
  createHash('sha256').update(data).digest('hex');

/** How Bitcoin expands an element: the key stream of ChaCha20, lowest byte first. */
function chacha20(elementHash: string): bigint {
  const stream = createCipheriv(
    'chacha20',
    Buffer.from(elementHash, 'hex'),
    Buffer.alloc(16),
  ).update(Buffer.alloc(384));
  return BigInt(`0x${stream.reverse().toString('hex')}`);
}

function hashOf(elements: readonly string[]): MultisetHash {
  const hash = new MultisetHash();
  for (const element of elements) hash.add(sha256(element));
  return hash;
}

const elements = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e'), {
  maxLength: 12,
});
const sorted = (list: readonly string[]) => JSON.stringify([...list].sort());

describe('MultisetHash', () => {
  it('agrees with the reference vector of MuHash3072', () => {
    const number = (first: number) => {
      const bytes = Buffer.alloc(32);
      bytes[0] = first;
      return sha256(bytes);
    };
    const hash = new MultisetHash(chacha20);
    hash.add(number(0));
    hash.add(number(1));
    hash.remove(number(2));
    expect(Buffer.from(hash.digest(), 'hex').reverse().toString('hex')).toBe(
      '10d312b100cbd32ada024a6646e40d3482fcff103668d2625f10002a607d5863',
    );
  });

  it('is equal exactly for equal multisets', () => {
    fc.assert(
      fc.property(elements, elements, (a, b) => {
        expect(hashOf(a).digest() === hashOf(b).digest()).toBe(
          sorted(a) === sorted(b),
        );
      }),
      { numRuns: 60 },
    );
  });

  it('of a union is the merge of the hashes of its parts', () => {
    fc.assert(
      fc.property(elements, elements, (a, b) => {
        const merged = hashOf(a);
        merged.merge(hashOf(b));
        expect(merged.digest()).toBe(hashOf([...a, ...b]).digest());
      }),
      { numRuns: 40 },
    );
  });

  it('forgets what is removed', () => {
    const hash = hashOf(['a', 'b', 'b']);
    hash.remove(sha256('b'));
    expect(hash.digest()).toBe(hashOf(['b', 'a']).digest());
  });

  it('goes on where it was written down', () => {
    const hash = MultisetHash.parse(hashOf(['a', 'b']).toString());
    hash.add(sha256('c'));
    expect(hash.digest()).toBe(hashOf(['c', 'b', 'a']).digest());
  });

  it('refuses what is no hash', () => {
    expect(() => MultisetHash.parse('00')).toThrow('768 hexadecimal digits');
  });
});
