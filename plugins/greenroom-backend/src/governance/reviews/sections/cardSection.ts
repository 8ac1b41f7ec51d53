import {
  CLAIM_STATUSES,
  type PinnedSection,
} from '@greenroom/backstage-plugin-greenroom-common';
import { digestOf } from './digestOf';
import { missing } from './missing';
import type { ReviewedFacts } from './ReviewedFacts';

/** Whether the card says what it should, and whether what it says is true. */
export function cardSection({ card, asset }: ReviewedFacts): PinnedSection {
  if (!card)
    return asset.card === undefined
      ? missing('card', 'The model has no card.')
      : {
          name: 'card',
          says: 'It has a card, whose figures were not held against runs.',
          verdict: 'neutral',
          facts: [],
          pins: [{ what: 'card', digest: digestOf(asset.card) }],
        };
  const counts = CLAIM_STATUSES.map(status => ({
    status,
    claims: card.claims.filter(claim => claim.status === status),
  }));
  const wrong = card.claims.filter(({ status }) => status === 'contradicted');
  const whole = card.missing.length > 0 ? 'neutral' : 'good';
  const percent = Math.round(card.completeness * 100);
  return {
    name: 'card',
    says:
      wrong.length > 0
        ? `${wrong.length} figures on the card are contradicted by runs; it is ${percent} % complete.`
        : `No figure on the card is contradicted; it is ${percent} % complete.`,
    verdict: wrong.length > 0 ? 'bad' : whole,
    facts: [
      ...counts.map(({ status, claims }) => ({
        name: `${status} figures`,
        value: claims.length,
      })),
      ...card.templates.map(({ title, present, points }) => ({
        name: title,
        value: `${present} of ${points} points`,
      })),
    ],
    pins: [{ what: 'card', digest: card.sha256 }],
  };
}
