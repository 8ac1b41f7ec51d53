import {
  ancestorsIn,
  ancestryOf,
  bindingOf,
  madeOf,
} from '@greenroom/governance';
import type { Manifest, ModelManifest } from '@greenroom/manifest';
import type { RunWithJob } from '../../../analysis/RunStore';
import type { JobRow } from '../../../jobs/JobRow';
import { approvedOn } from './approvedOn';
import { evaluationFacts } from './evaluationFacts';
import { leakFacts, leaksKnown } from './leakFacts';

const manifest = (given: object) =>
  ({
    kind: 'Dataset',
    formats: [],
    origins: {},
    line: 1,
    ...given,
  } as unknown as Manifest);

describe('bindingOf', () => {
  const known = new Map(
    [
      manifest({
        ...{ name: 'scans', license: 'CC-BY-4.0' },
        columns: [{ name: 'writer', personal: true }],
        annotations: { 'greenroom.dev/retain-until': '2027-12-31' },
      }),
      manifest({
        ...{ name: 'digits', version: '1.0.0' },
        sourceDatasets: ['acme/scans'],
      }),
      manifest({
        ...{ kind: 'Model', name: 'reader', version: '2.0.0' },
        trainedOn: { dataset: 'digits' },
      }),
    ].map(each => [each.name, { id: each.name, manifest: each }]),
  );
  const reader = known.get('reader')!;
  const parentsOf = async (each: typeof reader) =>
    madeOf(each.manifest).map(({ name, kind }) => ({
      ...{ asset: known.get(name)!, kind },
    }));

  it('takes obligations down by the rules of each, and says the way', async () => {
    const bound = bindingOf(await ancestryOf(reader, parentsOf));
    // Rows must be gone; what a model learned of them is another question.
    expect(bound.map(({ obligation }) => obligation.kind)).toEqual([
      'licence',
      'personal data',
    ]);
    expect(bound[0]).toMatchObject({
      ...{ declaredBy: 'scans', way: ['digits 1.0.0', 'reader 2.0.0'] },
    });
  });

  it('says what binds, and not who declares it, where that is hidden', async () => {
    const bound = bindingOf(
      await ancestryOf(reader, parentsOf),
      new Set(['scans']),
    );
    expect(bound[0]).toMatchObject({
      obligation: { expression: 'CC-BY-4.0' },
      declaredBy: 'An asset that you may not see',
    });
    expect(JSON.stringify(bound)).not.toContain('scans');
  });

  it('may name all that it was made of, and that of which this was', async () => {
    expect(ancestorsIn(await ancestryOf(reader, parentsOf))).toEqual([
      ...['digits', 'scans'],
    ]);
  });
});

describe('evaluationFacts', () => {
  const model = {
    ...{ kind: 'Model', name: 'reader' },
    evaluations: [{ name: 'test', dataset: 'digits', split: 'test' }],
  } as unknown as ModelManifest;
  const run = (id: string, state: string, result?: object) =>
    ({
      id,
      evaluation: 'test',
      job: { state },
      result,
    } as unknown as RunWithJob);
  const measured = {
    metrics: { accuracy: { value: 0.9 } },
    gates: [{ metric: 'accuracy', passed: false, reason: 'is 0.9' }],
  };

  it('is missing what was never run', () => {
    expect(evaluationFacts(model, [])).toMatchObject([
      { on: 'digits, test', state: 'missing', isOnNewestData: false },
    ]);
  });

  it('takes a run on the newest data before later ones on older data', () => {
    expect(
      evaluationFacts(model, [
        {
          ...{ run: run('2', 'failed'), dataset: 'digits 1.0.0' },
          isOnNewestData: false,
        },
        {
          ...{ run: run('1', 'succeeded', measured), dataset: 'digits 1.1.0' },
          isOnNewestData: true,
        },
      ]),
    ).toMatchObject([
      {
        ...{ on: 'digits 1.1.0, test', state: 'done', isOnNewestData: true },
        gates: [{ outcome: 'failed' }],
      },
    ]);
  });
});

describe('leakFacts', () => {
  it('counts rows that are in both splits now', () => {
    const counts = (['exact', 'near', 'moved'] as const).map((kind, i) => ({
      ...{ kind, split: 'test', otherSplit: 'train', rows: 10 ** i },
    }));
    expect(leakFacts({ counts })).toEqual({ rows: 11 });
  });

  it('are being computed while their job waits or runs, and unknown where it failed', () => {
    const at = (state: JobRow['state'], result: string | null = null) =>
      leaksKnown({ state, result });
    expect(at('queued')).toBe('being computed');
    expect(at('running')).toBe('being computed');
    expect(at('succeeded', '{"counts":[]}')).toEqual({ rows: 0 });
    expect(at('failed')).toBeUndefined();
    expect(leaksKnown(undefined)).toBeUndefined();
  });
});

describe('approvedOn', () => {
  const decided = (decision: 'approved' | 'rejected', at: string) => ({
    ...{ decision, decidedAt: `${at}T10:00:00Z` },
    expiresAt: '2027-01-01T00:00:00Z',
  });

  it('is the last approval, as long as it is in force', () => {
    const decisions = [
      decided('approved', '2026-11-01'),
      decided('rejected', '2026-11-20'),
    ];
    expect(approvedOn(decisions, '2026-11-26')).toBe('2026-11-01');
    expect(approvedOn(decisions, '2027-01-02')).toBe('never');
    expect(approvedOn([], '2026-11-26')).toBe('never');
  });
});
