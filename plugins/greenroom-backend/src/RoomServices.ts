import type {
  AuditorService,
  AuthService,
  HttpAuthService,
  LoggerService,
  PermissionsService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { EventsService } from '@backstage/plugin-events-node';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { PermissionRuleset } from '@backstage/plugin-permission-node';
import type { SignalsService } from '@backstage/plugin-signals-node';
import type {
  ComputeExecutor,
  ComputeLimits,
  Source,
} from '@greenroom/backstage-plugin-greenroom-node';
import type { Knex } from 'knex';
import type { ShardSettings } from './analysis/shardCount';
import type { ArtifactStore } from './artifacts/ArtifactStore';
import type { CallDesk } from './compute/calls/CallDesk';
import type { ExchangeConfig } from './governance/exchange/ExchangeConfig';
import type { PolicyRepository } from './governance/policies/PolicyReader';
import type { ReviewsConfig } from './governance/reviews/ReviewsConfig';
import type { InferenceServers } from './inference/InferenceServers';
import type {
  AssetFilter,
  PermissionedAsset,
} from './permissions/assetResource';
import type { Storages } from './storage/Storages';

/** What the rooms stand on: services of Backstage, and what the configuration chose. */
export type RoomServices = {
  auditor: AuditorService;
  auth: AuthService;
  catalog: CatalogService;
  events: EventsService;
  httpAuth: HttpAuthService;
  logger: LoggerService;
  permissions: PermissionsService;
  permissionRules: PermissionRuleset<PermissionedAsset, AssetFilter>;
  notifications: NotificationService;
  portalUrl: string;
  pullRequestLabels: readonly string[];
  reviews: ReviewsConfig;
  exchange: ExchangeConfig;
  policies?: PolicyRepository;
  signals: SignalsService;
  userInfo: UserInfoService;
  sources: ReadonlyMap<string, Source>;
  knex: Knex;
  artifacts: ArtifactStore;
  selections: ArtifactStore;
  storages: Storages;
  inference: InferenceServers;
  defaultOwners: ReadonlyMap<string, string>;
  keptMillis: number;
  /** How long audit events are kept; absent: until somebody takes them out. */
  auditKeptMillis?: number;
  executor: ComputeExecutor;
  limits: ComputeLimits;
  shards: ShardSettings;
  calls: CallDesk;
};
