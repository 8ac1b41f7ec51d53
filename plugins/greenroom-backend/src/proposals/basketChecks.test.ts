import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type {
  ProposalEntry,
  Settlements,
} from '@greenroom/backstage-plugin-greenroom-common';
import { readManifest } from '@greenroom/manifest';
import type { Asset } from '../registry/Asset';
import { openSource } from '../storage/__testUtils__/openSource';
import { storagesAt } from '../storage/__testUtils__/storagesAt';
import { publishOver } from './__testUtils__/publishOver';
import { BasketChecks } from './BasketChecks';
import type { StoredProposal } from './ProposalRow';

/** Real git, on a machine that may be busy. */
jest.setTimeout(60_000);

const MANIFEST = `
apiVersion: greenroom.dev/v1alpha1
kind: Dataset
metadata: { name: mails }
spec:
  task: text-classification
  classes: ['4', '9']
  table: { path: mails.csv }
  key: id
  label: label
  columns:
    - { name: sender, type: string, personal: true }
`;
const fileOf = (...lines: string[]) => ({
  'data/mails.csv': `id,label,note,sender\n${lines
    .map(line => `${line},mira\n`)
    .join('')}`,
});
const BASE = fileOf('m1,4,a', 'm2,4,b', 'm3,4,c', 'm4,4,d', 'm5,4,e');
const relabel = (key: string, to = '9'): ProposalEntry => ({
  key,
  kind: 'relabel',
  from: '4',
  to,
});
const exclude = (key: string): ProposalEntry => ({
  key,
  kind: 'exclude',
  from: '4',
});

