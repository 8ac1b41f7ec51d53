import fc from 'fast-check';
import { applyEdits } from '../applyEdits';
import type { Box } from '../boxes/Box';
import { diffBoxes } from '../boxes/diffBoxes';
import type { Edit } from '../Edit';
import {
  CLASSES,
  cocoText,
  labelOf,
  type Layout,
  type Scene,
} from './testScenes';

const apply = (content: string, edits: readonly Edit[]) => {
  const edited = applyEdits({
    content: Buffer.from(content),
    path: 'train.json',
    format: 'coco',
    key: 'path',
    label: 'boxes',
    edits,
  });
  return { ...edited, text: edited.content.toString() };
};
const redraw = (
  key: string,
  from: readonly Box[],
  to: readonly Box[],
): Edit => ({ key, kind: 'relabel', from: labelOf(from), to: labelOf(to) });

const FOUR = { label: '4', x: 10, y: 20, width: 30, height: 40.5 };
const NINE = { label: '9', x: 100, y: 20, width: 30, height: 40 };
/** As people write it: spaces, fields in an order of their own, fields that nobody knows. */
const FILE = `{
  "images": [
    {"id": 7, "file_name": "a.png" , "width": 640},
    {"id": 8, "file_name": "b.png"}
  ],
  "annotations": [
    {"id": 2, "image_id": 7, "bbox": [ 10, 20,30, 40.5 ], "area": 1215.0, "category_id": 14, "by": "ann"},
    {"id": 1, "image_id": 8, "bbox": [0, 0, 5, 5], "area": 3, "category_id": 19},
    {"id": 5, "image_id": 7, "bbox": [100, 20, 30, 40], "area": 1200, "category_id": 19}
  ],
  "categories": [{"id": 14, "name": "4"}, {"id": 19, "name": "9"}]
}
`;

