import type {
  Condition,
  ErrorAnswer,
  ErrorAnswerTo,
  ErrorGroup,
  ErrorQuestion,
  GreenroomApi,
  Run,
} from '@greenroom/backstage-plugin-greenroom-common';
import { digits, done } from '../../changes/__testUtils__/portal';

export const model = {
  ...digits,
  id: 'm',
  kind: 'model' as const,
  name: 'digit-reader',
  title: 'Digit reader',
};

export const run: Run = {
  id: 'r2',
  job: done,
  evaluation: 'held-out',
  modelAssetId: 'm',
  modelName: 'digit-reader',
  modelVersionId: 'mv2',
  modelSemver: '2.0.0',
  datasetAssetId: digits.id,
  datasetName: 'digits',
  datasetVersionId: 'v1',
  split: 'test',
  rows: 2000,
  audited: true,
};

/** The version before, on the same rows. */
const earlier: Run = {
  ...run,
  id: 'r1',
  modelVersionId: 'mv1',
  modelSemver: '1.0.0',
  job: { ...done, createdAt: '2020-01-01T00:00:00Z' },
};

export const slanted: Condition = {
  type: 'range',
  feature: 'slant',
  from: 12,
  below: 24,
};
export const hard: Condition = {
  type: 'is',
  feature: 'group',
  values: ['hard'],
};

/** `errors` of `rows` wrong, with an interval of ±3 points. */
export const group = (rows: number, errors: number): ErrorGroup => {
  const value = rows === 0 ? 0 : errors / rows;
  return {
    rows,
    errors,
    rate: { value, low: value - 0.03, high: value + 0.03, n: rows },
  };
};

const cohort = (
  name: string,
  where: Condition[],
  rows: number,
  errors: number,
) => {
  const told = group(rows, errors);
  return {
    ...told,
    name,
    where,
    accuracy: { value: 1 - told.rate.value },
    confusions: [{ given: '4', predicted: '9', rows: 12 }],
    pValue: 0.001,
  };
};

export const ANSWERS: { [Type in ErrorAnswer['type']]: ErrorAnswerTo<Type> } = {
  summary: {
    type: 'summary',
    ...group(2000, 118),
    confusion: {
      classes: ['4', '9'],
      counts: [
        [990, 12],
        [3, 995],
      ],
    },
    features: [
      {
        name: 'slant',
        unit: 'degrees',
        kind: 'number',
        values: [{ ...group(412, 75), label: '12 to 24', where: slanted }],
      },
      {
        name: 'group',
        kind: 'category',
        values: [
          {
            ...group(1500, 60),
            label: 'easy',
            where: { ...hard, values: ['easy'] },
          },
          { ...group(500, 58), label: 'hard', where: hard },
        ],
      },
    ],
    declared: [{ name: 'hard cases', where: [hard] }],
    hasLoss: true,
  },
  slices: {
    type: 'slices',
    all: group(2000, 118),
    foundOn: 'all',
    test: 'fisher-exact',
    tested: 231,
    confirmedOn: 'validation, 899 rows',
    slices: [
      {
        ...group(412, 75),
        where: [slanted],
        score: 1.2,
        lift: 3.1,
        pValue: 0.0001,
        qValue: 0.0004,
        addedErrors: 75,
        sameRowsAs: [[hard, slanted]],
        confirmed: {
          ...group(120, 20),
          lift: 2.8,
          pValue: 0.001,
          holmP: 0.002,
        },
      },
    ],
  },
  tree: {
    type: 'tree',
    root: {
      ...group(2000, 118),
      where: [],
      coverage: 1,
      splitBy: 'slant',
      children: [
        { ...group(412, 75), where: [slanted], coverage: 0.636, children: [] },
        {
          ...group(1588, 43),
          where: [{ type: 'range', feature: 'slant', below: 12 }],
          coverage: 0.364,
          children: [],
        },
      ],
    },
  },
  heat: {
    type: 'heat',
    x: { feature: 'slant', values: [{ label: '12 to 24', where: slanted }] },
    y: {
      feature: 'group',
      values: [
        { label: 'hard', where: hard },
        { label: 'easy', where: { ...hard, values: ['easy'] } },
      ],
    },
    cells: [[group(100, 40)], [group(0, 0)]],
  },
  cohorts: {
    type: 'cohorts',
    cohorts: [
      cohort('all rows', [], 2000, 118),
      cohort('hard cases', [hard], 500, 58),
    ],
  },
  changes: {
    type: 'changes',
    after: group(2000, 118),
    against: {
      runId: 'r1',
      name: '1.0.0 on 1.0.0',
      before: group(2000, 160),
      change: {
        value: -0.021,
        low: -0.03,
        high: -0.01,
        pValue: 0.001,
        parts: { model: -0.02, labels: 0, rows: -0.001 },
      },
      foundOn: 'half',
      measured: { before: 988, after: 988 },
      slices: [
        {
          where: [slanted],
          before: group(206, 10),
          after: group(206, 40),
          change: {
            value: 0.146,
            low: 0.1,
            high: 0.19,
            pValue: 0.00001,
            holmP: 0.00002,
            parts: { model: 0.12, labels: 0.026, rows: 0 },
          },
          outcome: 'appeared',
        },
        {
          where: [hard],
          before: group(250, 60),
          after: group(250, 29),
          change: {
            value: -0.124,
            pValue: 0.0001,
            holmP: 0.0002,
            parts: { model: -0.124, labels: 0, rows: 0 },
          },
          outcome: 'better',
        },
      ],
      flips: {
        rows: 2000,
        broken: 31,
        fixed: 73,
        pValue: 0.0001,
        brokenSlices: [
          {
            ...group(412, 25),
            where: [slanted],
            lift: 3.9,
            qValue: 0.001,
            addedErrors: 25,
          },
        ],
        fixedSlices: [],
      },
    },
  },
  keys: { type: 'keys', keys: ['0412', '0413'], total: 75 },
  advice: {
    type: 'advice',
    advice: [
      {
        cause: 'wrongLabels',
        because: '31 of the 75 wrong rows have a doubtful label.',
        strength: 0.8,
        action: 'resolveLabels',
      },
      {
        cause: 'tooFewRows',
        because: '40 rows of training are like these.',
        strength: 0.3,
        action: 'gateCohort',
      },
    ],
  },
};

/** A portal that answers about the errors of one run, and what it was asked. */
export function fakeErrors(
  answers: Partial<{ [Type in ErrorAnswer['type']]: ErrorAnswerTo<Type> }> = {},
) {
  const asked: ErrorQuestion[] = [];
  const shown: Parameters<GreenroomApi['getRows']>[0][] = [];
  const api: Partial<GreenroomApi> = {
    listRuns: async () => ({ items: [run, earlier] }),
    getAsset: async () => digits,
    exploreErrors: async (_, question) => {
      asked.push(question);
      const { type } = question.view;
      return answers[type] ?? ANSWERS[type];
    },
    getRows: async query => {
      shown.push(query);
      return {
        columns: [],
        rows: (query.filter?.keys ?? []).map(key => ({ key, cells: {} })),
        total: 2,
        offset: 0,
        masked: [],
        hidden: false,
      };
    },
  };
  /** The last question for one view. */
  const lastAsked = (type: ErrorAnswer['type']) =>
    asked.filter(({ view }) => view.type === type).at(-1);
  return { api, asked, shown, lastAsked };
}
