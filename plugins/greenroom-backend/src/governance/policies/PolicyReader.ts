import {
  BlobTooLargeError,
  type Source,
} from '@greenroom/backstage-plugin-greenroom-node';
import { type PolicyPlace, policyPlace } from '@greenroom/governance';
import { MANIFEST_LIMITS } from '@greenroom/manifest';
import path from 'node:path';
import type { PolicyFile, PolicyStore } from './PolicyStore';

/** Of one repository: rules that nobody could read are none. */
const FILES_LIMIT = 500;
const BUNDLE = /\.tar\.gz$/;

/** The repository where organisation and systems state their policies. */
export type PolicyRepository = {
  /** Absent: of whichever source has it. */
  readonly sourceId?: string;
  readonly repository: string;
};

/** Reads files of policies and waivers as a repository is synced; only those that changed are fetched. */
export class PolicyReader {
  constructor(
    private readonly rooms: {
      store: PolicyStore;
      policies?: PolicyRepository;
    },
  ) {}

  /** @param oids - of all files at the commit, by path */
  async read(
    source: Source,
    repository: string,
    commit: string,
    oids: ReadonlyMap<string, string>,
  ): Promise<void> {
    const { store } = this.rooms;
    const known = new Map(
      (await store.filesOf(source.id, repository)).map(file => [
        file.path,
        file,
      ]),
    );
    const kind = this.holdsPolicies(source.id, repository)
      ? 'of policies'
      : 'of assets';
    const found = [...oids]
      .flatMap(([file, oid]) => {
        const place = policyPlace(file, kind);
        return place ? [{ path: file, oid, place }] : [];
      })
      .sort((a, b) => (a.path < b.path ? -1 : 1))
      .slice(0, FILES_LIMIT);
    if (found.length === 0 && known.size === 0) return;
    const files: PolicyFile[] = [];
    for (const each of found) {
      const bundles = bundlesBeside(each.path, oids);
      const before = known.get(each.path);
      files.push(
        before?.oid === each.oid
          ? { ...before, place: each.place, bundles }
          : await this.#read(source, repository, commit, { ...each, bundles }),
      );
    }
    await store.replaceFiles(source.id, repository, files);
  }

  /** Somebody may have named it as the repository of policies after it was read. */
  async isUnread(sourceId: string, repository: string): Promise<boolean> {
    if (!this.holdsPolicies(sourceId, repository)) return false;
    const known = await this.rooms.store.filesOf(sourceId, repository);
    return known.every(
      ({ place }) => place.kind === 'policy' && place.level === 'asset',
    );
  }

  /** Whether a repository is the one where organisation and systems state theirs. */
  holdsPolicies(sourceId: string, repository: string): boolean {
    const { policies } = this.rooms;
    return (
      policies?.repository === repository &&
      (policies.sourceId === undefined || policies.sourceId === sourceId)
    );
  }

  async #read(
    source: Source,
    repository: string,
    head: string,
    file: {
      readonly path: string;
      readonly oid: string;
      readonly place: PolicyPlace;
      readonly bundles: Readonly<Record<string, string>>;
    },
  ): Promise<PolicyFile> {
    const blob = await source
      .readBlob(repository, file.oid, { limitBytes: MANIFEST_LIMITS.yamlBytes })
      .catch((error: unknown) => {
        if (error instanceof BlobTooLargeError) return undefined;
        throw error;
      });
    const [last] = await source.listCommits(repository, {
      ref: head,
      path: file.path,
      limit: 1,
    });
    const commit = last?.sha ?? head;
    return {
      ...file,
      ...(blob && { content: blob.toString('utf8') }),
      commit,
      author: {
        name: last?.identity?.login ?? last?.author ?? 'unknown',
        // What git has of an author anybody can write; a signature only they.
        verified: last?.identity?.signature === 'verified',
      },
      statedOn: (last ? new Date(last.date) : new Date())
        .toISOString()
        .slice(0, 10),
      url: source.fileUrl(repository, commit, file.path),
    };
  }
}

function bundlesBeside(
  file: string,
  oids: ReadonlyMap<string, string>,
): Record<string, string> {
  const folder = `${path.posix.dirname(file)}/`;
  return Object.fromEntries(
    [...oids].filter(([name]) => name.startsWith(folder) && BUNDLE.test(name)),
  );
}
