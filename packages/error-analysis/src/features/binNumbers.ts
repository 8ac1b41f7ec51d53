/** Codes of a feature with a name for each that people can read. */
export type Encoded = { readonly codes: Int32Array; readonly labels: string[] };

export const MISSING = 'missing';

/**
 * Bins of about equal frequency, e.g. `[12, 24)`; equal values never part. A
 * number that is NaN is `missing`, a bin of its own. Few different values are
 * a bin each.
 */
export function binNumbers(values: Float64Array, maxBins = 5): Encoded {
  const present = values.filter(value => !Number.isNaN(value)).sort();
  const distinct = present.filter(
    (value, i) => i === 0 || value !== present[i - 1],
  );
  if (distinct.length <= maxBins) {
    const index = new Map(Array.from(distinct, (value, i) => [value, i]));
    return encoded(
      values,
      value => index.get(value)!,
      Array.from(distinct, readable),
    );
  }
  const cuts: number[] = [];
  for (let b = 1; b < maxBins; b++) {
    const cut = rounded(
      present[Math.floor((b * present.length) / maxBins)],
      present,
    );
    if (cut > present[0] && (cuts.length === 0 || cut > cuts[cuts.length - 1]))
      cuts.push(cut);
  }
  const last = present[present.length - 1];
  const edges = [present[0], ...cuts, last];
  const labels = edges
    .slice(0, -1)
    .map((edge, i) =>
      i === edges.length - 2
        ? `[${readable(edge)}, ${readable(last)}]`
        : `[${readable(edge)}, ${readable(edges[i + 1])})`,
    );
  return encoded(
    values,
    value => cuts.filter(cut => value >= cut).length,
    labels,
  );
}

/** Two significant digits of the spread are enough to read and to tell bins apart. */
function rounded(value: number, sorted: Float64Array): number {
  const spread =
    sorted[Math.floor(sorted.length * 0.95)] -
    sorted[Math.floor(sorted.length * 0.05)];
  if (!(spread > 0)) return value;
  const step = 10 ** (Math.floor(Math.log10(spread)) - 1);
  return Number((Math.round(value / step) * step).toPrecision(12));
}

function readable(value: number): string {
  return String(Number(value.toPrecision(4)));
}

function encoded(
  values: Float64Array,
  codeOf: (value: number) => number,
  labels: string[],
): Encoded {
  const hasMissing = values.some(Number.isNaN);
  const codes = Int32Array.from(values, value =>
    Number.isNaN(value) ? labels.length : codeOf(value),
  );
  return { codes, labels: hasMissing ? [...labels, MISSING] : labels };
}
