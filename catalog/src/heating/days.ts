import { draw } from '../draw';

/** A building's day by the card of its heating meter: made up, and the same each time. */
export type HeatingDay = {
  readonly id: string;
  readonly split: 'train' | 'test';
  readonly district: string;
  /** °C outside. */
  readonly temperature: number;
  /** m/s. */
  readonly wind: number;
  /** m². */
  readonly area: number;
  /** What the day took. */
  readonly kwh: number;
};

const ROWS = 1_000;
const DISTRICTS = ['harbour', 'hill', 'old town'];
/** No heating above, °C. */
const HEATED_BELOW = 17;
const KWH_A_DEGREE = 5;
const KWH_A_SQUARE_METRE = 0.42;
const KWH_OF_WIND = 3.5;

export function heatingDays(): readonly HeatingDay[] {
  return Array.from({ length: ROWS }, (_, i) => {
    const id = `h${String(i).padStart(4, '0')}`;
    const at = (what: string) => draw(id, what);
    const temperature = round(-8 + 22 * at('temperature'), 1);
    const wind = round(9 * at('wind') ** 2, 1);
    const area = Math.round(120 + 480 * at('area'));
    const need =
      KWH_A_DEGREE * (HEATED_BELOW - temperature) +
      KWH_A_SQUARE_METRE * area +
      KWH_OF_WIND * wind;
    // The sum of twelve is close to normal.
    const chance = 12 * (sumOf(id) / 12 - 0.5);
    return {
      id,
      split: i < ROWS / 2 ? 'train' : 'test',
      district: DISTRICTS[Math.floor(DISTRICTS.length * at('district'))],
      temperature,
      wind,
      area,
      kwh: round(Math.max(0, need + 14 * chance), 1),
    };
  });
}

function sumOf(id: string): number {
  return Array.from({ length: 12 }, (_, i) =>
    draw(id, 'chance', String(i)),
  ).reduce((sum, one) => sum + one, 0);
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
