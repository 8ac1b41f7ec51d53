import { placeNewRows } from '../applyEdits';
import { findRows } from '../findRows';
import { type CocoMark, movedPicture } from './movedPicture';

const file = {
  path: 'train.json',
  format: 'coco' as const,
  key: 'path',
  label: 'boxes',
};
const IMAGE =
  '{"license": 3, "file_name": "a.png", "height": 50, "width": 100, "id": 1}';
const ANNOTATIONS = [
  '{"id": 7, "image_id": 1, "category_id": 2, "bbox": [10, 20, 30, 20], "area": 600, "iscrowd": 0, "by": "ann"}',
  '{"id": 8, "image_id": 1, "category_id": 2, "bbox": [0, 0, 10, 10], "area": 50, "segmentation": [[0, 0, 10, 0, 10, 10]]}',
  '{"id": 9, "image_id": 1, "category_id": 2, "bbox": [90, 0, 10, 10], "area": 100}',
];
const TEXT = `{"images": [
  ${IMAGE}
], "annotations": [
  ${ANNOTATIONS.join(',\n  ')}
], "categories": [{"id": 2, "name": "cup"}]}
`;

/** Flipped about a width of 100; what would stand at the left edge is given up. */
function flipped({ box, outline, area }: CocoMark): CocoMark | undefined {
  const x = 100 - box.x - box.width;
  if (x === 0) return undefined;
  return {
    box: { ...box, x: x + 1 / 3 },
    ...(outline
      ? {
          area: 50,
          outline: outline.map(corners =>
            corners.map(([left, top]) => [100 - left, top] as const),
          ),
        }
      : { area }),
  };
}

describe('movedPicture', () => {
  const [row] = findRows(
    { ...file, content: Buffer.from(TEXT) },
    new Set(['a.png']),
  );
  const text = movedPicture(
    row.text!,
    { name: 'b.png', width: 100, height: 50 },
    flipped,
  );

  it('stands behind the other as it is written, with ids of its own and what was moved', () => {
    const { content } = placeNewRows({
      ...file,
      content: Buffer.from(TEXT),
      rows: [{ kind: 'restore', key: 'b.png', cells: {}, text }],
    });
    const [box, outlined] = ANNOTATIONS;
    const made = [
      box
        .replace('"id": 7, "image_id": 1', '"id": 10, "image_id": 2')
        .replace('[10, ', '[60.33, '),
      outlined
        .replace('"id": 8, "image_id": 1', '"id": 11, "image_id": 2')
        .replace('[0, 0, 10, 10]', '[90.33, 0, 10, 10]')
        .replace('[[0, 0, 10, 0, 10, 10]]', '[[100, 0, 90, 0, 90, 10]]'),
    ];
    expect(content.toString()).toBe(
      TEXT.replace(
        IMAGE,
        `${IMAGE},\n  ${IMAGE.replace('a.png', 'b.png').replace(
          '"id": 1}',
          '"id": 2}',
        )}`,
      ).replace(ANNOTATIONS[2], [ANNOTATIONS[2], ...made].join(',\n  ')),
    );
  });

  it('is none of a text that is no picture', () => {
    const size = { name: 'b.png', width: 1, height: 1 };
    expect(movedPicture('a,b', size, mark => mark)).toBeUndefined();
  });
});
