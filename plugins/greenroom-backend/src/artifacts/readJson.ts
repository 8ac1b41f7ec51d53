import { readFile } from 'node:fs/promises';
import type { ArtifactName, ArtifactStore } from './ArtifactStore';

/**
 * What an artifact of JSON says.
 *
 * @throws StorageError where it is gone
 * @throws SyntaxError where it is no JSON
 */
export async function readJson<T>(
  store: ArtifactStore,
  name: ArtifactName,
): Promise<T> {
  const text = await store.use([name], () =>
    readFile(store.pathOf(name), 'utf8'),
  );
  return JSON.parse(text) as T;
}
