import type { AssetVersion } from '@greenroom/backstage-plugin-greenroom-common';
import { version } from './__testUtils__/versions';
import { metricsOnce, metricTrend } from './metricTrend';

const measured = (
  id: string,
  values: Record<string, number>,
): AssetVersion => ({
  ...version(id, '1.0.0'),
  metrics: Object.entries(values).map(([modelName, value]) => ({
    modelAssetId: modelName,
    modelName,
    relation: 'trained on',
    runId: id,
    metric: 'accuracy',
    figure: { value },
  })),
});

describe('metricTrend', () => {
  it('follows the model that most versions know, oldest first', () => {
    expect(
      metricTrend([
        measured('c', { reader: 0.94, other: 0.5 }),
        measured('b', { reader: 0.92 }),
        version('a', '1.0.0'),
      ]),
    ).toEqual({
      modelName: 'reader',
      metric: 'accuracy',
      values: [0.92, 0.94],
    });
  });

  it('makes no trend of one figure', () => {
    expect(metricTrend([measured('a', { reader: 0.9 })])).toBeUndefined();
  });
});

describe('metricsOnce', () => {
  it('says one figure of one run once, with all it has to do with the data', () => {
    const [metric] = measured('a', { reader: 0.9 }).metrics!;
    expect(
      metricsOnce([metric, { ...metric, relation: 'evaluated on' }]).map(
        ({ relations }) => relations,
      ),
    ).toEqual([['trained on', 'evaluated on']]);
  });
});
