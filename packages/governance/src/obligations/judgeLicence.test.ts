import fc from 'fast-check';
import { judgeLicence } from './judgeLicence';

const judged = (source: string, given: string) =>
  judgeLicence(source, given).map(({ what }) => what);

describe('a licence', () => {
  it.each([
    ['MIT', 'Apache-2.0', []],
    ['CC-BY-SA-4.0', 'CC-BY-SA-4.0', []],
    ['CC-BY-SA-3.0', 'CC-BY-SA-4.0', []],
    ['CC-BY-SA-4.0', 'Apache-2.0', ['other licence']],
    ['CC-BY-NC-4.0', 'Apache-2.0', ['commercial use']],
    ['CC-BY-NC-4.0', 'CC-BY-NC-SA-4.0', []],
    ['CC-BY-NC-SA-4.0', 'CC-BY-SA-4.0', ['other licence']],
    ['CC-BY-ND-4.0', 'CC-BY-4.0', ['no derivatives']],
    // One of a choice is enough in what was taken, and every one is needed in what is given.
    ['CC-BY-SA-4.0 OR MIT', 'Apache-2.0', []],
    ['CC-BY-NC-4.0', 'CC-BY-NC-4.0 OR MIT', ['commercial use']],
    ['MIT AND CC-BY-NC-4.0', 'MIT', ['commercial use']],
    ['Artistic-2.0', 'MIT', ['unknown licence']],
    ['see the file', 'MIT', ['no expression']],
    ['MIT', 'LicenseRef-ours', ['unknown licence']],
  ])('of %s, given on as %s: %j', (source, given, expected) => {
    expect(judged(source, given)).toEqual(expected);
  });

  it('of a choice asks no more than each alternative does', () => {
    const id = fc.constantFrom(
      'MIT',
      'CC-BY-4.0',
      'CC-BY-SA-4.0',
      'CC-BY-NC-4.0',
      'CC-BY-ND-4.0',
      'GPL-3.0-only',
    );
    fc.assert(
      fc.property(id, id, id, (a, b, given) => {
        const either = judged(`${a} OR ${b}`, given).length;
        const least = Math.min(
          judged(a, given).length,
          judged(b, given).length,
        );
        expect(either).toBe(least);
        expect(judged(`${a} AND ${b}`, given).length).toBe(
          judged(a, given).length + judged(b, given).length,
        );
      }),
    );
  });

  it('that multiplies out beyond reason is none', () => {
    const many = Array.from({ length: 20 }, () => '(MIT OR ISC)').join(' AND ');
    expect(judged(many, 'MIT')).toEqual(['no expression']);
  });
});
