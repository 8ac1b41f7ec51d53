import type { RunnableModel } from '@greenroom/manifest';
import { realpath } from 'node:fs/promises';
import path from 'node:path';
import { assertRunnable } from './assertRunnable';
import { ModelError } from './ModelError';
import { PreparedModel } from './PreparedModel';
import type { StepFiles } from './preprocessing/StepFiles';
import { type ModelFacts, readModelFile } from './readModel';
import type { RowModel } from './RowModel';
import { Session } from './session/Session';

/**
 * Opens an ONNX file with its preprocessing. What comes of it blocks its thread.
 *
 * @param modelPath - on this machine
 * @param files - those that steps read, by the path that the manifest names
 * @throws ModelError where the runtime must not or cannot open the model
 */
export async function openModel(
  modelPath: string,
  manifest: Pick<RunnableModel, 'model' | 'preprocessing' | 'classes'>,
  files: StepFiles = {},
): Promise<RowModel> {
  const facts = await readModelFile(modelPath, manifest.model.path);
  assertRunnable(facts, manifest);
  await assertWeights(modelPath, facts);
  const session = await Session.open(modelPath, facts);
  return new PreparedModel(session, facts, manifest, files);
}

/** The runtime follows links: those out of the model's folder are none of its files. */
async function assertWeights(
  modelPath: string,
  { file, externalData }: ModelFacts,
): Promise<void> {
  const folder = await realpath(path.dirname(modelPath));
  for (const location of externalData) {
    const found = await realpath(path.join(folder, location)).catch(
      () => undefined,
    );
    if (found?.startsWith(`${folder}${path.sep}`)) continue;
    throw new ModelError(
      `${file} keeps weights in ${location}, which is ${
        found ? 'outside its folder' : 'not there'
      }. Put the file beside the model.`,
      file,
    );
  }
}
