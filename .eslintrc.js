/**
 * Who may know whom (ARCHITECTURE.md, "Rooms"). A package may import those of
 * ours that stand beside it here, and no others.
 */
const lib = name => `@greenroom/${name}`;
const plugin = name => `@greenroom/backstage-plugin-${name}`;

const libraries = [
  'manifest',
  'dataset',
  'label-quality',
  'error-analysis',
  'evaluation',
  'augmentation',
  'change',
  'governance',
].map(lib);
const before = name => libraries.slice(0, libraries.indexOf(lib(name)));

const mayImport = {
  'packages/manifest': [],
  'packages/label-quality': [],
  'packages/error-analysis': [],
  'packages/dataset': [lib('manifest')],
  'packages/evaluation': before('evaluation'),
  'packages/augmentation': before('augmentation'),
  'packages/change': before('change'),
  'packages/governance': before('governance'),
  'packages/cli': libraries,
  'packages/app': [plugin('greenroom')],
  'packages/backend': [
    plugin('greenroom-backend'),
    plugin('greenroom-backend-module-*'),
    plugin('catalog-backend-module-greenroom'),
  ],
  'plugins/greenroom': [plugin('greenroom-common')],
  'plugins/greenroom-common': [],
  'plugins/greenroom-node': [lib('manifest'), plugin('greenroom-common')],
  'plugins/greenroom-backend': [
    ...libraries,
    plugin('greenroom-common'),
    plugin('greenroom-node'),
  ],
  'plugins/greenroom-backend-module-github': [
    plugin('greenroom-common'),
    plugin('greenroom-node'),
  ],
  'plugins/greenroom-backend-module-kubernetes': [plugin('greenroom-node')],
  'plugins/greenroom-backend-module-git': [plugin('greenroom-node')],
  'plugins/catalog-backend-module-greenroom': [plugin('greenroom-common')],
  catalog: libraries,
  // Models of the example answer as the inference server of the tests does.
  'test/github': [...libraries, lib('catalog'), lib('test-sources')],
  'test/kubernetes': [
    plugin('greenroom-node'),
    plugin('greenroom-backend'),
    plugin('greenroom-backend-module-kubernetes'),
    lib('test-bench'),
  ],
  'test/sources': [plugin('greenroom-node')],
  'test/fuzz': [lib('manifest')],
  'test/bench': [
    ...libraries,
    plugin('greenroom-common'),
    // Starts replicas of it as processes.
    plugin('greenroom-backend'),
    lib('test-github'),
  ],
  'test/faults': [lib('test-bench'), lib('test-github')],
  'test/e2e': [
    ...libraries,
    lib('catalog'),
    lib('test-github'),
    lib('test-sources'),
  ],
};

/** Tests may also use the example organisation, its emulated host, real git remotes, and the cases of executors. */
const forTests = [
  lib('test-kubernetes'),
  lib('catalog'),
  lib('test-github'),
  lib('test-sources'),
  plugin('greenroom-backend-module-git'),
];

/** Rooms that promise to read no files and to start no threads. */
const withoutEffects = [
  'packages/manifest',
  'packages/label-quality',
  'packages/error-analysis',
];
const effects = [
  'fs',
  'fs/promises',
  'http',
  'https',
  'net',
  'child_process',
  'worker_threads',
].flatMap(name => [name, `node:${name}`]);

const restrict = (folder, allowed, { pure }) => [
  'error',
  {
    paths: [
      ...['app', 'backend'].map(name => ({
        name,
        message: 'Nobody knows the example portal.',
      })),
      ...(pure ? effects : []).map(name => ({
        name,
        message: `${folder} does no I/O and starts no threads; its caller does.`,
      })),
    ],
    patterns: [
      {
        group: ['@greenroom/*', ...allowed.map(name => `!${name}`)],
        message: `${folder} may import ${
          allowed.length > 0 ? `only ${allowed.join(', ')}` : 'none'
        } of our packages (the root .eslintrc.js has the whole table).`,
      },
    ],
  },
];

const RULE = '@typescript-eslint/no-restricted-imports';

module.exports = {
  root: true,
  plugins: ['@typescript-eslint'],
  overrides: Object.entries(mayImport).flatMap(([folder, allowed]) => [
    {
      files: [`${folder}/**/*.{ts,tsx}`],
      rules: {
        [RULE]: restrict(folder, allowed, {
          pure: withoutEffects.includes(folder),
        }),
      },
    },
    {
      files: [
        `${folder}/**/*.test.{ts,tsx}`,
        `${folder}/**/__testUtils__/**/*.{ts,tsx}`,
      ],
      rules: {
        [RULE]: restrict(folder, [...new Set([...allowed, ...forTests])], {
          pure: false,
        }),
      },
    },
  ]),
};
