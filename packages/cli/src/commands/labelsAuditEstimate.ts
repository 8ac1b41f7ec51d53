import {
  decidedStrata,
  type FlagEstimate,
  noiseByPart,
  noiseRate,
  rowsToDecide,
  thresholdCurve,
} from '@greenroom/label-quality';
import { judgedStrata } from '../audit/judgedStrata';
import { POPULATION_OPTIONS, POPULATION_USAGE } from '../audit/population';
import { readSample, type SampleFile } from '../audit/sampleFile';
import {
  type Command,
  type Flags,
  numeric,
  optional,
  required,
} from '../Command';
import { orNull } from '../orNull';
import { textTable } from '../textTable';
import { UsageError } from '../UsageError';

/** Half of an interval that is narrow enough for most questions: plus and minus two points. */
const HALF_WIDTH = 0.02;
const THRESHOLDS = [0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1];
/** Groups that are printed for people; JSON has them all. */
const PRINTED_GROUPS = 20;

export const labelsAuditEstimate: Command = {
  usage: `labels audit estimate --sample FILE.csv [--by A,B] [--half-width ${HALF_WIDTH}] [${POPULATION_USAGE} [--thresholds A,B]] [--format json]`,
  options: {
    ...POPULATION_OPTIONS,
    sample: { type: 'string' },
    by: { type: 'string' },
    'half-width': { type: 'string' },
    thresholds: { type: 'string' },
  },
  async run(_positionals, flags) {
    const file = await readSample(required(flags, 'sample'));
    const { sample, verdicts } = file;
    const counted = decidedStrata(sample, verdicts);
    const rows = decidedRows(file, counted);
    const sampled = new Map(
      sample.strata.map(stratum => [stratum.name, stratum.sampled]),
    );
    const halfWidth = numeric(flags, 'half-width') ?? HALF_WIDTH;
    const noise = noiseRate(counted);
    const json = {
      rows: noise.size,
      drawn: sample.rows.length,
      decided: noise.decided,
      waiting: counted.reduce((sum, { waiting }) => sum + waiting, 0),
      noise: {
        rate: orNull(noise.rate),
        low: noise.low,
        high: noise.high,
        standardError: orNull(noise.standardError),
        errors: { ...noise.errors, value: orNull(noise.errors.value) },
        unseen: noise.unseen,
      },
      needed: {
        halfWidth,
        rows: rowsToDecide(
          counted.map(stratum => ({
            ...stratum,
            sampled: sampled.get(stratum.name)!,
          })),
          halfWidth,
        ),
      },
      groups: groupsOf(flags, file, rows),
      ...(optional(flags, 'scores') === undefined
        ? {}
        : { curve: await curveOf(flags, file, rows) }),
    };
    return { json, text: described(json) };
  },
};

type DecidedRow = {
  readonly key: string;
  readonly stratum: string;
  readonly isWrong: boolean;
};

/** The rows that count: of each stratum those before the first that is not decided. */
function decidedRows(
  { verdicts }: SampleFile,
  strata: ReturnType<typeof decidedStrata>,
): DecidedRow[] {
  return strata.flatMap(({ name, keys }) =>
    keys.map(key => ({
      key,
      stratum: name,
      isWrong: verdicts.get(key) === 'wrong',
    })),
  );
}

function groupsOf(
  flags: Flags,
  { sample, cells, columns }: SampleFile,
  rows: readonly DecidedRow[],
) {
  const parts = optional(flags, 'by')?.split(',') ?? [];
  const missing = parts.find(part => !columns.includes(part));
  if (missing !== undefined)
    throw new UsageError(
      `${
        flags.sample
      } has no column ${missing} to group by. It has ${columns.join(
        ', ',
      )}; labels audit draw takes more with --columns.`,
    );
  return noiseByPart(
    sample.strata,
    rows,
    parts.map(by => ({
      by,
      nameOf: ({ key }: DecidedRow) => {
        const cell = cells.get(key)![by];
        return cell === null ? undefined : String(cell);
      },
    })),
  ).map(({ by, name, noise, pValue, qValue }) => ({
    by,
    name,
    rate: noise.rate,
    low: noise.low,
    high: noise.high,
    decided: noise.decided,
    pValue,
    qValue,
  }));
}

