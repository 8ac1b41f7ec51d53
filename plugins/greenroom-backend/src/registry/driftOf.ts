import type { Difference } from '@greenroom/backstage-plugin-greenroom-common';
import type { ModelManifest, TrainingPin } from '@greenroom/manifest';
import type { KnownDeployment } from '../sync/DeploymentStore';
import type { Asset, Version } from './Asset';

/** What is known of a model and of what is said about it elsewhere. */
export type Observed = {
  readonly asset: Asset;
  /** Its newest version. */
  readonly head?: Version;
  /** The data set it says it was trained on. */
  readonly dataset?: Asset;
  /** Versions of that data set, oldest first. */
  readonly datasetVersions: readonly Version[];
  readonly deployments: readonly KnownDeployment[];
  /** Link to a file of the model's repository at its commit. */
  fileUrl(path: string, line: number): string;
};

/**
 * Where the observed state differs from what the manifest declares: what a
 * lock file or an `MLmodel` pins as training data, and what is served.
 */
export function driftOf(observed: Observed): Difference[] {
  const { manifest } = observed.asset;
  if (manifest.kind !== 'Model') return [];
  return [
    ...(manifest.trainingPins ?? []).flatMap(pin =>
      trainingDrift(observed, manifest, pin),
    ),
    ...importDrift(observed, manifest),
    ...observed.deployments.flatMap(deployment =>
      servingDrift(observed, manifest, deployment),
    ),
  ];
}

function trainingDrift(
  observed: Observed,
  manifest: ModelManifest,
  pin: TrainingPin,
): Difference[] {
  const { trainedOn } = manifest;
  if (!trainedOn) return [];
  const url = observed.fileUrl(pin.origin.path, pin.origin.line);
  const say = (field: string, desired: string, found: string): Difference => ({
    subject: 'trained',
    field,
    desired,
    observed: found,
    url,
    message: `The manifest says it was trained on ${trainedOn.dataset} ${desired}, but ${pin.origin.path} pins ${found}. Correct the manifest, or train again.`,
  });
  const differences = (
    [
      ['dataset', trainedOn.dataset, pin.dataset],
      ['version', trainedOn.version, pin.version],
      ['revision', trainedOn.revision, pin.revision],
    ] as const
  ).flatMap(([field, desired, found]) =>
    desired === undefined || found === undefined || same(desired, found)
      ? []
      : [say(field, desired, found)],
  );
  const hash = hashDrift(observed, manifest, pin);
  return [
    ...differences,
    ...(hash ? [say('content', hash.desired, hash.observed)] : []),
  ];
}

/** The hash that the lock file pins against the hash of the data set's file at the declared revision. */
function hashDrift(
  { dataset, datasetVersions }: Observed,
  { trainedOn }: ModelManifest,
  pin: TrainingPin,
): { desired: string; observed: string } | undefined {
  if (!pin.md5 || !pin.path || !trainedOn?.revision || !dataset)
    return undefined;
  const version = datasetVersions.find(({ commits }) =>
    commits.includes(trainedOn.revision!),
  );
  const name = pin.path.split('/').at(-1);
  const tracked = Object.entries(version?.files ?? {}).find(
    ([path, hash]) =>
      path.split('/').at(-1) === name && hash.startsWith('dvc:'),
  );
  const declared = tracked?.[1].slice('dvc:'.length);
  return declared === undefined || declared === pin.md5
    ? undefined
    : { desired: short(declared), observed: short(pin.md5) };
}

/** `dvc import` pins a commit of the data's repository. */
function importDrift(
  observed: Observed,
  manifest: ModelManifest,
): Difference[] {
  const { trainedOn, files = [] } = manifest;
  if (!trainedOn?.revision) return [];
  return files.flatMap(({ importedFrom, path }) => {
    const isOfData =
      importedFrom?.revision !== undefined &&
      observed.dataset !== undefined &&
      importedFrom.repository
        ?.replace(/\.git$/, '')
        .endsWith(observed.dataset.repository);
    if (!isOfData || same(trainedOn.revision!, importedFrom!.revision!))
      return [];
    const origin = manifest.origins['/files'];
    return [
      {
        subject: 'trained' as const,
        field: 'revision',
        desired: short(trainedOn.revision!),
        observed: short(importedFrom!.revision!),
        url: observed.fileUrl(`${path}.dvc`, origin?.line ?? 1),
        message: `The manifest says it was trained on ${
          trainedOn.dataset
        } at ${short(trainedOn.revision!)}, but ${path}.dvc imports ${short(
          importedFrom!.revision!,
        )}. Correct the manifest, or train again.`,
      },
    ];
  });
}

function servingDrift(
  { asset, head }: Observed,
  manifest: ModelManifest,
  deployment: KnownDeployment,
): Difference[] {
  const where = [deployment.namespace, deployment.name]
    .filter(Boolean)
    .join('/');
  const say = (field: string, desired: string, found: string): Difference => ({
    subject: 'served',
    field,
    desired,
    observed: found,
    url: deployment.url,
    commit: deployment.commit,
    message: `Git declares ${asset.name} ${desired}, but KServe is told to serve ${found} (${where}). Deploy ${desired}, or set the manifest back.`,
  });
  if (
    manifest.version &&
    deployment.version &&
    !same(manifest.version, deployment.version)
  ) {
    return [say('version', manifest.version, deployment.version)];
  }
  const commits = head?.commits ?? [];
  if (
    deployment.revision &&
    commits.length > 0 &&
    !commits.some(commit => same(commit, deployment.revision!))
  ) {
    return [
      say('revision', short(commits.at(-1)!), short(deployment.revision)),
    ];
  }
  const format = manifest.model?.format;
  if (
    format &&
    deployment.modelFormat &&
    format !== deployment.modelFormat.toLowerCase()
  ) {
    return [say('format', format, deployment.modelFormat)];
  }
  return [];
}

/** Commits may be abbreviated; versions may begin with a v. */
function same(a: string, b: string): boolean {
  const [left, right] = [a, b].map(text => text.replace(/^v(?=\d)/, ''));
  if (left === right) return true;
  const areCommits = [left, right].every(text => /^[0-9a-f]{7,64}$/.test(text));
  return areCommits && (left.startsWith(right) || right.startsWith(left));
}

function short(text: string): string {
  return /^[0-9a-f]{12,}$/.test(text) ? text.slice(0, 7) : text;
}
