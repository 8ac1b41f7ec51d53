import type { Knex } from 'knex';
import { testDatabases } from '../../database/testDatabases';
import { insertAsset } from '../../__testUtils__/insertAsset';
import { AssetStore } from '../AssetStore';
import { CONTENT_VERSION } from '../Asset';

jest.setTimeout(60_000);

const ASSET = 'test:acme/data:digits';
const read = { tableArtifact: 'a', contentVersion: CONTENT_VERSION };
const before = { tableArtifact: 'a', rows: 3 };

describe.each(testDatabases())(
  'a version read by an engine of before on $name',
  ({ knex: connect }) => {
    let knex: Knex;
    let assets: AssetStore;

    beforeEach(async () => {
      knex = await connect();
      assets = new AssetStore(knex);
      await insertAsset(knex, { id: ASSET, owner: 'x' });
      for (const [ordinal, bytes] of ['bytes1', 'bytes2'].entries())
        await knex('revisions').insert({
          asset_id: ASSET,
          commit: `c${ordinal}`,
          ordinal,
          details: '{}',
          manifest: '{}',
          files: '{}',
          byte_digest: bytes,
          pushed: false,
          problems: '[]',
        });
    });
    afterEach(() => knex.destroy());

    it('keeps its id under its new digest, so that runs and links hold', async () => {
      const id = await assets.attachVersion(ASSET, 'bytes1', 'gr1:a', before);
      expect(await assets.attachVersion(ASSET, 'bytes1', 'gr2:a', read)).toBe(
        id,
      );
      expect(await assets.getVersion(id)).toMatchObject({
        digest: 'gr2:a',
        facts: read,
      });
    });

    it('stays one where both of its files have one content', async () => {
      const id = await assets.attachVersion(ASSET, 'bytes1', 'gr1:a', before);
      await assets.attachVersion(ASSET, 'bytes2', 'gr1:a', before);
      await assets.attachVersion(ASSET, 'bytes1', 'gr2:a', read);
      await assets.attachVersion(ASSET, 'bytes2', 'gr2:a', read);
      expect(
        (await assets.listVersions(ASSET)).map(version => version.id),
      ).toEqual([id]);
    });

    it('becomes two where its files turn out to differ', async () => {
      await assets.attachVersion(ASSET, 'bytes1', 'gr1:a', before);
      await assets.attachVersion(ASSET, 'bytes2', 'gr1:a', before);
      await assets.attachVersion(ASSET, 'bytes1', 'gr2:a', read);
      await assets.attachVersion(ASSET, 'bytes2', 'gr2:b', read);
      const versions = await assets.listVersions(ASSET);
      expect(versions.map(({ digest }) => digest)).toEqual(['gr2:a', 'gr2:b']);
    });
  },
);
