import { lstat, readdir } from 'node:fs/promises';
import path from 'node:path';

/** One file of an input: of the folder that the input is, or the input itself, whose name is empty. */
export type InputFile = {
  readonly input: number;
  readonly name: string;
  readonly place: string;
  readonly sizeBytes: number;
};

/**
 * Every file of some inputs, by name.
 *
 * @throws Error where one is neither file nor folder, such as a link, which may lead anywhere
 */
export async function listInputs(
  inputs: readonly string[],
): Promise<readonly InputFile[]> {
  const lists = await Promise.all(
    inputs.map((place, input) => listBelow(place, '', input)),
  );
  return lists.flat();
}

async function listBelow(
  place: string,
  name: string,
  input: number,
): Promise<InputFile[]> {
  const found = await lstat(place);
  if (found.isFile()) return [{ input, name, place, sizeBytes: found.size }];
  if (!found.isDirectory())
    throw new Error(
      `The input ${place} is neither a file nor a folder, and is given to no worker.`,
    );
  const names = (await readdir(place)).sort();
  const lists = await Promise.all(
    names.map(child =>
      listBelow(
        path.join(place, child),
        name === '' ? child : `${name}/${child}`,
        input,
      ),
    ),
  );
  return lists.flat();
}
