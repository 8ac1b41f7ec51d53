import type {
  AssetVersion,
  DriftAgainst,
} from '@greenroom/backstage-plugin-greenroom-common';
import { useAddress } from '../components/useAddress';

export type AgainstKind = DriftAgainst['kind'];

/**
 * What the address bar compares a version with: `against=split` with `splitFrom`
 * and `splitTo`, `against=reference`, else the version named by `fromVersion` or
 * the one before. `kinds` are those that make sense here.
 */
export function useDriftAgainst(
  version: AssetVersion,
  from: AssetVersion | undefined,
) {
  const [params, goTo] = useAddress();
  const splits = Object.keys(version.splits ?? {});
  const kinds: AgainstKind[] = [];
  if (from) kinds.push('version');
  if (splits.length > 1) kinds.push('split');
  kinds.push('reference');
  const asked = kinds.find(kind => kind === params.get('against'));
  const kind = asked ?? kinds[0];

  const pick = (name: string, or: string) =>
    splits.find(split => split === params.get(name)) ?? or;
  // What a model learns from is what the others are held against.
  const learnt = splits.find(split => /train/i.test(split)) ?? splits[0] ?? '';
  const splitFrom = pick('splitFrom', learnt);
  const other = splits.find(split => split !== splitFrom) ?? '';
  const splitTo = pick('splitTo', other);

  let against: DriftAgainst = { kind: 'reference' };
  if (kind === 'version' && from)
    against = { kind: 'version', versionId: from.id };
  if (kind === 'split')
    against = {
      kind: 'split',
      from: splitFrom,
      to: splitTo === splitFrom ? other : splitTo,
    };
  return {
    against,
    kinds,
    splits,
    setKind: (next: AgainstKind) => goTo({ params: { against: next } }),
    setVersion: (fromVersion: string) =>
      goTo({ selection: { fromVersion, version: version.id } }),
    setSplits: (first: string, second: string) =>
      goTo({ params: { splitFrom: first, splitTo: second } }),
  };
}
