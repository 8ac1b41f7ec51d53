import { createReadStream } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { digestOf, type ObjectCache } from '@greenroom/dataset';
import type { ArtifactBucket } from './ArtifactBucket';
import {
  type AgedArtifact,
  type ArtifactName,
  artifactPath,
  type ArtifactStore,
  goneError,
  isArtifactName,
  nameOf,
  sha256Of,
} from './ArtifactStore';
import { HeldObjects } from './HeldObjects';

const SECOND_MILLIS = 1000;
/** Who removes an artifact takes seconds for it; one that takes longer has crashed. */
const SWEEP_MILLIS = 120_000;
const POLL_MILLIS = 500;

/**
 * Artifacts as objects of a bucket, which replicas share. Whoever uses one
 * fetches it whole into the cache of this machine, where its bytes are checked
 * against its name; DuckDB reads the parts of it that it needs from there.
 *
 * S3 removes no object on the condition that nobody touched it. So whoever
 * sweeps first leaves a mark and then looks whether the artifact is still old,
 * and whoever puts one in looks for a mark afterwards: one of the two sees the
 * other, since a bucket shows what was written before (Amazon S3 User Guide,
 * "data consistency model").
 */
export class S3Artifacts implements ArtifactStore {
  readonly #held: HeldObjects;

  /** @param folder - of the bucket, such as `artifacts` */
  constructor(
    private readonly bucket: ArtifactBucket,
    private readonly objects: ObjectCache,
    private readonly folder: string,
    /** Artifacts that were put in before there was a bucket. */
    private readonly before?: ArtifactStore,
  ) {
    this.#held = new HeldObjects(objects);
  }

  get directory(): string {
    return this.#held.directory;
  }

  pathOf(name: ArtifactName): string {
    return artifactPath(this.directory, name);
  }

  async put(file: string): Promise<ArtifactName> {
    const name = await nameOf(file);
    // Whoever made it is likely to need it next.
    const own = async () => ({ stream: createReadStream(file) });
    await this.#held.use(name, own, () => this.#keep(name));
    return name;
  }

  use<T>(names: readonly ArtifactName[], task: () => Promise<T>): Promise<T> {
    return names.reduceRight<() => Promise<T>>(
      (inner, name) => () => this.#use(name, inner),
      task,
    )();
  }

  async has(name: ArtifactName): Promise<boolean> {
    const isNear = await this.objects.has(digestOf('sha256', sha256Of(name)));
    return (
      isNear ||
      (await this.bucket.find(this.#keyOf(name))) !== undefined ||
      (this.before?.has(name) ?? false)
    );
  }

  async sizeBytes(name: ArtifactName): Promise<number> {
    return (await this.bucket.find(this.#keyOf(name)))?.sizeBytes ?? 0;
  }

  async *untouchedSince(
    millis: number,
  ): AsyncGenerator<readonly AgedArtifact[]> {
    await this.bucket.dropUploadsBefore(`${this.folder}/`, millis);
    for await (const page of this.bucket.list(`${this.folder}/`))
      yield page
        .filter(
          ({ key, modifiedMillis }) =>
            modifiedMillis < millis && isArtifactName(key),
        )
        .map(({ key, modifiedMillis }) => ({
          name: key,
          touchedMillis: modifiedMillis,
        }));
  }

  async removeUntouched({
    name,
    touchedMillis,
  }: AgedArtifact): Promise<boolean> {
    const mark = this.#markOf(name);
    await this.bucket.mark(mark);
    try {
      const found = await this.bucket.find(this.#keyOf(name));
      if (!found || seconds(found.modifiedMillis) > seconds(touchedMillis))
        return false;
      await this.bucket.remove(this.#keyOf(name));
      return true;
    } finally {
      await this.bucket.remove(mark);
    }
  }

  remove(name: ArtifactName): Promise<void> {
    return this.bucket.remove(this.#keyOf(name));
  }

  async #use<T>(name: ArtifactName, task: () => Promise<T>): Promise<T> {
    if (await this.#isOnlyBefore(name))
      return this.before!.use([name], () =>
        this.#held.use(
          name,
          async () => ({
            stream: createReadStream(this.before!.pathOf(name)),
          }),
          task,
        ),
      );
    return this.#held.use(
      name,
      async signal => {
        const found = await this.bucket.open(this.#keyOf(name), signal);
        if (found) return found;
        throw goneError(name, this.bucket.name);
      },
      task,
    );
  }

  async #isOnlyBefore(name: ArtifactName): Promise<boolean> {
    return (
      this.before !== undefined &&
      !(await this.objects.has(digestOf('sha256', sha256Of(name)))) &&
      (await this.before.has(name)) &&
      (await this.bucket.find(this.#keyOf(name))) === undefined
    );
  }

  /** What stands at its path, into the bucket; young there, whoever sweeps. */
  async #keep(name: ArtifactName): Promise<void> {
    const key = this.#keyOf(name);
    do {
      const found = await this.bucket.find(key);
      const isYoung = found && (await this.bucket.refresh(key, found));
      if (!isYoung)
        await this.bucket.upload(key, this.pathOf(name), sha256Of(name));
    } while (await this.#wasSwept(name));
  }

  /** Whether somebody may have removed what was put in; waits until they are done. */
  async #wasSwept(name: ArtifactName): Promise<boolean> {
    const mark = this.#markOf(name);
    const until = Date.now() + SWEEP_MILLIS;
    let isSwept = false;
    while (await this.bucket.find(mark)) {
      isSwept = true;
      if (Date.now() > until) await this.bucket.remove(mark);
      else await setTimeout(POLL_MILLIS);
    }
    return isSwept;
  }

  #keyOf(name: ArtifactName): string {
    sha256Of(name);
    return `${this.folder}/${name}`;
  }

  #markOf(name: ArtifactName): string {
    return `swept/${this.folder}/${name}`;
  }
}

function seconds(millis: number): number {
  return Math.floor(millis / SECOND_MILLIS);
}
