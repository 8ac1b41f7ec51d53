import {
  coreServices,
  createBackendModule,
  readSchedulerServiceTaskScheduleDefinitionFromConfig,
} from '@backstage/backend-plugin-api';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { createGreenroomClient } from '@greenroom/backstage-plugin-greenroom-common';
import { GreenroomEntityProvider } from './GreenroomEntityProvider';

const SCHEDULE = 'catalog.providers.greenroom.schedule';

/** Adds the entity provider, which asks the Greenroom backend as this plugin. */
export const catalogModuleGreenroom = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'greenroom',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogProcessingExtensionPoint,
        config: coreServices.rootConfig,
        discovery: coreServices.discovery,
        events: eventsServiceRef,
        logger: coreServices.logger,
        scheduler: coreServices.scheduler,
      },
      async init({
        auth,
        catalog,
        config,
        discovery,
        events,
        logger,
        scheduler,
      }) {
        const asThisPlugin: typeof fetch = async (input, init) => {
          const { token } = await auth.getPluginRequestToken({
            onBehalfOf: await auth.getOwnServiceCredentials(),
            targetPluginId: 'greenroom',
          });
          const headers = new Headers(init?.headers);
          headers.set('Authorization', `Bearer ${token}`);
          return fetch(input, { ...init, headers });
        };
        const schedule = config.has(SCHEDULE)
          ? readSchedulerServiceTaskScheduleDefinitionFromConfig(
              config.getConfig(SCHEDULE),
            )
          : {
              frequency: { minutes: 10 },
              timeout: { minutes: 5 },
              initialDelay: { seconds: 30 },
            };
        catalog.addEntityProvider(
          new GreenroomEntityProvider({
            greenroom: createGreenroomClient({
              discoveryApi: discovery,
              fetchApi: { fetch: asThisPlugin },
            }),
            events,
            logger,
            schedule: scheduler.createScheduledTaskRunner(schedule),
          }),
        );
      },
    });
  },
});
