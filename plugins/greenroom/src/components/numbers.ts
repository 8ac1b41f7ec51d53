import type { MetricUnit } from '@greenroom/backstage-plugin-greenroom-common';

export {
  metricBetter,
  metricName,
  metricUnit,
} from '@greenroom/backstage-plugin-greenroom-common';

export type Unit = MetricUnit;

/** 1234567 → "1,234,567". */
export function count(value: number): string {
  return value.toLocaleString('en-GB');
}

/** A share as "94.1 %", a plain number with three significant decimals. */
export function quantity(value: number, unit: Unit): string {
  return unit === 'percent'
    ? `${(value * 100).toFixed(1)} %`
    : value.toFixed(3);
}

/** A whole number in full, any other with six significant digits: 0.1 + 0.2 → "0.3", 2024 → "2024", 12345 → "12,345". */
export function decimal(value: number): string {
  const short = Number.isInteger(value) ? value : Number(value.toPrecision(6));
  return Math.abs(short) < 10_000
    ? String(short)
    : short.toLocaleString('en-GB', { maximumFractionDigits: 6 });
}

/** A share of a whole: "0 %", "<0.1 %", "12.5 %". */
export function share(part: number, whole: number): string {
  if (whole === 0 || part === 0) return '0 %';
  const percent = (part / whole) * 100;
  return percent < 0.1 ? '<0.1 %' : `${percent.toFixed(1)} %`;
}

/** "1 row", "2 rows". */
export function plural(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}
