import type { Release } from '@greenroom/backstage-plugin-greenroom-common';
import { proposeRelease } from '@greenroom/dataset';
import type { DatasetManifest } from '@greenroom/manifest';
import type { Version } from '../registry/Asset';
import type { ComparisonResult } from './AnalysisStore';

/** What a change asks of the version number (Croissant 1.1), against what the manifests declare. */
export function releaseOf(
  change: Omit<ComparisonResult, 'changesArtifact'>,
  from: Version,
  to: Version,
): Release {
  const column = (to.manifest as DatasetManifest).split;
  const { proposed, reasons, ...declared } = proposeRelease(
    {
      ...change,
      ...(column && change.addedBySplit
        ? {
            split: {
              column,
              before: Object.keys(from.facts.splits ?? {}),
              added: change.addedBySplit,
            },
          }
        : {}),
      // Versions are told apart by their content.
      bytes: 'rewritten',
    },
    { from: from.facts.semver, to: to.facts.semver },
  );
  return { proposed, reasons: [...reasons], ...declared };
}
