import type { BoxFinding } from './labels';
import type { Box } from './rows';
import { takeFindings } from './takeFindings';

const box = (label: string, x: number): Box => ({
  label,
  x,
  y: 2,
  width: 20,
  height: 28,
});
const finding = (changes: Partial<BoxFinding>): BoxFinding => ({
  kind: 'overlooked',
  score: 0.1,
  why: '',
  ...changes,
});
const FOUR = box('4', 10);
const ONE = box('1', 50);

describe('takeFindings', () => {
  it('leaves the boxes as they are where none is taken', () => {
    expect(takeFindings([FOUR, ONE], [])).toEqual([FOUR, ONE]);
  });

  it('draws what was overlooked after the others', () => {
    expect(
      takeFindings([FOUR], [finding({ suggested: box('7', 90) })]),
    ).toEqual([FOUR, box('7', 90)]);
  });

  it('changes a box where it stands', () => {
    const swapped = finding({
      kind: 'swapped',
      given: FOUR,
      suggested: box('9', 10),
    });
    expect(takeFindings([FOUR, ONE], [swapped])).toEqual([box('9', 10), ONE]);
  });

  it('takes class and place of one box from two findings', () => {
    const swapped = finding({
      kind: 'swapped',
      given: FOUR,
      suggested: box('9', 10),
    });
    const moved = finding({
      kind: 'badly_located',
      given: FOUR,
      suggested: box('4', 14),
    });
    for (const findings of [
      [swapped, moved],
      [moved, swapped],
    ])
      expect(takeFindings([FOUR], findings)).toEqual([box('9', 14)]);
  });

  it('takes a box away where nothing should stand', () => {
    expect(takeFindings([FOUR, ONE], [finding({ given: FOUR })])).toEqual([
      ONE,
    ]);
  });

  it('takes one box away of two that are alike', () => {
    expect(takeFindings([FOUR, FOUR], [finding({ given: FOUR })])).toEqual([
      FOUR,
    ]);
  });
});
