import type { Report } from '../Report';

/** verify.json rounds to five digits. */
const ROUNDING = 1e-5;

/** Prints an accuracy beside that of the reference, and holds it to it. */
export function holdAccuracy(
  report: Report,
  what: string,
  {
    metrics,
    rows,
    seconds,
    peakMegabytes,
  }: {
    readonly metrics: { readonly accuracy: { readonly value: number } };
    readonly rows: number;
    readonly seconds: number;
    readonly peakMegabytes: number;
  },
  reference: number,
): void {
  const { value } = metrics.accuracy;
  report.near(
    `${what}, ${rows} rows: accuracy ${(100 * value).toFixed(2)} %`,
    [value],
    [reference],
    ROUNDING,
  );
  report.print(
    `    ${seconds.toFixed(2)} s, peak of the process ${peakMegabytes} MB`,
  );
}
