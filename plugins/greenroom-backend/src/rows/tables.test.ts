import { startRooms } from '../__testUtils__/startRooms';
import { testDatabases } from '../database/testDatabases';
import type { Knex } from 'knex';
import sharp from 'sharp';

/** Real git, databases and child processes, on a machine that may be busy. */
jest.setTimeout(240_000);

const manifest = (spec: string) => `apiVersion: greenroom.dev/v1alpha1
kind: Dataset
metadata:
  name: things
spec:
${spec}`;

const [{ knex: connect }] = testDatabases();

describe('tables of other kinds', () => {
  let knex: Knex;
  let rooms: ReturnType<typeof startRooms>;
  beforeEach(async () => {
    knex = await connect();
    rooms = startRooms(knex);
  });
  afterEach(() => rooms.close());

  const post = async (path: string, body: object) => {
    const answer = await rooms.api().post(path).send(body);
    if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
    return answer.body;
  };

  it('without a key are matched by content, and their rows named by number', async () => {
    const spec = manifest('  table: { path: a.csv }\n');
    await rooms.push({
      'greenroom.yaml': spec,
      'a.csv': 'x,y\n1,a\n2,b\n2,b\n',
    });
    const [from, to] = await rooms.push({ 'a.csv': 'x,y\n2,b\n1,a\n3,c\n' });
    const page = await post(`/versions/${to.id}/rows`, {
      filter: { keys: ['3'] },
    });
    expect(page.rows).toEqual([{ key: '3', cells: { x: 3, y: 'c' } }]);
    const { comparison } = await post('/versions/compare', {
      from: from.id,
      to: to.id,
    });
    expect(comparison).toMatchObject({
      matchedBy: 'content',
      rows: { from: 3, to: 3, added: 1, removed: 1, changed: 0 },
    });
    const changed = await post('/versions/compare/rows', {
      from: from.id,
      to: to.id,
      filter: { change: 'added' },
    });
    expect(changed.rows).toEqual([
      {
        key: expect.stringMatching(/^[12]$/),
        change: 'added',
        cells: [
          { column: 'x', from: null, to: 3 },
          { column: 'y', from: null, to: 'c' },
        ],
      },
    ]);
  });

  it('of pictures show each, small or large, with its size', async () => {
    const picture = await sharp({
      create: { width: 300, height: 150, channels: 3, background: 'teal' },
    })
      .png()
      .toBuffer();
    const [version] = await rooms.push({
      'greenroom.yaml': manifest(
        '  table: { path: pictures, format: images }\n  key: path\n',
      ),
      'pictures/cat/1.png': picture,
      'pictures/dog/2.png': picture,
    });
    const page = await post(`/versions/${version.id}/rows`, {});
    expect(page.total).toBe(2);
    expect(page.rows[0].picture).toEqual({ width: 300, height: 150 });
    const key = page.rows[0].key;
    for (const sizePixels of [64, 1_024]) {
      const { thumbnails } = await post(`/versions/${version.id}/thumbnails`, {
        keys: [key],
        sizePixels,
      });
      const [type, data] = thumbnails[key].split(';base64,');
      expect(type).toBe('data:image/webp');
      expect(await sharp(Buffer.from(data, 'base64')).metadata()).toMatchObject(
        { width: Math.min(sizePixels, 300) },
      );
    }
  });

  it('with a key that is not unique name the duplicates, and the last good version stays', async () => {
    const spec = manifest('  table: { path: a.csv }\n  key: x\n');
    await rooms.push({ 'greenroom.yaml': spec, 'a.csv': 'x,y\n1,a\n2,b\n' });
    const versions = await rooms.push({ 'a.csv': 'x,y\n1,a\n7,b\n7,c\n' });
    expect(versions).toHaveLength(1);
    const { body } = await rooms.api().get('/assets');
    expect(body.items[0].health).toMatchObject({
      status: 'Degraded',
      reason: expect.stringMatching(/a\.csv.*not unique.*7/s),
    });
  });

  it('that an engine of before read are read again, and are the same versions', async () => {
    const [version] = await rooms.push({
      'greenroom.yaml': manifest('  table: { path: a.csv }\n'),
      'a.csv': 'x\n1\n2\n',
    });
    const { contentVersion: _, profileArtifact: __, ...before } = version.facts;
    await knex('jobs').delete();
    await knex('versions')
      .where({ id: version.id })
      .update({ digest: 'gr1:old', facts: JSON.stringify(before) });
    expect(
      (await rooms.api().post(`/versions/${version.id}/rows`).send({})).status,
    ).toBe(404);
    await rooms.reconcileAll();
    expect(await rooms.assets.getVersion(version.id)).toMatchObject({
      digest: version.digest,
    });
    expect(await post(`/versions/${version.id}/rows`, {})).toMatchObject({
      total: 2,
    });
  });

  it('are held against the population that the manifest declares', async () => {
    const numbers = (from: number) =>
      `x\n${Array.from({ length: 400 }, (_, i) => from + (i % 40)).join(
        '\n',
      )}\n`;
    const [version] = await rooms.push({
      'greenroom.yaml': manifest(
        '  table: { path: a.csv }\n  reference: { path: people.csv }\n',
      ),
      'a.csv': numbers(0),
      'people.csv': numbers(30),
    });
    const ask = () =>
      post(`/versions/${version.id}/drift`, { against: { kind: 'reference' } });
    await ask();
    await rooms.settle();
    expect((await ask()).columns).toEqual([
      expect.objectContaining({ column: 'x', verdict: 'moved' }),
    ]);
  });
});
