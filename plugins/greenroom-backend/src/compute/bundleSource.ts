import { mkdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { packageOf } from './sandbox/codeOf';

/** Part of every checkout, and of nothing that is published. */
const BUNDLER = 'esbuild';

/** Native code cannot stand in one file with the rest. */
const NATIVE = ['@duckdb/*', 'onnxruntime-node', 'sharp'];

/**
 * A program in TypeScript as one file of JavaScript, kept where its package
 * finds native code: a process that loads one file begins three times as soon
 * as one that compiles hundreds.
 *
 * @returns the file
 */
export async function bundleSource(program: string): Promise<string> {
  const { build } = require(BUNDLER) as typeof import('esbuild');
  const { outputFiles } = await build({
    entryPoints: [program],
    bundle: true,
    platform: 'node',
    target: 'node24',
    // What a UMD wrapper requires (jsonc-parser) is not seen, and so not in the file.
    mainFields: ['module', 'main'],
    external: NATIVE,
    write: false,
    logLevel: 'error',
  });
  const root = packageOf(program);
  const folder = path.join(root, 'node_modules/.cache/greenroom');
  const name = path.relative(root, program).replace(/\W+/g, '-');
  const file = path.join(folder, `${name}.cjs`);
  const half = `${file}.${process.pid}`;
  await mkdir(folder, { recursive: true });
  await writeFile(half, outputFiles[0].contents);
  // Whoever loads it meanwhile has the one before, whole.
  await rename(half, file);
  return file;
}
