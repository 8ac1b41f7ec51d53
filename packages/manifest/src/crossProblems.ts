import { isAnnotatorTable } from './annotatorsDocument';
import { augmentationProblems } from './augmentationProblems';
import { cohortProblems } from './cohortsDocument';
import { collectProblems } from './collectDocument';
import type {
  GreenroomDatasetSpec,
  GreenroomMetadata,
  GreenroomModelSpec,
} from './greenroomDocument';
import { FAIRNESS_METRICS } from './metricNames';
import { classProblems, queryProblems, REGRESSION } from './taskProblems';
import { otherTaskOf } from './tasks';

/** A document of our own format, its parts side by side. */
export type GreenroomManifest = {
  kind: 'Dataset' | 'Model';
} & GreenroomMetadata &
  Partial<GreenroomDatasetSpec> &
  Partial<GreenroomModelSpec>;

const DETECTION = 'object-detection';

/** A problem between fields, at one of them. */
export type Problem = {
  readonly path: PropertyKey[];
  readonly message: string;
};

/** What one field says of another: nothing where they agree. */
export function crossProblems(manifest: GreenroomManifest): Problem[] {
  return manifest.kind === 'Dataset'
    ? [
        ...annotatorProblems(manifest),
        ...roleProblems(manifest),
        ...boxProblems(manifest),
        ...queryProblems(manifest),
        ...cohortProblems(manifest.cohorts ?? [], manifest.columns ?? []),
        ...collectProblems(
          manifest.collect ?? [],
          manifest.columns ?? [],
          manifest.split,
        ),
        ...augmentationProblems(manifest),
      ]
    : [
        ...modelProblems(manifest),
        ...classProblems(manifest),
        ...gateProblems(manifest),
        ...fairnessProblems(manifest),
        ...thresholdProblems(manifest),
      ];
}

function annotatorProblems({
  annotators,
  key,
  classes,
  task,
}: GreenroomManifest): Problem[] {
  if (!annotators) return [];
  const path = ['spec', 'annotators'];
  if (!(key && classes)) {
    return [
      {
        path,
        message:
          'Labels of several people are joined by key and judged by class. Name key and classes as well.',
      },
    ];
  }
  if (isAnnotatorTable(annotators) !== (task === DETECTION)) return [];
  return [
    {
      path,
      message: isAnnotatorTable(annotators)
        ? 'The boxes of several people are a COCO file each. Name them as files, each with its annotator and path.'
        : 'Files of annotators hold boxes. Say task: object-detection, or name a table with a line a label.',
    },
  ];
}

function roleProblems(manifest: GreenroomManifest): Problem[] {
  const roles = [manifest.key, manifest.label, manifest.split].filter(
    role => role !== undefined,
  );
  const personal = manifest.columns?.findIndex(
    column =>
      column.personal && [manifest.key, manifest.label].includes(column.name),
  );
  return [
    ...(new Set(roles).size < roles.length
      ? [
          {
            path: ['spec', 'key'],
            message:
              'key, label and split must be three columns. Name another.',
          },
        ]
      : []),
    ...(personal !== undefined && personal >= 0
      ? [
          {
            path: ['spec', 'columns', personal, 'personal'],
            message:
              'The key and the label cannot be personal data: every page and pull request names them. Use another key.',
          },
        ]
      : []),
  ];
}

/** The column of boxes that COCO and Pascal VOC are read into. */
const BOXES = 'boxes';

function boxProblems({ task, table, label }: GreenroomManifest): Problem[] {
  if (task !== DETECTION) return [];
  if (table?.format !== 'coco' && table?.format !== 'voc') {
    return [
      {
        path: ['spec', 'table'],
        message:
          'Boxes are read from COCO and from Pascal VOC. Say format: coco, or voc.',
      },
    ];
  }
  return label === undefined || label === BOXES
    ? []
    : [
        {
          path: ['spec', 'label'],
          message: `The label of a picture with boxes is all of them: say label: ${BOXES}.`,
        },
      ];
}

