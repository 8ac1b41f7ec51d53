import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type { EventsService } from '@backstage/plugin-events-node';
import type { SourceEventListener } from '@greenroom/backstage-plugin-greenroom-node';
import type { GithubSourceConfig } from './GithubSourceConfig';
import { GITHUB_TOPICS, readGithubEvent } from './readGithubEvent';

/** Hears of pushes, pull requests and what is said of them, changed repositories and workflow runs by the events backend, which checked their signature. */
export async function subscribeToGithubEvents(options: {
  events: EventsService;
  listener: SourceEventListener;
  logger: LoggerService;
  sources: readonly GithubSourceConfig[];
}): Promise<void> {
  const { events, listener, logger, sources } = options;
  await events.subscribe({
    id: 'greenroom-github',
    topics: [...GITHUB_TOPICS],
    onEvent: async params => {
      const result = readGithubEvent(params, sources);
      switch (result.status) {
        case 'ok':
          for (const event of result.events) {
            try {
              await listener(event);
            } catch (error) {
              logger.error(
                `The ${params.topic} event of ${event.repository} was not taken in; ` +
                  `the next scheduled sync reads it: ${stringifyError(error)}`,
              );
            }
          }
          return;
        case 'aborted':
          logger.warn(`A ${params.topic} event was dropped: ${result.reason}`);
          return;
        case 'ignored':
          logger.debug(`A ${params.topic} event was ignored: ${result.reason}`);
          return;
        default:
          logger.debug(`${result.event} events are not read`);
      }
    },
  });
}
