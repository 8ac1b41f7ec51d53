import { InputError } from '@backstage/errors';
import type { Figure } from '@greenroom/backstage-plugin-greenroom-common';
import { checkGates, conditionsName } from '@greenroom/evaluation';
import type { Gate } from '@greenroom/manifest';

/**
 * A gate that is refused on the rows it was made for would be refused in every
 * run: it is not declared.
 *
 * @param own - accuracy on the rows of the gate
 * @throws InputError with what its rows could not tell, and what would mend it
 */
export function assertGateTells(
  gate: Gate,
  figures: { readonly all: Figure; readonly own: Figure },
): void {
  const counted = ({ n = 0, ...figure }: Figure) => ({ ...figure, n });
  const [{ outcome, reason }] = checkGates([gate], {
    figures: { [gate.metric]: counted(figures.all) },
    slices: [
      {
        of: 'conditions',
        feature: conditionsName(gate.where ?? {}),
        value: '',
        accuracy: counted(figures.own),
      },
    ],
  });
  if (outcome === 'refused')
    throw new InputError(`This gate would be refused: ${reason}`);
}
