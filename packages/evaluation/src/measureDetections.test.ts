import { measureDetections } from './measureDetections';

const box = (label: string, x: number) => ({
  label,
  x,
  y: 0,
  width: 20,
  height: 20,
});
const evaluation = {
  name: 'test',
  dataset: 'forms',
  split: 'test',
  metrics: ['accuracy' as const],
};

describe('measureDetections', () => {
  it('shows the twelve COCO figures where the manifest names none of them', () => {
    const { metrics, byClass, rows } = measureDetections(
      evaluation,
      ['a', 'b', 'c'],
      [
        {
          key: 'one.png',
          given: [box('a', 0), box('b', 50)],
          found: [{ ...box('a', 0), score: 0.9 }],
        },
        { key: 'two.png', given: [], found: [{ ...box('b', 0), score: 0.4 }] },
      ],
    );
    expect(rows).toBe(2);
    expect(metrics.ap50.value).toBe(0.5);
    expect(metrics.ar100.value).toBe(0.5);
    // No box is of 32 x 32 pixels or more.
    expect(metrics.apLarge).toBeUndefined();
    expect(byClass).toEqual([
      { class: 'a', given: 1, ap: 1, ap50: 1 },
      { class: 'b', given: 1, ap: 0, ap50: 0 },
      { class: 'c', given: 0 },
    ]);
  });

  it('holds a gate against another version on the pictures of both', () => {
    const pictures = (shift: number) =>
      Array.from({ length: 12 }, (_, i) => ({
        key: `${i}.png`,
        given: [box('a', 0)],
        found: [{ ...box('a', i < 8 ? shift : 0), score: 0.9 }],
      }));
    const before = new Map(pictures(0).map(each => [each.key, each]));
    const { gates } = measureDetections(
      {
        ...evaluation,
        metrics: ['ap50'],
        gates: [{ metric: 'ap50', regression: 'forbidden' }],
      },
      ['a'],
      pictures(15),
      { before: { name: 'finder 1.0.0', pictures: before } },
    );
    expect(gates).toMatchObject([
      {
        outcome: 'failed',
        reason: expect.stringContaining('Against finder 1.0.0, ap50 got worse'),
      },
    ]);
  });
});
