import { permissionsServiceFactory } from '@backstage/backend-defaults/permissions';
import {
  type BackstageCredentials,
  coreServices,
  createBackendModule,
  createServiceFactory,
  type HttpAuthService,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import {
  AuthorizeResult,
  isResourcePermission,
} from '@backstage/plugin-permission-common';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import permissionBackend from '@backstage/plugin-permission-backend';
import { RESOURCE_TYPE_ASSET } from '@greenroom/backstage-plugin-greenroom-common';
import type { Knex } from 'knex';
import { insertAsset } from './__testUtils__/insertAsset';
import {
  createGreenroomConditionalDecision,
  greenroomConditions,
} from './permissions/assetRules';
import { greenroomPlugin } from './plugin';

/** A whole Backstage, on a machine that may be busy. */
jest.setTimeout(60_000);

const MIRA = 'user:default/mira';

/** People may do with assets what they like, if they own them. */
const ownersPolicy = createBackendModule({
  pluginId: 'permission',
  moduleId: 'owners',
  register(env) {
    env.registerInit({
      deps: { policy: policyExtensionPoint },
      async init({ policy }) {
        policy.setPolicy({
          handle: async ({ permission }, user) =>
            isResourcePermission(permission, RESOURCE_TYPE_ASSET)
              ? createGreenroomConditionalDecision(
                  permission,
                  greenroomConditions.isOwner({
                    owners: user?.info.ownershipEntityRefs ?? [],
                  }),
                )
              : { result: AuthorizeResult.DENY },
        });
      },
    });
  },
});

/** Tokens that are mocked forget that a plugin asks for a person; only then conditions are told. */
const httpAuthOfPlugins = createServiceFactory({
  service: coreServices.httpAuth,
  deps: { plugin: coreServices.pluginMetadata },
  factory({ plugin }) {
    const httpAuth = mockServices.httpAuth({ pluginId: plugin.getId() });
    const credentials: HttpAuthService['credentials'] = async (...asked) => {
      const found = await httpAuth.credentials(...asked);
      const { principal } = found as BackstageCredentials<{
        type: string;
        userEntityRef: string;
      }>;
      return principal.type === 'user'
        ? (mockCredentials.user(principal.userEntityRef, {
            actor: { subject: 'plugin:greenroom' },
          }) as typeof found)
        : found;
    };
    return {
      credentials,
      issueUserCookie: (...asked) => httpAuth.issueUserCookie(...asked),
    };
  },
});

describe('in a Backstage whose policy answers with conditions', () => {
  let backend: Awaited<ReturnType<typeof startTestBackend>>;

  beforeAll(async () => {
    let knex: Knex | undefined;
    backend = await startTestBackend({
      features: [
        greenroomPlugin,
        permissionBackend,
        permissionsServiceFactory,
        httpAuthOfPlugins,
        ownersPolicy,
        createBackendModule({
          pluginId: 'greenroom',
          moduleId: 'database-of-the-test',
          register(env) {
            env.registerInit({
              deps: { database: coreServices.database },
              async init({ database }) {
                knex = await database.getClient();
              },
            });
          },
        }),
        mockServices.rootConfig.factory({
          data: { permission: { enabled: true } },
        }),
      ],
    });
    await insertAsset(knex!, { id: 'ours', owner: MIRA });
    await insertAsset(knex!, { id: 'theirs', owner: 'group:default/mail' });
    await knex!('assets').update({
      manifest: JSON.stringify({
        ...{ kind: 'Dataset', name: 'any', path: 'greenroom.yaml' },
        ...{ formats: [], origins: {} },
      }),
    });
  });
  afterAll(() => backend.stop());

  const authorization = mockCredentials.user.header(MIRA);
  const get = async (path: string) => {
    const response = await fetch(
      `http://localhost:${backend.server.port()}/api/greenroom${path}`,
      { headers: { authorization } },
    );
    return { status: response.status, body: await response.json() };
  };

  it('lists what the conditions let through', async () => {
    const { body } = await get('/assets');
    expect(body.items.map(({ id }: { id: string }) => id)).toEqual(['ours']);
  });

  it('refuses what they do not, and says which permission is missing', async () => {
    expect((await get('/assets/ours')).status).toBe(200);
    expect(await get('/assets/theirs')).toMatchObject({
      status: 403,
      body: {
        error: { message: expect.stringMatching(/greenroom\.metadata\.read/) },
      },
    });
  });
});
