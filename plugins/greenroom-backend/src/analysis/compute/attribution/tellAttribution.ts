import type {
  AttributedMetric,
  AttributionFactor,
} from '@greenroom/backstage-plugin-greenroom-common';

const NAMES: Readonly<Record<string, string>> = {
  accuracy: 'Accuracy',
  macroF1: 'Macro F1',
};
const SOURCES: Readonly<Record<AttributionFactor, string>> = {
  rows: 'other rows',
  labels: 'changed labels',
  preprocessing: 'other preprocessing',
  model: 'the new model',
  modelAndPreprocessing: 'the new model with its preprocessing',
  threshold: 'another threshold',
};

/** "Accuracy rose 2.1 points: 1.6 from changed labels, 0.5 from the new model." Falls within a rise have a minus. */
export function tellAttribution({
  metric,
  difference,
  shares,
}: Omit<AttributedMetric, 'text'>): string {
  const name = NAMES[metric] ?? metric;
  const direction = difference.value < 0 ? -1 : 1;
  const size = points(Math.abs(difference.value));
  const parts = [...shares]
    .sort((a, b) => Math.abs(b.value) - Math.abs(a.value))
    .map(
      ({ factor, value }) =>
        `${points(direction * value)} from ${SOURCES[factor]}`,
    );
  if (Number(size) === 0) {
    const moves = shares.some(({ value }) => Number(points(value)) !== 0);
    return moves
      ? `${name} stayed the same: ${parts.join(', ')}.`
      : `${name} stayed the same.`;
  }
  return `${name} ${
    direction > 0 ? 'rose' : 'fell'
  } ${size} points: ${parts.join(', ')}.`;
}

/** Hundredths of a share: "1.6", "−0.4". */
function points(value: number): string {
  const text = Math.abs(value * 100).toFixed(1);
  return value < 0 && Number(text) !== 0 ? `−${text}` : text;
}
