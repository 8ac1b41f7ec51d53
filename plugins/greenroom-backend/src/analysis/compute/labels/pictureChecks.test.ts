import { pictureChecks } from './pictureChecks';

const SIDE = 32;

const INPUT = { key: 'id', columns: [], classes: ['a', 'b'] };

const rowsOf = (labels: readonly number[]) =>
  labels.map((label, i) => ({
    key: `r${i}`,
    label,
    split: 'train',
    number: i,
  }));

/** Pictures of stripes, each as bright as it is told, as a model's inputs from 0 to 1. */
function pictures(
  brightness: readonly number[],
  labels: readonly number[],
  side = SIDE,
) {
  const size = side * side;
  const values = new Float32Array(brightness.length * size);
  brightness.forEach((bright, row) => {
    for (let i = 0; i < size; i++)
      values[row * size + i] = bright * ((i % 7) / 6);
  });
  return {
    values,
    columns: size,
    source: 'pixels',
    rows: rowsOf(labels),
    picture: { from: 0, width: side, height: side, channels: 1 as const },
  };
}

const ALTERNATING = Array.from({ length: 40 }, (_, i) => i % 2);

describe('pictureChecks', () => {
  it('tells when brightness alone gives the label away', () => {
    const checks = pictureChecks(
      pictures(
        ALTERNATING.map((label, i) => 0.4 + label / 2 + i / 1_000),
        ALTERNATING,
      ),
      INPUT,
    );
    expect(checks).toContainEqual({
      name: 'Shortcuts',
      state: 'found',
      text: expect.stringMatching(/brightness \(100 %\)/),
    });
  });

  it('passes where brightness has nothing to do with the label', () => {
    const checks = pictureChecks(
      pictures(
        ALTERNATING.map((_, i) => 0.6 + (i % 10) / 25),
        ALTERNATING.map((_, i) => Math.floor(i / 10) % 2),
      ),
      INPUT,
    );
    expect(checks).toContainEqual(
      expect.objectContaining({ name: 'Shortcuts', state: 'passed' }),
    );
  });

  it('counts pictures that are dark beside the brightest', () => {
    const [check] = pictureChecks(
      pictures(
        ALTERNATING.map((_, i) => (i < 3 ? 0.1 : 1)),
        ALTERNATING,
      ),
      INPUT,
    );
    expect(check).toMatchObject({
      name: 'Pictures',
      state: 'found',
      text: expect.stringMatching(/\b3 dark \(r0, r1, r2\)/),
    });
  });

  it('names no row by a key that is personal', () => {
    const [check] = pictureChecks(
      pictures(
        ALTERNATING.map((_, i) => (i < 1 ? 0.1 : 1)),
        ALTERNATING,
      ),
      { ...INPUT, columns: [{ name: 'id', type: 'string', personal: true }] },
    );
    expect(check.text).toContain('1 dark (row 0)');
  });

  it('names pictures that cannot be decoded, and why', () => {
    const [row] = rowsOf([0]);
    const [check] = pictureChecks(
      {
        ...pictures([1], [0]),
        unread: [{ row, reason: 'premature end' }],
      },
      INPUT,
    );
    expect(check).toMatchObject({
      name: 'Readable pictures',
      state: 'found',
      text: expect.stringContaining('r0 (premature end)'),
    });
  });

  it('does not judge the sharpness of very small pictures', () => {
    const checks = pictureChecks(
      pictures(
        ALTERNATING.map(() => 1),
        ALTERNATING,
        8,
      ),
      INPUT,
    );
    expect(checks).toContainEqual(
      expect.objectContaining({
        name: 'Sharpness of pictures',
        state: 'not run',
      }),
    );
  });

  it('says nothing of rows that are no pictures', () => {
    expect(
      pictureChecks(
        {
          values: new Float32Array(2),
          columns: 1,
          source: 'numbers',
          rows: rowsOf([0, 1]),
        },
        INPUT,
      ),
    ).toEqual([]);
  });
});
