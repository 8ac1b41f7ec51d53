import type { ChangeKind } from './changeWords';

const CHECKS: readonly (readonly [readonly ChangeKind[], string])[] = [
  [
    ['relabel'],
    'The new labels are right; the rows and their evidence are in Greenroom.',
  ],
  [
    ['exclude'],
    'What is left out is wrong or not wanted, and not only hard for a model.',
  ],
  [['cell'], 'The new values are what the column means, in its unit.'],
  [
    ['add', 'restore', 'augmentation'],
    'The rows that come in repeat none that is there, least of all across splits.',
  ],
  [
    ['move'],
    'No row goes to or from the test split to make a figure look better.',
  ],
  [
    ['waiver'],
    'The reason holds for as long as the waiver does, and somebody will repair it until then.',
  ],
  [
    ['manifest', 'card', 'cohort', 'gate', 'collect'],
    'What the manifest and the card say is still true of the data.',
  ],
];

/** What a reviewer looks at, for changes of these kinds; then what merging would do. */
export function checklistOf(kinds: readonly ChangeKind[]): readonly string[] {
  return [
    ...CHECKS.filter(([of]) => of.some(kind => kinds.includes(kind))).map(
      ([, check]) => check,
    ),
    'The plan among the checks, where there is one, says what merging would do.',
  ];
}
