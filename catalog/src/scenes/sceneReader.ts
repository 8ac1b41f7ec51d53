import { commitIds } from '../gitObjects';
import { MIRA } from '../people';
import { SeedRepository, texts } from '../SeedRepository';
import { cocoResults } from './cocoJson';
import type { SceneReadings } from './readScenes';

function manifest(datasetRevision: string): string {
  return `# Greenroom reads this file. The model is not run here: its predictions are given.
apiVersion: greenroom.dev/v1alpha1
kind: Model
metadata:
  name: scene-reader
  title: Scene reader
  description: Finds and reads the digits on a small form; its predictions are made elsewhere.
  owner: group:default/vision
  system: paper-forms
  tags: [images, forms, boxes]
spec:
  version: 1.0.0
  license: Apache-2.0
  task: object-detection
  card: README.md
  classes: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']
  trainedOn:
    dataset: digit-scenes
    repository: northlight/digit-scenes
    version: 1.0.0
    revision: ${datasetRevision}
    split: train
  predictions: { outOfFold: predictions/out-of-fold.json }
  evaluations:
    - name: test
      dataset: digit-scenes
      repository: northlight/digit-scenes
      split: test
      predictions: predictions/test.json
`;
}

const CARD = `---
license: apache-2.0
pipeline_tag: object-detection
tags: [images, forms, boxes]
datasets: [northlight/digit-scenes]
---

# Scene reader

Finds and reads the digits on a small form.

## How it works

Connected ink is a digit: pieces above one another are one digit with a broken
stroke, and a piece too wide for a digit is cut where its ink is thinnest. A
network with one hidden layer says which digit it is, and how sure it is.

The network learns from the boxes of the split \`train\` of \`digit-scenes\`, with
the errors they have, and from the 2,000 audited single digits of the split
\`test\` of \`digits\`; no form has one of these.

## Predictions

\`predictions/out-of-fold.json\` has the pictures of \`train\`, each predicted by a
network that was trained on the other half of them; \`predictions/test.json\` has
those of \`test\`. Both are COCO results.

## Limits

Digits that touch are often cut in the wrong place. Anything of ink is taken for
a digit.
`;

/** The repository of a model that is not run: it has predictions alone. */
export function sceneReader(
  data: SeedRepository,
  { outOfFold, test }: SceneReadings,
): SeedRepository {
  const [revision] = commitIds(data);
  return {
    name: 'scene-reader',
    description: 'Finds and reads the digits on a small form',
    topics: ['model', 'images'],
    commits: [
      {
        message:
          'Add the predictions of a plain detector on digit-scenes 1.0.0',
        author: MIRA,
        date: '2026-10-14T10:30:00Z',
        tag: 'v1.0.0',
        files: texts({
          'greenroom.yaml': manifest(revision),
          'README.md': CARD,
          '.github/CODEOWNERS':
            '# Who is asked for a review.\n* @northlight/vision\n',
          'predictions/out-of-fold.json': cocoResults(outOfFold),
          'predictions/test.json': cocoResults(test),
        }),
      },
    ],
  };
}
