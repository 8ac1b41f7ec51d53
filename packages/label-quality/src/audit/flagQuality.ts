import { Z_95 } from '../wilson';
import { alikeStrata } from './alikeStrata';
import type { Decided } from './finiteProportion';
import { NoiseRate, noiseRate } from './noiseRate';

/** A stratum in the two parts a rule makes of it; how many rows each has is known exactly. */
export type FlaggedStratum = {
  readonly flagged: Decided;
  readonly spared: Decided;
};

export type FlagQuality = {
  /** Rows flagged, of all rows. */
  readonly flagged: number;
  /** Share of flagged rows that are wrong; NaN where none is flagged or decided. */
  readonly precision: FlagEstimate;
  /** Share of wrong rows that are flagged; NaN where no error was seen. */
  readonly recall: FlagEstimate;
};
export type FlagEstimate = {
  readonly value: number;
  readonly low: number;
  readonly high: number;
  /** Rows decided that tell of it. */
  readonly decided: number;
};

/**
 * Expected precision and recall of a rule that flags rows, each with a 95 %
 * interval, from an audit sample. Flagged and spared rows are estimated as strata
 * of their own, each row decided weighing as many as it stands for (see
 * `noiseRate`; post-stratification, Holt and Smith 1979); parts of strata that were
 * drawn alike are one, for of each alone few rows may be decided. The interval of
 * the recall comes from theirs by variance recovery.
 */
export function flagQuality(strata: readonly FlaggedStratum[]): FlagQuality {
  const parts = alikeParts(strata);
  const found = errorsOf(parts.map(({ flagged }) => flagged));
  const missed = errorsOf(parts.map(({ spared }) => spared));
  return {
    flagged: found?.size ?? 0,
    precision: {
      value: found && found.decided > 0 ? found.rate : NaN,
      low: found?.low ?? 0,
      high: found?.high ?? 1,
      decided: found?.decided ?? 0,
    },
    recall: recallOf(found, missed),
  };
}

function alikeParts(strata: readonly FlaggedStratum[]): FlaggedStratum[] {
  const wholes = strata.map(({ flagged, spared }) => together(flagged, spared));
  return alikeStrata(wholes).map(group => ({
    flagged: together(...group.map(h => strata[h].flagged)),
    spared: together(...group.map(h => strata[h].spared)),
  }));
}

function together(...parts: readonly Decided[]): Decided {
  const sum = (of: (part: Decided) => number) =>
    parts.reduce((total, part) => total + of(part), 0);
  return {
    size: sum(({ size }) => size),
    decided: sum(({ decided }) => decided),
    wrong: sum(({ wrong }) => wrong),
  };
}

function errorsOf(parts: readonly Decided[]): NoiseRate | undefined {
  return parts.some(({ size }) => size > 0)
    ? noiseRate(parts, Z_95)
    : undefined;
}

function recallOf(
  found: NoiseRate | undefined,
  missed: NoiseRate | undefined,
): FlagEstimate {
  const none = { value: 0, low: 0, high: 0 };
  const [a, b] = [found, missed].map(part => part?.errors ?? none);
  const decided = (found?.decided ?? 0) + (missed?.decided ?? 0);
  const value = a.value / (a.value + b.value);
  if (Number.isNaN(value)) return { value: NaN, low: 0, high: 1, decided };
  const share = (flagged: number, spared: number) =>
    flagged + spared === 0 ? value : flagged / (flagged + spared);
  return {
    value,
    decided,
    low: Math.max(
      0,
      value -
        Math.hypot(
          value - share(a.low, b.value),
          value - share(a.value, b.high),
        ),
    ),
    high: Math.min(
      1,
      value +
        Math.hypot(
          share(a.high, b.value) - value,
          share(a.value, b.low) - value,
        ),
    ),
  };
}
