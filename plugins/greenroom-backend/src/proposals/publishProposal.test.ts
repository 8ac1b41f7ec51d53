import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {
  boxesText,
  type ProposalEntry,
} from '@greenroom/backstage-plugin-greenroom-common';
import type { ChangeHost } from '@greenroom/backstage-plugin-greenroom-node';
import { readManifest } from '@greenroom/manifest';
import type { TestFiles } from '@greenroom/test-sources';
import type { Asset } from '../registry/Asset';
import { openSource } from '../storage/__testUtils__/openSource';
import { storagesAt } from '../storage/__testUtils__/storagesAt';
import { publishProposal } from './publishProposal';

type Opened = Parameters<ChangeHost['openPullRequest']>[0];

const manifestOf = (task: string, fields: string) => `
apiVersion: greenroom.dev/v1alpha1
kind: Dataset
metadata: { name: scenes }
spec:
  task: ${task}
  classes: ['4', '9']
${fields}
`;
const SCENES = manifestOf(
  'object-detection',
  `  table:
    format: coco
    images: images
    splits: [{ name: train, path: train.json }, { name: test, path: test.json }]
  label: boxes`,
);
const MAILS = manifestOf(
  'text-classification',
  `  table: { path: ["mails/*.csv", more.jsonl] }
  key: id
  label: label
  split: split`,
);

const FOUR = { label: '4', x: 1, y: 2, width: 10, height: 20 };
const NINE = { ...FOUR, label: '9' };
const scenesOf = (name: string, category: number) =>
  `{"images": [{"id": 1, "file_name": "${name}"}],
 "annotations": [
  {"id": 1, "image_id": 1, "category_id": ${category}, "bbox": [1, 2, 10, 20]}],
 "categories": [{"id": 1, "name": "4"}, {"id": 2, "name": "9"}]}
`;

