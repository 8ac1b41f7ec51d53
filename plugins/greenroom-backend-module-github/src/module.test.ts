import {
  createBackendModule,
  createBackendPlugin,
  coreServices,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import {
  eventsServiceFactory,
  eventsServiceRef,
} from '@backstage/plugin-events-node';
import {
  greenroomSourcesExtensionPoint,
  type Source,
  type SourceEvent,
  type SourceEventListener,
} from '@greenroom/backstage-plugin-greenroom-node';
import { greenroomModuleGithub } from './module';

/** Stands where the Greenroom backend does, and keeps what it is given. */
function receiver() {
  const sources: Source[] = [];
  const connects: ((listener: SourceEventListener) => Promise<void>)[] = [];
  const events: SourceEvent[] = [];
  const plugin = createBackendPlugin({
    pluginId: 'greenroom',
    register(env) {
      env.registerExtensionPoint(greenroomSourcesExtensionPoint, {
        addSource: source => sources.push(source),
        onEvent: connect => connects.push(connect),
      });
      env.registerInit({
        deps: { logger: coreServices.logger },
        async init() {
          for (const connect of connects) {
            await connect(async event => {
              events.push(event);
            });
          }
        },
      });
    },
  });
  return { plugin, sources, events };
}

const source = {
  id: 'northlight',
  type: 'github',
  host: 'git.example',
  organization: 'northlight',
};

describe('greenroomModuleGithub', () => {
  it('adds each source, and lets a misconfigured one say what is wrong when it is read', async () => {
    const { plugin, sources } = receiver();
    await startTestBackend({
      features: [
        plugin,
        greenroomModuleGithub,
        eventsServiceFactory,
        mockServices.rootConfig.factory({
          data: {
            integrations: {
              github: [
                {
                  host: 'git.example',
                  apiBaseUrl: 'https://git.example/api/v3',
                },
              ],
            },
            greenroom: {
              sources: [
                source,
                { ...source, id: 'typo', host: 'git.exmaple' },
                { id: 'nameless', type: 'github', host: 'git.example' },
                { id: 'other', type: 'git' },
                { ...source, organization: 'twice' },
                { ...source, id: 'some', manifestPaths: ['ml/**'] },
                { ...source, id: 'kept', archived: 'keep' },
                { ...source, id: 'wide', search: 'topic:ml org:elsewhere' },
                { ...source, id: 'nowhere', manifestPaths: [] },
                { ...source, id: 'owned', repositories: ['northlight/*'] },
              ],
            },
          },
        }),
      ],
    });

    expect(sources.map(({ id }) => id)).toEqual([
      'northlight',
      'typo',
      'nameless',
      'some',
      'kept',
      'wide',
      'nowhere',
      'owned',
    ]);
    expect(sources.map(({ manifestPaths }) => manifestPaths)).toEqual([
      undefined,
      undefined,
      undefined,
      ['ml/**'],
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    expect(sources[0].fileUrl('northlight/a', 'c', 'b')).toBe(
      'https://git.example/northlight/a/blob/c/b',
    );
    await expect(sources[1].listRepositories()).rejects.toThrow(
      /integrations\.github has no such host/,
    );
    await expect(sources[2].listRepositories()).rejects.toThrow(/organization/);
    await expect(sources[4].listTags('northlight/a')).rejects.toThrow(
      /'archived' of 'kept' is 'include' or 'skip'; found 'keep'/,
    );
    await expect(sources[5].compare('northlight/a', 'b', 'c')).rejects.toThrow(
      /'search' of 'wide' has 'org:elsewhere'/,
    );
    await expect(sources[6].findRepository('northlight/a')).rejects.toThrow(
      /'manifestPaths' of 'nowhere' is empty/,
    );
    await expect(sources[7].getHead('northlight/a')).rejects.toThrow(
      /'repositories' of 'owned' has 'northlight\/\*'.*without their owner/,
    );
  });

  it('passes on what webhooks say', async () => {
    const { plugin, events } = receiver();
    let publish: ((after: string) => Promise<void>) | undefined;
    const publisher = createBackendModule({
      pluginId: 'greenroom',
      moduleId: 'publisher',
      register(env) {
        env.registerInit({
          deps: { service: eventsServiceRef },
          async init({ service }) {
            publish = after =>
              service.publish({
                topic: 'github.push',
                eventPayload: {
                  repository: {
                    full_name: 'northlight/a',
                    html_url: 'https://git.example/northlight/a',
                    default_branch: 'main',
                  },
                  ref: 'refs/heads/main',
                  after,
                },
              });
          },
        });
      },
    });
    await startTestBackend({
      features: [
        plugin,
        greenroomModuleGithub,
        publisher,
        eventsServiceFactory,
        mockServices.rootConfig.factory({
          data: {
            integrations: {
              github: [
                {
                  host: 'git.example',
                  apiBaseUrl: 'https://git.example/api/v3',
                },
              ],
            },
            greenroom: { sources: [source] },
          },
        }),
      ],
    });

    await publish?.('not a commit');
    await publish?.('b'.repeat(40));

    expect(events).toEqual([
      {
        type: 'push',
        sourceId: 'northlight',
        repository: 'northlight/a',
        ref: 'refs/heads/main',
        after: 'b'.repeat(40),
      },
    ]);
  });
});
