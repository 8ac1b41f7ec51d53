import type { PolicyFacts } from '@greenroom/governance';
import type { Asset, Version } from '../../registry/Asset';
import { PolicyDesk } from './PolicyDesk';
import type { StoredChecks, StoredPolicyFile } from './PolicyStore';

const POLICY = `apiVersion: greenroom.dev/v1alpha1
kind: Policy
metadata: {name: basics}
spec:
  rules:
    - {id: licence, check: licence, allow: [CC-BY-4.0]}
    - {id: owned, check: owner, waivers: {from: nowhere}}
    - {id: card, check: card, completenessAtLeast: 0.5}
`;
const ASSET = {
  ...{ id: 'a', name: 'digits', sourceId: 's', repository: 'acme/digits' },
  system: 'system:default/forms',
} as Asset;
const VERSION = { id: 'v', assetId: 'a' } as Version;
const file = (given: Partial<StoredPolicyFile>): StoredPolicyFile => ({
  ...{ sourceId: 's', repository: 'acme/policies', oid: 'o', bundles: {} },
  ...{ path: 'organisation/basics.yaml', content: POLICY, commit: 'c0ffee' },
  place: { kind: 'policy', level: 'organisation' },
  author: { name: 'sofia', verified: true },
  ...{ statedOn: '2026-11-20', url: '' },
  ...given,
});
const waiver = (until: string) =>
  file({
    ...{ repository: 'acme/digits', path: 'greenroom/waivers/w.yaml' },
    place: { kind: 'waiver', from: 'asset' },
    content: `apiVersion: greenroom.dev/v1alpha1
kind: Waiver
spec: {rule: licence, asset: digits, reason: The archive was asked., until: ${until}}
`,
  });

function desk(
  files: readonly StoredPolicyFile[],
  given: Partial<PolicyFacts> = {},
) {
  const kept = new Map<string, StoredChecks>();
  const written: StoredChecks[] = [];
  let today = '2026-11-26';
  const noted: unknown[] = [];
  const policies = new PolicyDesk({
    store: {
      filesOf: async (sourceId: string, repository: string) =>
        files.filter(
          each => each.sourceId === sourceId && each.repository === repository,
        ),
      checksOf: async (versionId: string) => kept.get(versionId),
      putChecks: async (checks: StoredChecks) => {
        kept.set(checks.versionId, checks);
        written.push(checks);
      },
    } as never,
    assets: {
      get: async () => ASSET,
      getVersion: async id => (id === 'v' ? VERSION : undefined),
    },
    facts: {
      ancestryOf: async () => ({
        ...{
          start: ASSET,
          known: new Map([
            ['a', ASSET],
            ['scans', ASSET],
          ]),
        },
        edges: [],
      }),
      factsOf: async () => ({
        ...{ kind: 'dataset', name: 'digits', tags: [], today, licence: 'MIT' },
        ...{ binding: [], owner: 'group:default/vision', ...given },
      }),
    },
    acts: {
      note: async (act, { outcome }) => {
        noted.push([act, outcome]);
      },
    },
    sources: new Map([
      [
        's',
        {
          fileUrl: (
            repository: string,
            at: string,
            path: string,
            line: number,
          ) => `https://git.test/${repository}/${at}/${path}#L${line}`,
        } as never,
      ],
    ]),
    policies: { repository: 'acme/policies' },
    now: () => new Date(`${today}T12:00:00Z`),
  });
  return {
    policies,
    written,
    noted,
    on: (day: string) => {
      today = day;
    },
  };
}
const standing = async (policies: PolicyDesk) =>
  (await policies.checksOf('v')).checks.map(({ rule, result, waivers }) => [
    rule.id,
    result,
    waivers[0]?.state,
  ]);

describe('PolicyDesk', () => {
  it('says what fails first, and by which line of which commit', async () => {
    const { checks } = await desk([file({})]).policies.checksOf('v');
    expect(checks.map(({ rule, result }) => [rule.id, result])).toEqual([
      ['licence', 'fail'],
      ['card', 'fail'],
      ['owned', 'pass'],
    ]);
    expect(checks[0].rule.stated).toEqual({
      ...{ repository: 'acme/policies', path: 'organisation/basics.yaml' },
      ...{ line: 6, commit: 'c0ffee' },
      url: 'https://git.test/acme/policies/c0ffee/organisation/basics.yaml#L6',
    });
  });

  it('lets nothing pass that nobody knows', async () => {
    const { checks } = await desk([file({})]).policies.checksOf('v');
    expect(checks[1]).toMatchObject({
      ...{ result: 'fail', message: 'The card is not known here.' },
    });
  });

  it('computes once, until a rule, a waiver or a fact is another', async () => {
    const { policies, written } = desk([file({})]);
    await policies.checksOf('v');
    await policies.checksOf('v');
    expect(written).toHaveLength(1);
    const known = { card: { completeness: 1, missing: [] } };
    const other = desk([file({})], known);
    await other.policies.checksOf('v');
    expect(other.written[0].digest).not.toBe(written[0].digest);
  });

  it('keeps no answer that was made for somebody who may not see all of it', async () => {
    const { policies, written } = desk([file({})]);
    const { checks } = await policies.checksOf('v', async ids => new Set(ids));
    expect(checks).toHaveLength(3);
    expect(written).toEqual([]);
  });

  it('has a waiver end with its last day, and say so', async () => {
    const { policies, on, noted } = desk([file({}), waiver('2026-12-31')]);
    expect(await standing(policies)).toContainEqual([
      ...['licence', 'fail', 'in force'],
    ]);
    const before = (await policies.checksOf('v')).digest;
    on('2026-12-01');
    expect((await policies.checksOf('v')).digest).toBe(before);
    on('2027-01-01');
    expect(await standing(policies)).toContainEqual([
      ...['licence', 'fail', 'expired'],
    ]);
    expect((await policies.checksOf('v')).digest).not.toBe(before);
    // Of a day on which nothing is another the auditor hears nothing.
    expect(noted).toEqual([
      ['policy-outcome', ['licence: waived', 'owned: pass', 'card: fail']],
      ['policy-outcome', ['licence: fail']],
    ]);
  });

  it('has no rules where none are stated, and knows no version that is not there', async () => {
    const { policies, written } = desk([]);
    expect((await policies.checksOf('v')).checks).toEqual([]);
    expect(written).toEqual([]);
    await expect(policies.checksOf('w')).rejects.toThrow('No version w');
  });

  const waivable = (rule: string, until: string) =>
    desk([file({})]).policies.waivable(ASSET, 'v', {
      ...{ rule, until, reason: 'The archive was asked.' },
    });

  it('is asked what a rule says before it is waived', async () => {
    const { rule, message } = await waivable('licence', '2026-12-31');
    expect(rule.id).toBe('licence');
    expect(message).toContain('MIT');
  });

  it.each([
    ['licence', '2027-12-31', /can be waived for 90 days/],
    ['licence', '2026-11-25', /It ended on/],
    ['owned', '2026-12-31', /takes no waiver/],
    ['nothing', '2026-12-31', /has a rule nothing/],
  ])('does not have %s waived until %s', async (rule, until, refusal) => {
    await expect(waivable(rule, until)).rejects.toThrow(refusal);
  });

  it('refuses to waive what does not fail', async () => {
    const request = { rule: 'licence', reason: 'The archive was asked.' };
    await expect(
      desk([file({})], { licence: 'CC-BY-4.0' }).policies.waivable(ASSET, 'v', {
        ...{ ...request, until: '2026-12-31' },
      }),
    ).rejects.toThrow('nothing to waive');
  });
});
