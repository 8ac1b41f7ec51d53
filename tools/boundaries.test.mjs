/** A wrong import fails the lint. */
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import path from 'node:path';
import { test } from 'node:test';
import { root } from './steps.mjs';

const { ESLint } = createRequire(import.meta.url)('eslint');
const RULE = '@typescript-eslint/no-restricted-imports';

/** What the lint of that file says about its imports, as `repo lint` would ask: from its package. */
async function complaints(file, code) {
  const [room, name] = file.split('/');
  const folder = room === 'catalog' ? 'catalog' : `${room}/${name}`;
  const eslint = new ESLint({ cwd: path.join(root, folder) });
  const [result] = await eslint.lintText(code, {
    filePath: path.join(root, file),
  });
  return result.messages
    .filter(({ ruleId, fatal }) => fatal || ruleId === RULE)
    .map(({ message, severity }) => `${severity} ${message}`);
}

const refused = [
  ['packages/manifest/src/x.ts', "import '@greenroom/dataset';"],
  ['packages/dataset/src/x.ts', "import '@greenroom/evaluation';"],
  [
    'packages/label-quality/src/x.ts',
    "import type { M } from '@greenroom/manifest';",
  ],
  ['packages/label-quality/src/x.ts', "import fs from 'node:fs';"],
  [
    'packages/error-analysis/src/x.ts',
    "import { Worker } from 'worker_threads';",
  ],
  ['packages/evaluation/src/x.ts', "export * from '@greenroom/change';"],
  ['packages/change/src/x.ts', "import '@greenroom/governance';"],
  [
    'packages/cli/src/x.ts',
    "import '@greenroom/backstage-plugin-greenroom-common';",
  ],
  ['plugins/greenroom/src/x.tsx', "import '@greenroom/manifest';"],
  [
    'plugins/greenroom/src/x.tsx',
    "import '@greenroom/backstage-plugin-greenroom-backend';",
  ],
  ['plugins/greenroom-backend/src/x.ts', "import '@greenroom/test-github';"],
  ['plugins/greenroom-backend/src/x.ts', "import 'backend';"],
  [
    'plugins/catalog-backend-module-greenroom/src/x.ts',
    "import '@greenroom/backstage-plugin-greenroom-backend';",
  ],
  [
    'catalog/src/x.ts',
    "import '@greenroom/backstage-plugin-greenroom-common';",
  ],
];
for (const [file, code] of refused) {
  test(`${file} may not say ${code}`, async () => {
    const found = await complaints(file, code);
    assert.equal(found.length, 1, `found: ${found}`);
    assert.match(found[0], /^2 /);
  });
}

const accepted = [
  ['packages/dataset/src/x.ts', "import '@greenroom/manifest';"],
  ['packages/evaluation/src/x.ts', "import '@greenroom/dataset';"],
  ['packages/label-quality/src/x.test.ts', "import fs from 'node:fs';"],
  [
    'plugins/greenroom/src/x.tsx',
    "import '@greenroom/backstage-plugin-greenroom-common';",
  ],
  ['plugins/greenroom-backend/src/x.ts', "import '@greenroom/evaluation';"],
  [
    'plugins/greenroom-backend/src/x.test.ts',
    "import '@greenroom/test-github';",
  ],
];
for (const [file, code] of accepted) {
  test(`${file} may say ${code}`, async () => {
    assert.deepEqual(await complaints(file, code), []);
  });
}
