import type { Retraining } from '@greenroom/backstage-plugin-greenroom-common';
import { retrainingRemedy, retrainingState } from './retrainingWords';

const retraining: Retraining = {
  id: 'r',
  state: 'running',
  attempt: 1,
  data: {
    assetId: 'd',
    name: 'digits',
    versionId: 'v2',
    semver: '1.4.0',
    commit: 'a1b2c3d4e5',
  },
  workflow: 'retrain.yml',
  repository: 'northlight/digit-reader',
  ref: 'main',
  run: { number: 12, url: 'https://host.test/runs/12' },
  askedAt: '2026-11-26T10:00:00Z',
  startedAt: '2026-11-26T10:00:10Z',
};

describe('retrainingState', () => {
  it.each([
    ['2026-11-26T10:00:50Z', 'run 12 of retrain.yml has run for 40 s'],
    ['2026-11-26T10:03:10Z', 'run 12 of retrain.yml has run for 3 min'],
    ['2026-11-26T12:05:10Z', 'run 12 of retrain.yml has run for 2 h 5 min'],
  ])('tells at %s how long it has run', (now, words) => {
    expect(retrainingState(retraining, new Date(now))).toBe(words);
  });

  it('names what it brought', () => {
    const arrived = { versionId: 'm2', semver: '2.1.0', commit: 'b2c3d4e5f6' };
    expect(
      retrainingState({ ...retraining, state: 'succeeded', arrived }),
    ).toBe('run 12 of retrain.yml brought version 2.1.0 (b2c3d4e)');
  });

  it('says what a workflow must commit, where nothing came of it', () => {
    const ended = { ...retraining, state: 'succeeded' } as const;
    expect(retrainingState(ended)).toMatch(/has not arrived$/);
    expect(retrainingRemedy(ended)).toMatch('trainedOn.revision a1b2c3d');
  });
});
