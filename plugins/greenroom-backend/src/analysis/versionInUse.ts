import type { Asset, Version } from '../registry/Asset';
import type { KnownDeployment } from '../sync/DeploymentStore';

/** The version of a model that people use, and what says so. */
export type InUse = { readonly version: Version; readonly saidBy: string };

/** Stages of GTO (Git Tag Ops) that stand for use; which come first are looked at first. */
const STAGES_IN_USE = ['prod', 'production', 'live', 'deployed'];
/** A canary gets a part of the traffic: the rest is what is in use. */
const ALL_TRAFFIC = 100;

/**
 * Which version is in use: what KServe is told to serve, else what a stage tag
 * names. Undefined where neither names a version that is known.
 */
export function versionInUse(
  { registration }: Pick<Asset, 'registration'>,
  versions: readonly Version[],
  deployments: readonly KnownDeployment[],
): InUse | undefined {
  const served = deployments
    .filter(
      ({ canaryTrafficPercent = ALL_TRAFFIC }) =>
        canaryTrafficPercent >= ALL_TRAFFIC,
    )
    .map(({ namespace, name, version, revision }) => ({
      version,
      commit: revision,
      saidBy: `KServe serves it as ${[namespace, name]
        .filter(Boolean)
        .join('/')}`,
    }));
  const staged = STAGES_IN_USE.flatMap(stage =>
    (registration?.stages ?? [])
      .filter(each => each.stage === stage)
      .map(({ version, commit }) => ({
        version,
        commit,
        saidBy: `the stage ${stage} names it`,
      })),
  );
  for (const { saidBy, ...named } of [...served, ...staged]) {
    const version = versions.find(each => isNamed(each, named));
    if (version) return { version, saidBy };
  }
  return undefined;
}

function isNamed(
  { facts, commits }: Version,
  { version, commit }: { version?: string; commit?: string },
): boolean {
  if (version !== undefined && facts.semver !== undefined)
    return facts.semver === version.replace(/^v(?=\d)/, '');
  return (
    commit !== undefined && commits.some(known => known.startsWith(commit))
  );
}
