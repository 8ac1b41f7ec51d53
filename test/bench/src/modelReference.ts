import { existsSync } from 'node:fs';
import path from 'node:path';
import { CHECKOUT } from './checkout';

/** The folder of real models and data: GREENROOM_MODEL_REFERENCE, else beside the checkout; undefined where there is none, which is said. */
export function modelReference(): string | undefined {
  const folder =
    process.env.GREENROOM_MODEL_REFERENCE ??
    path.join(CHECKOUT, '../shared/fixtures');
  if (existsSync(path.join(folder, 'models/verify.json'))) return folder;
  console.log(
    `The models are not at ${folder}. Set GREENROOM_MODEL_REFERENCE to the folder that has models and data; nothing is compared with them.`,
  );
  return undefined;
}