/** Each evaluation runs the model, or names its predictions. */
function modelProblems(manifest: GreenroomManifest): Problem[] {
  const { model, preprocessing, predictions, evaluations = [] } = manifest;
  if (model && manifest.endpoint) {
    return [
      {
        path: ['spec', 'endpoint'],
        message:
          'A model is run from its file (model) or by a server (endpoint). Name one of them.',
      },
    ];
  }
  if (!model && !manifest.endpoint && preprocessing) {
    return [
      {
        path: ['spec', 'preprocessing'],
        message:
          'preprocessing says how the inputs of a model file are made, and none is named. Add spec.model or spec.endpoint, or remove it.',
      },
    ];
  }
  const why = whyNotRun(manifest);
  if (!why) return [];
  const unpredicted = evaluations.flatMap((evaluation, i) =>
    evaluation.predictions === undefined ? [{ ...evaluation, i }] : [],
  );
  if (unpredicted.length > 0) {
    return unpredicted.map(({ name, i }) => ({
      path: ['spec', 'evaluations', i],
      message: `${name} names no predictions, and ${why}. Add predictions: the file that has them.`,
    }));
  }
  const isPredicted =
    evaluations.length > 0 || predictions?.outOfFold !== undefined;
  const missing = model || manifest.endpoint ? 'preprocessing' : 'model';
  return isPredicted || (model && manifest.task === DETECTION)
    ? []
    : [
        {
          path: ['spec', missing],
          message: `"spec.${missing}" is missing. Add it, or name predictions that were made elsewhere: predictions.outOfFold, or predictions of each evaluation.`,
        },
      ];
}

/** Undefined where the model can be run. */
function whyNotRun({
  task,
  model,
  endpoint,
  preprocessing,
}: GreenroomManifest): string | undefined {
  if (!model && !endpoint) return 'there is no spec.model to run';
  if (task === DETECTION) return 'models that find boxes are not run here';
  if (otherTaskOf({ task }) && (task !== REGRESSION || endpoint))
    return `models of ${task} are not ${
      endpoint ? 'asked of servers' : 'run here'
    }`;
  return preprocessing
    ? undefined
    : 'there is no spec.preprocessing to make its inputs by';
}

function gateProblems({ evaluations = [] }: GreenroomManifest): Problem[] {
  return evaluations.flatMap((evaluation, i) =>
    (evaluation.gates ?? []).flatMap((gate, j) => {
      const path = ['spec', 'evaluations', i, 'gates', j];
      if (!(evaluation.metrics as readonly string[]).includes(gate.metric))
        return [
          {
            path: [...path, 'metric'],
            message: `The gate bounds ${
              gate.metric
            }, which this evaluation does not measure. Add it to metrics (${evaluation.metrics.join(
              ', ',
            )} so far).`,
          },
        ];
      const part = gate.on ? 'on' : 'where';
      return gate[part] === undefined || gate.metric === 'accuracy'
        ? []
        : [
            {
              path: [...path, part],
              message: `A gate on ${
                gate.on ? `the ${gate.on}` : 'some rows'
              } bounds accuracy, not ${
                gate.metric
              }. Say metric: accuracy, or remove ${part}.`,
            },
          ];
    }),
  );
}

function thresholdProblems({
  threshold,
  classes = [],
  task,
}: GreenroomManifest): Problem[] {
  if (
    threshold === undefined ||
    (classes.length === 2 && task !== DETECTION && !otherTaskOf({ task }))
  )
    return [];
  return [
    {
      path: ['spec', 'threshold'],
      message: otherTaskOf({ task })
        ? `A threshold decides between two classes of a row, which ${task} does not. Remove it.`
        : `A threshold decides between two classes, and there are ${classes.length}. Remove it.`,
    },
  ];
}

function fairnessProblems({
  evaluations = [],
  classes = [],
}: GreenroomManifest): Problem[] {
  return evaluations.flatMap(({ fairness, metrics }, i) => {
    const path = ['spec', 'evaluations', i];
    const named = metrics.findIndex(metric =>
      (FAIRNESS_METRICS as readonly string[]).includes(metric),
    );
    if (!fairness)
      return named < 0
        ? []
        : [
            {
              path: [...path, 'metrics', named],
              message: `${metrics[named]} is of groups, and none are declared. Add fairness with groups and favourable.`,
            },
          ];
    return classes.includes(fairness.favourable)
      ? []
      : [
          {
            path: [...path, 'fairness', 'favourable'],
            message: `${fairness.favourable} is none of the classes (${classes
              .slice(0, 12)
              .join(', ')}).`,
          },
        ];
  });
}
