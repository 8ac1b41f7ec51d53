import { draw } from '../draw';

/** A claim on a paper form: made up, and the same each time. */
export type Claim = {
  readonly id: string;
  readonly split: 'train' | 'validation' | 'test';
  /** What should be decided. */
  readonly truth: Decision;
  readonly region: string;
  readonly channel: string;
  readonly ageGroup: string;
  readonly amount: number;
  readonly monthsInsured: number;
  readonly earlierClaims: number;
  readonly pages: number;
};

export type Decision = 'check' | 'settle';

const ROWS = 3_000;
/** Few people live on the islands: too few rows to say anything of them alone. */
const REGIONS = { north: 0.41, south: 0.33, west: 0.22, islands: 0.04 };
const CHANNELS = { paper: 0.5, scan: 0.3, counter: 0.2 };
const AGE_GROUPS = { 'under 30': 0.25, '30 to 59': 0.5, '60 and over': 0.25 };
/** What people weigh up, in standard deviations of their doubt. */
const DOUBT = { amount: 3.4, monthsInsured: -2.2, earlierClaims: 1.8 };
/** Claims of older people are larger, by this factor. */
const OLDER_FACTOR = 1.5;

/** Of the claims at the counter so many were typed in wrongly at first: a weak slice, planted. */
const MISTYPED = 0.3;

/** What a version of the data says was decided: 1.1.0 has the counter's claims read again. */
export function decisionIn(
  version: '1.0.0' | '1.1.0',
  { id, channel, truth }: Claim,
): Decision {
  const isWrong =
    version === '1.0.0' &&
    channel === 'counter' &&
    draw(id, 'mistyped') < MISTYPED;
  if (!isWrong) return truth;
  return truth === 'settle' ? 'check' : 'settle';
}

/** All claims in the order of their ids. */
export function claims(): readonly Claim[] {
  return Array.from({ length: ROWS }, (_, i) => claim(i));
}

function claim(i: number): Claim {
  const id = `c${String(i).padStart(4, '0')}`;
  const at = (what: string) => draw(id, what);
  const ageGroup = choose(AGE_GROUPS, at('age'));
  const amount = Math.round(
    80 *
      Math.exp(2.4 * at('amount')) *
      (ageGroup === '60 and over' ? OLDER_FACTOR : 1),
  );
  const monthsInsured = Math.floor(120 * at('insured') ** 1.5);
  const earlierClaims = Math.floor(4 * at('earlier') ** 2);
  const doubt =
    DOUBT.amount * Math.log(amount / 300) +
    DOUBT.monthsInsured * (monthsInsured / 36 - 1) +
    DOUBT.earlierClaims * (earlierClaims - 1);
  return {
    id,
    split: splitOf(i),
    truth: doubt + logistic(at('doubt')) < 0 ? 'settle' : 'check',
    region: choose(REGIONS, at('region')),
    channel: choose(CHANNELS, at('channel')),
    ageGroup,
    amount,
    monthsInsured,
    earlierClaims,
    pages: 1 + Math.floor(5 * at('pages') ** 2),
  };
}

/** The value of a standard logistic distribution at a quantile. */
function logistic(quantile: number): number {
  return Math.log((quantile + 1e-9) / (1 - quantile));
}

function choose(
  shares: Readonly<Record<string, number>>,
  drawn: number,
): string {
  let sum = 0;
  const found = Object.entries(shares).find(([, share]) => {
    sum += share;
    return drawn < sum;
  });
  return (found ?? Object.entries(shares)[0])[0];
}

function splitOf(position: number): Claim['split'] {
  if (position < ROWS * 0.5) return 'train';
  return position < ROWS * 0.6 ? 'validation' : 'test';
}
