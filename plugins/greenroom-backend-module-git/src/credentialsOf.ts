import {
  DefaultGithubCredentialsProvider,
  type ScmIntegrationRegistry,
  ScmIntegrations,
} from '@backstage/integration';
import type { GitCredentials } from './gitEnvironment';
import type { HostKind } from './links';
import type { RemoteUrl } from './remoteUrl';

const basic = (user: string, password: string) =>
  `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;

/** Finds credentials for a remote in `integrations`; ssh and folders have their own. */
export function createCredentialsOf(integrations: ScmIntegrationRegistry) {
  const github = DefaultGithubCredentialsProvider.fromIntegrations(
    integrations as ScmIntegrations,
  );
  return async ({
    url,
    protocol,
    host,
  }: RemoteUrl): Promise<GitCredentials | undefined> => {
    if (protocol !== 'https' && protocol !== 'http') return undefined;
    const origin = `${protocol}://${host}`;
    const authorization = await authorizationOf(url, host);
    return authorization === undefined ? undefined : { origin, authorization };
  };

  async function authorizationOf(
    url: string,
    host: string,
  ): Promise<string | undefined> {
    if (integrations.github.byHost(host)) {
      const { token } = await github.getCredentials({
        url: url.replace(/\.git\/?$/, ''),
      });
      return token && basic('x-access-token', token);
    }
    const gitlab = integrations.gitlab.byHost(host)?.config.token;
    if (gitlab) return basic('oauth2', gitlab);
    const gitea = integrations.gitea.byHost(host)?.config;
    if (gitea?.password) return basic(gitea.username ?? 'git', gitea.password);
    const bitbucket = integrations.bitbucketServer.byHost(host)?.config;
    if (bitbucket?.token) return `Bearer ${bitbucket.token}`;
    return bitbucket?.username && bitbucket.password
      ? basic(bitbucket.username, bitbucket.password)
      : undefined;
  }
}

/** How a host writes its links. */
export function createHostKind(integrations: ScmIntegrationRegistry) {
  return (host: string): HostKind => {
    const name = host.replace(/:22$/, '');
    if (integrations.github.byHost(name)) return 'github';
    if (integrations.gitlab.byHost(name)) return 'gitlab';
    if (integrations.gitea.byHost(name)) return 'gitea';
    return integrations.bitbucketServer.byHost(name)
      ? 'bitbucketServer'
      : 'other';
  };
}
