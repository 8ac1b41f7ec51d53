import type { DeclarationEntry } from '@greenroom/backstage-plugin-greenroom-common';
import type { NewDeclaration } from '@greenroom/manifest';
import { declaredConditions } from './declaredConditions';

/**
 * What an entry of a basket has a manifest say.
 *
 * @throws InputError where no manifest can say it
 */
export function declarationOf(entry: DeclarationEntry): NewDeclaration {
  const where = declaredConditions(entry.where);
  return entry.kind === 'cohort'
    ? { kind: 'cohort', cohort: { name: entry.name, where } }
    : {
        kind: 'gate',
        evaluation: entry.evaluation,
        gate: { metric: 'accuracy', min: entry.min, where },
      };
}
