import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  DefaultGithubCredentialsProvider,
  ScmIntegrations,
} from '@backstage/integration';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import {
  BrokenSource,
  greenroomSourcesExtensionPoint,
} from '@greenroom/backstage-plugin-greenroom-node';
import { subscribeToGithubEvents } from './GithubEvents';
import { GithubSource } from './GithubSource';
import { readGithubSourceConfigs } from './GithubSourceConfig';
import { createGithubHttp } from './GithubHttp';
import { RequestSlots } from './RequestSlots';

/**
 * Adds every `greenroom.sources[]` of type `github`. A source whose
 * configuration is wrong is added too, and says what is wrong whenever it is
 * read, so that one mistake does not keep the portal from starting.
 */
export const greenroomModuleGithub = createBackendModule({
  pluginId: 'greenroom',
  moduleId: 'github',
  register(env) {
    env.registerInit({
      deps: {
        config: coreServices.rootConfig,
        events: eventsServiceRef,
        logger: coreServices.logger,
        sources: greenroomSourcesExtensionPoint,
      },
      async init({ config, events, logger, sources }) {
        const integrations = ScmIntegrations.fromConfig(config);
        const credentials =
          DefaultGithubCredentialsProvider.fromIntegrations(integrations);
        const configured = readGithubSourceConfigs(config, integrations);

        const added = new Set<string>();
        const slotsByHost = new Map<string, RequestSlots>();
        for (const result of configured) {
          const id = result.status === 'ok' ? result.source.id : result.id;
          if (added.has(id)) {
            logger.error(
              `greenroom.sources has '${id}' twice; only the first is read. Give the second an id of its own.`,
            );
            continue;
          }
          added.add(id);
          if (result.status === 'broken') {
            logger.error(
              `Source ${result.id} cannot be read: ${result.problem}`,
            );
            sources.addSource(new BrokenSource({ ...result, kind: 'github' }));
            continue;
          }
          const source = result.source;
          const slots = slotsByHost.get(source.host) ?? new RequestSlots();
          slotsByHost.set(source.host, slots);
          const http = createGithubHttp({
            apiBaseUrl: source.apiBaseUrl,
            target: source.target,
            logger,
            slots,
            getToken: async () => {
              const url = `${source.webUrl}/${source.organization}`;
              return (await credentials.getCredentials({ url })).token;
            },
          });
          sources.addSource(new GithubSource({ config: source, http }));
        }

        const readable = configured.flatMap(result =>
          result.status === 'ok' ? [result.source] : [],
        );
        sources.onEvent(listener =>
          subscribeToGithubEvents({
            events,
            listener,
            logger,
            sources: readable,
          }),
        );
      },
    });
  },
});
