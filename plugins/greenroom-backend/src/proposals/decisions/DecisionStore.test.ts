import type { Knex } from 'knex';
import { testDatabases } from '../../database/testDatabases';
import { ProposalStore } from '../ProposalStore';
import { DecisionStore } from './DecisionStore';
import { fillBaskets } from './fillBaskets';
import { takeBack } from './takeBack';
import { weighWords } from './weighWords';

/** A real server, on a machine that may be busy. */
jest.setTimeout(60_000);

const ASSET = 'digits';
const MIRA = 'user:default/mira';
const NOAH = 'user:default/noah';

describe.each(testDatabases())(
  'DecisionStore on $name',
  ({ knex: connect }) => {
    let knex: Knex;
    let store: DecisionStore;
    beforeEach(async () => {
      knex = await connect();
      store = new DecisionStore(knex);
      await knex('assets').insert({
        id: ASSET,
        kind: 'dataset',
        name: ASSET,
        source_id: 's',
        repository: 'acme/data',
        path: 'greenroom.yaml',
        entity_ref: 'resource:default/digits',
        owner: 'group:default/data',
        manifest: '{}',
        sync_status: 'Synced',
        sync_reason: '',
        problems: '[]',
        health_status: 'Healthy',
        health_reason: '',
        attention: 0,
        search: '',
      });
    });
    afterEach(() => knex.destroy());

    const word = (
      key: string,
      author: string,
      said: { kind: 'keep' | 'later' } | { kind: 'relabel'; to: string } = {
        kind: 'keep',
      },
    ) => ({
      key,
      author,
      from: '4',
      ...said,
      at: 1,
      versionId: 'v1',
      print: 'p',
      evidence: {},
    });
    const say = (...words: ReturnType<typeof word>[]) =>
      store.together(ASSET, async (inside, baskets) => {
        const said = await inside.say(ASSET, words);
        await fillBaskets(baskets, {
          assetId: ASSET,
          baseVersionId: 'v1',
          put: said,
          remove: [],
        });
        return said;
      });
    const basketOf = async (author: string) =>
      (await new ProposalStore(knex).draftOf(ASSET, author))?.entries.map(
        ({ key }) => key,
      );
    const undo = (
      keys: readonly string[],
      reach: 'last word' | 'all words' = 'last word',
    ) =>
      store.together(ASSET, async (words, baskets) => {
        const standing = await words.standing(ASSET, keys);
        return takeBack({ words, baskets }, [...standing.values()], {
          assetId: ASSET,
          headId: 'v1',
          newest: new Map(keys.map(key => [key, { label: '4', print: 'p' }])),
          reach,
        });
      });

    it('has the last word on a row stand, and keeps those before', async () => {
      await say(word('1', MIRA));
      await say(word('1', NOAH, { kind: 'relabel', to: '9' }));
      const standing = await store.standing(ASSET, ['1', '2']);
      expect([...standing.values()]).toEqual([
        expect.objectContaining({ author: NOAH, revision: 2, to: '9' }),
      ]);
      expect(await knex('decisions').pluck('author')).toEqual([MIRA, NOAH]);
    });

    it('has one of two people win who decide a row at once, and shows it to the other', async () => {
      const decide = (author: string) =>
        store.together(ASSET, async inside => {
          const standing = await inside.standing(ASSET, ['1']);
          const weighed = weighWords(
            [{ key: '1', kind: 'keep', from: '4', seen: 0 }],
            standing,
            { author },
          );
          await inside.say(
            ASSET,
            weighed.fresh.map(({ key }) => word(key, author)),
          );
          return weighed.conflicts.map(theirs => theirs.author);
        });
      const people = [MIRA, NOAH, 'user:default/ida', 'user:default/jon'];
      const conflicts = await Promise.all(people.map(decide));
      const [winner] = await knex('decisions').pluck('author');
      expect(await knex('decisions').pluck('author')).toHaveLength(1);
      expect(conflicts).toEqual(
        people.map(author => (author === winner ? [] : [winner])),
      );
    });

    it('says nothing where the basket cannot follow', async () => {
      const failing = store.together(ASSET, async inside => {
        await inside.say(ASSET, [word('1', MIRA)]);
        throw new Error('the process ended here');
      });
      await expect(failing).rejects.toThrow('ended here');
      expect(await store.standing(ASSET, ['1'])).toEqual(new Map());
    });

    it('restores what stood before a word that is taken back, in its basket too', async () => {
      await say(word('1', MIRA));
      await store.together(ASSET, async (inside, baskets) => {
        const before = [...(await inside.standing(ASSET, ['1'])).values()];
        const put = await inside.say(ASSET, [word('1', NOAH)]);
        await fillBaskets(baskets, {
          assetId: ASSET,
          baseVersionId: 'v1',
          put,
          remove: before,
        });
      });
      expect([await basketOf(MIRA), await basketOf(NOAH)]).toEqual([[], ['1']]);
      await undo(['1']);
      expect([await basketOf(MIRA), await basketOf(NOAH)]).toEqual([['1'], []]);
      expect((await store.standing(ASSET, ['1'])).get('1')?.author).toBe(MIRA);
    });

    it('takes back all that a person said of a row, or the last only', async () => {
      const twice = async () => {
        await say(word('1', MIRA));
        await say(word('1', MIRA, { kind: 'relabel', to: '9' }));
      };
      await twice();
      await undo(['1']);
      expect((await store.standing(ASSET, ['1'])).get('1')?.kind).toBe('keep');
      await undo(['1']);
      await twice();
      await undo(['1'], 'all words');
      expect(await store.standing(ASSET, ['1'])).toEqual(new Map());
      expect(await basketOf(MIRA)).toEqual([]);
    });

    it('restores no row to a basket that was proposed from another', async () => {
      await say(word('1', MIRA));
      const proposals = new ProposalStore(knex);
      const draft = await proposals.draftOf(ASSET, MIRA);
      await proposals.take(draft!.id, { title: 'Fix labels' });
      await say(word('1', MIRA, { kind: 'relabel', to: '9' }));
      await undo(['1']);
      expect(await basketOf(MIRA)).toEqual([]);
    });

    it('never gives a revision twice, so that what was taken back is not what is seen', async () => {
      await say(word('1', MIRA));
      await undo(['1']);
      const [said] = await say(word('1', NOAH));
      expect(said.revision).toBe(2);
    });

    it('has another stamp as soon as a word is said or taken back', async () => {
      const stamps = [await store.stamp(ASSET)];
      await say(word('1', MIRA));
      stamps.push(await store.stamp(ASSET));
      await undo(['1']);
      stamps.push(await store.stamp(ASSET));
      expect(new Set(stamps).size).toBe(3);
    });

    it('puts nothing in a basket that is left to another look', async () => {
      await say(word('1', MIRA), word('2', MIRA, { kind: 'later' }));
      expect(await basketOf(MIRA)).toEqual(['1']);
    });

    it('finds the last word in an audit, whatever was said elsewhere', async () => {
      await store.say(ASSET, [{ ...word('1', MIRA), auditId: 'a' }]);
      await store.say(ASSET, [word('1', NOAH, { kind: 'relabel', to: '9' })]);
      expect(await store.ofAudits(['a'])).toEqual([
        expect.objectContaining({ author: MIRA, kind: 'keep' }),
      ]);
    });
  },
);