describe('a basket whose base moved', () => {
  const opened = openSource();
  const directory = mkdtempSync(path.join(os.tmpdir(), 'greenroom-check-'));
  afterAll(() => {
    opened.close();
    rmSync(directory, { recursive: true, force: true });
  });

  /** A basket of entries that were made on the base, over files that are there now. */
  const basketOver = async (
    now: Record<string, string>,
    ...entries: ProposalEntry[]
  ) => {
    const { remote, source, repository } = opened;
    const baseCommit = remote.push({
      'data/greenroom.yaml': MANIFEST,
      ...BASE,
    });
    remote.push(now);
    await source.listRepositories();
    const read = readManifest('data/greenroom.yaml', MANIFEST);
    if (!read.ok) throw new Error(read.errors[0].message);
    let proposal = {
      id: 'p',
      assetId: 'a',
      author: 'user:default/mira',
      entries,
      baseVersionId: 'v1',
    } as unknown as StoredProposal;
    const checks = new BasketChecks({
      store: {
        get: async () => proposal,
        settleEntries: async (_id, change) => {
          proposal = { ...proposal, entries: change([...proposal.entries]) };
        },
      },
      assets: {
        get: async () =>
          ({
            sourceId: 'test',
            repository,
            path: 'data/greenroom.yaml',
            manifest: read.assets[0],
          } as Asset),
        getVersion: async () => ({ commit: { sha: baseCommit } } as never),
      },
      storages: storagesAt(directory),
      sources: new Map([['test', source]]),
    });
    const settle = (settlements: Settlements['settlements']) =>
      checks.settle('p', proposal.author, { settlements });
    return { checks, settle, entries: () => proposal.entries };
  };
  const check = (basket: Awaited<ReturnType<typeof basketOver>>) =>
    basket.checks.check('p', 'user:default/mira');
  const publish = (now: Record<string, string>, entries: ProposalEntry[]) =>
    publishOver(opened, storagesAt(directory), {
      manifest: MANIFEST,
      files: now,
      entries,
      base: BASE,
    });

  it('shrinks by what is upstream already, and goes in beside other changes', async () => {
    const now = fileOf('m1,9,a', 'm3,4,other', 'm4,4,d', 'm5,4,e');
    const entries = [relabel('m1'), exclude('m2'), relabel('m3')];
    const basket = await basketOver(now, ...entries);
    expect(await check(basket)).toMatchObject({
      entries: 3,
      upstream: ['m1', 'm2'],
      conflicts: [],
    });
    const { edits, body, changedLines } = await publish(now, entries);
    expect(edits).toEqual(fileOf('m1,9,a', 'm3,9,other', 'm4,4,d', 'm5,4,e'));
    expect(changedLines).toBe(1);
    expect(body).toContain('relabels 1 row');
    expect(body).not.toContain('m1');
  });

  it('asks of cells and of rows that came meanwhile, and goes in as was chosen', async () => {
    const now = fileOf('m1,4,theirs', 'm2,4,b', 'm6,4,new');
    const note: ProposalEntry = {
      key: 'cell note',
      kind: 'cell',
      row: 'm1',
      column: 'note',
      from: 'a',
      to: 'ours',
    };
    const added: ProposalEntry = {
      key: 'add m6',
      kind: 'add',
      row: 'm6',
      cells: { id: 'm6', label: '9', note: 'new', sender: 'mira' },
    };
    const basket = await basketOver(now, note, added);
    const { conflicts } = await check(basket);
    expect(conflicts).toMatchObject([
      { entry: 'cell note', kind: 'both-changed', column: 'note' },
      { entry: 'add m6', kind: 'added-there', column: 'label' },
    ]);
    await basket.settle([
      {
        entry: 'cell note',
        conflict: conflicts[0].id,
        take: { value: 'both' },
      },
      { entry: 'add m6', conflict: conflicts[1].id, take: 'theirs' },
    ]);
    const { edits } = await publish(now, [...basket.entries()]);
    expect(edits).toEqual(fileOf('m1,4,both', 'm2,4,b', 'm6,4,new'));
  });

  it('asks what is truly in conflict, with both sides and the row, and nothing personal', async () => {
    const now = fileOf('m1,7,a', 'm2,4,changed', 'm4,4,d', 'm5,4,e');
    const basket = await basketOver(
      now,
      relabel('m1'),
      exclude('m2'),
      relabel('m3'),
      relabel('m4'),
    );
    const { conflicts } = await check(basket);
    expect(conflicts).toMatchObject([
      {
        entry: 'm1',
        kind: 'both-changed',
        column: 'label',
        base: '4',
        ours: '9',
        theirs: '7',
        cells: { note: 'a' },
        choices: ['ours', 'theirs', 'value'],
      },
      {
        entry: 'm2',
        kind: 'changed-there',
        column: 'note',
        base: 'b',
        theirs: 'changed',
        choices: ['ours', 'theirs'],
      },
      {
        entry: 'm3',
        kind: 'removed-there',
        base: '4',
        ours: '9',
        cells: { note: 'c' },
        choices: ['ours', 'theirs'],
      },
    ]);
    expect(JSON.stringify(conflicts)).not.toContain('mira');
    await expect(publish(now, [...basket.entries()])).rejects.toThrow(
      /3 rows changed upstream since you decided them: m1 \(was 4, is 7\)/,
    );
  });

  it('publishes what was chosen, and asks again where the data moved on', async () => {
    const now = fileOf('m1,7,a', 'm2,4,changed', 'm4,7,d', 'm5,7,e');
    const basket = await basketOver(
      now,
      relabel('m1'),
      exclude('m2'),
      relabel('m3'),
      relabel('m4'),
      relabel('m5'),
    );
    const { conflicts } = await check(basket);
    const takes = ['ours', 'ours', 'ours', 'theirs', { value: '4' }] as const;
    await basket.settle(
      conflicts.map(({ entry, id }, i) => ({
        entry,
        conflict: id,
        take: takes[i],
      })),
    );
    expect(await check(basket)).toMatchObject({
      conflicts: [],
      givenUp: ['m4'],
    });
    const entries = [...basket.entries()];
    const { edits, body } = await publish(now, entries);
    expect(edits).toEqual(fileOf('m1,9,a', 'm4,7,d', 'm5,4,e', 'm3,9,c'));
    expect(body).toContain('| m1 | 7 → 9 |');
    expect(body).toContain('| m5 | 7 → 4 |');
    expect(body).not.toContain('m4');
    const moved = {
      'data/mails.csv': now['data/mails.csv'].replace('m1,7', 'm1,8'),
    };
    await expect(publish(moved, entries)).rejects.toThrow(
      /1 rows changed upstream since you decided them: m1 \(was 4, is 8\)/,
    );
  });

  it("is nobody else's to look at or to settle", async () => {
    const { checks } = await basketOver(BASE, relabel('m1'));
    await expect(checks.check('p', 'user:default/jonas')).rejects.toThrow(
      "somebody else's",
    );
    await expect(
      checks.settle('p', 'user:default/jonas', { settlements: [] }),
    ).rejects.toThrow("somebody else's");
  });

  it('keeps no choice for an entry that it does not have', async () => {
    const { settle } = await basketOver(BASE, relabel('m1'));
    await expect(
      settle([{ entry: 'm9', conflict: 'a'.repeat(32), take: 'ours' }]),
    ).rejects.toThrow('no entry m9');
  });
});