describe('publishProposal', () => {
  const directory = mkdtempSync(path.join(os.tmpdir(), 'greenroom-publish-'));
  const opened = openSource();
  afterAll(() => {
    opened.close();
    rmSync(directory, { recursive: true, force: true });
  });

  /** What the host was asked to open, over files that are on it. */
  const publish = async (
    manifest: string,
    files: TestFiles,
    entries: readonly ProposalEntry[],
  ) => {
    opened.remote.push({ 'data/greenroom.yaml': manifest, ...files });
    await opened.source.listRepositories();
    const read = readManifest('data/greenroom.yaml', manifest);
    if (!read.ok) throw new Error(read.errors[0].message);
    let asked: Opened | undefined;
    const changes: Partial<ChangeHost> = {
      findPullRequest: async () => undefined,
      openPullRequest: async request => {
        asked = request;
        return {
          number: 1,
          url: 'https://host/1',
          state: 'open',
          headBranch: request.branch,
        };
      },
    };
    const { changedLines } = await publishProposal(
      {
        source: Object.assign(opened.source, {
          changes: changes as ChangeHost,
        }),
        storages: storagesAt(directory),
      },
      {
        repository: opened.repository,
        path: 'data/greenroom.yaml',
        manifest: read.assets[0],
      } as Asset,
      {
        id: '0b7c1f0e-9d0f-4a53-8a3e-3b1b6f1d2a11',
        assetId: 'a',
        author: 'user:default/mira',
        state: 'publishing',
        title: '',
        entries: [...entries],
        baseVersionId: 'v',
        updatedAt: '',
      },
      { title: 'Repair' },
      { name: 'Mira' },
    );
    return {
      body: asked!.body,
      changedLines,
      edits: Object.fromEntries(
        asked!.edits.map(edit => [edit.path, edit.content.toString()]),
      ),
    };
  };
  const redraw = (key: string, to = [NINE]) => ({
    key,
    kind: 'relabel' as const,
    from: boxesText([FOUR]),
    to: boxesText(to),
  });
  const COCO = {
    'data/train.json': scenesOf('a.png', 1),
    'data/test.json': scenesOf('b.png', 1),
  };

  it('edits each picture in the file of its split, in one commit', async () => {
    const both = await publish(SCENES, COCO, [
      redraw('a.png'),
      redraw('b.png'),
    ]);
    expect(both.edits).toEqual({
      'data/train.json': scenesOf('a.png', 2),
      'data/test.json': scenesOf('b.png', 2),
    });
    expect(both.changedLines).toBe(2);
    const one = await publish(SCENES, COCO, [redraw('b.png')]);
    expect(Object.keys(one.edits)).toEqual(['data/test.json']);
  });

  it('tells of boxes in words', async () => {
    const { body } = await publish(SCENES, COCO, [
      redraw('a.png', [FOUR, { ...NINE, x: 90 }]),
      redraw('b.png'),
    ]);
    expect(body).toContain('relabels 2 pictures');
    expect(body).toContain('| a.png | 1 added |  |');
    expect(body).toContain('| b.png | 1 from 4 to 9 |  |');
    expect(body).toContain('| added \\(9\\) | 1 |');
    expect(body).not.toContain('width');
  });

  it('refuses pictures that changed meanwhile, in words, and those that are gone', async () => {
    const files = { ...COCO, 'data/train.json': scenesOf('a.png', 2) };
    await expect(
      publish(SCENES, files, [redraw('a.png', []), redraw('c.png')]),
    ).rejects.toThrow(
      '2 rows changed upstream since you decided them: a.png (1 from 4 to 9 since), c.png (is gone)',
    );
  });

  it('finds rows of every format in all files of a table', async () => {
    const files = {
      'data/mails/1.csv': 'id,label,split\nm1,4,train\n',
      'data/mails/2.csv': 'id,label,split\nm2,4,train\n',
      'data/more.jsonl': '{"id": "m3", "label": "4", "split": "test"}\n',
    };
    const relabel = (key: string) => ({
      key,
      kind: 'relabel' as const,
      from: '4',
      to: '9',
    });
    const { edits } = await publish(MAILS, files, [
      relabel('m2'),
      relabel('m3'),
    ]);
    expect(edits).toEqual({
      'data/mails/2.csv': 'id,label,split\nm2,9,train\n',
      'data/more.jsonl': '{"id": "m3", "label": "9", "split": "test"}\n',
    });
  });

  it('declares a cohort and repairs a row in one commit', async () => {
    const declaring = `${MAILS}  columns:
    - { name: length, type: integer, slice: true }
`;
    const { edits, changedLines, body } = await publish(
      declaring,
      {
        'data/mails/1.csv': 'id,label,split\nm1,4,train\n',
        'data/more.jsonl': '{"id": "m3", "label": "4", "split": "test"}\n',
      },
      [
        { key: 'm1', kind: 'relabel', from: '4', to: '9' },
        {
          key: 'cohort short',
          kind: 'cohort',
          name: 'short',
          runId: 'r',
          where: [{ type: 'range', feature: 'length', below: 120 }],
          evidence: '12 of 90 rows wrong',
        },
      ],
    );
    expect(edits).toEqual({
      'data/mails/1.csv': 'id,label,split\nm1,9,train\n',
      'data/greenroom.yaml': `${declaring}  cohorts:
    - { name: short, where: { length: { below: 120 } } }
`,
    });
    expect(changedLines).toBe(3);
    expect(body).toContain('relabels 1 row and names 1 cohort');
    expect(body).toContain('| cohort | short: length &lt; 120 | 12 of 90');
  });

  it('refuses a cohort whose name came to git meanwhile', async () => {
    const declaring = `${MAILS}  columns: [{ name: length, type: integer, slice: true }]
  cohorts: [{ name: short, where: { length: { below: 99 } } }]
`;
    await expect(
      publish(declaring, {}, [
        {
          key: 'cohort short',
          kind: 'cohort',
          name: 'short',
          runId: 'r',
          where: [{ type: 'range', feature: 'length', below: 120 }],
        },
      ]),
    ).rejects.toThrow('scenes has a cohort called short already');
  });

  it('refuses a row that two files have', async () => {
    const csv = 'id,label,split\nm1,4,train\n';
    const files = {
      'data/mails/1.csv': csv,
      'data/mails/2.csv': csv,
      'data/more.jsonl': '{"id": "m3", "label": "4", "split": "test"}\n',
    };
    await expect(
      publish(MAILS, files, [{ key: 'm1', kind: 'exclude', from: '4' }]),
    ).rejects.toThrow(
      'The row m1 stands in data/mails/1.csv and in data/mails/2.csv',
    );
  });
});
