import fc from 'fast-check';
import { isOf, judgeWaiver } from './judgeWaiver';
import { loosens } from './loosens';
import { type Rule, ruleSchema } from './policyDocument';
import { policyPlace, waiverPath } from './policyPlace';
import { readPolicies, readWaivers } from './readPolicies';
import { rulesInForce } from './rulesInForce';
import type { PolicyLevel, StatedRule, StatedWaiver } from './Stated';
import { writeWaiver } from './writeWaiver';

const POLICY = `apiVersion: greenroom.dev/v1alpha1
kind: Policy
metadata:
  name: basics
spec:
  rules:
    - id: licence
      check: licence
      allow: [CC-BY-4.0]
    - id: clean-labels
      check: label-noise
      atMost: 0.02
`;

/** What is given as undefined is left out. */
const rule = (given: object): Rule => {
  const all = { id: 'noise', check: 'label-noise', atMost: 0.02, ...given };
  return ruleSchema.parse(JSON.parse(JSON.stringify(all)));
};
const stated = (level: PolicyLevel, given: object): StatedRule => ({
  ...{ level, policy: level, rule: rule(given) },
  stated: { repository: level, path: 'p.yaml', line: 7, commit: 'c' },
});

describe('readPolicies', () => {
  it('gives the line of each rule', () => {
    const { items, problems } = readPolicies(POLICY);
    expect(problems).toEqual([]);
    expect(items.map(({ rule: { id }, line }) => [id, line])).toEqual([
      ['licence', 7],
      ['clean-labels', 10],
    ]);
  });

  it.each([
    ['atMost: 0.02', 'atMots: 0.02', 12, /Did you mean "atMost"/],
    ['atMost: 0.02', 'atMost: 2', 12, /atMost.*found 2/],
    ['check: label-noise', 'check: noise', 11, /check/],
    ['clean-labels', 'licence', 10, /stands twice/],
    ['kind: Policy', 'kind: Politics', 2, /kind/],
    ['  rules:', '  rules: [', 7, /not YAML/],
  ])('takes nothing of a file with %s as %s', (from, to, line, message) => {
    const { items, problems } = readPolicies(POLICY.replace(from, to));
    expect(items).toEqual([]);
    expect(problems[0]).toMatchObject({
      line,
      message: expect.stringMatching(message),
    });
  });

  it('keeps a bundle in the folder of its policy', () => {
    const bundle = (path: string) =>
      ruleSchema.safeParse({
        ...{ id: 'r', check: 'rego', entrypoint: 'a/deny', bundle: path },
      }).success;
    expect(['b.tar.gz', 'in/b.tar.gz'].map(bundle)).toEqual([true, true]);
    expect(['../b.tar.gz', '/b.tar.gz', 'b.wasm'].some(bundle)).toBe(false);
  });
});

describe('writeWaiver', () => {
  it('writes what is read again', () => {
    const waiver = {
      ...{ rule: 'licence', asset: 'digits', version: '1.0' },
      ...{ reason: 'The archive was asked: "soon".', until: '2027-01-31' },
    };
    expect(readWaivers(writeWaiver(waiver))).toEqual({
      ...{ items: [{ waiver, line: 3 }], problems: [] },
    });
  });
});

describe('policyPlace', () => {
  it('knows the folders of either kind of repository, and no other', () => {
    expect(waiverPath('licence', 'digits')).toBe(
      'greenroom/waivers/digits-licence.yaml',
    );
    const ofAssets = (path: string) => policyPlace(path, 'of assets');
    const ofPolicies = (path: string) => policyPlace(path, 'of policies');
    expect(ofAssets('greenroom/policies/a.yaml')).toMatchObject({
      level: 'asset',
    });
    expect(ofAssets(waiverPath('licence', 'digits'))).toMatchObject({
      from: 'asset',
    });
    expect(ofAssets('organisation/a.yaml')).toBeUndefined();
    expect(ofPolicies('organisation/a.yaml')).toMatchObject({
      level: 'organisation',
    });
    expect(ofPolicies('systems/mail/a.yml')).toMatchObject({ system: 'mail' });
    expect(ofPolicies('greenroom/policies/a.yaml')).toBeUndefined();
  });
});

