import fc from 'fast-check';
import type { AugmentationAmount } from '@greenroom/manifest';
import { twoClasses } from './__testUtils__/testRows';
import { augmentRows } from './augmentRows';
import type { RowRecipe } from './makeRows';
import { cellsOf, type TrainingRows } from './TrainingRows';

const INTERPOLATE: RowRecipe = { op: 'interpolate', neighbours: 5 };
const BALANCE: AugmentationAmount = {
  type: 'balance',
  by: 'class',
  mostTimes: 10,
};
const rows = twoClasses();
const ask = (
  what: Partial<Parameters<typeof augmentRows>[0]> = {},
  of: TrainingRows = rows,
) =>
  augmentRows({
    recipe: INTERPOLATE,
    amount: BALANCE,
    seed: 1,
    rows: of,
    groupOf: row => of.labels[row],
    heldOut: [],
    ...what,
  });

describe('augmentRows', () => {
  it('makes as many rows of each class as the largest has', async () => {
    const { made, kept, dropped } = await ask();
    expect(made).toBe(28);
    expect(kept.length + dropped.length).toBe(28);
    expect(new Set(kept.map(({ label }) => label))).toEqual(new Set(['few']));
    expect(kept.length).toBeGreaterThan(20);
  });

  it('lays numbers between the two parents, whole ones whole, and invents no category', async () => {
    const { kept } = await ask();
    for (const { parents, cells } of kept) {
      const [first, second] = parents.map(parent => cellsOf(rows, parent));
      const [x, age, town] = cells;
      const [a, b] = [Number(first[0]), Number(second[0])];
      expect(x).toBeGreaterThanOrEqual(Math.min(a, b));
      expect(x).toBeLessThanOrEqual(Math.max(a, b));
      expect(age === null || Number.isInteger(age)).toBe(true);
      expect(['Bern', 'Basel', null]).toContain(town);
    }
  });

  it('takes parents of the class alone, each as often as any other', async () => {
    const { kept, dropped } = await ask({
      amount: { type: 'times', times: 1 },
    });
    const all = [...kept, ...dropped.map(({ row }) => row)];
    for (const { label, parents } of all)
      expect(parents.map(parent => rows.labels[parent])).toEqual([
        label,
        label,
      ]);
    expect(new Set(all.map(({ parents: [parent] }) => parent)).size).toBe(52);
  });

  it('makes the same rows by the same seed, others by another', async () => {
    const [one, same, other] = await Promise.all([
      ask(),
      ask(),
      ask({ seed: 2 }),
    ]);
    expect(same).toEqual(one);
    expect(other.kept).not.toEqual(one.kept);
  });

  it('drops what is nearly a row that the model is tested on', async () => {
    const { kept } = await ask();
    const again = await ask({ heldOut: kept.map(({ cells }) => cells) });
    expect(again.kept).toEqual([]);
    for (const row of kept)
      expect(again.dropped).toContainEqual({ row, reason: 'near-held-out' });
  });

  it('drops what the model is sure to be of another class', async () => {
    const { kept, dropped } = await ask({
      further: { judge: async asked => asked.map((_, i) => i === 0) },
    });
    const told = dropped.filter(({ reason }) => reason === 'model-disagrees');
    expect(told).toHaveLength(1);
    expect(kept).not.toContainEqual(told[0].row);
  });

  it('drops rows of a class that was made in the midst of another', async () => {
    const labels = rows.labels.map((label, i) => (i < 3 ? 'few' : label));
    const { kept, dropped } = await ask(
      { parents: [0, 1, 2], amount: { type: 'rows', rows: 30 } },
      { ...rows, labels },
    );
    expect(kept.length).toBeLessThan(dropped.length);
    expect(dropped.map(({ reason }) => reason)).toContain('across-boundary');
  });

  it('keeps no row twice and none that is there, whatever the rows and the recipe', async () => {
    const recipe = fc.constantFrom<RowRecipe>(
      INTERPOLATE,
      { op: 'mixup', alpha: 0.4 },
      { op: 'jitter', scale: 1, neighbours: 5 },
    );
    await fc.assert(
      fc.asyncProperty(recipe, fc.nat(1_000), async (op, seed) => {
        const { kept } = await ask({
          recipe: op,
          seed,
          amount: { type: 'rows', rows: 60 },
        });
        const there = rows.keys.map((_, row) =>
          JSON.stringify(cellsOf(rows, row)),
        );
        const made = kept.map(({ cells }) => JSON.stringify(cells));
        expect(new Set([...there, ...made]).size).toBe(
          new Set(there).size + made.length,
        );
      }),
      { numRuns: 15 },
    );
  });

  it('says what is missing where a class is too small for neighbours', async () => {
    await expect(
      ask({ parents: [0], amount: { type: 'rows', rows: 3 } }),
    ).rejects.toThrow(/Only 1 row .* Collect more/);
  });
});

describe('augmentRows of texts', () => {
  const mails: TrainingRows = {
    keys: ['1', '2', '3'],
    labels: ['bug', 'bug', 'bill'],
    columns: [
      {
        type: 'text',
        name: 'body',
        values: [
          'The printer stopped working again today.',
          'Screens stay black after the update.',
          'Please send the invoice for March.',
        ],
      },
      { type: 'category', name: 'product', values: ['P20', 'P30', null] },
    ],
  };
  const texts = (recipe: RowRecipe, heldOut: readonly string[] = []) =>
    ask(
      {
        recipe,
        amount: { type: 'times', times: 2 },
        heldOut: heldOut.map(text => [text, null]),
      },
      mails,
    );

  it('changes the text alone', async () => {
    const { kept } = await texts({
      op: 'text',
      column: 'body',
      steps: [{ op: 'typo', share: 0.3 }],
    });
    expect(kept.length).toBeGreaterThan(0);
    for (const { parents, cells, label } of kept) {
      expect(cells[0]).not.toBe(mails.columns[0].values[parents[0]]);
      expect(cells[1]).toBe(mails.columns[1].values[parents[0]]);
      expect(label).toBe(mails.labels[parents[0]]);
    }
  });

  it('fills templates with columns of the parent and listed values, where there are any', async () => {
    const { kept } = await texts({
      op: 'template',
      column: 'body',
      templates: ['My {product} is {state}.'],
      slots: { state: ['dead', 'slow'] },
    });
    const made = kept.map(({ cells }) => String(cells[0]));
    expect(made.length).toBeGreaterThan(0);
    for (const text of made)
      expect(text).toMatch(/^My P[23]0 is (dead|slow)\.$/);
  });

  it('drops a text that is one of those tested on, but for case and marks', async () => {
    const { kept, dropped } = await texts(
      { op: 'text', column: 'body', steps: [{ op: 'case', to: 'upper' }] },
      ['please send the invoice for march'],
    );
    expect(kept).toHaveLength(2);
    expect(dropped.map(({ reason }) => reason)).toContain('near-held-out');
  });

  it.each([
    [
      { op: 'text', column: 'boddy', steps: [{ op: 'swap', share: 0.1 }] },
      /boddy, which holds no texts. Name one that does: body, product/,
    ],
    [
      { op: 'template', column: 'body', templates: ['{colour}'] },
      /the gap \{colour\}, which is no slot and no column/,
    ],
  ] as [RowRecipe, RegExp][])('refuses %j', async (recipe, words) => {
    await expect(texts(recipe)).rejects.toThrow(words);
  });
});
