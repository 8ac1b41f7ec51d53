import { changedSince } from '@greenroom/governance';
import type { RunWithJob } from '../../../analysis/RunStore';
import type { Asset, Version } from '../../../registry/Asset';
import { cardSection } from './cardSection';
import { changesSection } from './changesSection';
import { checksSection } from './checksSection';
import { digestOf } from './digestOf';
import { evaluationSection } from './evaluationSection';
import { lineageSection } from './lineageSection';
import type { ReviewedFacts } from './ReviewedFacts';
import { slicesSection } from './slicesSection';

const version = (id: string, semver: string) =>
  ({
    id,
    digest: digestOf(id),
    facts: { semver },
    commit: { sha: id, message: 'Train\n\nMore.', date: '2026-11-26' },
    manifest: { license: 'MIT' },
  } as unknown as Version);
const run = (accuracy: number, passed: boolean) =>
  ({
    id: 'r',
    evaluation: 'test',
    split: 'test',
    dataset_version_id: 'd1',
    result: {
      metrics: { accuracy: { value: accuracy, low: 0.9, high: 0.96, n: 200 } },
      gates: [
        { metric: 'accuracy', passed, reason: 'accuracy is below 0.95.' },
      ],
    },
  } as unknown as RunWithJob);
const facts = (rest: Partial<ReviewedFacts> = {}): ReviewedFacts => ({
  asset: {} as Asset,
  version: version('m2', '2.0.0'),
  datasets: [],
  runs: [],
  errors: new Map(),
  labels: new Map(),
  since: [version('m2', '2.0.0')],
  ...rest,
});

describe('sections of a review', () => {
  it.each([
    ['lineage', lineageSection],
    ['checks', checksSection],
    ['evaluation', evaluationSection],
    ['slices', slicesSection],
    ['card', cardSection],
  ])('say of %s that there is nothing, and why', (_, section) => {
    expect(section(facts())).toMatchObject({
      verdict: 'missing',
      says: expect.stringMatching(/^(No|The) .*\.$/),
      facts: [],
    });
  });

  it('have metrics with interval and n, and the gate that failed', () => {
    expect(
      evaluationSection(facts({ runs: [run(0.94, false)] })),
    ).toMatchObject({
      verdict: 'bad',
      says: '1 of 1 gates did not pass: accuracy is below 0.95.',
      facts: [
        { value: 0.94, low: 0.9, high: 0.96, n: 200, unit: 'percent' },
        { value: 'failed', verdict: 'bad' },
      ],
    });
  });

  it('rest on what was measured: another figure is another digest', () => {
    const pinned = evaluationSection(facts({ runs: [run(0.94, true)] })).pins;
    const same = evaluationSection(facts({ runs: [run(0.94, true)] })).pins;
    const other = evaluationSection(facts({ runs: [run(0.93, true)] })).pins;
    expect(changedSince(pinned, same)).toEqual([]);
    expect(changedSince(pinned, other)).toEqual([
      expect.stringMatching(
        /^run of test on test of d1 was \w+, and is \w+\.$/,
      ),
    ]);
  });

  it('tell of newer data, and rest on there being none newer than now', () => {
    const digits = (newest: Version) =>
      facts({
        datasets: [
          {
            name: 'digits',
            relation: 'trained on',
            version: version('d1', '1.0.0'),
            newest,
          },
        ],
      });
    const before = lineageSection(digits(version('d1', '1.0.0')));
    const after = lineageSection(digits(version('d2', '1.1.0')));
    expect(before.says).toBe(
      'It was trained on digits 1.0.0, of which there is no newer version.',
    );
    expect(after.says).toMatch(/there is a newer version of digits/);
    expect(changedSince(before.pins, after.pins)).toEqual([
      expect.stringMatching(/^the newest version of digits was/),
    ]);
  });

  it('say that nothing was approved before', () => {
    expect(changesSection(facts()).says).toBe(
      'No version of it was approved before: its only version is new to a reviewer.',
    );
  });

  it('have one digest for the same content, whatever the order of keys', () => {
    expect(digestOf({ a: [1, { c: 2, b: 3 }] })).toBe(
      digestOf({ a: [1, { b: 3, c: 2 }] }),
    );
    expect(digestOf([1, 2])).not.toBe(digestOf([2, 1]));
  });
});
