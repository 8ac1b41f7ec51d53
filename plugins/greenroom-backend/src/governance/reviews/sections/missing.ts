import type {
  PinnedSection,
  ReviewSectionName,
} from '@greenroom/backstage-plugin-greenroom-common';

/** A section that has nothing to show, and says why. */
export function missing(name: ReviewSectionName, says: string): PinnedSection {
  return { name, says, verdict: 'missing', facts: [], pins: [] };
}
