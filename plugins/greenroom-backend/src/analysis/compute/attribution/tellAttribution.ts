import {
  type AttributedMetric,
  type AttributionFactor,
  metricName,
  metricUnit,
} from '@greenroom/backstage-plugin-greenroom-common';

const SOURCES: Readonly<Record<AttributionFactor, string>> = {
  rows: 'other rows',
  labels: 'changed labels',
  preprocessing: 'other preprocessing',
  model: 'the new model',
  modelAndPreprocessing: 'the new model with its preprocessing',
  threshold: 'another threshold',
};

/**
 * "Accuracy rose 2.1 points: 1.6 from changed labels, 0.5 from the new model."
 * Falls within a rise have a minus. What is no share is told as it is.
 */
export function tellAttribution({
  metric,
  difference,
  shares,
}: Omit<AttributedMetric, 'text'>): string {
  const said = metricName(metric);
  const name = said.charAt(0).toUpperCase() + said.slice(1);
  const isShare = metricUnit(metric) === 'percent';
  const write = isShare ? points : plain;
  const direction = difference.value < 0 ? -1 : 1;
  const size = write(Math.abs(difference.value));
  const parts = [...shares]
    .sort((a, b) => Math.abs(b.value) - Math.abs(a.value))
    .map(
      ({ factor, value }) =>
        `${write(direction * value)} from ${SOURCES[factor]}`,
    );
  if (Number(size) === 0) {
    const moves = shares.some(
      ({ value }) => !/^−?0(\.0+)?$/.test(write(value)),
    );
    return moves
      ? `${name} stayed the same: ${parts.join(', ')}.`
      : `${name} stayed the same.`;
  }
  return `${name} ${direction > 0 ? 'rose' : 'fell'} ${size}${
    isShare ? ' points' : ''
  }: ${parts.join(', ')}.`;
}

/** Hundredths of a share: "1.6", "−0.4". */
function points(value: number): string {
  return withSign(value, (Math.abs(value) * 100).toFixed(1));
}

/** "0.043", "−40.2". */
function plain(value: number): string {
  const size = Math.abs(value);
  return withSign(value, size.toFixed(size < 10 ? 3 : 1));
}

function withSign(value: number, text: string): string {
  return value < 0 && Number(text) !== 0 ? `−${text}` : text;
}
