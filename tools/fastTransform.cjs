/**
 * Runs TypeScript from source as `@backstage/cli/config/nodeTransform.cjs`
 * does, for commands that people wait for: what was transformed once is kept in
 * .cache/transform, the compiler is only loaded for what is not, and no thread
 * is started for modules of other kinds.
 */
const { createHash } = require('node:crypto');
const {
  mkdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} = require('node:fs');
const path = require('node:path');
const { addHook } = require('pirates');

const OPTIONS = {
  // Dynamic imports become calls of require, which finds files without ending.
  module: { type: 'commonjs' },
  jsc: { target: 'es2023', parser: { syntax: 'typescript' } },
};
const folder = path.join(__dirname, '..', '.cache', 'transform');
const version = `${JSON.stringify(OPTIONS)} ${
  require('@swc/core/package.json').version
}`;

function transform(code, filename) {
  const key = createHash('sha256').update(version).update(code).digest('hex');
  const file = path.join(folder, `${key}.js`);
  try {
    return readFileSync(file, 'utf8');
  } catch {
    const { transformSync } = require('@swc/core');
    const made = transformSync(code, { ...OPTIONS, filename }).code;
    keep(file, made);
    return made;
  }
}

/** A checkout that cannot be written to is only slower. */
function keep(file, code) {
  const half = `${file}.${process.pid}`;
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(half, code);
    renameSync(half, file);
  } catch {
    // Transformed again the next time.
  }
}

addHook(transform, { extensions: ['.ts', '.cts'], ignoreNodeModules: true });
