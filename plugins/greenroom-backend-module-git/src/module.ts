import os from 'node:os';
import path from 'node:path';
import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { ScmIntegrations } from '@backstage/integration';
import {
  BrokenSource,
  greenroomSourcesExtensionPoint,
} from '@greenroom/backstage-plugin-greenroom-node';
import { createCredentialsOf, createHostKind } from './credentialsOf';
import { gitEnvironment } from './gitEnvironment';
import { GitSource } from './GitSource';
import { readGitSourceConfigs } from './GitSourceConfig';
import { runGit } from './runGit';

/**
 * Adds every `greenroom.sources[]` of type `git`. A source whose configuration
 * is wrong is added too, and says what is wrong whenever it is read.
 */
export const greenroomModuleGit = createBackendModule({
  pluginId: 'greenroom',
  moduleId: 'git',
  register(env) {
    env.registerInit({
      deps: {
        config: coreServices.rootConfig,
        logger: coreServices.logger,
        sources: greenroomSourcesExtensionPoint,
      },
      async init({ config, logger, sources }) {
        const integrations = ScmIntegrations.fromConfig(config);
        const credentialsOf = createCredentialsOf(integrations);
        const directory = path.resolve(
          config.getOptionalString('greenroom.artifacts.directory') ??
            path.join(os.tmpdir(), 'greenroom'),
          'mirrors',
        );
        for (const result of readGitSourceConfigs(config)) {
          if (result.status === 'broken') {
            logger.error(
              `Source ${result.id} cannot be read: ${result.problem}`,
            );
            sources.addSource(new BrokenSource({ ...result, kind: 'git' }));
            continue;
          }
          const { source } = result;
          sources.addSource(
            new GitSource({
              config: source,
              directory,
              run: runGit,
              hostKind: createHostKind(integrations),
              credentials: credentialsOf,
              environment: async remote =>
                gitEnvironment({
                  path: process.env.PATH,
                  home: process.env.HOME,
                  allowHttp: source.allowHttp,
                  credentials: await credentialsOf(remote),
                }),
            }),
          );
        }
      },
    });
  },
});
