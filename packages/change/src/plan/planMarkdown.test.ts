import fc from 'fast-check';
import type { Plan } from './Plan';
import { planMarkdown } from './planMarkdown';
import { planTitle } from './planTitle';

const NOTHING: Plan = {
  base: 'main',
  head: 'working tree',
  verdict: 'neutral',
  reasons: [],
  assets: [],
  rows: { from: 0, to: 0, added: 0, removed: 0, changed: 0 },
  labelTransitions: [],
  boxes: [],
  schema: { added: [], removed: [], retyped: [] },
  drift: [],
  leakage: [],
  duplicates: [],
  debt: [],
  licences: [],
  personal: [],
  semver: 'none',
  releases: [],
  evaluations: [],
  metrics: [],
  slices: [],
  stale: [],
  gates: [],
};

const changed = (cells: readonly string[]): Plan => ({
  ...NOTHING,
  rows: { ...NOTHING.rows, changed: cells.length },
  assets: [
    {
      name: 'sites',
      kind: 'Dataset',
      path: 'greenroom.yaml',
      change: 'changed',
      sample: cells.map((cell, i) => ({
        key: String(i),
        cells: [{ column: 'text', from: cell, to: cell }],
      })),
      remarks: [],
    },
  ],
});

describe('planMarkdown', () => {
  it.each([
    ['| a | b |', '\\| a \\| b \\|'],
    ['[here](https://x.example)', '\\[here\\]\\(https:\u200b//x.example\\)'],
    ['@octocat #1 <img src=x>', '@\u200boctocat \\#1 &lt;img src=x&gt;'],
    ['one\nline\u001b[31m', 'one line \\[31m'],
  ])('makes no markup of what a row holds: %j', (cell, shown) => {
    expect(planMarkdown(changed([cell]))).toContain(
      `| sites | 0 | text | ${shown} | ${shown} |`,
    );
  });

  it('stays within its bytes, and ends after a whole part that says so', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'grapheme', maxLength: 200 }), {
          maxLength: 25,
        }),
        fc.integer({ min: 400, max: 6_000 }),
        (cells, mostBytes) => {
          const text = planMarkdown(changed(cells), { mostBytes });
          expect(Buffer.byteLength(text)).toBeLessThanOrEqual(mostBytes);
          expect(text).toContain('`main` → `working tree`');
          expect(text.split('<details>').length).toBe(
            text.split('</details>').length,
          );
        },
      ),
      { numRuns: 50 },
    );
  });

  it('puts the interval of a difference beside the figures, and links to the whole', () => {
    const text = planMarkdown(
      {
        ...NOTHING,
        metrics: [
          {
            model: 'reader',
            evaluation: 'held-out',
            name: 'accuracy',
            dataset: 'sites',
            split: 'test',
            before: 0.9,
            after: 0.95,
            low: 0.01,
            high: 0.09,
          },
        ],
      },
      { link: 'https://portal.example/plans/1' },
    );
    expect(text).toContain(
      '| reader | held\\-out | accuracy | 0.9000 | 0.9500 | \\+0.0500 \\(\\+0.0100 to \\+0.0900\\) |',
    );
    expect(text).toContain('[the whole plan](https://portal.example/plans/1)');
  });
});

describe('planTitle', () => {
  it('says the verdict and the rows in a line', () => {
    const rows = { from: 9, to: 8, added: 0, removed: 1, changed: 2 };
    expect(planTitle({ ...NOTHING, rows })).toBe(
      'No gate is held; of the rows, 1 is removed and 2 change',
    );
    expect(
      planTitle({
        ...NOTHING,
        verdict: 'failed',
        reasons: [{ weight: 'failed', text: 'A gate fails.' }],
      }),
    ).toBe('The plan fails for 1 reason; no row changes');
  });
});
