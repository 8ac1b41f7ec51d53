import {
  coreServices,
  createBackendPlugin,
  type SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import {
  catalogProcessingExtensionPoint,
  type EntityProvider,
  type EntityProviderMutation,
} from '@backstage/plugin-catalog-node';
import { eventsServiceFactory } from '@backstage/plugin-events-node';
import { catalogModuleGreenroom } from './module';

const digits = {
  id: 'digits',
  kind: 'dataset',
  title: 'Digits',
  owner: 'group:default/vision',
  entityRef: 'resource:default/digits',
  adopted: false,
  repository: 'northlight/digits-data',
  path: 'greenroom.yaml',
  task: 'image-classification',
  tags: [],
  dependsOnEntities: [],
  archived: false,
  deprecated: false,
};

describe('catalogModuleGreenroom', () => {
  it('asks the Greenroom backend on its schedule, as the catalog', async () => {
    const callers: string[] = [];
    const greenroom = createBackendPlugin({
      pluginId: 'greenroom',
      register(env) {
        env.registerInit({
          deps: {
            http: coreServices.httpRouter,
            httpAuth: coreServices.httpAuth,
          },
          async init({ http, httpAuth }) {
            http.use(async (request, response) => {
              const { principal } = await httpAuth.credentials(
                request as never,
                {
                  allow: ['service'],
                },
              );
              callers.push(principal.subject);
              response.json({ items: [digits], total: 1 });
            });
          },
        });
      },
    });
    const providers: EntityProvider[] = [];
    const catalog = {
      addEntityProvider: (...added: EntityProvider[]) =>
        providers.push(...added),
    };
    const scheduler = mockServices.scheduler.mock();
    let schedule: SchedulerServiceTaskScheduleDefinition | undefined;
    scheduler.createScheduledTaskRunner.mockImplementation(definition => {
      schedule = definition;
      return {
        run: async task => {
          await task.fn(new AbortController().signal);
        },
      };
    });

    await startTestBackend({
      extensionPoints: [[catalogProcessingExtensionPoint, catalog as never]],
      features: [
        greenroom,
        catalogModuleGreenroom,
        eventsServiceFactory,
        scheduler.factory,
        mockServices.rootConfig.factory({
          data: {
            catalog: {
              providers: {
                greenroom: {
                  schedule: { frequency: 'PT3M', timeout: 'PT1M' },
                },
              },
            },
          },
        }),
      ],
    });
    const mutations: EntityProviderMutation[] = [];
    await providers[0].connect({
      applyMutation: async mutation => {
        mutations.push(mutation);
      },
      refresh: async () => {},
    });

    expect(schedule).toMatchObject({ frequency: { minutes: 3 } });
    expect(callers).toEqual(['plugin:catalog']);
    expect(mutations).toMatchObject([
      {
        type: 'full',
        entities: [{ entity: { metadata: { name: 'digits' } } }],
      },
    ]);
  });
});
