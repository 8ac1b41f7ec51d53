/** How git is let in: as an HTTP header for one origin. */
export type GitCredentials = {
  /** `https://host` of the remote. */
  readonly origin: string;
  /** `Basic …` or `Bearer …`. */
  readonly authorization: string;
};

/**
 * The environment of every git process: nothing of this machine's or this
 * person's configuration, no prompts, no hooks, only the transports we use.
 * Credentials travel in it as configuration, so they stand in no argument, no
 * address and no file.
 */
export function gitEnvironment(options: {
  path: string | undefined;
  home: string | undefined;
  allowHttp: boolean;
  credentials?: GitCredentials;
}): Record<string, string> {
  const settings: [string, string][] = [
    ['core.hooksPath', '/dev/null'],
    ['gc.auto', '0'],
    ['credential.helper', ''],
    ['protocol.version', '2'],
    ['transfer.fsckObjects', 'false'],
    ['http.followRedirects', 'initial'],
  ];
  if (options.credentials) {
    const { origin, authorization } = options.credentials;
    settings.push([
      `http.${origin}/.extraHeader`,
      `Authorization: ${authorization}`,
    ]);
  }
  const configuration = settings.flatMap(([key, value], i) => [
    [`GIT_CONFIG_KEY_${i}`, key],
    [`GIT_CONFIG_VALUE_${i}`, value],
  ]);
  return {
    PATH: options.path ?? '',
    HOME: options.home ?? '/nonexistent',
    LC_ALL: 'C',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_TERMINAL_PROMPT: '0',
    GIT_ASKPASS: 'true',
    GIT_SSH_COMMAND: 'ssh -o BatchMode=yes',
    GIT_ALLOW_PROTOCOL: options.allowHttp
      ? 'file:http:https:ssh'
      : 'file:https:ssh',
    GIT_CONFIG_COUNT: String(settings.length),
    ...Object.fromEntries(configuration),
  };
}
