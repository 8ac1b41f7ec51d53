import type { Manifest } from '../Manifest';
import { asSpdx } from './asSpdx';

/** The licence that a manifest declares, as one SPDX expression; in whichever order it names several. */
export function licenceOf({
  license,
  licenses = [],
}: Pick<Manifest, 'license' | 'licenses'>): string | undefined {
  const named = licenses.length > 0 ? licenses : [license ?? []].flat();
  const expressions = [...new Set(named.map(asSpdx))].sort();
  return expressions.length > 1
    ? expressions.map(each => `(${each})`).join(' AND ')
    : expressions[0];
}
