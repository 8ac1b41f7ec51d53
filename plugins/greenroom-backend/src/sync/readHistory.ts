import type {
  Source,
  SourceCommit,
} from '@greenroom/backstage-plugin-greenroom-node';
import type { AssetStore } from '../registry/AssetStore';
import type { ManifestFolder } from './manifestFolders';
import { inPages } from '../database/inPages';
import { type AssetAt, identityOf, readAssetAt } from './readAssetAt';
import { type RepositoryReader, toCommit } from './RepositoryReader';

/** An asset whose revisions are read. */
export type ReadAsset = {
  readonly id: string;
  readonly folder: string;
  readonly name: string;
};

type Followed = ReadAsset & {
  ordinal: number;
  identity?: string;
  isMoved: boolean;
};

/** Assets whose revisions are asked for, and written, together. */
const ASSETS_AT_A_TIME = 50;

/** The revisions of some assets, while one walks from commit to commit. */
class Revisions {
  readonly followed = new Map<string, Followed>();

  constructor(
    private readonly how: {
      assets: AssetStore;
      source: Source;
      repository: string;
      reader: RepositoryReader;
      isFirst: boolean;
    },
  ) {}

  async follow(read: readonly ReadAsset[]): Promise<void> {
    const fresh = read.filter(({ id }) => !this.followed.has(id));
    for (const page of inPages(fresh, ASSETS_AT_A_TIME)) {
      const lasts = await this.how.assets.lastRevisions(
        page.map(({ id }) => id),
      );
      for (const asset of page) {
        const last = lasts.get(asset.id);
        this.followed.set(asset.id, {
          ...asset,
          ordinal: (last?.ordinal ?? -1) + 1,
          identity: last && identityOf(last.manifest, last.files),
          isMoved: false,
        });
      }
    }
  }

  async read(
    commit: SourceCommit,
    folders: ReadonlyMap<string, ManifestFolder>,
    place: 'head' | 'on the way',
  ): Promise<void> {
    const { assets } = this.how;
    const there = [...this.followed.values()].filter(({ folder }) =>
      folders.has(folder),
    );
    let details: ReturnType<typeof toCommit> | undefined;
    for (const page of inPages(there, ASSETS_AT_A_TIME)) {
      const known = await assets.listReadAt(
        page.map(({ id }) => id),
        commit.sha,
      );
      const moved: { asset: Followed; state: AssetAt }[] = [];
      for (const asset of page) {
        if (known.has(asset.id)) continue;
        const folder = folders.get(asset.folder)!;
        const state = await this.#movedState(asset, commit, folder, place);
        if (state) moved.push({ asset, state });
      }
      if (moved.length === 0) continue;
      const stated = (details ??= toCommit(
        commit,
        await this.#pullRequestOf(commit),
      ));
      await assets.addRevisions(
        moved.map(({ asset, state }) => ({
          assetId: asset.id,
          commit: stated,
          ordinal: asset.ordinal,
          manifest: state.manifest,
          files: state.files,
          byteDigest: state.byteDigest,
          pushed: !this.how.isFirst,
          problems: [],
        })),
      );
      for (const { asset, state } of moved) {
        asset.identity = identityOf(state.manifest, state.files);
        asset.isMoved = true;
        asset.ordinal += 1;
      }
    }
  }

  /** What an asset is at a commit that makes a revision of it. */
  async #movedState(
    asset: Followed,
    commit: SourceCommit,
    folder: ManifestFolder,
    place: 'head' | 'on the way',
  ): Promise<AssetAt | undefined> {
    const { reader } = this.how;
    const state = await readAssetAt(reader, commit.sha, folder, asset.name);
    if (!state || state.problems.length > 0) return undefined;
    // A merge changes nothing that its branch did not; it is what people look for.
    const isNews =
      identityOf(state.manifest, state.files) !== asset.identity ||
      (place === 'head' && asset.isMoved);
    return isNews ? state : undefined;
  }

  /** History that was there before us came in by pull requests nobody asks for. */
  async #pullRequestOf({ sha }: SourceCommit) {
    const { isFirst, source, repository } = this.how;
    if (isFirst) return undefined;
    const pull = await source.changes?.pullRequestOfCommit(repository, sha);
    return pull?.number === undefined
      ? undefined
      : { number: pull.number, url: pull.url };
  }
}

/**
 * Adds a revision to each asset for each commit that changed it: commits
 * outside, assets inside, so that each tree is asked for once.
 */
export async function readHistory(how: {
  assets: AssetStore;
  source: Source;
  repository: string;
  reader: RepositoryReader;
  /** Oldest first; the last is the head. */
  commits: readonly SourceCommit[];
  /** The repository was never read before. */
  isFirst: boolean;
  /** Assets that are not the same at the head. */
  moved: readonly ReadAsset[];
  /** Assets that are the same at the head and were not at this commit. */
  movedAt(commit: string): Promise<readonly ReadAsset[]>;
  progress(fraction: number, message?: string): void;
}): Promise<void> {
  const { commits, reader } = how;
  const revisions = new Revisions(how);
  await revisions.follow(how.moved);
  for (const [i, commit] of commits.entries()) {
    how.progress(i / commits.length, `Reading ${commit.sha.slice(0, 7)}`);
    const isHead = i === commits.length - 1;
    const others = isHead || how.isFirst ? [] : await how.movedAt(commit.sha);
    await revisions.follow(others);
    if (revisions.followed.size === 0) continue;
    const folders = await reader.folders(commit.sha);
    await revisions.read(
      commit,
      new Map(folders.map(folder => [folder.folder, folder])),
      isHead ? 'head' : 'on the way',
    );
  }
}
