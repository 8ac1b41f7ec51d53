import type { GreenroomManifest, Problem } from './crossProblems';
import { hasClasses } from './tasks';

export const REGRESSION = 'tabular-regression';
const RANKING = 'text-ranking';

/** Rows of a ranking belong to queries, and no other rows do. */
export function queryProblems({
  task,
  label,
  query,
}: GreenroomManifest): Problem[] {
  if (task !== RANKING)
    return query === undefined
      ? []
      : [
          {
            path: ['spec', 'query'],
            message: `Only rankings have queries. Say task: ${RANKING}, or remove it.`,
          },
        ];
  return label === undefined || query !== undefined
    ? []
    : [
        {
          path: ['spec', 'query'],
          message:
            'Rows of a ranking belong to queries. Name the column that says which: query.',
        },
      ];
}

/** What a model says is told by its classes, or by numbers and texts that have none. */
export function classProblems(manifest: GreenroomManifest): Problem[] {
  const { classes = [], preprocessing, task } = manifest;
  if (hasClasses(manifest)) {
    if (classes.length === 0)
      return [
        {
          path: ['spec', 'classes'],
          message: '"spec.classes" is missing. Add it.',
        },
      ];
  } else if (classes.length > 0)
    return [
      {
        path: ['spec', 'classes'],
        message: `What a model of ${task} says has no classes. Remove them.`,
      },
    ];
  const isOfNumbers = preprocessing?.holds === 'numbers';
  return preprocessing && isOfNumbers !== (task === REGRESSION)
    ? [
        {
          path: ['spec', 'preprocessing', 'holds'],
          message: isOfNumbers
            ? `The output of a model of ${task} holds no numbers without classes. Say what it holds, or task: ${REGRESSION}.`
            : `The output of a model of ${REGRESSION} holds numbers. Say holds: numbers.`,
        },
      ]
    : [];
}
