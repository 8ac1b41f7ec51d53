import type { PolicyPlace } from '@greenroom/governance';
import type { StoredPolicyFile } from './PolicyStore';
import { statedPolicies } from './statedPolicies';

const file = (
  path: string,
  place: PolicyPlace,
  content: string | undefined,
): StoredPolicyFile => ({
  ...{ sourceId: 's', repository: 'acme/digits', path, place, content },
  ...{ oid: 'o', commit: 'c', statedOn: '2026-11-26', url: '', bundles: {} },
  author: { name: 'mira', verified: true },
});
const policy = (rule: string) => `apiVersion: greenroom.dev/v1alpha1
kind: Policy
metadata: {name: p}
spec:
  rules:
    - ${rule}
`;
const OWNED = policy('{id: owned, check: owner}');
const ORGANISATION = { kind: 'policy', level: 'organisation' } as const;
const ASSET = { kind: 'policy', level: 'asset' } as const;
const WAIVER = { kind: 'waiver', from: 'asset' } as const;
const system = (name: string) =>
  ({ kind: 'policy', level: 'system', system: name } as const);
const ids = (found: ReturnType<typeof statedPolicies>) =>
  found.rules.map(({ rule }) => rule.id);

describe('statedPolicies', () => {
  it('takes rules of the system that an asset is of, and of no other', () => {
    const files = [
      file('organisation/a.yaml', ORGANISATION, OWNED),
      file(
        'systems/mail/a.yaml',
        system('mail'),
        policy('{id: m, check: lineage}'),
      ),
      file(
        'systems/forms/a.yaml',
        system('forms'),
        policy('{id: f, check: lineage}'),
      ),
    ];
    expect(ids(statedPolicies(files, 'mail'))).toEqual(['owned', 'm']);
    expect(ids(statedPolicies(files, undefined))).toEqual(['owned']);
  });

  it('has whoever is concerned see a file that cannot be read', () => {
    const found = statedPolicies(
      [
        file('organisation/a.yaml', ORGANISATION, OWNED),
        file('greenroom/policies/b.yaml', ASSET, policy('{id: x, check: no}')),
        file('greenroom/policies/c.yaml', ASSET, undefined),
      ],
      undefined,
    );
    expect(ids(found)).toEqual(['owned']);
    expect(found.problems.map(({ path, line }) => [path, line])).toEqual([
      ['greenroom/policies/b.yaml', 6],
      ['greenroom/policies/c.yaml', 1],
    ]);
  });

  it('says of a waiver that it names no rule', () => {
    const waiver = `apiVersion: greenroom.dev/v1alpha1
kind: Waiver
spec: {rule: owed, asset: digits, reason: It is being looked for., until: 2026-12-31}
`;
    const { waivers, problems } = statedPolicies(
      [
        file('organisation/a.yaml', ORGANISATION, OWNED),
        file('greenroom/waivers/w.yaml', WAIVER, waiver),
      ],
      undefined,
    );
    expect(waivers).toHaveLength(1);
    expect(problems[0].message).toContain('names the rule owed');
  });
});
