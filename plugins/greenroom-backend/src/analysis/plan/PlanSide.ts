import { readFile } from 'node:fs/promises';
import type { Source } from '@greenroom/backstage-plugin-greenroom-node';
import type { Manifest } from '@greenroom/manifest';
import type { Asset } from '../../registry/Asset';
import { editedSource } from '../../storage/editedSource';
import type { StagePlace } from '../../storage/Stage';
import { assetAtCommit } from '../../sync/assetAtCommit';
import { RepositoryReader } from '../../sync/RepositoryReader';
import { type AnalysisRooms, versionOf } from '../AnalysisRooms';

/** Where one side of an asset is read: at a commit of the repository that changes, with files of it edited, or as a version that is known. */
export type SidePlace =
  | { readonly at: 'commit'; readonly commit: string }
  | {
      readonly at: 'edits';
      readonly commit: string;
      /** By path: the artifact with the content that the file is to have. */
      readonly files: Readonly<Record<string, string>>;
    }
  | { readonly at: 'version'; readonly versionId: string };

/** An asset before and after; absent where it is not declared there. */
export type PlacedSides = {
  readonly assetId: string;
  readonly before?: SidePlace;
  readonly after?: SidePlace;
};

/** One side of an asset, as git declares it. */
export type PlanSide = {
  readonly asset: Asset;
  readonly source: Source;
  readonly commit: string;
  /** Of its manifest. */
  readonly path: string;
  readonly manifest: Manifest;
  /** What pins its files. */
  readonly files: Readonly<Record<string, string>>;
  /** What identifies its content, and how it is read. */
  readonly digest: string;
  /** Where that content is known already. */
  readonly versionId?: string;
};

type Rooms = Pick<AnalysisRooms, 'artifacts' | 'assets' | 'sources'>;

/** Reads sides of assets; what stands at a commit, once. */
export class PlanSides {
  readonly #readers = new Map<string, RepositoryReader>();
  readonly #edited = new Map<
    string,
    Promise<{ source: Source; reader: RepositoryReader }>
  >();

  constructor(private readonly rooms: Rooms) {}

  readerOf(source: Source, repository: string): RepositoryReader {
    const key = `${source.id} ${repository}`;
    const known = this.#readers.get(key);
    const reader = known ?? new RepositoryReader(source, repository);
    this.#readers.set(key, reader);
    return reader;
  }

  /** @throws Error where the asset, its source or its version went between the question and its answer */
  async read(
    assetId: string,
    place: SidePlace | undefined,
  ): Promise<PlanSide | undefined> {
    if (!place) return undefined;
    const { assets, sources } = this.rooms;
    const asset = await assets.get(assetId);
    const source = asset && sources.get(asset.sourceId);
    if (!asset || !source)
      throw new Error(
        `${assetId} is no longer declared, or its source is no longer configured.`,
      );
    if (place.at === 'version') {
      const version = await versionOf(this.rooms, place.versionId);
      return {
        asset,
        source,
        commit: version.commits.at(-1)!,
        path: asset.path,
        manifest: version.manifest,
        files: version.files,
        digest: version.digest,
        versionId: version.id,
      };
    }
    const at = await this.#placed(source, asset.repository, place);
    const read = await assetAtCommit(at.reader, place.commit, asset);
    if (read.type !== 'there') return undefined;
    const { path, manifest, files, byteDigest } = read.found;
    const [revision] = await assets.listRevisionsOfBytes(asset.id, byteDigest);
    return {
      asset,
      source: at.source,
      commit: place.commit,
      path,
      manifest,
      files,
      digest: byteDigest,
      versionId: revision?.version_id ?? undefined,
    };
  }

  /** Of the same edits one source, which the sides of all assets are read from. */
  async #placed(
    source: Source,
    repository: string,
    place: Exclude<SidePlace, { at: 'version' }>,
  ): Promise<{ source: Source; reader: RepositoryReader }> {
    if (place.at === 'commit')
      return { source, reader: this.readerOf(source, repository) };
    const key = JSON.stringify([source.id, repository, place]);
    const known =
      this.#edited.get(key) ?? withEdits(this.rooms, source, repository, place);
    this.#edited.set(key, known);
    return known;
  }
}

async function withEdits(
  { artifacts }: Rooms,
  source: Source,
  repository: string,
  { files }: Extract<SidePlace, { at: 'edits' }>,
): Promise<{ source: Source; reader: RepositoryReader }> {
  const edits = await artifacts.use(Object.values(files), () =>
    Promise.all(
      Object.entries(files).map(async ([path, name]) => ({
        path,
        content: await readFile(artifacts.pathOf(name)),
      })),
    ),
  );
  const changed = editedSource(source, edits);
  return { source: changed, reader: new RepositoryReader(changed, repository) };
}

/** Where the files of a side are fetched. */
export function stagePlaceOf(side: PlanSide): StagePlace {
  return {
    source: side.source,
    repository: side.asset.repository,
    headCommit: side.asset.headCommit,
    commit: side.commit,
    manifestPath: side.path,
    manifest: side.manifest,
  };
}
