import type { Config } from '@backstage/config';
import { stringifyError } from '@backstage/errors';
import { readRemoteUrl, type RemoteUrl } from './remoteUrl';

export type GitRemoteConfig = RemoteUrl & {
  /** Default: the branch that the remote's HEAD names. */
  readonly branch?: string;
};

/** Some remotes, read by the git program. */
export type GitSourceConfig = {
  readonly id: string;
  readonly target: string;
  readonly remotes: readonly GitRemoteConfig[];
  readonly manifestPaths?: readonly string[];
  readonly allowHttp: boolean;
  /** Whether proposals are pushed to it, as branches. */
  readonly changes: 'push' | 'off';
};

export type GitSourceConfigResult =
  | { readonly status: 'ok'; readonly source: GitSourceConfig }
  | {
      readonly status: 'broken';
      readonly id: string;
      readonly target: string;
      readonly problem: string;
    };

/** What git takes as the name of a branch and no shell, option or path does otherwise (git-check-ref-format). */
const BRANCH = /^(?!-)(?!.*(\.\.|@\{|\/\/|\.lock(\/|$)))[\w.\/+@#%=-]{1,200}$/;

/**
 * Reads `greenroom.sources[]` of type `git`. Never throws: what is wrong with
 * one source becomes a `broken` result for that source alone.
 */
export function readGitSourceConfigs(config: Config): GitSourceConfigResult[] {
  const sources = config.getOptionalConfigArray('greenroom.sources') ?? [];
  return sources.flatMap((source, index): GitSourceConfigResult[] => {
    if (source.getOptional('type') !== 'git') return [];
    const id = String(source.getOptional('id') ?? `git-${index}`);
    try {
      return [{ status: 'ok', source: readOne(source, id) }];
    } catch (error) {
      return [
        { status: 'broken', id, target: id, problem: stringifyError(error) },
      ];
    }
  });
}

function readOne(config: Config, id: string): GitSourceConfig {
  const allowHttp = config.getOptionalBoolean('allowHttp') ?? false;
  const entries = config.getOptionalConfigArray('remotes') ?? [];
  if (entries.length === 0) {
    throw new Error(
      `greenroom.sources: '${id}' names no remotes. Add '- url: https://…' below remotes.`,
    );
  }
  const remotes = entries.map((entry): GitRemoteConfig => {
    const branch = entry.getOptionalString('branch');
    if (branch !== undefined && !BRANCH.test(branch)) {
      throw new Error(
        `greenroom.sources: '${id}' names the branch '${branch}', which git does not take. Correct it.`,
      );
    }
    return { ...readRemoteUrl(entry.getString('url'), { allowHttp }), branch };
  });
  const hosts = new Set(remotes.map(({ host, protocol }) => host || protocol));
  return {
    id,
    remotes: distinctNames(remotes),
    target:
      hosts.size === 1
        ? `${[...hosts][0]} (${remotes.length} remotes)`
        : `${remotes.length} remotes`,
    manifestPaths: config.getOptionalStringArray('manifestPaths'),
    allowHttp,
    changes: readChanges(config, id),
  };
}

function readChanges(config: Config, id: string): GitSourceConfig['changes'] {
  const changes = config.getOptionalString('changes') ?? 'push';
  if (changes === 'push' || changes === 'off') return changes;
  throw new Error(
    `greenroom.sources: '${id}' has changes: ${changes}. Write push or off.`,
  );
}

/** Two remotes of one name are told apart by their host. */
function distinctNames(remotes: readonly GitRemoteConfig[]): GitRemoteConfig[] {
  const count = (name: string) =>
    remotes.filter(({ fullName }) => fullName === name).length;
  const named = remotes.map(remote =>
    count(remote.fullName) > 1
      ? { ...remote, fullName: `${remote.host || 'folder'}/${remote.fullName}` }
      : remote,
  );
  const twice = named.find(
    ({ fullName }, i) =>
      named.findIndex(other => other.fullName === fullName) < i,
  );
  if (twice)
    throw new Error(
      `greenroom.sources: ${twice.url} is named twice. Remove one of them.`,
    );
  return named;
}