async function curveOf(
  flags: Flags,
  { sample }: SampleFile,
  rows: readonly DecidedRow[],
) {
  const thresholds = thresholdsOf(flags);
  const { strata, scores } = await judgedStrata(flags, sample, thresholds);
  const judged = rows.flatMap(row => {
    const score = scores.get(row.key);
    return score === undefined
      ? []
      : [{ ...row, score, wrong: row.isWrong ? (1 as const) : (0 as const) }];
  });
  return thresholdCurve(
    strata.map(({ name, ...counts }) => ({
      ...counts,
      decided: judged.filter(({ stratum }) => stratum === name),
    })),
    thresholds,
  ).map(({ threshold, flagged, precision, recall }) => ({
    threshold,
    flagged,
    precision: withNull(precision),
    recall: withNull(recall),
  }));
}

function thresholdsOf(flags: Flags): number[] {
  const text = optional(flags, 'thresholds');
  if (text === undefined) {
    const asked = numeric(flags, 'flag-below');
    return [
      ...new Set([...THRESHOLDS, ...(asked === undefined ? [] : [asked])]),
    ].sort((a, b) => a - b);
  }
  return text.split(',').map(each => {
    const value = Number(each);
    if (each.trim() === '' || Number.isNaN(value))
      throw new UsageError(
        `--thresholds has "${each}", which is no number. Give scores, e.g. 0.1,0.5.`,
      );
    return value;
  });
}

function withNull({ value, ...rest }: FlagEstimate) {
  return { value: orNull(value), ...rest };
}

type Estimated = {
  readonly rows: number;
  readonly drawn: number;
  readonly decided: number;
  readonly waiting: number;
  readonly noise: {
    readonly rate: number | null;
    readonly low: number;
    readonly high: number;
  };
  readonly needed: { readonly halfWidth: number; readonly rows: number };
  readonly groups: ReturnType<typeof groupsOf>;
  readonly curve?: Awaited<ReturnType<typeof curveOf>>;
};

function described(found: Estimated): string {
  const { noise, needed, groups, curve } = found;
  const of = `${found.decided} of ${found.drawn} drawn rows decided`;
  return [
    noise.rate === null
      ? `No row is decided yet (${of}).`
      : `${between({ ...noise, value: noise.rate })} of ${
          found.rows
        } labels are wrong (${of}).`,
    ...(found.waiting > 0
      ? [
          `${found.waiting} more are decided and wait for rows that were drawn before them.`,
        ]
      : []),
    needed.rows === 0
      ? `The interval is within ± ${percent(needed.halfWidth)}.`
      : `${needed.rows} more rows make it ± ${percent(
          needed.halfWidth,
        )}, if rates stay as they look.`,
    ...(groups.length > 0
      ? [
          textTable(
            ['by', 'group', 'wrong', 'decided', 'q'],
            [...groups]
              .sort((a, b) => a.qValue - b.qValue)
              .slice(0, PRINTED_GROUPS)
              .map(group => [
                group.by,
                group.name,
                between({ ...group, value: group.rate }),
                group.decided,
                Number(group.qValue.toFixed(4)),
              ]),
          ),
        ]
      : []),
    ...(curve
      ? [
          textTable(
            ['score at most', 'rows', 'precision', 'recall'],
            curve.map(point => [
              point.threshold,
              point.flagged,
              between(point.precision),
              between(point.recall),
            ]),
          ),
        ]
      : []),
  ].join('\n');
}

function between(figure: {
  readonly value: number | null;
  readonly low: number;
  readonly high: number;
}): string {
  return figure.value === null
    ? 'not known'
    : `${percent(figure.value)} (${percent(figure.low)} to ${percent(
        figure.high,
      )})`;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
