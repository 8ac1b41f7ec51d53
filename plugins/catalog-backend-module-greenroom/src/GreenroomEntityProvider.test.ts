import { mockServices } from '@backstage/backend-test-utils';
import type { EntityProviderMutation } from '@backstage/plugin-catalog-node';
import type {
  AssetEntity,
  AssetEntityList,
} from '@greenroom/backstage-plugin-greenroom-common';
import { GreenroomEntityProvider } from './GreenroomEntityProvider';

const entity = (rest: Partial<AssetEntity>): AssetEntity => ({
  id: 'digits',
  kind: 'dataset',
  title: 'Digits',
  owner: 'group:default/vision',
  entityRef: 'resource:default/digits',
  adopted: false,
  archived: false,
  deprecated: false,
  repository: 'northlight/digits-data',
  path: 'greenroom.yaml',
  task: 'image-classification',
  tags: [],
  dependsOnEntities: [],
  ...rest,
});
const digits = entity({});
const reader = entity({
  id: 'digit-reader',
  kind: 'model',
  entityRef: 'component:default/digit-reader',
  dependsOnEntities: ['resource:default/digits'],
});
const filter = entity({
  id: 'mail-filter',
  kind: 'model',
  entityRef: 'component:default/mail-filter',
  adopted: true,
});

/** Stands where the Greenroom backend does, with one asset a page. */
class Greenroom {
  assets = [digits, reader, filter];
  unreachable = false;

  async listEntities(query: {
    ids?: readonly string[];
    after?: string;
  }): Promise<AssetEntityList> {
    if (this.unreachable) throw new Error('connect ECONNREFUSED');
    const { ids, after } = query;
    if (ids) return { items: this.assets.filter(({ id }) => ids.includes(id)) };
    const index = this.assets.findIndex(({ id }) => id === after) + 1;
    const items = this.assets.slice(index, index + 1);
    const isLast = index + 1 >= this.assets.length;
    return { items, nextAfter: isLast ? undefined : items[0].id };
  }
}

async function connected(greenroom = new Greenroom()) {
  const mutations: EntityProviderMutation[] = [];
  const events = mockServices.events();
  const provider = new GreenroomEntityProvider({
    greenroom,
    events,
    logger: mockServices.logger.mock(),
    schedule: { run: async () => {} },
  });
  await provider.connect({
    applyMutation: async mutation => {
      mutations.push(mutation);
    },
    refresh: async () => {},
  });
  return { provider, greenroom, mutations, events };
}

describe('GreenroomEntityProvider', () => {
  it('emits every asset that nobody declares, with what it depends on', async () => {
    const { provider, mutations } = await connected();
    await provider.refresh();

    expect(mutations).toMatchObject([
      {
        type: 'full',
        entities: [
          { entity: { kind: 'Resource', metadata: { name: 'digits' } } },
          {
            entity: {
              kind: 'Component',
              spec: { dependsOn: ['resource:default/digits'] },
            },
          },
        ],
      },
    ]);
  });

  it('changes nothing when Greenroom lists nothing or cannot be reached', async () => {
    const { provider, greenroom, mutations } = await connected();
    greenroom.assets = [];
    await provider.refresh();
    greenroom.unreachable = true;
    await provider.refresh();

    expect(mutations).toEqual([]);
  });

  it('emits one entity where two assets claim it', async () => {
    const { provider, greenroom, mutations } = await connected();
    greenroom.assets = [digits, entity({ id: 'other', shadowedBy: 'digits' })];
    await provider.refresh();
    expect(mutations).toMatchObject([
      { entities: [{ entity: { metadata: { title: 'Digits' } } }] },
    ]);
    expect(mutations[0]).toHaveProperty('entities.length', 1);
  });

  it('emits what an event names', async () => {
    const { events, mutations } = await connected();
    await events.publish({
      topic: 'greenroom.assets',
      eventPayload: { assetIds: ['digit-reader', 'gone'] },
    });

    expect(mutations).toMatchObject([
      {
        type: 'delta',
        added: [{ entity: { metadata: { name: 'digit-reader' } } }],
        removed: [],
      },
    ]);
  });

  it('takes back what somebody else declares since', async () => {
    const { provider, mutations } = await connected();
    await provider.update({ assetIds: ['mail-filter'] });

    expect(mutations).toEqual([
      {
        type: 'delta',
        added: [],
        removed: [
          {
            entityRef: 'component:default/mail-filter',
            locationKey: 'greenroom',
          },
        ],
      },
    ]);
  });

  it.each([[undefined], ['text'], [{}], [{ assetIds: 'digits' }]])(
    'drops the event %j',
    async payload => {
      const { provider, mutations } = await connected();
      await provider.update(payload);
      expect(mutations).toEqual([]);
    },
  );

  it('goes on after a failure', async () => {
    const { provider, greenroom, mutations } = await connected();
    greenroom.unreachable = true;
    await provider.refresh();
    greenroom.unreachable = false;
    await provider.refresh();
    expect(mutations).toHaveLength(1);
  });
});
