import type {
  LoggerService,
  SchedulerServiceTaskRunner,
} from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type {
  DeferredEntity,
  EntityProvider,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import type { EventsService } from '@backstage/plugin-events-node';
import {
  TOPIC_ASSETS,
  type AssetEntity,
  type GreenroomApi,
} from '@greenroom/backstage-plugin-greenroom-common';
import { AssetReader } from './AssetReader';
import { assetToEntity } from './assetToEntity';

const LOCATION_KEY = 'greenroom';

/**
 * Emits what nobody else declares: every asset that is not adopted. All of
 * them on a schedule, the changed ones on `greenroom.assets`. It keeps no
 * state; the Greenroom backend is asked each time.
 */
export class GreenroomEntityProvider implements EntityProvider {
  readonly #greenroom: Pick<GreenroomApi, 'listEntities'>;
  readonly #events: EventsService;
  readonly #logger: LoggerService;
  readonly #schedule: SchedulerServiceTaskRunner;
  #connection: EntityProviderConnection | undefined;
  /** One mutation after the other, so that an older answer never overtakes a newer one. */
  #queue: Promise<void> = Promise.resolve();

  constructor(options: {
    greenroom: Pick<GreenroomApi, 'listEntities'>;
    events: EventsService;
    logger: LoggerService;
    schedule: SchedulerServiceTaskRunner;
  }) {
    this.#greenroom = options.greenroom;
    this.#events = options.events;
    this.#logger = options.logger;
    this.#schedule = options.schedule;
  }

  getProviderName(): string {
    return 'greenroom';
  }

  async connect(connection: EntityProviderConnection): Promise<void> {
    this.#connection = connection;
    await this.#events.subscribe({
      id: 'catalog-greenroom',
      topics: [TOPIC_ASSETS],
      onEvent: async ({ eventPayload }) => this.update(eventPayload),
    });
    await this.#schedule.run({
      id: 'greenroom-entity-provider',
      fn: () => this.refresh(),
    });
  }

  /** Asks for everything. An answer that fails or is empty changes nothing. */
  async refresh(): Promise<void> {
    await this.#inTurn('the full listing', async connection => {
      const assets = await new AssetReader(this.#greenroom).readAll();
      if (assets.length === 0) {
        this.#logger.warn(
          'Greenroom lists no assets; the catalog keeps the entities it has',
        );
        return;
      }
      await connection.applyMutation({
        type: 'full',
        entities: assets.filter(isOurs).map(toDeferred),
      });
    });
  }

  /**
   * Asks for the assets an event names.
   *
   * @param eventPayload - `{ assetIds: string[] }`; anything else is dropped
   */
  async update(eventPayload: unknown): Promise<void> {
    const assetIds = readAssetIds(eventPayload);
    if (assetIds.length === 0) {
      this.#logger.warn(`A ${TOPIC_ASSETS} event names no assets`);
      return;
    }
    await this.#inTurn('changed assets', async connection => {
      const reader = new AssetReader(this.#greenroom);
      const assets = await reader.readSome(assetIds);
      await connection.applyMutation({
        type: 'delta',
        added: assets.filter(isOurs).map(toDeferred),
        removed: assets
          .filter(asset => asset.adopted)
          .map(asset => ({
            entityRef: asset.entityRef,
            locationKey: LOCATION_KEY,
          })),
      });
    });
  }

  #inTurn(
    what: string,
    task: (connection: EntityProviderConnection) => Promise<void>,
  ): Promise<void> {
    const turn = this.#queue.then(async () => {
      const connection = this.#connection;
      if (!connection) throw new Error('The provider is not connected');
      try {
        await task(connection);
      } catch (error) {
        this.#logger.warn(
          `Greenroom could not be asked for ${what}; the catalog keeps the entities it has: ${stringifyError(
            error,
          )}`,
        );
      }
    });
    this.#queue = turn.catch(() => undefined);
    return turn;
  }
}

/** What nobody else declares; of assets that claim one entity, one. */
function isOurs({ adopted, shadowedBy }: AssetEntity): boolean {
  return !adopted && shadowedBy === undefined;
}

function toDeferred(asset: AssetEntity): DeferredEntity {
  return { entity: assetToEntity(asset), locationKey: LOCATION_KEY };
}

function readAssetIds(eventPayload: unknown): string[] {
  const { assetIds } = (eventPayload ?? {}) as { assetIds?: unknown };
  if (!Array.isArray(assetIds)) return [];
  return assetIds.filter((id): id is string => typeof id === 'string');
}
