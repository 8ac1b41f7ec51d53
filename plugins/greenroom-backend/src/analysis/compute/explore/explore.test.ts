import type {
  Cohort,
  ErrorAnswer,
  ErrorAnswerTo,
  ErrorNode,
  ErrorQuestion,
  SliceOrder,
} from '@greenroom/backstage-plugin-greenroom-common';
import fc from 'fast-check';
import { answerQuestion } from './answerQuestion';
import { column } from './__testUtils__/column';
import type { ErrorRows } from './ErrorRows';
import { gather } from './gather';

/** 400 rows of which those with a thin stroke of one writer are mostly wrong. */
function rows(): ErrorRows {
  const n = 400;
  const indices = Array.from({ length: n }, (_, i) => i);
  const writer = indices.map(i => ['ann', 'bob', 'cy'][i % 3]);
  const width = indices.map(i => (i % 40 === 7 ? null : (i * 7) % 10));
  const isHard = (i: number) => writer[i] === 'bob' && (width[i] ?? 9) < 4;
  const wrong = indices.map(i =>
    Number(isHard(i) ? i % 5 !== 0 : i % 29 === 0 && width[i] !== 9),
  );
  const given = indices.map(i => i % 2);
  return {
    keys: indices.map(i => String(i).padStart(3, '0')),
    classes: ['no', 'yes'],
    given: Int32Array.from(given),
    predicted: Int32Array.from(given, (place, i) =>
      wrong[i] ? 1 - place : place,
    ),
    wrong: Float64Array.from(wrong),
    loss: Float64Array.from(wrong, error => (error ? 2.5 : 0.1)),
    columns: [column('writer', writer), column('width', width)],
  };
}

/** Some of them, told apart by all columns or by one. */
function rowsAt(indices: readonly number[], only?: string): ErrorRows {
  const { loss: _, ...all } = rows();
  const at = Int32Array.from(indices);
  return {
    ...all,
    keys: indices.map(i => all.keys[i]),
    given: gather(all.given, at),
    predicted: gather(all.predicted, at),
    wrong: gather(all.wrong, at),
    columns: all.columns
      .filter(({ name }) => only === undefined || name === only)
      .map(each => ({ ...each, codes: gather(each.codes, at) })),
  };
}

const ground = { rows: rows(), declared: [] };
function ask<Type extends ErrorAnswer['type']>(
  view: ErrorQuestion['view'] & { type: Type },
  more: Omit<ErrorQuestion, 'view'> = {},
): ErrorAnswerTo<Type> {
  return answerQuestion(ground, { ...more, view }) as ErrorAnswerTo<Type>;
}
const keysOf = (where: Cohort) =>
  ask({ type: 'keys', limit: 500 }, { where }).keys;

/** As `keysOf`, of a cohort that may name writers by `twin`. */
const keysOfTwin = (where: Cohort) =>
  keysOf(
    where.map(each =>
      each.feature === 'twin' ? { ...each, feature: 'writer' } : each,
    ),
  );

