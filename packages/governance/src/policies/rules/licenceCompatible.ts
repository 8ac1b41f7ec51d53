import { judgeLicence } from '../../obligations/judgeLicence';
import { concernsNot, fails, isUnknown, passes } from '../Outcome';
import { ruleKind } from '../RuleKind';

/** What a version came from lets it have the licence that it has. */
export const licenceCompatible = ruleKind({
  shape: {},
  title: () => 'The licences of what it came from agree with its own.',
  check: (_asked, { name, licence, binding }) => {
    if (!binding) return isUnknown('What it came from');
    const sources = binding.flatMap(({ obligation, declaredBy, way }) =>
      obligation.kind === 'licence' && way.length > 0
        ? [{ expression: obligation.expression, declaredBy, way }]
        : [],
    );
    if (sources.length === 0)
      return concernsNot('Nothing that it came from declares a licence.');
    if (licence === undefined)
      return fails(
        `${name} declares no licence that could agree with those of what it came from.`,
        'Write spec.license, an SPDX identifier, in its manifest.',
      );
    const conflicts = sources.flatMap(({ expression, declaredBy, way }) =>
      judgeLicence(expression, licence).map(({ message }) => ({
        what: [declaredBy, ...way].join(' → '),
        value: message,
      })),
    );
    return conflicts.length > 0
      ? fails(
          conflicts[0].value,
          'License it as what it came from asks, or take that out.',
          conflicts,
        )
      : passes(
          `${licence} agrees with the licences of what it came from.`,
          sources.map(({ expression, declaredBy }) => ({
            what: declaredBy,
            value: expression,
          })),
        );
  },
  isAsStrict: () => true,
});
