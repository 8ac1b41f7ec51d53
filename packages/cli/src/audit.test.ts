import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { labelsAuditDraw } from './commands/labelsAuditDraw';
import { labelsAuditEstimate } from './commands/labelsAuditEstimate';
import { npyBytes } from './npy/npyBytes';

const directory = mkdtempSync(path.join(os.tmpdir(), 'greenroom-audit-test-'));
const inDirectory = (name: string) => path.join(directory, name);
const write = (name: string, lines: readonly string[]) => {
  writeFileSync(inDirectory(name), `${lines.join('\n')}\n`);
  return inDirectory(name);
};
afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** Every tenth label is wrong, and has a low score; all labels of b more often. */
const ROWS = Array.from({ length: 400 }, (_, i) => {
  const isWrong = i % 10 === 0 || i % 8 === 3;
  return {
    key: String(i).padStart(4, '0'),
    sign: i % 2 ? 'b' : 'a',
    text: i === 7 ? '=1+1' : `row ${i}, said`,
    isWrong,
    score: isWrong && i % 3 > 0 ? 0.1 : 0.9,
  };
});
const table = write('signs.csv', [
  'id,sign,text',
  ...ROWS.map(({ key, sign, text }) => `${key},${sign},"${text}"`),
  'nobody,,"without a label"',
]);
const npy = (name: string, values: readonly number[]) => {
  writeFileSync(
    inDirectory(name),
    npyBytes(Float64Array.from(values), [values.length]),
  );
  return inDirectory(name);
};
const scores = npy('scores.npy', [...ROWS.map(({ score }) => score), 0.5]);
const population = { table, key: 'id', label: 'sign' };

const draw = async (flags: Parameters<typeof labelsAuditDraw.run>[1]) => {
  const out = inDirectory('sample.csv');
  const { json } = await labelsAuditDraw.run([], {
    ...population,
    out,
    ...flags,
  });
  return { json, lines: readFileSync(out, 'utf8').trimEnd().split('\n') };
};
/** Decides the first so many lines by the truth. */
const decided = (lines: readonly string[], count = lines.length) =>
  write('decided.csv', [
    lines[0],
    ...lines.slice(1).map((line, i) => {
      const { isWrong } = ROWS.find(({ key }) => key === line.split(',')[1])!;
      return i < count ? `${line}${isWrong ? 'Wrong' : 'keep'}` : line;
    }),
  ]);
const estimate = async (
  sample: string,
  flags: Parameters<typeof labelsAuditEstimate.run>[1] = {},
) => {
  const { json } = await labelsAuditEstimate.run([], { sample, ...flags });
  return JSON.parse(JSON.stringify(json));
};

describe('labels audit draw', () => {
  it('writes labelled rows in the order to decide them, with what to look at', async () => {
    const { json, lines } = await draw({ size: '400', columns: 'text' });
    expect(json).toMatchObject({ rows: 400, drawn: 400, seed: 1 });
    expect(lines[0]).toBe('order,key,stratum,stratum_rows,label,text,verdict');
    expect(lines).toHaveLength(401);
    expect(lines[1]).toMatch(/^1,\d{4},all,400,[ab],"row \d+, said",$/);
    // No spreadsheet runs it.
    expect(lines.find(line => line.includes(',0007,'))).toContain(`'=1+1`);
  });

  it('draws the same rows for the same seed, others for another', async () => {
    const { lines } = await draw({ size: '50', seed: '3' });
    expect((await draw({ size: '50', seed: '3' })).lines).toEqual(lines);
    expect((await draw({ size: '50', seed: '4' })).lines).not.toEqual(lines);
  });

  it('draws as many of what scores flag as of the rest, and does not say which', async () => {
    const { json, lines } = await draw({
      size: '40',
      scores,
      'flag-below': '0.5',
    });
    const flagged = ROWS.filter(({ score }) => score <= 0.5).length;
    expect(json).toMatchObject({
      strata: [
        { name: 'A', size: flagged, sampled: 20 },
        { name: 'B', size: 400 - flagged, sampled: 20 },
      ],
    });
    expect(lines.join('\n')).not.toContain('flag');
  });

  it.each([
    [{ size: 'ten' }, '--size is ten, which is no number'],
    [{ size: '0' }, '--size is 0; it must be a whole number from 1'],
    [
      { size: '20', strata: 'nothing' },
      'has no column nothing. It has id, sign',
    ],
    [
      { size: '20', columns: 'verdict' },
      'the sample has a column verdict of its own',
    ],
    [{ size: '20', 'flag-below': '0.5' }, '--flag-below needs --scores'],
    [
      { size: '20', strata: 'text' },
      '20 rows are too few for 400 strata; draw 800 or more',
    ],
    [{ size: '20', key: 'sign' }, 'Two rows have the key'],
  ])('refuses %j', async (flags, message) => {
    await expect(draw(flags)).rejects.toThrow(message);
  });
});

