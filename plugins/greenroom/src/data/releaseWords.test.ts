import { releaseWords } from './releaseWords';

const base = {
  proposed: 'minor' as const,
  suggestedVersion: '1.4.0',
  isTooSmall: false,
  reasons: [
    { bump: 'patch' as const, text: '3 labels changed' },
    { bump: 'minor' as const, text: 'a column was added.' },
  ],
};

describe('releaseWords', () => {
  it.each([
    [
      { ...base, declaredVersion: '1.3.1', isTooSmall: true },
      'Asks for a minor version; declared 1.3.1 is too small: a column was added. 1.4.0 says it.',
    ],
    [
      { ...base, declaredVersion: '2.0.0' },
      'Asks for a minor version; declared 2.0.0 says so: a column was added.',
    ],
    [
      base,
      'Asks for a minor version (1.4.0): a column was added. The manifest declares no version.',
    ],
    [
      { ...base, proposed: 'none' as const, reasons: [] },
      'Asks for no new version.',
    ],
  ])('says it in a sentence %#', (release, words) => {
    expect(releaseWords(release)).toBe(words);
  });
});
