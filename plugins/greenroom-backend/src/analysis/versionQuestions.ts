import type { DriftAgainst } from '@greenroom/backstage-plugin-greenroom-common';
import type { DatasetManifest } from '@greenroom/manifest';
import { type Asset, isRead, type Version } from '../registry/Asset';
import type { DriftSides } from './driftSides';
import { type Asked, keyOf, PRIORITIES } from './questions';

/** So many versions before one are looked into for rows that moved between splits. */
const EARLIER_VERSIONS = 20;

export type ComparisonPayload = {
  readonly fromVersionId: string;
  readonly toVersionId: string;
};

/** What changed between two versions of a data set? */
export function comparisonQuestion(
  asset: Asset,
  from: Version,
  to: Version,
): Asked<ComparisonPayload> {
  return {
    kind: 'comparison',
    key: keyOf(
      'comparison',
      asset.id,
      from.digest,
      to.digest,
      matchingOf(from, to),
    ),
    assetId: asset.id,
    payload: { fromVersionId: from.id, toVersionId: to.id },
    priority: PRIORITIES.comparison,
  };
}

/** How rows of two versions are matched: by the key of the newer declaration, where both tables have it. */
export function matchingOf(
  from: Version,
  to: Version,
): {
  readonly key?: string;
  readonly label?: string;
  readonly split?: string;
} {
  const { key, label, split } = to.manifest as DatasetManifest;
  const inBoth = (name: string | undefined) =>
    [from, to].every(({ facts }) =>
      facts.columns?.some(column => column.name === name),
    )
      ? name
      : undefined;
  return { key: inBoth(key), label: inBoth(label), split: inBoth(split) };
}

export type DriftPayload = {
  readonly versionId: string;
  readonly against: DriftAgainst;
};

/** How did the distributions of a version move against other rows? */
export function driftQuestion(
  asset: Asset,
  version: Version,
  against: DriftAgainst,
  sides: DriftSides,
): Asked<DriftPayload> {
  const { label, split } = version.manifest as DatasetManifest;
  return {
    kind: 'drift',
    key: keyOf('drift', asset.id, version.digest, identityOf(sides), {
      label,
      split,
    }),
    assetId: asset.id,
    payload: { versionId: version.id, against },
    priority: PRIORITIES.drift,
  };
}

/** Rows are told by their content, whatever version or file has them. */
function identityOf(sides: DriftSides): unknown {
  if ('remark' in sides) return sides;
  return [sides.from, sides.to].map(side =>
    'digest' in side ? { digest: side.digest, split: side.split } : side,
  );
}

export type LeakagePayload = {
  readonly versionId: string;
  /** Latest first. */
  readonly earlierIds: readonly string[];
};

/** Which rows of a version cross from one split to another, now or in earlier versions? */
export function leakageQuestion(
  asset: Asset,
  version: Version,
  earlier: readonly Version[],
): Asked<LeakagePayload> {
  const { key, split, label, annotator, columns } =
    version.manifest as DatasetManifest;
  return {
    kind: 'leakage',
    key: keyOf(
      'leakage',
      asset.id,
      version.digest,
      earlier.map(({ digest }) => digest),
      { key, split, label, annotator, columns },
    ),
    assetId: asset.id,
    payload: {
      versionId: version.id,
      earlierIds: earlier.map(({ id }) => id),
    },
    priority: PRIORITIES.leakage,
  };
}

/** The versions before one that are looked into, latest first. */
export function earlierVersions(
  versions: readonly Version[],
  version: Version,
): Version[] {
  return versions
    .filter(other => other.ordinal < version.ordinal && isRead(other))
    .slice(-EARLIER_VERSIONS)
    .reverse();
}

export type SelectionPayload = {
  /** Artifacts by the name that the SQL has for them. */
  readonly files: { readonly [name in 't' | 'c' | 'p']?: string };
  /** Selects the numbers of the rows as `row`, in order. */
  readonly numbers: string;
  readonly values: readonly (string | number)[];
};

/** Which rows of a table answer a question, in order? Somebody waits for the page. */
export function selectionQuestion(
  payload: SelectionPayload,
): Asked<SelectionPayload> {
  return {
    kind: 'selection',
    key: keyOf('selection', payload.files, payload.numbers, payload.values),
    payload,
    priority: PRIORITIES.page,
  };
}
