import {
  type Digest,
  digestOf,
  type OpenObject,
  StorageError,
} from '@greenroom/dataset';
import { RepositoryReader } from '../sync/RepositoryReader';
import { openBlob } from './openBlob';
import { planAddress } from './planAddress';
import { DvcPlanner } from './planDvc';
import { planLfs } from './planLfs';
import { type Pin, readPin } from './readPin';
import type { StagePlace } from './Stage';
import type { Storages } from './Storages';

/** A file, what its bytes are, and how they are got. */
export type PlannedFile = {
  /** In the repository. */
  readonly path: string;
  readonly digest: Digest;
  readonly open: OpenObject;
};

/** Makes a function that plans files of one repository at one commit; what it reads there, it reads once. */
export function createPlan(
  storages: Storages,
  place: StagePlace,
  signal: AbortSignal,
): (pins: Readonly<Record<string, string>>) => Promise<PlannedFile[]> {
  const reader = new RepositoryReader(place.source, place.repository);
  const where = { ...place, reader };
  const dvc = new DvcPlanner(storages, where, signal);
  return async pins => {
    const read = Object.entries(pins).map(([path, text]) => ({
      path,
      pin: assertPin(path, text),
    }));
    const of = <S extends Pin['storage']>(storage: S) =>
      read.flatMap(({ path, pin }) =>
        pin.storage === storage
          ? [{ path, ...(pin as Extract<Pin, { storage: S }>) }]
          : [],
      );
    return [
      ...of('git').map(({ path, oid }) => ({
        path,
        digest: digestOf('git', oid),
        open: openBlob(place, oid, storages.objects.maximumObjectBytes),
      })),
      ...(await planLfs(storages, where, of('lfs'))),
      ...(await dvc.plan(of('dvc'))),
      ...of('address').map(({ path, ...pin }) =>
        planAddress(storages, place, path, pin),
      ),
    ];
  };
}

function assertPin(path: string, text: string): Pin {
  const pin = readPin(text);
  if (pin) return pin;
  throw new StorageError(
    'unsupported',
    `${path} is pinned by ${text.slice(
      0,
      80,
    )}, which is no digest that is known here. Refresh the asset to read it again.`,
    path,
  );
}
