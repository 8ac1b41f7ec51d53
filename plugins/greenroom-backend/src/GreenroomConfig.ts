import os from 'node:os';
import path from 'node:path';
import {
  readSchedulerServiceTaskScheduleDefinitionFromConfig,
  RootConfigService,
  SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import { type Config, readDurationFromConfig } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds, HumanDuration } from '@backstage/types';
import type { ComputeLimits } from '@greenroom/backstage-plugin-greenroom-node';
import type { PolicyRepository } from './governance/policies/PolicyReader';
import { readPolicyConfig } from './governance/policies/readPolicyConfig';
import type { ShardSettings } from './analysis/shardCount';
import {
  type ExchangeConfig,
  readExchangeConfig,
} from './governance/exchange/ExchangeConfig';
import {
  readReviewsConfig,
  type ReviewsConfig,
} from './governance/reviews/ReviewsConfig';
import { readSize } from './storage/readSize';

export type GreenroomConfig = {
  readonly schedule: SchedulerServiceTaskScheduleDefinition;
  readonly directory: string;
  /** Objects of any storage, as they were fetched. */
  readonly cache: {
    readonly directory: string;
    readonly maximumBytes: number;
    readonly maximumObjectBytes: number;
  };
  /** How long a job that ended is kept when nothing points at its answer. */
  readonly keptMillis: number;
  /** How long audit events are kept; absent: until somebody takes them out. */
  readonly auditKeptMillis?: number;
  /** Of one computation. */
  readonly limits: ComputeLimits;
  /** When a run of a model is cut, and in how many shards. */
  readonly shards: ShardSettings;
  readonly workers: { readonly compute: number; readonly effect: number };
  /** Where people reach the portal. */
  readonly portalUrl: string;
  /** Of pull requests, where the person names none. */
  readonly pullRequestLabels: readonly string[];
  readonly reviews: ReviewsConfig;
  readonly exchange: ExchangeConfig;
  /** Where organisation and systems state policies; absent where nowhere. */
  readonly policies?: PolicyRepository;
  /** By source id. */
  readonly defaultOwners: ReadonlyMap<string, string>;
};

/** Of a small network a minute's work or two, beside which the start of a worker is little. */
const DEFAULT_SHARD_ROWS = 100_000;

const DAY_MILLIS = 24 * 3_600_000;

/** So that people and rules of the host tell them from others. */
const PULL_REQUEST_LABELS: readonly string[] = ['greenroom'];

/** What the rooms need of `greenroom` in app-config, with its defaults. */
export function readGreenroomConfig(root: RootConfigService): GreenroomConfig {
  const config = root.getOptionalConfig('greenroom');
  const sources = config?.getOptionalConfigArray('sources') ?? [];
  const directory = path.resolve(
    config?.getOptionalString('artifacts.directory') ??
      path.join(os.tmpdir(), 'greenroom'),
  );
  const size = (key: string, otherwise: string) =>
    readSize(`greenroom.${key}`, config?.getOptional(key) ?? otherwise);
  const duration = (key: string, otherwise: HumanDuration) =>
    config?.has(key) ? readDurationFromConfig(config, { key }) : otherwise;
  const count = (key: string, otherwise: number) => {
    const found = config?.getOptionalNumber(key) ?? otherwise;
    if (Number.isInteger(found) && found > 0) return found;
    throw new InputError(
      `greenroom.${key} is ${found}. Give it a whole number above 0.`,
    );
  };
  const workers = {
    compute: config?.getOptionalNumber('workers.compute') ?? 1,
    effect: config?.getOptionalNumber('workers.effect') ?? 2,
  };
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
    directory,
    cache: {
      directory: path.join(directory, 'cache'),
      maximumBytes: size('cache.maxSize', '20 GB'),
      maximumObjectBytes: size('cache.maxObjectSize', '2 GiB'),
    },
    keptMillis: durationToMilliseconds(
      duration('jobs.retention', { days: 30 }),
    ),
    auditKeptMillis: readAuditRetention(config),
    limits: {
      memoryBytes: size('compute.memory', '8 GB'),
      timeSeconds:
        durationToMilliseconds(duration('compute.time', { minutes: 30 })) /
        1000,
      diskBytes: size('compute.disk', '20 GB'),
    },
    shards: {
      rows: count('compute.shards.rows', DEFAULT_SHARD_ROWS),
      most: count('compute.shards.most', Math.max(1, workers.compute)),
    },
    workers,
    pullRequestLabels:
      root.getOptionalStringArray('greenroom.proposals.labels') ??
      PULL_REQUEST_LABELS,
    reviews: readReviewsConfig(root),
    exchange: readExchangeConfig(root),
    policies: readPolicyConfig(root),
    portalUrl: (root.getOptionalString('app.baseUrl') ?? '').replace(/\/$/, ''),
    defaultOwners: new Map(
      sources.map(source => [
        source.getString('id'),
        source.getOptionalString('defaultOwner') ?? 'group:default/unowned',
      ]),
    ),
  };
}

/** @throws InputError where it would leave no event that anybody could look at */
function readAuditRetention(config: Config | undefined): number | undefined {
  const key = 'audit.retention';
  if (!config?.has(key)) return undefined;
  const millis = durationToMilliseconds(
    readDurationFromConfig(config, { key }),
  );
  if (millis >= DAY_MILLIS) return millis;
  throw new InputError(
    `greenroom.${key} is shorter than a day. Give it at least {days: 1}, or leave it out to keep all events.`,
  );
}
