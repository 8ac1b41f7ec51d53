import type { Review } from '@greenroom/backstage-plugin-greenroom-common';
import type { Knex } from 'knex';
import { startRooms } from '../../__testUtils__/startRooms';
import { testDatabases } from '../../database/testDatabases';
import { decideByRole, headers, TEAM } from '../../http/__testUtils__/roles';

/** Real git, databases and child processes, on a machine that may be busy. */
jest.setTimeout(240_000);

const keys = Array.from({ length: 40 }, (_, i) => `k${i}`);
const rows = (of: readonly string[]) =>
  `id,label,split\n${of
    .map((key, i) => `${key},${i % 2 ? 'dog' : 'cat'},test`)
    .join('\n')}\n`;
const DATA = {
  'scans/greenroom.yaml': `apiVersion: greenroom.dev/v1alpha1
kind: Dataset
metadata: { name: scans }
spec:
  version: 1.0.0
  license: CC-BY-NC-4.0
  table: { path: scans.csv }
  key: id
  label: label
  split: split
  classes: [cat, dog]
`,
  'scans/scans.csv': rows(keys),
  // A manifest of ours says not what data was derived from.
  'pets/datapackage.json': JSON.stringify({
    ...{ name: 'pets', version: '1.0.0', sources: [{ title: 'scans' }] },
    resources: [{ name: 'pets', path: 'pets.csv' }],
  }),
  'pets/pets.csv': rows(keys.slice(0, 20)),
};
/** @param revision - of the data that it was trained on */
const modelFiles = (revision: string) => ({
  'greenroom.yaml': `apiVersion: greenroom.dev/v1alpha1
kind: Model
metadata: { name: reader }
spec:
  version: 2.0.0
  license: MIT
  task: tabular-classification
  classes: [cat, dog]
  trainedOn: { dataset: pets, revision: ${revision} }
  evaluations:
    - { name: held-out, dataset: scans, split: test, predictions: said.csv, metrics: [accuracy] }
`,
  'said.csv': `id,p_cat,p_dog\n${keys
    .map((key, i) => `${key},${i % 2 ? '0.2,0.8' : '0.7,0.3'}`)
    .join('\n')}\n`,
  'greenroom/policies/basics.yaml': `apiVersion: greenroom.dev/v1alpha1
kind: Policy
metadata: { name: basics }
spec:
  rules:
    - { id: licence, check: licence, allow: [MIT] }
`,
});
const { ofTeamMember } = headers;
const ofApprover = headers.of('approver');

describe.each(testDatabases())('a review on $name', ({ knex: connect }) => {
  let knex: Knex;
  let rooms: ReturnType<typeof startRooms>;
  let hiddenWords: string[];
  let address: string;
  let opened: string;

  beforeAll(async () => {
    knex = await connect();
    rooms = startRooms(knex, { decide: decideByRole });
    await push(DATA);
    const pets = await rooms.assets.findDataset('pets');
    const [learned] = await rooms.assets.listVersions(pets!.id);
    await push(modelFiles(learned.commit.sha));
    const [model] = await rooms.assets.listOfKind('model');
    const [version] = await rooms.assets.listVersions(model.id);
    const answer = await rooms
      .api()
      .post(`/assets/${encodeURIComponent(model.id)}/reviews`)
      .set('authorization', ofTeamMember)
      .send({ versionId: version.id, reason: 'For the release.' });
    if (answer.status !== 201) throw new Error(answer.text);
    opened = answer.text;
    address = `/reviews/${answer.body.id}`;
    const data = await rooms.assets.listOfKind('dataset');
    const versions = await rooms.assets.listVersionsOf(
      data.map(({ id }) => id),
    );
    hiddenWords = [
      ...['pets', 'scans'],
      ...[...versions.values()].flat().map(({ id }) => id.slice(0, 12)),
    ];
  });
  afterAll(() => rooms.close());

  /** The data is another team's than the model. */
  async function push(files: Record<string, string>) {
    await rooms.push(files);
    await knex('assets').where({ kind: 'model' }).update({ owner: TEAM });
    await knex('assets')
      .where({ kind: 'dataset' })
      .update({ owner: 'group:default/mail' });
  }
  const get = async (path: string, authorization: string) => {
    const answer = await rooms
      .api()
      .get(path)
      .set('authorization', authorization);
    expect(answer.status).toBe(200);
    return answer;
  };
  const tells = (text: string) =>
    hiddenWords.filter(word => text.includes(word));
  const decide = (authorization: string) =>
    rooms
      .api()
      .post(`${address}/decision`)
      .set('authorization', authorization)
      .send({ decision: 'approved' });
  const sectionOf = ({ sections }: Review, named: string) =>
    sections.find(({ name }) => name === named)!;

  it('names to who may see them the data that it is about', async () => {
    const { text } = await get(address, ofApprover);
    expect(tells(text)).toEqual(expect.arrayContaining(['pets', 'scans']));
  });

  it('tells who may not that there is some, in no field more than that', async () => {
    const { text, body } = await get(address, ofTeamMember);
    expect(tells(text)).toEqual([]);
    expect(tells(opened)).toEqual([]);
    expect(body.hiddenFiles).toBeGreaterThan(0);
    expect(sectionOf(body, 'lineage')).toMatchObject({
      says: expect.stringContaining(
        'It was trained on An asset that you may not see',
      ),
      facts: expect.arrayContaining([
        {
          name: 'trained on An asset that you may not see',
          value: '(not shown to you)',
        },
      ]),
    });
  });

  it('says of its checks what their own page says to the same reader', async () => {
    const { body } = await get(address, ofTeamMember);
    const { body: found } = await get(
      `/versions/${body.versionId}/checks`,
      ofTeamMember,
    );
    expect(found.checks[0].message).toContain('An asset that you may not see');
    expect(sectionOf(body, 'checks').facts.map(({ remark }) => remark)).toEqual(
      [found.checks[0].message],
    );
  });

  it('has the same digests for all', async () => {
    const digests = async (authorization: string) => {
      const { body } = await get(address, authorization);
      return body.sections.map(({ sha256, pins }: Review['sections'][0]) => [
        sha256,
        pins.map(({ digest }) => digest),
      ]);
    };
    expect(await digests(ofTeamMember)).toEqual(await digests(ofApprover));
  });

  it('is refused by a rule that names what it holds against it to who may see that', async () => {
    const [whole, masked] = [
      await decide(ofApprover),
      await decide(ofTeamMember),
    ];
    expect([whole.status, masked.status]).toEqual([409, 409]);
    expect(tells(whole.text)).not.toEqual([]);
    expect(masked.text).toContain('An asset that you may not see');
    expect(tells(masked.text)).toEqual([]);
  });

  it('says what changed without the names, in its page, the list and the next round', async () => {
    await push({ 'pets/pets.csv': rows(keys) });
    // Reviews are held against what the jobs of the pass before came to.
    await rooms.read();
    const { body, text } = await get(address, ofTeamMember);
    expect(body.changes).toContainEqual(
      expect.stringContaining('of An asset that you may not see was'),
    );
    const next = await rooms
      .api()
      .post(`${address}/renew`)
      .set('authorization', ofTeamMember);
    expect(next.body.reason).toMatch(/^Pinned anew: .*that you may not see/);
    const list = await get('/reviews', ofTeamMember);
    expect(list.body.total).toBe(2);
    expect(tells([text, next.text, list.text].join())).toEqual([]);
    expect(tells((await get('/reviews', ofApprover)).text)).toContain('pets');
  });
});
