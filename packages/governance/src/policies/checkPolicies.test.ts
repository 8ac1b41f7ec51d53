import fc from 'fast-check';
import { checkPolicies } from './checkPolicies';
import { loosens } from './loosens';
import { fails } from './Outcome';
import type { PolicyFacts } from './PolicyFacts';
import { type Rule, ruleSchema } from './policyDocument';

const FACTS: PolicyFacts = {
  ...{ kind: 'model', name: 'reader', version: '2.0.0', tags: ['vision'] },
  ...{ owner: 'group:default/vision', today: '2026-11-26' },
  licence: 'Apache-2.0',
  binding: [
    {
      obligation: { kind: 'licence', expression: 'CC-BY-SA-4.0' },
      ...{ declaredBy: 'digits 1.0.0', way: ['reader 2.0.0'] },
    },
    {
      obligation: { kind: 'personal data', columns: ['writer'] },
      ...{ declaredBy: 'digits 1.0.0', way: ['reader 2.0.0'] },
    },
    {
      obligation: { kind: 'retention', until: Date.parse('2026-11-01') },
      ...{ declaredBy: 'digits 1.0.0', way: ['reader 2.0.0'] },
    },
  ],
  card: { completeness: 0.8, missing: ['Limitations'] },
  evaluations: [
    {
      ...{ name: 'test', on: 'digits 1.0.0, test', state: 'done' },
      ...{ isOnNewestData: false, isAudited: true },
      metrics: { accuracy: { value: 0.94, low: 0.92, high: 0.96, n: 500 } },
      gates: [{ metric: 'accuracy', outcome: 'passed', reason: 'is 0.94' }],
      fairness: [
        {
          column: 'age',
          figures: {
            demographicParityDifference: { value: 0.1, low: 0.05, high: 0.2 },
          },
        },
      ],
    },
  ],
  lineage: { from: ['digits 1.0.0'], problems: [] },
  approvedOn: '2026-11-16',
};
const DATA: PolicyFacts = {
  ...{ kind: 'dataset', name: 'digits', version: '1.0.0', tags: [] },
  ...{ today: '2026-11-26', licence: 'GPL-3.0-only OR MIT', binding: [] },
  labels: {
    ...{ noise: { value: 0.01, low: 0.005, high: 0.03 } },
    ...{ noiseBy: 'audit', annotators: 2 },
  },
  leaks: { rows: 3 },
  lineage: { from: [], problems: [] },
};

async function check(given: object, facts: PolicyFacts) {
  const [{ outcome }] = await checkPolicies(
    [
      {
        rule: ruleSchema.parse({ id: 'r', ...given }),
        ...{ policy: 'p', level: 'organisation', tightens: [] },
        stated: { repository: 'o', path: 'p.yaml', line: 1, commit: 'c' },
      },
    ],
    facts,
    { rego: async () => fails('no', 'none') },
  );
  return outcome;
}

