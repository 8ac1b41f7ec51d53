import { SPDX_IDS } from './spdxIds';

/** Identifiers by themselves in small letters: they are matched whatever their case (SPDX 3.0, Annex B). */
const CANONICAL = new Map<string, string>(
  SPDX_IDS.map(id => [id.toLocaleLowerCase('en-US'), id]),
);
const OPERATORS = ['and', 'or', 'with'];

/** Addresses under which licences are named where no identifier is. */
const ADDRESSES: readonly (readonly [
  RegExp,
  (found: RegExpMatchArray) => string,
])[] = [
  [
    /^https?:\/\/creativecommons\.org\/licenses\/(by(?:-nc)?(?:-sa|-nd)?)\/(\d\.\d)\b/i,
    ([, terms, version]) => `cc-${terms}-${version}`,
  ],
  [
    /^https?:\/\/creativecommons\.org\/publicdomain\/zero\/1\.0\b/i,
    () => 'CC0-1.0',
  ],
  [
    /^https?:\/\/(?:www\.)?(?:spdx\.org|opensource\.org)\/licenses\/([A-Za-z0-9.-]+?)(?:\.html|\/)?$/i,
    ([, id]) => id,
  ],
];

/** A licence as manifests write it (`mit`, an address) as an SPDX expression, as far as it can be told; else as it is. */
export function asSpdx(written: string): string {
  const text = written.trim();
  for (const [address, idOf] of ADDRESSES) {
    const found = text.match(address);
    if (found) return asSpdx(idOf(found));
  }
  return text.replace(/[A-Za-z0-9.-]+/g, word => {
    const small = word.toLocaleLowerCase('en-US');
    return OPERATORS.includes(small)
      ? small.toLocaleUpperCase('en-US')
      : CANONICAL.get(small) ?? word;
  });
}
