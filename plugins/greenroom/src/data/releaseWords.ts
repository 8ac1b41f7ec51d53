import type {
  Bump,
  Release,
} from '@greenroom/backstage-plugin-greenroom-common';

const ASKS: Readonly<Record<Bump, string>> = {
  none: 'Asks for no new version',
  patch: 'Asks for a patch version',
  minor: 'Asks for a minor version',
  major: 'Asks for a major version',
};

/** What the change asks of the version number, what was declared, and whether that is enough. */
export function releaseWords(release: Release): string {
  const { proposed, suggestedVersion, declaredVersion, isTooSmall } = release;
  const why = release.reasons.find(({ bump }) => bump === proposed)?.text;
  // Reasons may come as sentences; this is one already.
  const because = why ? `: ${why.replace(/\.$/, '')}` : '';
  const asks = ASKS[proposed];
  if (isTooSmall && declaredVersion) {
    const instead = suggestedVersion ? ` ${suggestedVersion} says it.` : '';
    return `${asks}; declared ${declaredVersion} is too small${because}.${instead}`;
  }
  if (proposed === 'none') return `${asks}${because}.`;
  if (declaredVersion)
    return `${asks}; declared ${declaredVersion} says so${because}.`;
  const number = suggestedVersion ? ` (${suggestedVersion})` : '';
  return `${asks}${number}${because}. The manifest declares no version.`;
}
