import type { V1LabelSelector, V1NetworkPolicy } from '@kubernetes/client-node';

/**
 * Whether a pod with these labels can send only where some policy lets it.
 * Policies add up: none that selects it leaves it open, and one whose rule
 * names nobody opens it again.
 */
export function egressIsShut(
  policies: readonly V1NetworkPolicy[],
  labels: Readonly<Record<string, string>>,
): boolean {
  const egress = policies.flatMap(({ spec }) =>
    spec &&
    (spec.policyTypes ?? []).includes('Egress') &&
    selects(spec.podSelector ?? {}, labels)
      ? [spec.egress ?? []]
      : [],
  );
  const isOpen = ({ to }: { to?: readonly unknown[] }) =>
    to === undefined || to.length === 0;
  return egress.length > 0 && !egress.flat().some(isOpen);
}

function selects(
  { matchLabels = {}, matchExpressions = [] }: V1LabelSelector,
  labels: Readonly<Record<string, string>>,
): boolean {
  return (
    Object.entries(matchLabels).every(
      ([key, value]) => labels[key] === value,
    ) &&
    matchExpressions.every(({ key, operator, values = [] }) => {
      switch (operator) {
        case 'In':
          return key in labels && values.includes(labels[key]);
        case 'NotIn':
          return !values.includes(labels[key]);
        case 'Exists':
          return key in labels;
        default:
          return !(key in labels);
      }
    })
  );
}
