import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import type {
  Proposal,
  PublishRequest,
  RowEntry,
} from '@greenroom/backstage-plugin-greenroom-common';
import type {
  ChangeHost,
  Source,
} from '@greenroom/backstage-plugin-greenroom-node';
import { readManifest } from '@greenroom/manifest';
import type { Knex } from 'knex';
import { testDatabases } from '../database/testDatabases';
import type { Asset } from '../registry/Asset';
import type { AssetStore } from '../registry/AssetStore';
import { openSource } from '../storage/__testUtils__/openSource';
import { storagesAt } from '../storage/__testUtils__/storagesAt';
import type { ProposalOutcomes } from './ProposalOutcomes';
import { ProposalService } from './ProposalService';
import { ProposalStore, proposalView } from './ProposalStore';
import { PullRequestFollower } from './PullRequestFollower';

/** Real git, on a machine that may be busy. */
jest.setTimeout(60_000);

const MANIFEST = `
apiVersion: greenroom.dev/v1alpha1
kind: Dataset
metadata: { name: mails }
spec:
  task: text-classification
  classes: ['4', '7', '9']
  table: { path: mails.csv }
  key: id
  label: label
`;
const ROWS = 'id,label\nm1,4\nm2,4\nm3,7\n';
const MIRA = 'user:default/mira';
const TOKEN = 'gho_thetokenofmirathatnobodykeeps';

const relabel = (key: string, to = '9', from = '4'): RowEntry => ({
  key,
  kind: 'relabel',
  from,
  to,
});

