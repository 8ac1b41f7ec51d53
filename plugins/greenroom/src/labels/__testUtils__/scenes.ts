import {
  type AssetDetail,
  type Box,
  type BoxFinding,
  boxesText,
  type GreenroomApi,
  type LabelIssue,
  takeFindings,
} from '@greenroom/backstage-plugin-greenroom-common';
import { digits } from '../../changes/__testUtils__/portal';
import { issue } from './rememberingDecisions';

/** A data set of pictures with boxes. */
export const scenes: AssetDetail = {
  ...digits,
  name: 'digit-scenes',
  title: 'Scenes of digits',
  task: 'object-detection',
  columns: [
    { name: 'path', type: 'string', role: 'key', personal: false },
    { name: 'picture', type: 'bytes', role: 'image', personal: false },
    { name: 'boxes', type: 'list', role: 'label', personal: false },
  ],
};

export const box = (label: string, x: number): Box => ({
  label,
  x,
  y: 20,
  width: 20,
  height: 28,
});

export const GIVEN = [box('4', 10), box('1', 50), box('3', 80)] as const;

export const FINDINGS: readonly BoxFinding[] = [
  {
    kind: 'overlooked',
    suggested: box('7', 120),
    score: 0.01,
    why: 'Nobody drew the 7 that is seen with 0.98.',
  },
  {
    kind: 'swapped',
    given: box('4', 10),
    suggested: box('9', 10),
    score: 0.03,
    why: 'It is seen as a 9 with 0.95.',
  },
  {
    kind: 'badly_located',
    given: box('1', 50),
    suggested: box('1', 54),
    score: 0.2,
    why: 'The 1 is seen further to the right.',
  },
];

/** A picture of which three boxes are doubtful. */
export const sceneIssue = (
  key: string,
  changes: Partial<LabelIssue> = {},
): LabelIssue =>
  issue(key, {
    kind: 'overlooked',
    given: boxesText(GIVEN),
    suggested: boxesText(takeFindings(GIVEN, FINDINGS)),
    pGiven: undefined,
    pSuggested: undefined,
    why: 'Three boxes are doubtful.',
    likely: [],
    neighbours: [],
    findings: [...FINDINGS],
    ...changes,
  });

/** Rows of such a data set: pictures of 160 by 120 pixels. */
export const sceneRows: Pick<GreenroomApi, 'getRows' | 'getThumbnails'> = {
  getRows: async ({ filter }) => ({
    columns: scenes.columns ?? [],
    rows: (filter?.keys ?? []).map(key => ({
      key,
      cells: { path: key },
      picture: { width: 160, height: 120 },
      boxes: [...GIVEN],
    })),
    total: filter?.keys?.length ?? 0,
    offset: 0,
    masked: [],
    image: { column: 'picture', width: 0, height: 0 },
    hidden: false,
  }),
  getThumbnails: async (_, keys) => ({
    thumbnails: Object.fromEntries(
      keys.map(key => [key, 'data:image/png;base64,AA==']),
    ),
  }),
};
