import { openAddress } from '../openAddress';
import type { OpenedObject, OpenObject } from '../OpenedObject';
import type { ReadAddress } from '../ReadAddress';
import { StorageError } from '../StorageError';
import { missingObject } from './missingObject';
import {
  type LfsAction,
  type LfsAnswers,
  type LfsObject,
  requestBatch,
} from './requestBatch';

/** The specification's example; servers take no more than this at a time. */
const OBJECTS_A_BATCH = 100;
/** An action that ends so soon is asked for again. */
const MARGIN_MILLIS = 10_000;

type Batch = {
  readonly objects: readonly LfsObject[];
  answer?: Promise<LfsAnswers>;
};

/** One repository's Git LFS server: asked for many objects at a time, which then come one by one. */
export class LfsServer {
  readonly #batches = new Map<string, Batch>();

  constructor(
    private readonly options: {
      /** Where the API of the repository is, e.g. `https://host/owner/name.git/info/lfs`. */
      readonly url: string;
      /** For the API alone; what a download needs, the server says. */
      readonly headers?: Readonly<Record<string, string>>;
      readonly read: ReadAddress;
      /** For the addresses that the server names. */
      readonly download: ReadAddress;
    },
  ) {}

  /** Openers of objects that are asked for together, once one of them is opened. */
  openers(objects: readonly LfsObject[]): OpenObject[] {
    for (let i = 0; i < objects.length; i += OBJECTS_A_BATCH) {
      const batch: Batch = { objects: objects.slice(i, i + OBJECTS_A_BATCH) };
      for (const { sha256 } of batch.objects) this.#batches.set(sha256, batch);
    }
    return objects.map(object => signal => this.#open(object, signal));
  }

  async #open(object: LfsObject, signal: AbortSignal): Promise<OpenedObject> {
    const action = await this.#action(object, signal);
    const opened = await openAddress(this.options.download, action.href, {
      headers: action.headers,
      signal,
    });
    if (!opened) throw missingObject(object.sha256);
    return { ...opened, sizeBytes: opened.sizeBytes ?? object.sizeBytes };
  }

  async #action(
    { sha256 }: LfsObject,
    signal: AbortSignal,
  ): Promise<LfsAction> {
    const batch = this.#batches.get(sha256)!;
    const before = batch.answer;
    let found = before && (await before).get(sha256)!;
    if (!found || isOver(found))
      found = (await this.#ask(batch, before, signal)).get(sha256)!;
    if (found instanceof StorageError) throw found;
    return found;
  }

  /** Once for all who found the same answer too old. */
  #ask(
    batch: Batch,
    before: Batch['answer'],
    signal: AbortSignal,
  ): Promise<LfsAnswers> {
    if (batch.answer && batch.answer !== before) return batch.answer;
    const asked = requestBatch(this.options, batch.objects, signal);
    batch.answer = asked;
    // What failed is asked again by the next who needs it.
    asked.catch(() => {
      if (batch.answer === asked) batch.answer = undefined;
    });
    return asked;
  }
}

function isOver(found: LfsAction | StorageError): boolean {
  return (
    !(found instanceof StorageError) &&
    found.expiresAtMillis < Date.now() + MARGIN_MILLIS
  );
}