describe('rulesInForce', () => {
  const bounds = (...rules: StatedRule[]) => {
    const found = rulesInForce(rules);
    return {
      atMost: found.rules.map(
        each => each.rule.check === 'label-noise' && each.rule.atMost,
      ),
      problems: found.problems,
      rules: found.rules,
    };
  };

  it('lets an inner level tighten what an outer one asks', () => {
    const found = bounds(
      stated('asset', { atMost: 0.005 }),
      stated('organisation', {}),
      stated('system', { atMost: 0.01 }),
    );
    expect(found.atMost).toEqual([0.005]);
    expect(found.rules[0].tightens.map(({ level }) => level)).toEqual([
      'system',
      'organisation',
    ]);
    expect(found.problems).toEqual([]);
  });

  it.each([
    ['what is asked', { atMost: 0.5 }],
    ['its severity', { severity: 'warning' }],
    ['what it is held against', { appliesTo: { kinds: ['model'] } }],
    ['how it can be waived', { waivers: { from: 'anywhere', days: 366 } }],
    ['the check', { check: 'annotators', atLeast: 1, atMost: undefined }],
  ])('does not let it loosen %s', (what, given) => {
    const found = bounds(stated('organisation', {}), stated('asset', given));
    expect(found.atMost).toEqual([0.02]);
    expect(found.problems).toEqual([
      expect.objectContaining({
        repository: 'asset',
        line: 7,
        message: expect.stringContaining(`loosens ${what}`),
      }),
    ]);
  });

  it('says of two rules of one name on one level which holds', () => {
    const found = bounds(stated('asset', {}), stated('asset', { atMost: 1 }));
    expect(found.atMost).toEqual([0.02]);
    expect(found.problems[0].message).toContain('already, which holds');
  });

  it('never lets more through with more levels', () => {
    const bound = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(bound, bound, bound, (a, b, c) => {
        const { atMost } = bounds(
          stated('organisation', { atMost: a }),
          stated('system', { atMost: b }),
          stated('asset', { atMost: c }),
        );
        expect(atMost).toEqual([b <= a ? Math.min(b, c) : Math.min(a, c)]);
        expect(atMost[0]).toBeLessThanOrEqual(a);
      }),
    );
  });
});

describe('loosens', () => {
  it('takes two programs for the same only where they are', () => {
    const rego = { check: 'rego', atMost: undefined, bundle: 'b.tar.gz' };
    const deny = rule({ ...rego, entrypoint: 'a/deny' });
    expect(loosens(deny, deny)).toBeUndefined();
    expect(loosens(rule({ ...rego, entrypoint: 'a/b' }), deny)).toBe(
      'what is asked',
    );
  });
});

describe('judgeWaiver', () => {
  const judge = (
    given: Partial<StatedWaiver['waiver']>,
    { terms = {}, today = '2026-11-26' } = {},
  ) =>
    judgeWaiver(
      {
        ...{ from: 'asset', committedOn: '2026-11-01' },
        waiver: {
          ...{ rule: 'noise', asset: 'digits', until: '2026-12-31' },
          ...{ reason: 'is repaired in the next version', ...given },
        },
        author: { name: 'mira', verified: true },
        stated: { repository: 'r', path: 'w.yaml', line: 3, commit: 'c' },
      },
      { ...stated('organisation', { waivers: terms }), tightens: [] },
      today,
    );

  it('holds until its last day, and no longer', () => {
    expect(judge({}, { today: '2026-12-31' }).state).toBe('in force');
    expect(judge({}, { today: '2027-01-01' })).toMatchObject({
      state: 'expired',
      message: 'It ended on 2026-12-31, and does nothing any more.',
    });
  });

  it('refuses one that holds for longer than the rule lets', () => {
    expect(judge({ until: '2027-01-30' }).state).toBe('in force');
    expect(judge({ until: '2027-01-31' })).toMatchObject({
      state: 'refused',
      message: expect.stringContaining('until 2027-01-30'),
    });
  });

  it('refuses one from where the rule takes none', () => {
    expect(judge({}, { terms: { from: 'nowhere' } }).message).toBe(
      'noise takes no waiver.',
    );
    expect(judge({}, { terms: { from: 'policies' } }).state).toBe('refused');
  });

  it('is of one asset, and of one version where it says so', () => {
    const of = (given: object, version: string) =>
      isOf(judge(given), { name: 'digits', version });
    expect(of({}, '1.0.0')).toBe(true);
    expect(of({ version: '1.0.0' }, '1.0.1')).toBe(false);
    expect(of({ asset: 'mails' }, '1.0.0')).toBe(false);
  });
});