/** Each passes or fails one of the two. */
const CASES: readonly (readonly [object, PolicyFacts, string])[] = [
  [{ check: 'licence', inherited: 'passed over' }, FACTS, 'pass'],
  [{ check: 'licence', allow: ['Apache-2.0'] }, FACTS, 'fail'],
  [{ check: 'licence', deny: ['MIT'] }, FACTS, 'pass'],
  [{ check: 'licence', deny: ['CC-BY-SA-4.0'] }, FACTS, 'fail'],
  [{ check: 'licence', allow: ['MIT'] }, DATA, 'pass'],
  [{ check: 'licence', deny: ['MIT', 'GPL-3.0-only'] }, DATA, 'fail'],
  [{ check: 'licence' }, { ...DATA, licence: undefined }, 'fail'],
  [{ check: 'licence' }, { ...DATA, licence: 'ours' }, 'fail'],
  [{ check: 'licence' }, { ...DATA, binding: undefined }, 'unknown'],
  [{ check: 'licence-compatible' }, FACTS, 'fail'],
  [{ check: 'licence-compatible' }, DATA, 'not applicable'],
  [{ check: 'personal-data', needs: ['consent'] }, FACTS, 'fail'],
  [{ check: 'personal-data', needs: ['retention'] }, FACTS, 'fail'],
  [
    { check: 'personal-data', needs: ['retention'] },
    { ...FACTS, today: '2026-10-31' },
    'pass',
  ],
  [{ check: 'personal-data', needs: ['consent'] }, DATA, 'not applicable'],
  [{ check: 'card', completenessAtLeast: 0.8 }, FACTS, 'pass'],
  [{ check: 'card', completenessAtLeast: 0.81 }, FACTS, 'fail'],
  [{ check: 'card', completenessAtLeast: 0 }, DATA, 'unknown'],
  [{ check: 'gates' }, FACTS, 'pass'],
  [{ check: 'gates', declaredAtLeast: 2 }, FACTS, 'fail'],
  [{ check: 'gates' }, DATA, 'not applicable'],
  [{ check: 'evaluation', metric: 'accuracy' }, FACTS, 'pass'],
  [{ check: 'evaluation', metric: 'macroF1' }, FACTS, 'fail'],
  [
    { check: 'evaluation', metric: 'accuracy', rowsAtLeast: 501 },
    FACTS,
    'fail',
  ],
  [
    { check: 'evaluation', metric: 'accuracy', halfWidthAtMost: 0.021 },
    FACTS,
    'pass',
  ],
  [
    { check: 'evaluation', metric: 'accuracy', halfWidthAtMost: 0.019 },
    FACTS,
    'fail',
  ],
  [
    { check: 'evaluation', metric: 'accuracy', lowAtLeast: 0.93 },
    FACTS,
    'fail',
  ],
  [{ check: 'evaluation', metric: 'constructor' }, FACTS, 'fail'],
  [{ check: 'current-evaluations' }, FACTS, 'fail'],
  [{ check: 'label-noise', atMost: 0.03, by: 'audit' }, DATA, 'pass'],
  [{ check: 'label-noise', atMost: 0.02 }, DATA, 'fail'],
  [{ check: 'label-noise', atMost: 0.02 }, FACTS, 'not applicable'],
  [{ check: 'annotators', atLeast: 2 }, DATA, 'pass'],
  [{ check: 'annotators', atLeast: 3 }, DATA, 'fail'],
  [{ check: 'disjoint-splits' }, DATA, 'fail'],
  [{ check: 'disjoint-splits', rowsAtMost: 3 }, DATA, 'pass'],
  [{ check: 'disjoint-splits' }, { ...DATA, leaks: 'none' }, 'not applicable'],
  [
    { check: 'disjoint-splits' },
    { ...DATA, leaks: 'being computed' },
    'unknown',
  ],
  [
    { check: 'fairness', metric: 'demographicParityDifference', atMost: 0.2 },
    FACTS,
    'pass',
  ],
  [
    { check: 'fairness', metric: 'demographicParityDifference', atMost: 0.15 },
    FACTS,
    'fail',
  ],
  [
    { check: 'fairness', metric: 'demographicParityRatio', atLeast: 0.8 },
    FACTS,
    'fail',
  ],
  [{ check: 'lineage' }, FACTS, 'pass'],
  [
    { check: 'lineage' },
    { ...FACTS, lineage: { from: [], problems: [] } },
    'fail',
  ],
  [{ check: 'lineage' }, DATA, 'pass'],
  [{ check: 'reviewed', withinDays: 10 }, FACTS, 'pass'],
  [{ check: 'reviewed', withinDays: 9 }, FACTS, 'fail'],
  [
    { check: 'reviewed', withinDays: 9 },
    { ...FACTS, approvedOn: 'never' },
    'fail',
  ],
  [{ check: 'reviewed', withinDays: 9 }, DATA, 'unknown'],
  [{ check: 'owner', is: 'group' }, FACTS, 'pass'],
  [
    { check: 'owner', is: 'group' },
    { ...FACTS, owner: 'user:default/a' },
    'fail',
  ],
  [{ check: 'owner' }, DATA, 'fail'],
];

