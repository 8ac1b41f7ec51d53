import { createHash } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { digestTable, openTable, type TableSpec } from '@greenroom/dataset';
import { EVALUATION_ENGINE } from '@greenroom/evaluation';
import { type ClaimPins, specDigest } from '@greenroom/governance';
import type { EvaluationSpec, ModelManifest } from '@greenroom/manifest';
import { Git } from '../git/Git';
import { hashFile } from '../hashFile';

/**
 * What the figures of an evaluation are tied to, in the words that the portal has
 * for the same: the git object of the model's file (its SHA-256 where Git LFS
 * keeps it), the content digest of the data, the digest of how it is measured.
 */
export async function pinsOf(
  file: string,
  manifest: ModelManifest,
  evaluation: EvaluationSpec,
  table: TableSpec,
): Promise<ClaimPins> {
  const named = evaluation.predictions ?? manifest.model?.path;
  const opened = await openTable(table);
  try {
    return {
      model: named
        ? await bytesPin(path.join(path.dirname(file), named))
        : `served:${manifest.endpoint?.url ?? 'nowhere'}`,
      data: await digestTable(opened),
      spec: specDigest(manifest, evaluation),
      engine: EVALUATION_ENGINE,
    };
  } finally {
    opened.close();
  }
}

async function bytesPin(file: string): Promise<string> {
  if (!existsSync(file)) return 'not there';
  if (await isInLfs(file))
    return `lfs:${await hashFile(createHash('sha256'), file)}`;
  // As `git hash-object` does (Pro Git, 10.2).
  const sha1 = createHash('sha1').update(`blob ${statSync(file).size}\0`);
  return `git:${await hashFile(sha1, file)}`;
}

async function isInLfs(file: string): Promise<boolean> {
  const said = await new Git(path.dirname(file))
    .read(['check-attr', 'filter', '--', path.basename(file)])
    .catch(() => Buffer.alloc(0));
  return said.toString('utf8').trim().endsWith(': filter: lfs');
}