describe('applyEdits of COCO files', () => {
  it('writes another class of the same box as its category alone', () => {
    const { text, changedLines } = apply(FILE, [
      redraw('a.png', [FOUR, NINE], [{ ...FOUR, label: '9' }, NINE]),
    ]);
    expect(text).toBe(
      FILE.replace('"category_id": 14, "by"', '"category_id": 19, "by"'),
    );
    expect(changedLines).toBe(1);
  });

  it('writes the numbers of a moved box that differ, and the area that was its own', () => {
    const moved = { ...FOUR, x: 11.5, height: 50 };
    expect(
      apply(FILE, [redraw('a.png', [FOUR, NINE], [moved, NINE])]).text,
    ).toBe(
      FILE.replace(
        '[ 10, 20,30, 40.5 ], "area": 1215.0',
        '[ 11.5, 20,30, 50 ], "area": 1500',
      ),
    );
  });

  it('leaves an area that is not that of the box', () => {
    const corner = { label: '9', x: 0, y: 0, width: 5, height: 5 };
    expect(
      apply(FILE, [redraw('b.png', [corner], [{ ...corner, width: 6 }])]).text,
    ).toBe(FILE.replace('[0, 0, 5, 5]', '[0, 0, 6, 5]'));
  });

  it('puts an added box behind the last of its picture, as that is written', () => {
    const added = { label: '4', x: 300, y: 200, width: 20, height: 10 };
    const { text, changedLines } = apply(FILE, [
      redraw(
        'b.png',
        [{ label: '9', x: 0, y: 0, width: 5, height: 5 }],
        [{ label: '9', x: 0, y: 0, width: 5, height: 5 }, added],
      ),
    ]);
    expect(text).toBe(
      FILE.replace(
        '"area": 3, "category_id": 19},\n',
        '"area": 3, "category_id": 19},\n    {"id": 6, "image_id": 8, "bbox": [300, 200, 20, 10], "area": 200, "category_id": 14},\n',
      ),
    );
    expect(changedLines).toBe(1);
  });

  it('takes a removed box out with its separator', () => {
    const { text } = apply(FILE, [redraw('a.png', [FOUR, NINE], [NINE])]);
    expect(text).toBe(FILE.replace(/ {4}\{"id": 2,.*\n/, ''));
  });

  it('takes an excluded picture out with its boxes', () => {
    const { text, changedLines } = apply(FILE, [
      { key: 'a.png', kind: 'exclude', from: labelOf([NINE, FOUR]) },
    ]);
    expect(text).toBe(
      FILE.replace(/ {4}\{"id": [72],.*\n/g, '').replace(
        /,\n {4}\{"id": 5,.*\n/,
        '\n',
      ),
    );
    expect(changedLines).toBe(4);
  });

  it('does nothing twice', () => {
    const edit = redraw('a.png', [FOUR, NINE], [NINE, { ...FOUR, x: 12 }]);
    const once = apply(FILE, [edit]);
    const twice = apply(once.text, [edit]);
    expect(twice.text).toBe(once.text);
    expect(twice.unchanged).toEqual([edit]);
  });

  it('reports a picture whose boxes are others by now, and one that is not there', () => {
    const edited = apply(FILE, [
      redraw('a.png', [FOUR], [NINE]),
      redraw('c.png', [FOUR], [NINE]),
    ]);
    expect(edited.conflicts).toEqual([
      { key: 'a.png', expected: labelOf([FOUR]), found: labelOf([FOUR, NINE]) },
    ]);
    expect(edited.absent).toMatchObject([{ key: 'c.png' }]);
  });

  it.each([
    ['{"images": [],\n "annotations": [}', /train\.json:2 is no JSON/],
    ['[]', /a COCO file is one object/],
    ['{"images": [], "annotations": []}', /has no categories/],
    [
      FILE.replace('"category_id": 14', '"category_id": 15'),
      /train\.json:7: .*category 15/,
    ],
    [FILE.replace('[ 10, 20,30, 40.5 ]', '[10, 20]'), /train\.json:7: bbox/],
    [
      FILE.replace('b.png', 'a.png'),
      /train\.json:4: the picture a\.png is listed/,
    ],
  ])('names what is wrong with a file', (file, message) => {
    expect(() => apply(file, [redraw('a.png', [FOUR, NINE], [])])).toThrow(
      message,
    );
  });

  it('names a class that the file does not have', () => {
    expect(() =>
      apply(FILE, [
        redraw('a.png', [FOUR, NINE], [NINE, { ...FOUR, label: 'x' }]),
      ]),
    ).toThrow('has no category x. Add it to the list categories');
  });
});

const pixels = fc.integer({ min: 1, max: 200 }).map(n => n / 2);
const place = fc.record({
  label: fc.constantFrom(...CLASSES),
  x: pixels,
  y: pixels,
  width: pixels,
  height: pixels,
});
const layout: fc.Arbitrary<Layout> = fc.record({
  space: fc.constantFrom('', ' '),
  newline: fc.constantFrom('', '\n', '\r\n    '),
  writesPoint: fc.boolean(),
  extra: fc.subarray(['segmentation', 'area', 'iscrowd']),
});
/** The first is never edited: its boxes show how the file is written. */
const WITNESS = [
  { label: '3', x: 1, y: 1, width: 3, height: 2 },
  { label: '3', x: 2, y: 1, width: 3, height: 2 },
];
const toScenes = (lists: readonly (readonly Box[])[]): Scene[] => {
  let id = 0;
  return [WITNESS, ...lists].map((boxes, i) => ({
    name: `p${i}.png`,
    boxes: boxes.map(box => ({ ...box, id: ++id })),
  }));
};

describe('edits of random scenes', () => {
  it('give the file of the edited scenes, byte by byte', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(
            fc.array(place, { minLength: 1, maxLength: 4 }),
            fc.array(place, { maxLength: 4 }),
            fc.subarray([0, 1, 2, 3]),
            fc.constantFrom('relabel', 'exclude', 'none'),
          ),
          { minLength: 1, maxLength: 4 },
        ),
        layout,
        (changes, written) => {
          const scenes = toScenes(changes.map(([boxes]) => boxes));
          let id = scenes.flatMap(({ boxes }) => boxes).length;
          const edits: Edit[] = [];
          const after = scenes.map((scene, i): Scene | undefined => {
            const [, others, stays, kind] = changes[i - 1] ?? [];
            if (!kind || kind === 'none') return scene;
            if (kind === 'exclude') {
              edits.push({
                key: scene.name,
                kind,
                from: labelOf(scene.boxes),
              });
              return undefined;
            }
            const wanted = [
              ...others!,
              ...scene.boxes.filter((_, at) => stays!.includes(at)),
            ];
            edits.push(redraw(scene.name, scene.boxes, wanted));
            return redrawn(scene, wanted, () => ++id);
          });
          expect(apply(cocoText(scenes, written), edits).text).toBe(
            cocoText(after, written),
          );
        },
      ),
      { numRuns: 300 },
    );
  });

  it('are taken back by their inverse', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(place, place, fc.boolean()), {
          minLength: 1,
          maxLength: 4,
        }),
        layout,
        (pairs, written) => {
          const before = pairs.map(([box]) => box);
          const text = cocoText(toScenes([before]), written);
          // Boxes stay where they overlap: near their place, or of another class in it.
          const after = pairs.map(([box, other, isMoved]) =>
            isMoved
              ? { ...box, width: box.width + 0.5 }
              : { ...box, label: other.label },
          );
          fc.pre(
            diffBoxes(before, after).removed.length === 0 &&
              diffBoxes(after, before).removed.length === 0,
          );
          const edited = apply(text, [redraw('p1.png', before, after)]);
          expect(
            apply(edited.text, [redraw('p1.png', after, before)]).text,
          ).toBe(text);
        },
      ),
    );
  });
});

/** What `diffBoxes` says stays keeps its id; what is added comes last. */
function redrawn(
  scene: Scene,
  wanted: readonly Box[],
  nextId: () => number,
): Scene {
  const { kept, added } = diffBoxes(scene.boxes, wanted);
  return {
    ...scene,
    boxes: [
      ...kept.map(({ from, to }) => ({
        ...wanted[to],
        id: scene.boxes[from].id,
      })),
      ...added.map(to => ({ ...wanted[to], id: nextId() })),
    ],
  };
}
