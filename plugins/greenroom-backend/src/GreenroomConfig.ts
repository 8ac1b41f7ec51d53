import os from 'node:os';
import path from 'node:path';
import {
  readSchedulerServiceTaskScheduleDefinitionFromConfig,
  RootConfigService,
  SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';

export type GreenroomConfig = {
  readonly schedule: SchedulerServiceTaskScheduleDefinition;
  readonly directory: string;
  readonly workers: { readonly compute: number; readonly effect: number };
  /** By source id. */
  readonly defaultOwners: ReadonlyMap<string, string>;
};

/** What the rooms need of `greenroom` in app-config, with its defaults. */
export function readGreenroomConfig(root: RootConfigService): GreenroomConfig {
  const config = root.getOptionalConfig('greenroom');
  const sources = config?.getOptionalConfigArray('sources') ?? [];
  return {
    schedule: config?.has('schedule')
      ? readSchedulerServiceTaskScheduleDefinitionFromConfig(
          config.getConfig('schedule'),
        )
      : {
          frequency: { minutes: 10 },
          timeout: { minutes: 10 },
          initialDelay: { seconds: 1 },
        },
    directory: path.resolve(
      config?.getOptionalString('artifacts.directory') ??
        path.join(os.tmpdir(), 'greenroom'),
    ),
    workers: {
      compute: config?.getOptionalNumber('workers.compute') ?? 1,
      effect: config?.getOptionalNumber('workers.effect') ?? 2,
    },
    defaultOwners: new Map(
      sources.map(source => [
        source.getString('id'),
        source.getOptionalString('defaultOwner') ?? 'group:default/unowned',
      ]),
    ),
  };
}
