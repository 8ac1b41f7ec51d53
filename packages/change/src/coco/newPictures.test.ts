import { applyEdits, placeNewRows } from '../applyEdits';
import type { Edit, NewRow } from '../Edit';
import { editFiles, TEXT_EDITOR } from '../editFiles';

const file = (path: string, split?: string) => ({
  path,
  format: 'coco' as const,
  key: 'path',
  label: 'boxes',
  split,
});
const TRAIN = `{
  "images": [
    {"id": 1, "file_name": "a.png", "width": 640},
    {"id": 2, "file_name": "b.png", "width": 320}
  ],
  "annotations": [
    {"id": 1, "image_id": 1, "category_id": 7, "bbox": [0, 0, 5, 5], "area": 25, "segmentation": [[1, 2]]},
    {"id": 2, "image_id": 2, "category_id": 7, "bbox": [1, 1, 5, 5], "area": 25, "segmentation": []}
  ],
  "categories": [{"id": 7, "name": "cat"}]
}
`;
const TEST = `{"images": [{"id": 1, "file_name": "c.png"}], "annotations": [{"id": 1, "image_id": 1, "category_id": 3, "bbox": [0, 0, 1, 1]}], "categories": [{"id": 3, "name": "cat"}]}`;

const place = (content: string, rows: readonly NewRow[]) =>
  placeNewRows({
    ...file('train.json'),
    content: Buffer.from(content),
    rows,
  }).content.toString();

describe('new pictures in COCO files', () => {
  it('are written as their neighbours are, with ids of their own', () => {
    const boxes = [{ label: 'cat', x: 1, y: 2, width: 3, height: 4 }];
    expect(
      place(TRAIN, [
        {
          kind: 'add',
          key: 'd.png',
          cells: { path: 'd.png', width: '64', boxes: JSON.stringify(boxes) },
        },
      ]),
    ).toBe(
      TRAIN.replace(
        '"width": 320}\n',
        '"width": 320},\n    {"id": 3, "file_name": "d.png", "width": 64}\n',
      ).replace(
        '"segmentation": []}\n',
        '"segmentation": []},\n    {"id": 3, "image_id": 3, "category_id": 7, "bbox": [1, 2, 3, 4], "area": 12, "segmentation": []}\n',
      ),
    );
  });

  it('move to another file with their outlines, under numbers that are free there', async () => {
    const move: Edit = {
      key: 'a.png',
      kind: 'move',
      from: 'train',
      to: 'test',
    };
    const contents: Record<string, string> = { train: TRAIN, test: TEST };
    const { changed } = await editFiles(
      [file('train', 'train'), file('test', 'test')],
      [move],
      async ({ path }) => Buffer.from(contents[path]),
      TEXT_EDITOR,
    );
    const [train, test] = changed.map(({ content }) =>
      JSON.parse(content.toString()),
    );
    expect(train.images.map(({ id }: { id: number }) => id)).toEqual([2]);
    expect(train.annotations).toHaveLength(1);
    expect(test.images).toEqual([
      { id: 1, file_name: 'c.png' },
      { id: 2, file_name: 'a.png', width: 640 },
    ]);
    expect(test.annotations[1]).toEqual({
      id: 2,
      image_id: 2,
      category_id: 3,
      bbox: [0, 0, 5, 5],
      area: 25,
      segmentation: [[1, 2]],
    });
  });

  it('are left where they are already', () => {
    const { unchanged } = applyEdits({
      ...file('train.json'),
      content: Buffer.from(TRAIN),
      edits: [{ kind: 'add', key: 'a.png', cells: { path: 'a.png' } }],
    });
    expect(unchanged).toHaveLength(1);
  });

  it('have fields beside their boxes that can be edited', () => {
    const { content } = applyEdits({
      ...file('train.json'),
      content: Buffer.from(TRAIN),
      edits: [
        { kind: 'cell', key: 'b.png', column: 'width', from: '320', to: '330' },
      ],
    });
    expect(content.toString()).toBe(TRAIN.replace('320', '330'));
  });
});
