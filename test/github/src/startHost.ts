import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { AddressInfo, createServer } from 'node:net';
import path from 'node:path';
import {
  ORGANISATION,
  PEOPLE,
  seedRepositories,
  type SeedRepository,
} from '@greenroom/catalog';
import { GithubApi } from './GithubApi';
import { Host, type RecordedRequest } from './Host';
import type { HostSettings } from './hostSettings';
import { LfsServer } from './LfsServer';
import { seedRepository } from './seedHost';
import { Webhooks } from './Webhooks';

const INTEGRATION = {
  login: 'greenroom-bot',
  name: 'Greenroom',
  email: 'greenroom@northlight.example',
};

/**
 * The emulator forgets when it ends. Where this file is, the next start begins
 * with a portal that knows nothing, either: see `tools/demo.mjs`.
 */
const HOST_MOVED = 'host-moved';

export type StartedHost = {
  readonly url: string;
  /** The host's own API, as an administrator, past the proxy. */
  readonly api: GithubApi;
  close(): Promise<void>;
};

/**
 * Starts the emulator and what stands in front of it, with the example
 * organisation or with other repositories of it.
 */
export async function startHost(
  settings: HostSettings,
  log: (line: string) => void = () => {},
  options: {
    repositories?: readonly SeedRepository[];
    /** Hears of every request of the API that was answered. */
    record?: (request: RecordedRequest) => void;
    /** Folder of Git LFS objects, in git-lfs's own layout. */
    lfsObjects?: string;
    /** The emulator gives 5,000 requests an hour to a token; with so many the integration has that many times more. */
    spareTokens?: number;
  } = {},
): Promise<StartedHost> {
  const url = `http://localhost:${settings.port}`;
  log('making the repositories');
  const repositories = options.repositories ?? (await seedRepositories());
  const { createEmulator } = await import('emulate');
  const emulatorPort = await freePort();
  const people = [...PEOPLE, INTEGRATION];
  const tokens = [
    settings.integrationToken,
    ...Array.from(
      { length: options.spareTokens ?? 0 },
      (_, i) => `${settings.integrationToken}-${i}`,
    ),
  ];
  let turn = 0;
  const nextToken = () => tokens[turn++ % tokens.length];
  const emulator = await createEmulator({
    service: 'github',
    port: emulatorPort,
    baseUrl: url,
    seed: {
      tokens: {
        ...Object.fromEntries(
          tokens.map(token => [
            token,
            { login: INTEGRATION.login, scopes: ['repo', 'workflow'] },
          ]),
        ),
      },
      github: {
        users: people.map(({ login, name, email }) => ({ login, name, email })),
        orgs: [
          {
            login: ORGANISATION.login,
            name: ORGANISATION.name,
            members: people.map(({ login }) => ({ login, role: 'admin' })),
          },
        ],
        repos: repositories.map(({ name, description, topics }) => ({
          owner: ORGANISATION.login,
          name,
          description,
          topics,
          auto_init: false,
        })),
        oauth_apps: [
          {
            client_id: 'greenroom-demo',
            client_secret: 'greenroom-demo-secret',
            name: 'Greenroom',
            redirect_uris: [
              `http://localhost:${settings.portalPort}/api/auth/github/handler/frame`,
            ],
          },
        ],
      },
    },
  });
  const api = new GithubApi(`http://127.0.0.1:${emulatorPort}`, nextToken);
  for (const [i, repository] of repositories.entries()) {
    log(
      `filling ${repository.name}: ${repository.commits.length} commits (${
        i + 1
      } of ${repositories.length})`,
    );
    await seedRepository(api, ORGANISATION.login, repository);
  }
  const host = new Host({
    api,
    url,
    organisation: ORGANISATION.login,
    // As long as nobody pushes, a host that begins anew says what it said before.
    repositories: repositories.map(({ name, commits }) => ({
      name,
      pushedAt: commits.at(-1)?.date,
    })),
    lfs:
      options.lfsObjects === undefined
        ? undefined
        : new LfsServer({
            url,
            objects: options.lfsObjects,
            token: settings.integrationToken,
            isPerson: async token => {
              const { ok } = await fetch(
                `http://127.0.0.1:${emulatorPort}/user`,
                { headers: { authorization: `token ${token}` } },
              );
              return ok;
            },
          }),
    webhooks: new Webhooks(
      `http://localhost:${settings.portalPort}/api/events/http/github`,
      settings.webhookSecret,
      url,
    ),
    log,
    integrationToken: settings.integrationToken,
    record: options.record,
    moved: () => {
      mkdirSync(settings.state, { recursive: true });
      writeFileSync(path.join(settings.state, HOST_MOVED), '');
    },
  });
  await host.listen(settings.port);
  return {
    url,
    api,
    async close() {
      await host.close();
      await emulator.close();
    },
  };
}

/** The emulator wants to know its port beforehand. */
async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}
