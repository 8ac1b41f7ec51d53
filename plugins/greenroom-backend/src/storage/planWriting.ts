import { StorageError } from '@greenroom/dataset';
import type { FileEdit } from '@greenroom/backstage-plugin-greenroom-node';
import { readFile } from 'node:fs/promises';
import { RepositoryReader } from '../sync/RepositoryReader';
import { planDvcWriting } from './planDvcWriting';
import { planLfsWriting } from './planLfsWriting';
import { readPin } from './readPin';
import type { StagePlace } from './Stage';
import type { Storages } from './Storages';

/** A file whose bytes are to be others, or one that is to be there. */
export type ChangedFile = {
  /** In the repository. */
  readonly path: string;
  /** The path by which the asset knows it: its own, or that of a folder or pattern that DVC tracks. Of a new file that of the one beside it. */
  readonly named: string;
  /** What pins its bytes now, or those of the file beside it. */
  readonly pin: string;
  /** Where its bytes of before stand on this machine, or the file in the repository beside which it is new, and as which it is kept. */
  readonly before: string | { readonly beside: string };
  /** Where the new ones stand. */
  readonly file: string;
};

/** What is to be written: objects into their storages, then files into the repository. */
export type Writing = {
  readonly edits: readonly FileEdit[];
  /** Puts the objects where pointers look for them, each of which is sent once however often this is asked. */
  keep(): Promise<void>;
};

/**
 * Plans how files get other bytes: those in git as they are, those in Git LFS
 * or DVC by their pointer. Nothing is sent before all of it could be planned.
 *
 * @param token - of the person as whom objects are uploaded; without it, the source's own
 * @throws StorageError naming a file that cannot be written, and the remedy
 */
export async function planWriting(
  storages: Storages,
  place: StagePlace,
  changed: readonly ChangedFile[],
  options: { readonly signal: AbortSignal; readonly token?: string },
): Promise<Writing> {
  const where = {
    ...place,
    reader: new RepositoryReader(place.source, place.repository),
  };
  const of = (storage: 'git' | 'lfs' | 'dvc') =>
    changed.filter(({ pin }) => readPin(pin)?.storage === storage);
  for (const { path, pin } of changed)
    if (readPin(pin)?.storage === 'address')
      throw new StorageError(
        'unsupported',
        `${path} is at an address that the manifest declares, to which nothing is written from here. Change it there, or take it into the repository.`,
        path,
      );
  const plans = [
    await planGitWriting(of('git')),
    await planLfsWriting(storages, where, of('lfs'), options),
    await planDvcWriting(storages, where, of('dvc'), options),
  ];
  return {
    edits: plans.flatMap(({ edits }) => edits),
    keep: async () => {
      for (const plan of plans) await plan.keep();
    },
  };
}

async function planGitWriting(
  changed: readonly ChangedFile[],
): Promise<Writing> {
  return {
    edits: await Promise.all(
      changed.map(async ({ path, file }) => ({
        path,
        content: await readFile(file),
      })),
    ),
    keep: async () => {},
  };
}
