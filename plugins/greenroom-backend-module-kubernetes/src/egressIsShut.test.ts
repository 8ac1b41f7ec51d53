import type { V1NetworkPolicySpec } from '@kubernetes/client-node';
import { egressIsShut } from './egressIsShut';

const LABELS = { app: 'worker' };
const to = [{ podSelector: {} }];
const policy = (spec: V1NetworkPolicySpec) => ({ spec });
const ofWorkers = (egress: V1NetworkPolicySpec['egress']) =>
  policy({
    podSelector: { matchLabels: LABELS },
    policyTypes: ['Egress'],
    egress,
  });

describe('egressIsShut', () => {
  it('is open where no policy selects the pod', () => {
    const other = policy({
      podSelector: { matchLabels: { app: 'other' } },
      policyTypes: ['Egress'],
    });
    expect(egressIsShut([other], LABELS)).toBe(false);
  });

  it('is shut by a policy without rules, and by one that names somebody', () => {
    expect(egressIsShut([ofWorkers([])], LABELS)).toBe(true);
    expect(egressIsShut([ofWorkers([{ to }])], LABELS)).toBe(true);
  });

  it('is opened again by a rule for everybody, of whatever policy', () => {
    const policies = [ofWorkers([{ to }]), ofWorkers([{}])];
    expect(egressIsShut(policies, LABELS)).toBe(false);
  });

  it('is left open by a policy that is about what comes in', () => {
    const ingress = policy({ podSelector: {}, policyTypes: ['Ingress'] });
    expect(egressIsShut([ingress], LABELS)).toBe(false);
  });

  it.each([
    ['In', ['worker'], true],
    ['In', ['other'], false],
    ['NotIn', ['other'], true],
    ['Exists', [], true],
    ['DoesNotExist', [], false],
  ])('reads the expression %s %j', (operator, values, isShut) => {
    const spec = {
      podSelector: { matchExpressions: [{ key: 'app', operator, values }] },
      policyTypes: ['Egress'],
    };
    expect(egressIsShut([policy(spec)], LABELS)).toBe(isShut);
  });
});
