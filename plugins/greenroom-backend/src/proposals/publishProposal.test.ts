import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ENGINE_VERSION } from '@greenroom/augmentation';
import {
  boxesText,
  type ProposalEntry,
} from '@greenroom/backstage-plugin-greenroom-common';
import type { TestFiles } from '@greenroom/test-sources';
import { openSource } from '../storage/__testUtils__/openSource';
import { storagesAt } from '../storage/__testUtils__/storagesAt';
import type { WholeRow } from '../rows/MadeRows';
import { publishOver } from './__testUtils__/publishOver';

/** Real git, on a machine that may be busy. */
jest.setTimeout(60_000);

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

  const publish = (
    manifest: string,
    files: TestFiles,
    entries: readonly ProposalEntry[],
    made: readonly WholeRow[] = [],
  ) =>
    publishOver(opened, storagesAt(directory), {
      ...{ manifest, files, entries, made },
    });
  const augment = (
    as: 'recipe' | 'rows',
    recipe: object = { op: 'jitter', scale: 0.5, neighbours: 5 },
  ): ProposalEntry => ({
    kind: 'augmentation',
    key: 'augmentation more',
    as,
    versionId: 'v',
    augmentation: {
      name: 'more',
      split: 'train',
      recipe,
      amount: { type: 'times', times: 1 },
      seed: 3,
    },
  });
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

  it('declares a recipe in the manifest, and changes no other byte', async () => {
    const { edits } = await publish(MAILS, { 'data/more.jsonl': '' }, [
      augment('recipe'),
    ]);
    expect(edits).toEqual({
      'data/greenroom.yaml': `${MAILS}  augmentations:
    - { name: more, split: train, recipe: { op: jitter, scale: 0.5, neighbours: 5 }, amount: { type: times, times: 1 }, seed: 3 }
`,
    });
  });

  it('adds rows that were made behind all others, and says what they were made of', async () => {
    const rows = 'id,label,split,body\n1,4,train,hi\n2,9,test,ho\n';
    const { edits } = await publish(
      MAILS.replace(', more.jsonl', ''),
      { 'data/mails/a.csv': rows },
      [augment('rows')],
      [
        {
          key: 'augmented-more-1',
          label: '4',
          parents: ['1'],
          cells: { body: 'hy, you' },
        },
      ],
    );
    expect(edits).toEqual({
      'data/mails/a.csv': `${rows}augmented-more-1,4,train,"hy, you"\n`,
      'data/scenes.augmented.jsonl': `{"key":"augmented-more-1","parents":["1"],"recipe":"more","seed":3,"engine":${ENGINE_VERSION}}\n`,
    });
  });

  it('puts a picture beside the one it was made of', async () => {
    const { edits } = await publish(
      manifestOf(
        'image-classification',
        `  table: { path: bars, format: images }
  key: path
  label: label
  split: split`,
      ),
      { 'data/bars/train/4/a.png': 'a' },
      [augment('rows', { op: 'picture', column: 'bytes', steps: [] })],
      [
        {
          key: 'train/4/augmented-more-1.png',
          label: '4',
          parents: ['train/4/a.png'],
          cells: {},
          file: Buffer.from('made').toString('base64'),
        },
      ],
    );
    expect(edits).toMatchObject({
      'data/bars/train/4/augmented-more-1.png': 'made',
    });
  });

  it('adds a picture with boxes to the file of its parent, written as that is and with its boxes moved', async () => {
    const { edits } = await publish(
      SCENES,
      { ...COCO, 'data/images/a.png': 'a' },
      [augment('rows', { op: 'picture', column: 'bytes', steps: [] })],
      [
        {
          key: 'augmented-more-1.png',
          label: '',
          parents: ['a.png'],
          cells: {},
          file: Buffer.from('made').toString('base64'),
          // Flipped about the middle of 100 pixels.
          placement: {
            matrix: [-1, 0, 0, 1, 100, 0],
            from: { width: 100, height: 50 },
            size: { width: 100, height: 50 },
            covers: [],
          },
        },
      ],
    );
    expect(edits).toMatchObject({
      'data/images/augmented-more-1.png': 'made',
      'data/train.json': COCO['data/train.json']
        .replace(
          '"a.png"}',
          '"a.png"}, {"id": 2, "file_name": "augmented-more-1.png"}',
        )
        .replace(
          '10, 20]}',
          '10, 20]},\n  {"id": 2, "image_id": 2, "category_id": 1, "bbox": [89, 2, 10, 20]}',
        ),
    });
    expect(edits).not.toHaveProperty(['data/test.json']);
  });

  it('puts raw pixels into the side table that has them', async () => {
    const rows = 'id,label,split,slant\n1,4,train,2\n';
    const pixels = '{"id": "1", "pixels": [0, 9]}\n';
    const { edits } = await publish(
      manifestOf(
        'image-classification',
        `  table: { path: strokes.csv, join: [{ path: pixels.jsonl, on: id }] }
  key: id
  label: label
  split: split
  columns: [{ name: pixels, type: image, width: 2, height: 1 }]`,
      ),
      { 'data/strokes.csv': rows, 'data/pixels.jsonl': pixels },
      [augment('rows', { op: 'picture', column: 'pixels', steps: [] })],
      [
        {
          key: '2',
          label: '4',
          parents: ['1'],
          cells: { slant: 2 },
          file: '[9,0]',
        },
      ],
    );
    expect(edits).toMatchObject({
      'data/strokes.csv': `${rows}2,4,train,2\n`,
      'data/pixels.jsonl': `${pixels}{"id": "2", "pixels": [9,0]}\n`,
    });
  });

  it('adds no picture where the data has no place for it: the recipe can be proposed', async () => {
    await expect(
      publish(
        MAILS,
        { 'data/mails/a.csv': 'id,label,split,scan\n1,4,train,x\n' },
        [augment('rows', { op: 'picture', column: 'scan', steps: [] })],
        [{ key: '2', label: '4', parents: ['1'], cells: {}, file: 'AAAA' }],
      ),
    ).rejects.toThrow(/folders of pictures, to COCO.*Propose the recipe/);
  });

  it('edits each picture in the file of its split', async () => {
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

  it('asks the owners of what changes, and not the author', async () => {
    const { reviewers } = await publish(
      SCENES,
      {
        ...COCO,
        '.github/CODEOWNERS':
          '* @nobody\n/data/test.json @Mira @acme/vision\n/data/train.json @jonas\n',
      },
      [redraw('b.png')],
    );
    expect(reviewers).toEqual(['acme/vision']);
  });

  it('tells of boxes in words', async () => {
    const { body } = await publish(SCENES, COCO, [
      redraw('a.png', [FOUR, { ...NINE, x: 90 }]),
      redraw('b.png'),
    ]);
    expect(body).toContain('relabels 2 pictures');
    expect(body).toContain('| a.png | 1 added |  |  |');
    expect(body).toContain('| b.png | 1 from 4 to 9 |  |  |');
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

  it('edits, moves and adds rows, and the manifest, in all files of a data set', async () => {
    const parted = `# ours
${manifestOf(
  'text-classification',
  `  table: { splits: [{ name: train, path: train.csv }, { name: test, path: test.csv }] }
  key: id
  label: label`,
).trim()}
`;
    const { edits, changedLines, commits } = await publish(
      parted,
      {
        'data/train.csv': 'id,label,note\nm1,4,a\nm2,9,"b"\n',
        'data/test.csv': 'id,label,note\nm3,4,c',
        'data/README.md': '# Mails\n\nOld.\n',
      },
      [
        {
          key: 'c',
          kind: 'cell',
          row: 'm2',
          column: 'note',
          from: 'b',
          to: '=1+2',
        },
        { key: 'm', kind: 'move', row: 'm2', from: 'train', to: 'test' },
        {
          key: 'a',
          kind: 'add',
          row: 'm4',
          cells: { id: 'm4', label: '4', note: 'd, e' },
          split: 'train',
        },
        {
          key: 't',
          kind: 'manifest',
          path: ['metadata', 'title'],
          from: null,
          to: 'Mails',
        },
        { key: 'r', kind: 'card', section: 'Mails', from: 'Old.', to: 'New.' },
      ],
    );
    expect(edits).toEqual({
      'data/train.csv': 'id,label,note\nm1,4,a\nm4,4,"d, e"\n',
      'data/test.csv': 'id,label,note\nm3,4,c\nm2,9,"=1+2"',
      'data/greenroom.yaml': parted.replace(
        'name: scenes',
        'name: scenes, title: Mails',
      ),
      'data/README.md': '# Mails\n\nNew.\n',
    });
    expect(changedLines).toBe(6);
    expect(commits.map(({ message }) => message)).toEqual([
      'Edit 1 cell',
      'Add 1 row',
      'Move 1 row to another split',
      'Edit 1 field of the manifest',
      'Edit 1 section of the card',
    ]);
  });

  it('repairs a row, then declares a cohort, in one commit each', async () => {
    const declaring = `${MAILS}  columns:
    - { name: length, type: integer, slice: true }
`;
    const { edits, changedLines, body, commits } = await publish(
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
    expect(commits.map(({ message }) => message)).toEqual([
      'Relabel 1 row',
      'Name 1 cohort',
    ]);
    expect(body).toContain('relabels 1 row and names 1 cohort');
    expect(body).toContain('| cohort | short: length &lt; 120 | 12 of 90');
  });

  it('makes one commit a kind of change, in which a file is as it was up to there', async () => {
    const files = {
      'data/mails/1.csv':
        'id,label,split\nm1,4,train\nm2,4,train\nm3,4,train\n',
      'data/mails/2.csv': 'id,label,split\n',
      'data/more.jsonl': '{"id": "m4", "label": "4", "split": "test"}\n',
    };
    const { commits } = await publish(MAILS, files, [
      { key: 'm2', kind: 'exclude', from: '4' },
      { key: 'm1', kind: 'relabel', from: '4', to: '9' },
      { key: 'm3', kind: 'keep', from: '4' },
    ]);
    expect(
      commits.map(({ message, edits }) => [
        message,
        ...edits.map(({ path: file, content }) => [file, String(content)]),
      ]),
    ).toEqual([
      [
        'Relabel 1 row',
        [
          'data/mails/1.csv',
          'id,label,split\nm1,9,train\nm2,4,train\nm3,4,train\n',
        ],
      ],
      [
        'Exclude 1 row',
        ['data/mails/1.csv', 'id,label,split\nm1,9,train\nm3,4,train\n'],
      ],
    ]);
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
