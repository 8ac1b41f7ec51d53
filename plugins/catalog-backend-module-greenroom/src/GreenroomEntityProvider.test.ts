import { mockServices } from '@backstage/backend-test-utils';
import type { EntityProviderMutation } from '@backstage/plugin-catalog-node';
import type {
  AssetDetail,
  AssetList,
  AssetSummary,
} from '@greenroom/backstage-plugin-greenroom-common';
import { GreenroomEntityProvider } from './GreenroomEntityProvider';

const summary = (rest: Partial<AssetSummary>): AssetSummary => ({
  id: 'digits',
  kind: 'dataset',
  name: 'digits',
  title: 'Digits',
  owner: 'group:default/vision',
  entityRef: 'resource:default/digits',
  adopted: false,
  repository: 'northlight/digits-data',
  path: 'greenroom.yaml',
  sync: { status: 'Synced', reason: '' },
  health: { status: 'Healthy', reason: '' },
  problems: [],
  task: 'image-classification',
  tags: [],
  ...rest,
});
const digits = summary({});
const reader = summary({
  id: 'digit-reader',
  kind: 'model',
  name: 'digit-reader',
  entityRef: 'component:default/digit-reader',
});
const filter = summary({
  id: 'mail-filter',
  kind: 'model',
  name: 'mail-filter',
  entityRef: 'component:default/mail-filter',
  adopted: true,
});

/** Stands where the Greenroom backend does, with one asset a page. */
class Greenroom {
  assets = [digits, reader, filter];
  unreachable = false;

  async listAssets({ cursor = '0' }: { cursor?: string }): Promise<AssetList> {
    if (this.unreachable) throw new Error('connect ECONNREFUSED');
    const index = Number(cursor);
    const more = index + 1 < this.assets.length;
    return {
      items: this.assets.slice(index, index + 1),
      total: this.assets.length,
      counts: { models: 0, datasets: 0, needAttention: 0 },
      nextCursor: more ? String(index + 1) : undefined,
    };
  }

  async getAsset(id: string): Promise<AssetDetail> {
    const asset = this.assets.find(candidate => candidate.id === id);
    if (!asset) throw Object.assign(new Error('gone'), { statusCode: 404 });
    const dependsOn =
      asset.kind === 'model' ? [{ assetId: 'digits', name: 'digits' }] : [];
    return { ...asset, dependsOn, usedBy: [], allowed: [] };
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