// Of two databases the one on which replicas meet.
describe.each(testDatabases().slice(-1))(
  'ProposalService on $name',
  ({ knex: connect }) => {
    const directory = mkdtempSync(path.join(os.tmpdir(), 'greenroom-service-'));
    let knex: Knex;
    let opened: ReturnType<typeof openSource>;
    let asset: Asset;
    let logger: ReturnType<typeof mockServices.logger.mock>;
    let readAgain: jest.Mock;
    let noted: string[];

    beforeEach(async () => {
      knex = await connect();
      opened = openSource();
      opened.remote.push({ 'greenroom.yaml': MANIFEST, 'mails.csv': ROWS });
      const read = readManifest('greenroom.yaml', MANIFEST);
      if (!read.ok) throw new Error(read.errors[0].message);
      asset = {
        id: 'mails',
        sourceId: 'test',
        repository: opened.repository,
        path: 'greenroom.yaml',
        entityRef: 'resource:default/mails',
        manifest: read.assets[0],
      } as Asset;
      logger = mockServices.logger.mock();
      readAgain = jest.fn(async () => {});
      noted = [];
    });
    afterEach(async () => {
      opened.close();
      await knex.destroy();
    });
    afterAll(() => rmSync(directory, { recursive: true, force: true }));

    /** One replica, over the host as it is or as a test makes it. */
    const replica = (faults: Partial<ChangeHost> = {}) => {
      const { source } = opened;
      const changes = new Proxy(source.changes!, {
        get: (host, name) => {
          const own = Reflect.get(faults, name) ?? Reflect.get(host, name);
          return typeof own === 'function' ? own.bind(host) : own;
        },
      });
      const faulty: Source = new Proxy(source, {
        get: (real, name) => {
          if (name === 'changes') return changes;
          const own = Reflect.get(real, name);
          return typeof own === 'function' ? own.bind(real) : own;
        },
      });
      const store = new ProposalStore(knex);
      const assets = {
        get: async () => asset,
        getVersion: async () => undefined,
      } as Partial<AssetStore> as AssetStore;
      const sources = new Map([['test', faulty]]);
      const changed = async () => {};
      const follower = new PullRequestFollower({
        store,
        assets,
        sources,
        logger,
        readAgain,
        changed,
        acts: {
          note: async (act, { to }) => {
            noted.push(`${act} ${to}`);
          },
        },
      });
      const service = new ProposalService({
        store,
        assets,
        outcomes: {
          of: async (_asset: Asset, stored) => proposalView(stored),
        } as Partial<ProposalOutcomes> as ProposalOutcomes,
        follower,
        storages: storagesAt(directory),
        sources,
        made: {
          kept: async () => {
            throw new Error('Nothing was made.');
          },
        },
        portalUrl: 'https://portal.test',
        labels: [],
        changed,
      });
      const publish = (id: string, request: Partial<PublishRequest> = {}) =>
        service.publish(
          id,
          MIRA,
          { title: 'Repair labels', ...request },
          {
            name: 'Mira',
            token: TOKEN,
            coAuthor: { name: 'Mira', email: 'mira@example.org' },
          },
        );
      return { store, follower, service, publish };
    };
    const basket = async (...entries: RowEntry[]) => {
      const { store } = replica();
      const { id } = await store.begin('mails', MIRA, 'v1');
      await store.changeEntries(id, 'v1', () => entries);
      return id;
    };
    const get = async (id: string) => (await replica().store.get(id))!;
    const branches = () =>
      opened.remote
        .git(['for-each-ref', '--format=%(refname:strip=2)', 'refs/heads'])
        .trim()
        .split('\n')
        .filter(name => name !== 'main');
    const rowsAt = (ref: string) =>
      opened.remote.git(['show', `${ref}:mails.csv`]);
    const branchOf = ({ pullRequest }: Proposal) => pullRequest!.branch!;

    it('makes one branch of a basket that is published twice, by two replicas at once', async () => {
      const id = await basket(relabel('m1'));
      await Promise.all([replica().publish(id), replica().publish(id)]);
      const proposal = await replica().publish(id);
      expect(proposal.state).toBe('open');
      expect(branches()).toEqual([branchOf(proposal)]);
      expect(rowsAt(branchOf(proposal))).toBe('id,label\nm1,9\nm2,4\nm3,7\n');
    });

    it('takes what the host did though its answer was lost', async () => {
      const id = await basket(relabel('m1'));
      const host = opened.source.changes!;
      const { publish } = replica({
        openPullRequest: async request => {
          await host.openPullRequest(request);
          throw new Error('socket hang up');
        },
      });
      const proposal = await publish(id);
      expect(proposal).toMatchObject({ state: 'open', problem: undefined });
      expect(branches()).toHaveLength(1);
    });

    it('looks for it later where the host cannot be asked, and doubles nothing', async () => {
      const id = await basket(relabel('m1'));
      const host = opened.source.changes!;
      let asked = 0;
      const { publish } = replica({
        findPullRequest: async () => {
          asked += 1;
          if (asked > 1) throw new Error('no route to host');
          return undefined;
        },
        openPullRequest: async request => {
          await host.openPullRequest(request);
          throw new Error('socket hang up');
        },
      });
      await expect(publish(id)).rejects.toThrow('socket hang up');
      expect(await get(id)).toMatchObject({
        state: 'publishing',
        problem: 'no-answer',
      });
      await replica().follower.recover();
      expect(await get(id)).toMatchObject({ state: 'open' });
      expect(branches()).toHaveLength(1);
    });

    it('keeps the basket of a refused publishing, says why, and publishes when it may', async () => {
      const id = await basket(relabel('m1'));
      const hook = path.join(opened.remote.folder, 'hooks', 'pre-receive');
      writeFileSync(hook, '#!/bin/sh\necho "not allowed here" >&2\nexit 1\n', {
        mode: 0o755,
      });
      await expect(replica().publish(id)).rejects.toThrow('not allowed here');
      expect(await get(id)).toMatchObject({
        state: 'draft',
        problem: 'protected-branch',
        entries: [relabel('m1')],
      });
      rmSync(hook);
      expect(await replica().publish(id)).toMatchObject({
        state: 'open',
        problem: undefined,
        error: undefined,
      });
    });

    it('adds a basket to an open one, as a further commit, and the basket is gone', async () => {
      const first = await replica().publish(await basket(relabel('m1')));
      const more = await basket(relabel('m2'), relabel('m1', '7'));
      const joined = await replica().publish(more, { into: first.id });
      expect(joined).toMatchObject({ id: first.id, state: 'open' });
      expect(joined.entries.map(({ key }) => key).sort()).toEqual(['m1', 'm2']);
      expect(branches()).toHaveLength(1);
      expect(rowsAt(branchOf(first))).toBe('id,label\nm1,7\nm2,9\nm3,7\n');
      expect(
        opened.remote
          .git(['rev-list', '--count', `main..${branchOf(first)}`])
          .trim(),
      ).toBe('2');
      expect(await replica().store.draftOf('mails', MIRA)).toBeUndefined();
    });

    it('keeps what its author said to reviewers when it is renewed, and adds what is said of more', async () => {
      const host = opened.source.changes!;
      const bodies: string[] = [];
      const { publish, follower } = replica({
        updatePullRequest: async request => {
          bodies.push(request.body);
          return host.updatePullRequest(request);
        },
      });
      const { id } = await publish(await basket(relabel('m1')), {
        description: 'Nines read as fours.',
      });
      await follower.recover();
      await publish(id);
      await publish(await basket(relabel('m2')), {
        into: id,
        description: 'One more.',
      });
      expect(bodies).toEqual([
        expect.stringMatching(/^> Nines read as fours\.\n\n/),
        expect.stringMatching(/^> Nines read as fours\.\n> \n> One more\.\n/),
      ]);
    });

    it('loses no basket whose commits are pushed while its answer is lost', async () => {
      const first = await replica().publish(await basket(relabel('m1')));
      const more = await basket(relabel('m2'));
      const host = opened.source.changes!;
      const { publish } = replica({
        updatePullRequest: async request => {
          await host.updatePullRequest(request);
          throw new Error('socket hang up');
        },
      });
      await expect(publish(more, { into: first.id })).rejects.toThrow();
      expect(await get(more)).toMatchObject({
        state: 'draft',
        problem: 'no-answer',
      });
      const joined = await replica().publish(more, { into: first.id });
      expect(joined.entries).toHaveLength(2);
      expect(
        opened.remote
          .git(['rev-list', '--count', `main..${branchOf(first)}`])
          .trim(),
      ).toBe('2');
    });

    it('tells of a force push, and puts back what it dropped', async () => {
      const { id } = await replica().publish(await basket(relabel('m1')));
      const branch = branchOf(await get(id));
      opened.remote.push({ 'theirs.txt': '1' }, { branch, onto: 'main' });
      await replica().follower.recover();
      expect(await get(id)).toMatchObject({
        state: 'open',
        problem: 'force-pushed',
      });
      const updated = await replica().publish(id);
      expect(updated.problem).toBeUndefined();
      expect(rowsAt(branch)).toBe('id,label\nm1,9\nm2,4\nm3,7\n');
      expect(opened.remote.git(['show', `${branch}:theirs.txt`])).toBe('1');
    });

    it('tells of a deleted branch, and gives its decisions back to be proposed anew', async () => {
      const { id } = await replica().publish(await basket(relabel('m1')));
      const branch = branchOf(await get(id));
      opened.remote.git(['update-ref', '-d', `refs/heads/${branch}`]);
      await replica().follower.recover();
      expect(await get(id)).toMatchObject({
        state: 'closed',
        problem: 'branch-gone',
      });
      const draft = await replica().service.takeBack(id, MIRA);
      expect(draft).toMatchObject({ state: 'draft', entries: [relabel('m1')] });
      const again = await replica().publish(draft.id);
      expect(again.state).toBe('open');
      expect(branchOf(again)).not.toBe(branch);
    });

    it('keeps a later decision on a row of a basket that gets decisions back', async () => {
      const { id } = await replica().publish(await basket(relabel('m1')));
      opened.remote.git([
        'update-ref',
        '-d',
        `refs/heads/${branchOf(await get(id))}`,
      ]);
      await replica().follower.recover();
      await basket(relabel('m1', '7'), relabel('m2'));
      const draft = await replica().service.takeBack(id, MIRA);
      expect(draft.entries).toEqual([relabel('m1', '7'), relabel('m2')]);
    });

    it('takes nothing back of what is still open, or of somebody else', async () => {
      const { id } = await replica().publish(await basket(relabel('m1')));
      const { service } = replica();
      await expect(service.takeBack(id, MIRA)).rejects.toThrow('is open');
      await expect(service.takeBack(id, 'user:default/jonas')).rejects.toThrow(
        "somebody else's",
      );
    });

    it('sees a merge in the default branch, and has it read', async () => {
      const { id } = await replica().publish(await basket(relabel('m1')));
      const head = opened.remote.head(branchOf(await get(id)));
      opened.remote.git(['update-ref', 'refs/heads/main', head]);
      await replica().follower.recover();
      expect(await get(id)).toMatchObject({
        state: 'merged',
        mergeCommit: head,
      });
      expect(readAgain).toHaveBeenCalledWith(
        'test',
        'acme/data',
        `merge:${head}`,
      );
      await replica().follower.recover();
      expect(noted).toEqual(['proposal-follow merged']);
    });

    it('brings comments and verdicts into the portal when the host tells of them', async () => {
      const { id } = await replica().publish(await basket(relabel('m1')));
      await knex('proposals').where({ id }).update({ pull_number: 3 });
      const host = opened.source.changes!;
      const branch = branchOf(await get(id));
      const comment = {
        id: 'review-1',
        author: 'jonas',
        body: 'm1 is a four',
        at: '2026-11-26T10:00:00Z',
        url: 'https://host/1#review',
        verdict: 'changes-requested' as const,
      };
      const { follower } = replica({
        getPullRequest: async repository => ({
          ...(await host.getPullRequest(repository, { branch })),
          number: 3,
        }),
        listComments: async () => [comment],
      });
      await follower.heard({
        type: 'pull-request-comment',
        sourceId: 'test',
        repository: 'acme/data',
        number: 3,
        by: 'jonas',
      });
      expect((await get(id)).pullRequest?.comments).toEqual([comment]);
    });

    it('keeps no token, neither in the database nor in what it logs', async () => {
      const id = await basket(relabel('m1'));
      await replica({
        openPullRequest: async () => {
          throw new Error('socket hang up');
        },
      })
        .publish(id)
        .catch(() => undefined);
      await replica({
        findPullRequest: async () => {
          throw new Error('no route to host');
        },
      }).follower.recover();
      const logged = [logger.info, logger.warn, logger.error, logger.debug]
        .flatMap(each => each.mock.calls)
        .flat();
      expect(logged.length).toBeGreaterThan(0);
      expect(JSON.stringify(logged)).not.toContain(TOKEN);
      const proposal = await replica().publish(await basket(relabel('m2')));
      expect(proposal.state).toBe('open');
      expect(JSON.stringify(await knex('proposals'))).not.toContain(TOKEN);
    });
  },
);
