import type {
  AssetDetail,
  AssetVersion,
  SourceStatus,
} from '@greenroom/backstage-plugin-greenroom-common';

const now = Date.now();
export const hoursAgo = (hours: number) =>
  new Date(now - hours * 3_600_000).toISOString();
const hex = (seed: number, length: number) =>
  Array.from({ length }, (_, i) =>
    ((seed * 7919 + i * 104729 + i * i * 31) % 16).toString(16),
  ).join('');
export const CLASSES = Array.from({ length: 10 }, (_, digit) => String(digit));

export function version(assetId: string, index: number): AssetVersion {
  return {
    id: `${assetId}@${index}`,
    assetId,
    semver: `1.${index}.0`,
    digest: `gr1:${hex(index + 3, 64)}`,
    commit: {
      sha: hex(index + 11, 40),
      url: `http://localhost:7008/northlight/digits-data/commit/${hex(
        index + 11,
        40,
      )}`,
      author: index % 2 ? 'jonas-weber' : 'mira-okafor',
      date: hoursAgo(24 * (5 - index) * 3),
      message: 'Relabel checked fours and nines',
      pullRequest:
        index > 0
          ? {
              number: 8 + index,
              url: 'http://localhost:7008/northlight/digits-data/pull/9',
            }
          : undefined,
    },
    revisions: 1 + (index % 2),
    rows: 9000 + index * 120,
    splits: { train: 7000 + index * 120, validation: 1000, test: 1000 },
    labelsOk: {
      value: 0.965 + index * 0.005,
      low: 0.961 + index * 0.005,
      high: 0.97 + index * 0.005,
      n: 9000,
    },
    tags: index === 2 ? ['v1.2.0', 'digits@1.2.0'] : undefined,
    isBumpTooSmall: index === 3 ? true : undefined,
    metrics:
      index > 0
        ? [
            {
              modelAssetId:
                'github:northlight/digit-reader:greenroom.yaml#digit-reader',
              modelName: 'digit-reader',
              relation: 'trained on' as const,
              runId: `run-${index}`,
              metric: 'accuracy',
              figure: {
                value: 0.9 + index * 0.01,
                low: 0.895 + index * 0.01,
                high: 0.905 + index * 0.01,
                n: 1000,
              },
            },
          ]
        : undefined,
    change:
      index > 0
        ? { added: 120, removed: 0, relabelled: 37, changed: 37 }
        : undefined,
  };
}

const base = {
  adopted: false,
  formats: ['greenroom'],
  drift: [],
  archived: false,
  dependsOnEntities: [],
  warnings: [],
  origins: {},
  declared: {},
  deployments: [],
  owner: 'group:default/vision',
  problems: [],
  task: 'image-classification',
  tags: ['digits'],
  allowed: ['readRows', 'propose', 'run'] as AssetDetail['allowed'],
};

export const digits: AssetDetail = {
  ...base,
  id: 'github:northlight/digits-data:greenroom.yaml#digits',
  kind: 'dataset',
  name: 'digits',
  title: 'Handwritten digits',
  entityRef: 'resource:default/digits',
  repository: 'northlight/digits-data',
  path: 'greenroom.yaml',
  sync: {
    status: 'Synced',
    reason: 'Read at the head of main',
    at: hoursAgo(0.2),
  },
  health: {
    status: 'Degraded',
    reason: '37 labels look wrong, most of them 4 for 9',
  },
  version: version('github:northlight/digits-data:greenroom.yaml#digits', 4),
  quality: {
    name: 'labelsOk',
    figure: { value: 0.987, low: 0.984, high: 0.99, n: 9480 },
    trend: [0.96, 0.97, 0.972, 0.987],
  },
  license: 'MIT',
  classes: CLASSES,
  columns: [
    {
      name: 'id',
      type: 'string',
      role: 'key',
      personal: false,
      description: 'Sheet and position',
    },
    {
      name: 'pixels',
      type: 'image',
      role: 'image',
      personal: false,
      description: '28 x 28 grey',
    },
    { name: 'label', type: 'string', role: 'label', personal: false },
    { name: 'split', type: 'string', role: 'split', personal: false },
    { name: 'annotator', type: 'string', role: 'annotator', personal: false },
    {
      name: 'writer',
      type: 'string',
      role: 'meta',
      personal: true,
      description: 'Who wrote it',
    },
    {
      name: 'slant',
      type: 'number',
      role: 'feature',
      personal: false,
      description: 'degrees',
    },
  ],
  dependsOn: [],
  usedBy: [
    {
      assetId: 'github:northlight/digit-reader:greenroom.yaml#digit-reader',
      name: 'digit-reader',
    },
  ],
  nextStep: { text: 'Look at the 37 labels that look wrong', tab: 'labels' },
};

