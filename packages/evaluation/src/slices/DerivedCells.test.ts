import {
  DERIVED_CLUSTER,
  DERIVED_FROM_IMAGE,
  DERIVED_FROM_TEXT,
} from '@greenroom/error-analysis';
import { DERIVED_WORDS } from '@greenroom/manifest';
import { DerivedCells } from './DerivedCells';

const COLUMNS = [
  { name: 'body', type: 'text' },
  { name: 'seen', type: 'image', width: 2, height: 1 },
  { name: 'body length', type: 'number' },
] as const;

describe('DerivedCells', () => {
  it('are named in manifests as they are elsewhere', () => {
    const wordsOf = (features: readonly { words: string }[]) =>
      features.map(({ words }) => words);
    expect(DERIVED_WORDS).toEqual({
      text: wordsOf(DERIVED_FROM_TEXT),
      image: wordsOf(DERIVED_FROM_IMAGE),
    });
    expect(DERIVED_CLUSTER.words).toBe('cluster');
  });

  it('reads what conditions name off texts and pixels', async () => {
    const cells = new DerivedCells(
      [
        { 'body script': 'Latin' },
        { 'seen brightness': { below: 1 }, site: 'x' },
      ],
      COLUMNS,
    );
    expect(cells.columns).toEqual(['body', 'seen', 'site']);
    const rows = [
      { body: 'hello', seen: Uint8Array.of(0, 255), site: 'x' },
      { body: null, seen: Uint8Array.of(1), site: 'y' },
    ];
    expect(await cells.of(rows)).toEqual([
      { ...rows[0], 'body script': 'Latin', 'seen brightness': 0.5 },
      { ...rows[1], 'body script': null, 'seen brightness': null },
    ]);
  });

  it('leaves a column alone that is called as a feature is', async () => {
    const cells = new DerivedCells([{ 'body length': 3 }], COLUMNS);
    const rows = [{ body: 'hello', 'body length': 3 }];
    expect(await cells.of(rows)).toBe(rows);
  });
});