describe('checkPolicies', () => {
  it.each(CASES)('judges %j', async (given, facts, result) => {
    const outcome = await check(given, facts);
    expect(outcome.result).toBe(result);
    // Whoever reads that it failed reads what to do.
    expect(outcome.remedy === undefined).toBe(result !== 'fail');
  });

  it('shows the way by which what is forbidden came', async () => {
    const { evidence } = await check(
      { check: 'licence', deny: ['CC-BY-SA-4.0'] },
      FACTS,
    );
    expect(evidence).toEqual([
      { what: 'digits 1.0.0 → reader 2.0.0', value: 'CC-BY-SA-4.0' },
    ]);
  });

  it('holds a rule against nothing but what it applies to', async () => {
    const owner = { check: 'owner', is: 'group' };
    const of = async (appliesTo: object) =>
      (await check({ ...owner, appliesTo }, FACTS)).result;
    expect(await of({ kinds: ['model'], tags: ['vision'] })).toBe('pass');
    expect(await of({ kinds: ['dataset'] })).toBe('not applicable');
    expect(await of({ tags: ['mail'] })).toBe('not applicable');
  });
});

describe('a rule that takes the place of another', () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  const some = fc.subarray([
    'Apache-2.0',
    'MIT',
    'CC-BY-SA-4.0',
    'GPL-3.0-only',
  ]);
  const optional = <T>(value: fc.Arbitrary<T>) =>
    fc.option(value, { nil: undefined });
  const many = some.filter(list => list.length > 0);
  const made = (shape: Record<string, fc.Arbitrary<unknown>>) =>
    fc.record(shape).map(given => ({ id: 'r', ...given }));
  const rule: fc.Arbitrary<Rule> = fc
    .oneof(
      made({
        check: fc.constant('licence'),
        ...{ allow: optional(many), deny: optional(many) },
        inherited: fc.constantFrom('judged', 'passed over'),
      }),
      made({
        check: fc.constant('evaluation'),
        metric: fc.constantFrom('accuracy', 'macroF1'),
        rowsAtLeast: optional(fc.integer({ min: 400, max: 600 })),
        halfWidthAtMost: optional(
          fc.double({ min: 0.01, max: 0.03, noNaN: true }),
        ),
        lowAtLeast: optional(fc.double({ min: 0.9, max: 0.95, noNaN: true })),
      }),
      made({ check: fc.constant('card'), completenessAtLeast: share }),
      made({
        check: fc.constant('personal-data'),
        needs: fc
          .subarray(['consent', 'retention', 'use condition'])
          .filter(list => list.length > 0),
      }),
      made({
        check: fc.constant('label-noise'),
        atMost: fc.double({ min: 0, max: 0.05, noNaN: true }),
        by: fc.constantFrom('audit', 'audit or estimate'),
      }),
      made({
        check: fc.constant('reviewed'),
        withinDays: fc.integer({ min: 1, max: 20 }),
      }),
    )
    .map(given => ruleSchema.parse(given));

  it('fails whatever the outer one fails', async () => {
    await fc.assert(
      fc.asyncProperty(
        rule,
        rule,
        fc.constantFrom(FACTS, DATA),
        async (inner, outer, facts) => {
          fc.pre(loosens(inner, outer) === undefined);
          const doesFail = async (each: Rule) =>
            (await check(each, facts)).result === 'fail';
          expect((await doesFail(inner)) || !(await doesFail(outer))).toBe(
            true,
          );
        },
      ),
      { numRuns: 200 },
    );
  });

  it('is as strict as itself', () => {
    fc.assert(
      fc.property(rule, each => expect(loosens(each, each)).toBeUndefined()),
    );
  });
});
