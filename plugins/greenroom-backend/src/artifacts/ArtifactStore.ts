import path from 'node:path';
import { StorageError } from '@greenroom/dataset';
import { sha256OfFile } from './sha256OfFile';

/** `<sha256>.<extension>`: an artifact is named by its content. */
export type ArtifactName = string;

/** An artifact that was last put in at that time. */
export type AgedArtifact = {
  readonly name: ArtifactName;
  readonly touchedMillis: number;
};

/**
 * Row-level results, kept by their content. Whoever reads one finds it whole or
 * not at all; the same content twice is one artifact.
 */
export interface ArtifactStore {
  /** Folder of this machine below which artifacts stand while they are used. */
  readonly directory: string;

  /**
   * Where an artifact stands while it is used.
   *
   * @throws Error for what names no artifact
   */
  pathOf(name: ArtifactName): string;

  /** Takes a file in, and makes it young where it is there already. */
  put(file: string): Promise<ArtifactName>;

  /**
   * Makes artifacts stand at their paths for as long as a task takes.
   *
   * @throws StorageError where one is gone or cannot be had
   */
  use<T>(names: readonly ArtifactName[], task: () => Promise<T>): Promise<T>;

  /** Whether it can be used. */
  has(name: ArtifactName): Promise<boolean>;

  /** 0 where there is none. */
  sizeBytes(name: ArtifactName): Promise<number>;

  /** Artifacts that nobody put in since then, page by page; what crashes left half-way before then goes. */
  untouchedSince(millis: number): AsyncIterable<readonly AgedArtifact[]>;

  /** Removes an artifact unless somebody put it in again meanwhile. */
  removeUntouched(artifact: AgedArtifact): Promise<boolean>;

  remove(name: ArtifactName): Promise<void>;
}

const NAME = /^([0-9a-f]{64})\.[a-z0-9]+$/;

export function isArtifactName(text: string): boolean {
  return NAME.test(text);
}

/** @throws Error for what names no artifact */
export function sha256Of(name: ArtifactName): string {
  const [, sha256] = NAME.exec(name) ?? [];
  if (sha256 === undefined)
    throw new Error(`Not the name of an artifact: ${name}`);
  return sha256;
}

/** The name that a file has as an artifact. */
export async function nameOf(file: string): Promise<ArtifactName> {
  return `${await sha256OfFile(file)}${path.extname(file)}`;
}

/** Artifacts are spread over folders, which stay small. */
export function artifactPath(directory: string, name: ArtifactName): string {
  return path.join(directory, sha256Of(name).slice(0, 2), name);
}

/** Paths of some artifacts, by the same words. */
export function pathsOf<Word extends string>(
  store: Pick<ArtifactStore, 'pathOf'>,
  names: { readonly [word in Word]?: ArtifactName },
): { [word in Word]?: string } {
  const paths: { [word in Word]?: string } = {};
  for (const word of Object.keys(names) as Word[])
    paths[word] = store.pathOf(names[word]!);
  return paths;
}

/** Thrown for an artifact that somebody removed, or whose bucket was emptied. */
export function goneError(name: ArtifactName, store: string): StorageError {
  return new StorageError(
    'missing',
    `The artifact ${name} is no longer in ${store}. Ask for its analysis again.`,
  );
}
