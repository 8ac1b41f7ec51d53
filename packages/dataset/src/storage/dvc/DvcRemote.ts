import type { ObjectPlace } from '../ObjectPlace';
import type { OpenedObject, OpenObject } from '../OpenedObject';
import { StorageError } from '../StorageError';

/** What DVC tracks: a file, or the list of what is in a folder. */
export type DvcObject = {
  readonly md5: string;
  readonly kind: 'file' | 'folder';
};

type Layout = {
  keyOf(name: string): string;
  readonly md5?: OpenedObject['md5'];
};

/** DVC 3 keeps objects below `files/md5`, those before it at the top; a remote may hold both. */
const LAYOUTS: readonly Layout[] = [
  { keyOf: name => `files/md5/${split(name)}` },
  { keyOf: split, md5: 'dos2unix' },
];

function split(name: string): string {
  return `${name.slice(0, 2)}/${name.slice(2)}`;
}

/** The key below which DVC keeps an object; `hash: md5` in a `.dvc` file stands for the layout of DVC 3. */
export function dvcKey(
  { md5, kind }: DvcObject,
  layout: 'dvc-3' | 'before',
): string {
  const name = kind === 'folder' ? `${md5}.dir` : md5;
  return LAYOUTS[layout === 'dvc-3' ? 0 : 1].keyOf(name);
}

/** The remotes of a DVC repository, asked one after the other. */
export class DvcRemote {
  readonly #ways: { place: ObjectPlace; layout: Layout }[];

  /** @param places - the one that is named first is asked first */
  constructor(private readonly places: readonly ObjectPlace[]) {
    this.#ways = places.flatMap(place =>
      LAYOUTS.map(layout => ({ place, layout })),
    );
  }

  opener({ md5, kind }: DvcObject): OpenObject {
    const name = kind === 'folder' ? `${md5}.dir` : md5;
    return async signal => {
      const failures: unknown[] = [];
      for (const way of [...this.#ways]) {
        try {
          const { keyOf, md5: rule } = way.layout;
          const opened = await way.place.open(keyOf(name), signal);
          if (opened) {
            this.#prefer(way);
            return rule ? { ...opened, md5: rule } : opened;
          }
        } catch (error) {
          if ((error as Error).name === 'AbortError') throw error;
          failures.push(error);
        }
      }
      throw failures[0] ?? this.#missing(name);
    };
  }

  /** The next object is most likely where this one was. */
  #prefer(way: { place: ObjectPlace; layout: Layout }): void {
    const at = this.#ways.indexOf(way);
    if (at > 0) this.#ways.unshift(...this.#ways.splice(at, 1));
  }

  #missing(name: string): StorageError {
    return new StorageError(
      'missing',
      `DVC tracks the object ${name}, which is not in ${this.places
        .map(place => place.name)
        .join(' or ')}. Push it with dvc push.`,
    );
  }
}
