/** What a figure was measured of, and by what: the same four give the same figure. */
export type ClaimPins = {
  readonly model: string;
  readonly data: string;
  readonly spec: string;
  readonly engine: string;
};

/** A run that claims are held against. */
export type MeasuredRun = {
  readonly evaluation: string;
  readonly dataset: string;
  /** Where the data set is declared, such as `acme/digits`. */
  readonly repository?: string;
  readonly split: string;
  readonly runId?: string;
  /** Which versions it was of, in words. */
  readonly of: string;
  readonly modelVersion?: string;
  readonly pins: ClaimPins;
  /** Of the model as it is, on the data as they are. */
  readonly isCurrent: boolean;
  readonly rows: number;
  readonly figures: Readonly<Record<string, MeasuredFigure>>;
  /** Metrics that its evaluation names, in its order; the other figures are there for claims. */
  readonly metrics: readonly string[];
};

/** With its 95 % interval, where the rows define one. */
export type MeasuredFigure = {
  readonly value: number;
  readonly low?: number;
  readonly high?: number;
};

/** What an evaluation names and has, value and interval alone. */
export function namedFigures({
  metrics,
  figures,
}: MeasuredRun): readonly (readonly [string, MeasuredFigure])[] {
  return metrics.flatMap(metric => {
    const figure = figures[metric];
    if (!figure) return [];
    const { value, low, high } = figure;
    return [
      [
        metric,
        low === undefined || high === undefined
          ? { value }
          : { value, low, high },
      ] as const,
    ];
  });
}

export function isSamePins(a: ClaimPins, b: ClaimPins): boolean {
  return (
    a.model === b.model &&
    a.data === b.data &&
    a.spec === b.spec &&
    a.engine === b.engine
  );
}
