import type { SpdxId } from '@greenroom/manifest';

/**
 * What a licence asks of who passes on the data, the model or what was made of
 * them. Read from the licences' texts (creativecommons.org, opendatacommons.org,
 * opensource.org, bigscience.huggingface.co); no legal advice, and no more than
 * what a reviewer should look at.
 */
export type LicenceTerms = {
  /** `same`: what is made of it has this licence, or one that it names. */
  readonly share: 'any' | 'same' | 'none';
  readonly commercial: boolean;
  /** Licences that what is made of it may have instead; for `same`. */
  readonly compatible?: readonly string[];
};

const FREE: LicenceTerms = { share: 'any', commercial: true };
const NO_COMMERCE: LicenceTerms = { share: 'any', commercial: false };

const TERMS: Readonly<Record<SpdxId, LicenceTerms>> = {
  'CC0-1.0': FREE,
  'PDDL-1.0': FREE,
  Unlicense: FREE,
  MIT: FREE,
  'MIT-0': FREE,
  ISC: FREE,
  'BSD-2-Clause': FREE,
  'BSD-3-Clause': FREE,
  'Apache-2.0': FREE,
  'CC-BY-3.0': FREE,
  'CC-BY-4.0': FREE,
  'ODC-By-1.0': FREE,
  'CDLA-Permissive-1.0': FREE,
  'CDLA-Permissive-2.0': FREE,
  'CC-BY-NC-3.0': NO_COMMERCE,
  'CC-BY-NC-4.0': NO_COMMERCE,
  'CC-BY-SA-3.0': {
    share: 'same',
    commercial: true,
    compatible: ['CC-BY-SA-4.0'],
  },
  'CC-BY-SA-4.0': {
    share: 'same',
    commercial: true,
    compatible: ['GPL-3.0-only', 'GPL-3.0-or-later'],
  },
  'ODbL-1.0': { share: 'same', commercial: true },
  'CDLA-Sharing-1.0': { share: 'same', commercial: true },
  'CC-BY-NC-SA-3.0': {
    share: 'same',
    commercial: false,
    compatible: ['CC-BY-NC-SA-4.0'],
  },
  'CC-BY-NC-SA-4.0': { share: 'same', commercial: false },
  'CC-BY-ND-4.0': { share: 'none', commercial: true },
  'CC-BY-NC-ND-4.0': { share: 'none', commercial: false },
  'GPL-2.0-only': { share: 'same', commercial: true },
  'GPL-2.0-or-later': {
    share: 'same',
    commercial: true,
    compatible: ['GPL-2.0-only', 'GPL-3.0-only', 'GPL-3.0-or-later'],
  },
  'GPL-3.0-only': { share: 'same', commercial: true },
  'GPL-3.0-or-later': {
    share: 'same',
    commercial: true,
    compatible: ['GPL-3.0-only'],
  },
};

/** What a licence asks; undefined where it is none that we have read. */
export function termsOf(spdxId: string): LicenceTerms | undefined {
  return isKnown(spdxId) ? TERMS[spdxId] : undefined;
}

function isKnown(spdxId: string): spdxId is SpdxId {
  return Object.hasOwn(TERMS, spdxId);
}
