import type {
  AugmentationEntry,
  DeclarationEntry,
} from '@greenroom/backstage-plugin-greenroom-common';
import type { Augmentation, NewDeclaration } from '@greenroom/manifest';
import { declaredConditions } from '../../rows/declaredConditions';

/**
 * What an entry of a basket has a manifest say.
 *
 * @throws InputError where no manifest can say it
 */
export function declarationOf(
  entry: DeclarationEntry | AugmentationEntry,
): NewDeclaration {
  // Read by the manifest's own schema when it came into the basket.
  if (entry.kind === 'augmentation')
    return {
      kind: 'augmentation',
      augmentation: entry.augmentation as unknown as Augmentation,
    };
  const where = declaredConditions(entry.where);
  switch (entry.kind) {
    case 'cohort':
      return { kind: 'cohort', cohort: { name: entry.name, where } };
    case 'collect': {
      const { name, rows, split, reason, evidence } = entry;
      return {
        kind: 'collect',
        request: {
          ...{ name, where, rows },
          ...(split === undefined ? {} : { split }),
          ...(reason === undefined ? {} : { why: reason }),
          ...(evidence === undefined ? {} : { evidence }),
        },
      };
    }
    default:
      return {
        kind: 'gate',
        evaluation: entry.evaluation,
        gate: { metric: 'accuracy', min: entry.min, where },
      };
  }
}