const reader: AssetDetail = {
  ...base,
  id: 'github:northlight/digit-reader:greenroom.yaml#digit-reader',
  kind: 'model',
  name: 'digit-reader',
  title: 'Digit reader',
  entityRef: 'component:default/digit-reader',
  repository: 'northlight/digit-reader',
  path: 'greenroom.yaml',
  sync: {
    status: 'OutOfSync',
    reason: 'Commit a1b2c3d waits to be read',
    at: hoursAgo(2),
  },
  health: { status: 'Healthy', reason: 'All gates pass' },
  version: {
    ...version('github:northlight/digit-reader:greenroom.yaml#digit-reader', 2),
    semver: '2.1.0',
    rows: undefined,
    splits: undefined,
    change: undefined,
  },
  quality: {
    name: 'accuracy',
    figure: { value: 0.941, low: 0.936, high: 0.946, n: 1000 },
    trend: [0.9, 0.91, 0.92, 0.941],
  },
  lastRun: {
    id: 'run-1',
    state: 'succeeded',
    finishedAt: hoursAgo(2),
    gate: 'failed',
  },
  classes: CLASSES,
  dependsOn: [{ assetId: digits.id, name: 'digits' }],
  usedBy: [],
};

const mail: AssetDetail = {
  ...digits,
  id: 'github:northlight/mail-data:greenroom.yaml#mail',
  name: 'mail',
  title: 'Shared mailbox',
  entityRef: 'resource:default/mail',
  owner: 'group:default/mail',
  repository: 'northlight/mail-data',
  health: { status: 'Progressing', reason: 'Label quality is being computed' },
  quality: undefined,
  nextStep: undefined,
};

/** Pictures with boxes; declares no key. */
const street: AssetDetail = {
  ...digits,
  id: 'github:northlight/street-data:coco.json#street',
  name: 'street',
  title: 'Street scenes',
  entityRef: 'resource:default/street',
  repository: 'northlight/street-data',
  classes: ['car', 'person', 'bicycle'],
  columns: [
    { name: 'file', type: 'string', role: 'key', personal: false },
    { name: 'image', type: 'image', role: 'image', personal: false },
    { name: 'caption', type: 'string', role: 'text', personal: false },
  ],
};

/** Whose rows this person may not see. */
const ledger: AssetDetail = {
  ...digits,
  id: 'github:northlight/ledger-data:greenroom.yaml#ledger',
  name: 'ledger',
  title: 'Ledger',
  entityRef: 'resource:default/ledger',
  allowed: [],
};

/** Ten million rows. */
const clicks: AssetDetail = {
  ...digits,
  id: 'github:northlight/clicks-data:greenroom.yaml#clicks',
  name: 'clicks',
  title: 'Clicks',
  entityRef: 'resource:default/clicks',
  columns: digits.columns!.filter(({ role }) => role !== 'image'),
};

export const assets = [digits, reader, mail, street, ledger, clicks];

export const sources: SourceStatus[] = [
  {
    id: 'northlight',
    kind: 'github',
    target: 'http://localhost:7008/northlight',
    lastFetchAt: hoursAgo(0.01),
    lagSeconds: 4,
    rateLimit: { remaining: 4870, limit: 5000, resetAt: hoursAgo(-0.5) },
    repositories: 4,
    pending: 1,
    syncs: [
      {
        id: 'sync-1',
        repository: 'northlight/digits-data',
        cause: 'event',
        outcome: 'changed',
        commit: 'c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f6',
        startedAt: hoursAgo(0.02),
        finishedAt: hoursAgo(0.0199),
        changed: ['digits'],
        removed: [],
        problems: 0,
      },
    ],
    problems: [
      {
        repository: 'northlight/mail-data',
        path: 'greenroom.yaml',
        line: 14,
        column: 3,
        message: 'spec.lable is not known; did you mean "label"?',
        url: 'http://localhost:7008/northlight/mail-data/blob/main/greenroom.yaml#L14',
      },
    ],
  },
  {
    id: 'old',
    kind: 'github',
    target: 'http://localhost:7009/attic',
    repositories: 0,
    pending: 0,
    syncs: [],
    error: 'connect ECONNREFUSED 127.0.0.1:7009',
    problems: [],
  },
];
