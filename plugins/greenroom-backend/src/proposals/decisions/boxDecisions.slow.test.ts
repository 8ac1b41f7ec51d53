import { mockCredentials } from '@backstage/backend-test-utils';
import {
  type Box,
  boxesText,
  type Decide,
} from '@greenroom/backstage-plugin-greenroom-common';
import { rememberRooms } from '../../__testUtils__/rememberRooms';

/** Real git, databases and child processes, on a machine that may be busy. */
jest.setTimeout(240_000);

const MANIFEST = `apiVersion: greenroom.dev/v1alpha1
kind: Dataset
metadata:
  name: scenes
spec:
  task: object-detection
  table:
    format: coco
    splits: [{ name: train, path: train.json }, { name: test, path: test.json }]
  label: boxes
  classes: ['4', '9']
`;
const FOUR = { label: '4', x: 1, y: 2.25, width: 10, height: 20 };
const NINE = { ...FOUR, label: '9' };
const CLASSES = ['4', '9'];

/** A picture each; annotations have the ids of their places, from `firstId`. */
const coco = (pictures: Record<string, readonly Box[]>, firstId = 1) =>
  JSON.stringify({
    images: Object.keys(pictures).map((file_name, i) => ({
      id: i,
      file_name,
      width: 64,
      height: 48,
    })),
    annotations: Object.values(pictures)
      .flatMap((boxes, image_id) => boxes.map(box => ({ image_id, ...box })))
      .map(({ image_id, label, x, y, width, height }, i) => ({
        id: firstId + i,
        image_id,
        category_id: CLASSES.indexOf(label),
        bbox: [x, y, width, height],
      })),
    categories: CLASSES.map((name, id) => ({ id, name })),
  });

describe('decisions on pictures with boxes', () => {
  let read: Awaited<ReturnType<typeof rememberRooms>>;
  let rooms: ReturnType<typeof read.open>;
  let assetPath: string;
  let versionId: string;

  beforeAll(async () => {
    read = await rememberRooms({
      'greenroom.yaml': MANIFEST,
      'train.json': coco({ 'a.png': [FOUR], 'b.png': [FOUR, NINE] }),
      'test.json': coco({ 'c.png': [] }),
    });
  });
  afterAll(() => read.close());
  beforeEach(() => {
    rooms = read.open();
    const [version] = read.versions;
    versionId = version.id;
    assetPath = `/assets/${encodeURIComponent(version.assetId)}`;
  });
  afterEach(() => rooms.close());

  const send = (method: 'put' | 'post', path: string, body: object) =>
    rooms
      .api()
      [method](path)
      .set('authorization', mockCredentials.user.header('user:default/mira'))
      .send(body);
  const decide = async (
    key: string,
    from: readonly Box[],
    to: readonly Box[] | string,
    auditId?: string,
  ) => {
    const decision: Decide = {
      key,
      kind: 'relabel',
      from: boxesText(from),
      to: typeof to === 'string' ? to : boxesText(to),
      seen: 0,
    };
    const { status, body } = await send('put', `${assetPath}/decisions`, {
      versionId,
      auditId,
      decisions: [decision],
    });
    if (status !== 200) throw new Error(body.error.message);
    return body.decided;
  };

  it('are refused where no file could have them', async () => {
    await expect(decide('a.png', [FOUR], '9')).rejects.toThrow(
      'The label of a.png is the list of its boxes',
    );
    await expect(decide('a.png', [FOUR], [{ ...FOUR, x: 60 }])).rejects.toThrow(
      'out of the picture of 64 x 48 pixels',
    );
    await expect(decide('a.png', [NINE], [])).rejects.toThrow(
      'Picture a.png has other boxes by now (1 from 9 to 4)',
    );
  });

  it('are settled by the version that has the boxes, in whatever order, and asked again where others changed', async () => {
    await decide('a.png', [FOUR], [NINE]);
    await decide('b.png', [FOUR, NINE], [FOUR]);
    await decide('c.png', [], [NINE, FOUR]);
    const versions = await rooms.push({
      'train.json': coco({ 'a.png': [NINE], 'b.png': [NINE] }, 7),
      'test.json': coco({ 'c.png': [FOUR, NINE] }),
    });
    const { body } = await send(
      'post',
      `/versions/${versions.at(-1)!.id}/decisions`,
      { keys: ['a.png', 'b.png', 'c.png'] },
    );
    expect(
      body.items.map(({ key, state }: Record<string, string>) => [key, state]),
    ).toEqual([
      ['a.png', 'settled'],
      ['b.png', 'outdated'],
      ['c.png', 'settled'],
    ]);
  });

  it('in an audit tell how many pictures are wrong, of no class', async () => {
    const { body: audit } = await send(
      'post',
      `/versions/${versionId}/audits`,
      { size: 10, design: 'random' },
    );
    const given = Object.fromEntries(
      audit.rows.map((row: Record<string, string>) => [row.key, row.given]),
    );
    expect(given).toEqual({
      'a.png': boxesText([FOUR]),
      'b.png': boxesText([FOUR, NINE]),
      'c.png': '[]',
    });
    await decide('a.png', [FOUR], [NINE], audit.id);
    await decide('b.png', [FOUR, NINE], [FOUR], audit.id);
    await decide('c.png', [], [FOUR], audit.id);
    const { body } = await rooms
      .api()
      .get(`/audits/${audit.id}`)
      .set('authorization', mockCredentials.user.header('user:default/mira'));
    expect(body.noise).toMatchObject({ value: 1, n: 3 });
    expect(body.groups.map(({ by }: { by: string }) => by)).not.toContain(
      'class',
    );
  });

  it('draw no sample by class', async () => {
    const { body } = await send('post', `/versions/${versionId}/audits`, {
      size: 10,
      design: 'stratified',
      by: 'given',
    });
    expect(body.error.message).toContain('have no class to draw by');
  });
});