describe('labels audit estimate', () => {
  it('says how many labels are wrong, by group too, and how many rows are needed', async () => {
    const { lines } = await draw({ size: '200' });
    const { noise, needed, groups, ...rest } = await estimate(decided(lines), {
      by: 'label',
      'half-width': '0.01',
    });
    const wrong = ROWS.filter(({ isWrong }) => isWrong).length / 400;
    expect(rest).toMatchObject({ rows: 400, decided: 200, waiting: 0 });
    expect(noise.low).toBeLessThan(wrong);
    expect(noise.high).toBeGreaterThan(wrong);
    expect(needed.rows).toBeGreaterThan(50);
    expect(groups.map(({ by, name }: any) => `${by} ${name}`)).toEqual([
      'label a',
      'label b',
    ]);
  });

  it('gives the very figures once all rows are decided, whatever order they are in', async () => {
    const { lines } = await draw({ size: '400', strata: 'sign' });
    const [head, ...rows] = lines;
    const { noise, curve } = await estimate(
      decided([head, ...rows.reverse()]),
      {
        ...population,
        strata: 'sign',
        scores,
        thresholds: '0.5,1',
      },
    );
    const wrong = ROWS.filter(({ isWrong }) => isWrong).length;
    const flagged = ROWS.filter(({ score }) => score <= 0.5).length;
    expect(noise).toMatchObject({ rate: wrong / 400, low: wrong / 400 });
    expect(curve).toMatchObject([
      {
        threshold: 0.5,
        flagged,
        precision: { value: 1, low: 1 },
        recall: { value: flagged / wrong },
      },
      { threshold: 1, flagged: 400, recall: { value: 1 } },
    ]);
  });

  it('counts rows before the first that is not decided; others wait', async () => {
    const { lines } = await draw({ size: '20' });
    const sample = decided(lines, 10);
    const text = readFileSync(sample, 'utf8').split('\n');
    text[5] = lines[5];
    expect(await estimate(write('gap.csv', text))).toMatchObject({
      decided: 4,
      waiting: 5,
    });
  });

  it('knows nothing before the first row is decided', async () => {
    const { lines } = await draw({ size: '20' });
    expect((await estimate(decided(lines, 0))).noise).toMatchObject({
      rate: null,
      low: 0,
      high: 1,
    });
  });

  const HEAD = 'order,key,stratum,stratum_rows,label,verdict';
  it.each([
    [
      [HEAD, '1,0001,all,400,b,perhaps'],
      'row 0, column verdict is "perhaps"; expected right or wrong',
    ],
    [
      [HEAD, '1,0001,all,400,b,', 'x,0002,all,400,a,'],
      'row 1, column order is "x"',
    ],
    [
      [HEAD, '1,0001,all,400,b,', '2,0001,all,400,b,'],
      'column key: 0001 stands there twice',
    ],
    [
      [HEAD, '1,0001,all,400,b,', '2,0002,all,40,a,'],
      'row 1, column stratum_rows is 40, and 400 in another row',
    ],
    [['order,key,label', '1,0001,b'], 'has no column stratum'],
  ])('names file, row and column of %j', async (lines, message) => {
    const sample = write('bad.csv', lines);
    await expect(estimate(sample)).rejects.toThrow(message);
    await expect(estimate(sample)).rejects.toThrow('bad.csv');
  });

  it('refuses scores of other rows than the sample was drawn from', async () => {
    const { lines } = await draw({ size: '20' });
    const scored = { ...population, scores };
    await expect(
      estimate(decided(lines), { ...scored, strata: 'sign' }),
    ).rejects.toThrow('has rows of stratum "a", of which none was drawn');
    const mangled = lines.map(line => line.replace(/,0+(\d+),all/, ',$1,all'));
    await expect(
      estimate(write('mangled.csv', mangled), scored),
    ).rejects.toThrow('A spreadsheet may have changed it');
    await expect(
      estimate(decided(lines), {
        ...scored,
        scores: npy('few.npy', [0.1, 0.2]),
      }),
    ).rejects.toThrow('has 2 scores and');
  });
});
