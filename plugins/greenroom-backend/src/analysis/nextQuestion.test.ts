import type { Asset, Version } from '../registry/Asset';
import { nextQuestion } from './nextQuestion';

const manifest = {
  kind: 'Model',
  name: 'reader',
  classes: ['a', 'b'],
  preprocessing: { input: 'x', output: 'y', steps: [] },
};
const served = {
  ...manifest,
  endpoint: { protocol: 'oip-v2', url: 'https://models.test', model: 'reader' },
};
const spec = {
  name: 'held-out',
  dataset: 'rows',
  split: 'test',
  metrics: ['accuracy' as const],
  schedule: { every: 'P1D' },
};

/** The key of what is asked at that time. */
async function keyAt(now: string, model: object): Promise<string> {
  const { question } = await nextQuestion(
    { analyses: { job: async () => undefined } },
    {
      model: { id: 'm' } as Asset,
      modelVersion: { id: 'mv', digest: 'm', manifest: model } as Version,
      dataset: { id: 'd', manifest: { kind: 'Dataset' } } as Asset,
      datasetVersion: { id: 'dv', digest: 'd' } as Version,
      spec,
    },
    new Date(now),
  );
  return question.key;
}

describe('nextQuestion', () => {
  it('asks a server anew when the time of its evaluation came, and once until the next', async () => {
    const today = await keyAt('2026-11-26T05:00:00Z', served);
    expect(await keyAt('2026-11-26T23:00:00Z', served)).toBe(today);
    expect(await keyAt('2026-11-27T00:05:00Z', served)).not.toBe(today);
  });

  it('asks the same at any time where git pins the answer', async () => {
    expect(await keyAt('2026-11-26T05:00:00Z', manifest)).toBe(
      await keyAt('2026-12-26T05:00:00Z', manifest),
    );
  });
});
