import { mockServices } from '@backstage/backend-test-utils';
import type { Clock } from '../Clock';
import { createGithubHttp } from '../GithubHttp';
import { GithubSource } from '../GithubSource';
import type { GithubSourceConfig } from '../GithubSourceConfig';
import { fakeClock } from './fakeClock';

/** A source that reads `northlight`, or another, at an address, and never really waits. */
export function sourceAt(
  url: string,
  options: Partial<GithubSourceConfig> & { clock?: Clock } = {},
): GithubSource {
  const { clock = fakeClock(), ...config } = options;
  const organization = config.organization ?? 'northlight';
  return new GithubSource({
    config: {
      id: 'northlight',
      host: new URL(url).host,
      organization,
      apiBaseUrl: url,
      webUrl: url,
      target: `${new URL(url).host}/${organization}`,
      selection: { topics: [], repositories: [], archived: 'include' },
      ...config,
    },
    http: createGithubHttp({
      apiBaseUrl: url,
      target: organization,
      logger: mockServices.logger.mock(),
      getToken: async () => 'token-of-integration',
      clock,
    }),
  });
}
