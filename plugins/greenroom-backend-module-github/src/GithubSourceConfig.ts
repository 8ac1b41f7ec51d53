import type { Config } from '@backstage/config';
import { stringifyError } from '@backstage/errors';
import type { ScmIntegrationRegistry } from '@backstage/integration';
import type { RepositorySelection } from './RepositorySelection';

/** One organisation (or user account) on one GitHub host. */
export type GithubSourceConfig = {
  readonly id: string;
  /** Host with port, as in `integrations.github`. */
  readonly host: string;
  readonly organization: string;
  readonly apiBaseUrl: string;
  /** Where people look at repositories, without a slash at the end. */
  readonly webUrl: string;
  /** `host/organization` */
  readonly target: string;
  /** GitHub search qualifiers; without them all repositories are listed. */
  readonly search?: string;
  readonly selection: RepositorySelection;
  /** Paths that may hold manifests, as globs; undefined means everywhere. */
  readonly manifestPaths?: readonly string[];
};

export type GithubSourceConfigResult =
  | { readonly status: 'ok'; readonly source: GithubSourceConfig }
  | {
      readonly status: 'broken';
      readonly id: string;
      readonly target: string;
      readonly problem: string;
    };

/**
 * Reads `greenroom.sources[]` of type `github`. Never throws: what is wrong
 * with one source becomes a `broken` result for that source alone.
 */
export function readGithubSourceConfigs(
  config: Config,
  integrations: ScmIntegrationRegistry,
): GithubSourceConfigResult[] {
  const sources = config.getOptionalConfigArray('greenroom.sources') ?? [];
  return sources.flatMap((source, index): GithubSourceConfigResult[] => {
    if (source.getOptional('type') !== 'github') return [];
    const id = String(source.getOptional('id') ?? `github-${index}`);
    const host = String(source.getOptional('host') ?? 'github.com');
    const organization = source.getOptional('organization');
    const target = `${host}/${organization ?? ''}`;
    try {
      return [{ status: 'ok', source: readOne(source, integrations, id) }];
    } catch (error) {
      const problem = stringifyError(error);
      return [{ status: 'broken', id, target, problem }];
    }
  });
}

function readOne(
  config: Config,
  integrations: ScmIntegrationRegistry,
  id: string,
): GithubSourceConfig {
  const host = config.getOptionalString('host') ?? 'github.com';
  const organization = config.getString('organization');
  const integration = integrations.github.byHost(host);
  if (!integration) {
    throw new Error(
      `greenroom.sources: '${id}' names the host '${host}', and integrations.github has no such host. ` +
        `Add '- host: ${host}' with its apiBaseUrl and a token there.`,
    );
  }
  const apiBaseUrl = integration.config.apiBaseUrl;
  if (!apiBaseUrl) {
    throw new Error(
      `integrations.github: '${host}' has no apiBaseUrl. Set it, for GitHub Enterprise to https://${host}/api/v3.`,
    );
  }
  const api = new URL(apiBaseUrl);
  const protocol = api.host === host ? api.protocol : 'https:';
  return {
    id,
    host,
    organization,
    apiBaseUrl: apiBaseUrl.replace(/\/+$/, ''),
    webUrl: `${protocol}//${host}`,
    target: `${host}/${organization}`,
    search: readSearch(config, id),
    selection: {
      topics: config.getOptionalStringArray('topics') ?? [],
      repositories: readNameGlobs(config, id),
      archived: readArchived(config, id),
    },
    manifestPaths: readManifestPaths(config, id),
  };
}

function readSearch(config: Config, id: string): string | undefined {
  const search = config.getOptionalString('search')?.trim();
  // Results of another owner would be listed under this source, and no event of theirs be heard.
  const owner = search?.match(/(?:^|\s)(?:org|user|repo):\S*/i);
  if (owner) {
    throw new Error(
      `greenroom.sources: 'search' of '${id}' has '${owner[0].trim()}'. ` +
        `The search is within 'organization' already; name another one in a source of its own.`,
    );
  }
  return search;
}

function readNameGlobs(config: Config, id: string): readonly string[] {
  const globs = config.getOptionalStringArray('repositories') ?? [];
  const withOwner = globs.find(glob => glob.includes('/'));
  if (withOwner) {
    throw new Error(
      `greenroom.sources: 'repositories' of '${id}' has '${withOwner}', which matches nothing: ` +
        `write names without their owner, e.g. '*-data'.`,
    );
  }
  return globs;
}

function readArchived(
  config: Config,
  id: string,
): RepositorySelection['archived'] {
  const archived = config.getOptionalString('archived') ?? 'include';
  if (archived !== 'include' && archived !== 'skip') {
    throw new Error(
      `greenroom.sources: 'archived' of '${id}' is 'include' or 'skip'; found '${archived}'.`,
    );
  }
  return archived;
}

function readManifestPaths(
  config: Config,
  id: string,
): readonly string[] | undefined {
  const paths = config.getOptionalStringArray('manifestPaths');
  if (paths?.length === 0) {
    throw new Error(
      `greenroom.sources: 'manifestPaths' of '${id}' is empty, so nothing would be read. ` +
        `Remove it to look everywhere.`,
    );
  }
  return paths;
}