describe('looking into the errors of a run', () => {
  it('puts the slice that was made weak first', () => {
    const [worst] = ask({ type: 'slices' }).slices;
    expect(worst.where).toContainEqual({
      type: 'is',
      feature: 'writer',
      values: ['bob'],
    });
  });

  it('tells how many errors each slice adds to those before it', () => {
    const { slices } = ask({ type: 'slices', k: 20, search: 'all' });
    const isCovered = new Set<string>();
    const expected = slices.map(({ where }) => {
      const wrong = ask({ type: 'keys', wrong: true, limit: 500 }, { where });
      const added = wrong.keys.filter(key => !isCovered.has(key));
      added.forEach(key => isCovered.add(key));
      return added.length;
    });
    expect(slices.map(({ addedErrors }) => addedErrors)).toEqual(expected);
  });

  it('confirms slices on other rows by the same filter', () => {
    const where: Cohort = [{ type: 'range', feature: 'width', below: 8 }];
    const others = { name: 'test, 400 rows', rows: rows() };
    const { slices, confirmedOn } = answerQuestion(
      { ...ground, others },
      { where, view: { type: 'slices' } },
    ) as ErrorAnswerTo<'slices'>;
    expect(confirmedOn).toBe('test, 400 rows');
    // The same rows again: so the same figures.
    expect(slices.map(slice => slice.confirmed!.rows)).toEqual(
      slices.map(slice => slice.rows),
    );
    expect(slices[0].confirmed!.holmP).toBeLessThan(0.05);
  });

  it('finds slices on one half of the rows and confirms them on the other', () => {
    const { foundOn, all, confirmedOn, slices } = ask({ type: 'slices' });
    expect(foundOn).toBe('half');
    expect(confirmedOn).toBe(`the other half, ${400 - all.rows} rows`);
    const [worst] = slices;
    const behind = keysOf(worst.where).length;
    expect(worst.rows + worst.confirmed!.rows).toBe(behind);
    expect(worst.confirmed!.holmP).toBeLessThan(0.05);
  });

  it('searches all rows where half of them could confirm nothing, and says so', () => {
    const where: Cohort = [{ type: 'is', feature: 'writer', values: ['bob'] }];
    const { foundOn, confirmedOn, remark } = ask({ type: 'slices' }, { where });
    expect({ foundOn, confirmedOn }).toEqual({ foundOn: 'all' });
    expect(remark).toMatch(/too few rows or errors .* unconfirmed/);
  });

  it('leaves out what adds no more errors than the average, where the order is what slices add', () => {
    const { rate } = ask({ type: 'summary' });
    const excessOf = (slices: readonly { where: Cohort }[]) => {
      const isCovered = new Set<string>();
      return slices.map(slice => {
        const added = (wrong?: boolean) =>
          ask({ type: 'keys', wrong, limit: 500 }, slice).keys.filter(
            key => !isCovered.has(key),
          );
        const [keys, errors] = [added(), added(true)];
        keys.forEach(key => isCovered.add(key));
        return errors.length - rate.value * keys.length;
      });
    };
    const slicesBy = (order: SliceOrder) =>
      ask({ type: 'slices', k: 10, order, search: 'all' }).slices;
    expect(Math.min(...excessOf(slicesBy('score')))).toBeLessThanOrEqual(0);
    const [most, ...others] = excessOf(slicesBy('added'));
    expect(Math.max(...others)).toBeLessThanOrEqual(most);
    expect(Math.min(...others)).toBeGreaterThan(0);
  });

  it('shows the same rows once, however many ways they can be said', () => {
    const twin = { ...ground.rows.columns[0], name: 'twin' };
    const { slices } = answerQuestion(
      {
        ...ground,
        rows: { ...ground.rows, columns: [...ground.rows.columns, twin] },
      },
      { view: { type: 'slices', k: 50, search: 'all' } },
    ) as ErrorAnswerTo<'slices'>;
    const behind = slices.map(({ where }) => keysOfTwin(where).join());
    expect(new Set(behind).size).toBe(behind.length);
    expect(slices[0].sameRowsAs).not.toHaveLength(0);
  });

  it('has exactly the rows of a slice behind its conditions', () => {
    for (const slice of ask({ type: 'slices', k: 20, search: 'all' }).slices)
      expect(keysOf(slice.where)).toHaveLength(slice.rows);
  });

  it('counts each row once among the values of a feature', () => {
    for (const { values } of ask({ type: 'summary' }).features) {
      const keys = values.flatMap(({ where }) => keysOf([where]));
      expect(keys.sort()).toEqual([...ground.rows.keys]);
    }
  });

  it('sums the cells of a heat map to what was chosen, whatever the filter', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 9 }),
        fc.integer({ min: 0, max: 10 }),
        (from, below) => {
          const where: Cohort = [
            { type: 'range', feature: 'width', from, below },
          ];
          const { cells } = ask(
            { type: 'heat', x: 'width', y: 'writer' },
            { where },
          );
          const total = cells.flat().reduce((sum, cell) => sum + cell.rows, 0);
          expect(total).toBe(keysOf(where).length);
        },
      ),
    );
  });

  it('has exactly the rows of each group of the tree behind its conditions', () => {
    const check = (node: ErrorNode) => {
      expect(keysOf(node.where)).toHaveLength(node.rows);
      node.children.forEach(check);
    };
    const { root } = ask({ type: 'tree', maxDepth: 4, minLeaf: 5 });
    expect(root.children).toHaveLength(2);
    check(root);
  });

  it('searches only among rows of a confusion cell', () => {
    const { all } = ask({ type: 'slices' }, { given: 'yes', predicted: 'no' });
    expect(all.rows).toBe(all.errors);
  });

  it('looks for loss where it is asked', () => {
    const { all } = ask({ type: 'slices', search: 'all' }, { measure: 'loss' });
    const sum = ground.rows.loss!.reduce((total, loss) => total + loss, 0);
    expect(all.errors).toBeCloseTo(sum, 9);
  });

  it('advises on wrong labels where those of wrong rows are in doubt', () => {
    const where: Cohort = [{ type: 'is', feature: 'writer', values: ['bob'] }];
    const wrong = ask({ type: 'keys', wrong: true, limit: 500 }, { where });
    const doubts = {
      wrongLabels: new Set(wrong.keys),
      ambiguous: new Set<string>(),
    };
    const { advice } = answerQuestion(
      { ...ground, doubts },
      { where, view: { type: 'advice' } },
    ) as ErrorAnswerTo<'advice'>;
    expect(advice[0]).toMatchObject({
      cause: 'wrongLabels',
      action: 'resolveLabels',
    });
  });

  it('advises on rows to collect where training has few like these', () => {
    const whole = rows();
    const few = whole.columns[0].codes.map((code, row) =>
      code === whole.columns[0].codes[1] && row % 20 ? -1 : code,
    );
    const kept = Int32Array.from(whole.keys.keys()).filter(
      row => few[row] >= 0,
    );
    const { advice } = answerQuestion(
      { ...ground, training: { rows: whole, all: kept } },
      {
        where: [{ type: 'is', feature: 'writer', values: ['bob'] }],
        view: { type: 'advice' },
      },
    ) as ErrorAnswerTo<'advice'>;
    expect(advice.map(({ cause }) => cause)).toContain('shifted');
  });

  it('takes missing values for a group of their own', () => {
    const missing: Cohort = [{ type: 'missing', feature: 'width' }];
    expect(keysOf(missing)).toHaveLength(10);
  });

  it.each([
    [[{ type: 'is', feature: 'writer', values: ['dan'] }], /No row meets/],
    [
      [{ type: 'range', feature: 'width', from: 9, below: 9, closed: true }],
      /made no error on them/,
    ],
  ] as [Cohort, RegExp][])(
    'says what it means where nothing can be found: %j',
    (where, remark) => {
      expect(ask({ type: 'slices' }, { where }).remark).toMatch(remark);
    },
  );

  it.each([
    ['one row', [0], undefined, /One row is no slice/],
    ['errors only', [13, 16], undefined, /wrong on all of these rows/],
    [
      'rows without errors',
      [1, 2, 3],
      undefined,
      /made no error on these rows/,
    ],
    ['no rows', [], undefined, /its split is empty/],
    [
      'columns that are the same everywhere',
      [4, 13],
      'writer',
      /alike in every column/,
    ],
  ] as [string, number[], string | undefined, RegExp][])(
    'says what it means of %s',
    (_what, indices, only, remark) => {
      const found = answerQuestion(
        { declared: [], rows: rowsAt(indices, only) },
        { view: { type: 'summary' } },
      ) as ErrorAnswerTo<'summary'>;
      expect(found.remark).toMatch(remark);
    },
  );

  it('says which columns tell less than they might', () => {
    const names = ground.rows.keys.map(key => `n${key}`);
    const columns = [...ground.rows.columns, column('name', names)];
    const found = answerQuestion(
      { declared: [], rows: { ...ground.rows, columns } },
      { view: { type: 'summary' } },
    ) as ErrorAnswerTo<'summary'>;
    expect(found.remark).toMatch(
      /Of name nearly every row has a value of its own/,
    );
    expect(found.remark).toMatch(/10 of width\) are a group of their own/);
  });

  it.each([
    [
      { where: [{ type: 'missing', feature: 'pen' }] },
      /by pen\. It can by writer, width/,
    ],
    [
      { where: [{ type: 'range', feature: 'writer', from: 1 }] },
      /writer holds texts/,
    ],
    [{ given: 'maybe' }, /maybe is no class of this model/],
  ] as [Omit<ErrorQuestion, 'view'>, RegExp][])(
    'refuses what the run has not: %j',
    (question, message) => {
      expect(() => ask({ type: 'summary' }, question)).toThrow(message);
    },
  );
});
