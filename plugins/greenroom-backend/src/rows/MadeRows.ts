import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import {
  type AugmentationChoices,
  type AugmentationPreview,
  type augmentationRequestSchema,
  NO_JUDGE,
} from '@greenroom/backstage-plugin-greenroom-common';
import type { Placement } from '@greenroom/augmentation';
import {
  type Augmentation,
  augmentationSchema,
  type DatasetManifest,
  isLabelled,
  type LabelledDataset,
} from '@greenroom/manifest';
import { z } from 'zod';
import type { AugmentationResult } from '../analysis/augmentation';
import { augmentationQuestion } from '../analysis/augmentationQuestion';
import { type Judge, judgesOf, mayJudge } from '../analysis/judgesOf';
import { readAugmentation } from '../analysis/readAugmentation';
import { testedSplits } from '../analysis/testedSplits';
import { titleOf } from '../analysis/titleOf';
import type { ArtifactStore } from '../artifacts/ArtifactStore';
import type { JobDesk } from '../jobs/JobDesk';
import { type JobRow, toJobStatus } from '../jobs/JobRow';
import { declaredConditions } from './declaredConditions';
import type { Asset, Version } from '../registry/Asset';
import type { AssetStore } from '../registry/AssetStore';
import type { DeploymentStore } from '../sync/DeploymentStore';
import { MadeRowPages } from './MadeRowPages';
import type { ResultFiles } from './ResultFiles';
import { columnViews, type RowAccess, type VisibleTable } from './RowAccess';

type Request = z.output<typeof augmentationRequestSchema>;

/** A row that stays, whole, as it goes into a file of the data set. */
export type WholeRow = {
  readonly key: string;
  readonly label: string;
  readonly parents: readonly string[];
  readonly cells: Readonly<Record<string, string | number | null>>;
  /** Of pictures that are files: base64; of raw ones the numbers as JSON. */
  readonly file?: string;
  /** Of a picture: where the parts of its parent's went. */
  readonly placement?: Placement;
};

const SCHEMA = z.toJSONSchema(augmentationSchema, { io: 'input' });

/** Rows that a recipe makes of a version: the first who asks begins the job. */
export class MadeRows {
  readonly #pages: MadeRowPages;

  constructor(
    private readonly rooms: {
      access: RowAccess;
      assets: AssetStore;
      deployments: Pick<DeploymentStore, 'listOf'>;
      artifacts: ArtifactStore;
      desk: JobDesk;
      files: ResultFiles;
    },
  ) {
    this.#pages = new MadeRowPages(rooms);
  }

  async choices(
    versionId: string,
    credentials: BackstageCredentials,
  ): Promise<AugmentationChoices> {
    const table = await this.rooms.access.table(versionId, credentials);
    const { manifest, version } = table;
    const asset = await this.#assetOf(version);
    const tested = await this.#tested(asset);
    const judges = await judgesOf(this.rooms, asset, version);
    const columns = columnViews(table);
    const named = (type: string) =>
      columns.filter(each => each.type === type).map(({ name }) => name);
    return {
      declared: [...(manifest.augmentations ?? [])],
      schema: SCHEMA,
      ...(isLabelled(manifest)
        ? {}
        : {
            whyNot: `Rows are made of rows of one class: ${manifest.name} needs table, key, label, split and classes in its manifest.`,
          }),
      texts: [...new Set([...named('text'), ...named('string')])].filter(
        name => ![manifest.key, manifest.label, manifest.split].includes(name),
      ),
      pictures: table.picture ? [table.picture.name] : [],
      slices: (manifest.columns ?? []).flatMap(({ name, slice, personal }) =>
        slice && !personal ? [name] : [],
      ),
      splits: Object.keys(version.facts.splits ?? {}).filter(
        name => !tested.has(name) && !manifest.audited?.includes(name),
      ),
      classes: [...(manifest.classes ?? [])],
      judges: judges.map(judge => ({
        ...judgeView(judge),
        chosenBy: judge.chosenBy,
      })),
    };
  }

  /** Nothing but that it is hidden where rows may not be seen; nothing is begun for those who may not. */
  async preview(
    versionId: string,
    request: Request,
    credentials: BackstageCredentials,
  ): Promise<AugmentationPreview> {
    const table = await this.rooms.access.table(versionId, credentials);
    const asset = await this.#assetOf(table.version);
    const augmentation = await this.read(
      { ...asset, manifest: table.manifest },
      request,
    );
    const judge = await this.#judge(asset, table.version, request.judge);
    const job = await this.#ask(table, augmentation, judge?.version);
    const { key, label, split } = table.manifest;
    const answer = {
      versionId,
      job: toJobStatus(job),
      augmentation,
      isDeclared: isDeclared(table.manifest, augmentation),
      ...(judge ? { judge: judgeView(judge) } : {}),
      columns: [],
      items: [],
      total: 0,
      hidden: false,
      masked: [...table.masked],
    };
    // Whom a row belongs to, and what it is, may not be told apart from its cells.
    const isHidden =
      table.hidden ||
      [key, label, split].some(name => table.masked.includes(name ?? ''));
    if (isHidden) return { ...answer, hidden: true };
    if (job.state !== 'succeeded') return answer;
    const result = JSON.parse(job.result!) as AugmentationResult;
    const columns = result.columns.filter(name => !table.masked.includes(name));
    const dropped = result.made - result.kept;
    return {
      ...answer,
      counts: countsOf(result),
      columns,
      items: await this.#pages.page(table, result, columns, request),
      total: request.rows === 'kept' ? result.kept : dropped,
    };
  }

  /**
   * All rows that stay, for a pull request. Whoever asks was let see rows where it
   * came into the basket, and where it is published; personal cells are in none.
   *
   * @throws ConflictError where the data is another by now, or the job is not done
   */
  async kept(
    {
      versionId,
      judge: judgeId,
    }: { readonly versionId: string; readonly judge?: string },
    augmentation: Augmentation,
  ): Promise<{ rows: readonly WholeRow[]; result: AugmentationResult }> {
    const { assets, artifacts, files } = this.rooms;
    const version = await assets.getVersion(versionId);
    const head = version && (await assets.headVersion(version.assetId));
    if (!version || head?.digest !== version.digest)
      throw new ConflictError(
        `The data is another since the rows of ${augmentation.name} were made. Look at their preview on the newest version, and put them into the basket again.`,
      );
    const judge =
      judgeId === undefined ? undefined : await assets.getVersion(judgeId);
    if (judgeId !== undefined && !(judge && mayJudge(judge, version)))
      throw new ConflictError(
        `The model that was asked about the rows of ${augmentation.name} can no longer be asked. Look at their preview again.`,
      );
    const job = await this.#ask({ version }, augmentation, judge);
    if (job.state !== 'succeeded')
      throw new ConflictError(
        `The rows of ${augmentation.name} are still being made. Look at their preview first.`,
      );
    const result = JSON.parse(job.result!) as AugmentationResult;
    const found = await files.query(
      { c: artifacts.pathOf(result.rowsArtifact) },
      'SELECT key, label, parents, cells, file, placement FROM c WHERE reason IS NULL ORDER BY number',
    );
    return {
      result,
      rows: found.map(row => ({
        key: String(row.key),
        label: String(row.label),
        parents: JSON.parse(String(row.parents)),
        cells: JSON.parse(String(row.cells)),
        ...(row.file === null ? {} : { file: String(row.file) }),
        ...(row.placement === null
          ? {}
          : { placement: JSON.parse(String(row.placement)) as Placement }),
      })),
    };
  }

  /** @throws InputError saying what may be asked */
  async read(
    asset: Asset & { readonly manifest: DatasetManifest },
    { augmentation, where }: Pick<Request, 'augmentation' | 'where'>,
  ): Promise<Augmentation> {
    const { manifest } = asset;
    if (!isLabelled(manifest))
      throw new InputError(
        `Rows are made of rows of one class: ${manifest.name} needs table, key, label, split and classes in its manifest.`,
      );
    const asked =
      where && where.length > 0
        ? { ...augmentation, where: declaredConditions(where) }
        : augmentation;
    return readAugmentation(asked, manifest, await this.#tested(asset));
  }

  async #assetOf({ assetId }: Version): Promise<Asset> {
    const asset = await this.rooms.assets.get(assetId);
    if (asset) return asset;
    throw new NotFoundError(`${assetId} is no longer declared.`);
  }

  async #tested(dataset: Asset) {
    return testedSplits(
      await this.rooms.assets.listModelsNaming(dataset),
      dataset.name,
    );
  }

  /** @throws InputError naming the models that may be asked */
  async #judge(
    dataset: Asset,
    version: Version,
    asked: string | undefined,
  ): Promise<Judge | undefined> {
    if (asked === NO_JUDGE) return undefined;
    const judges = await judgesOf(this.rooms, dataset, version);
    const found = asked
      ? judges.find(each => each.version.id === asked)
      : judges[0];
    if (found || asked === undefined) return found;
    const others = judges.map(each => titleOf(each.version)).join(', ');
    throw new InputError(
      `The model version ${asked} cannot be asked about rows of ${
        dataset.name
      }. ${
        others ? `Choose one of ${others}, or none.` : 'No model can; ask none.'
      }`,
    );
  }

  async #ask(
    { version }: Pick<VisibleTable, 'version'>,
    augmentation: Augmentation,
    judge: Version | undefined,
  ): Promise<JobRow> {
    const { desk, artifacts } = this.rooms;
    const asked = await desk.askOnDemand(
      augmentationQuestion(version, augmentation, judge),
    );
    if (asked.state !== 'succeeded') return asked;
    const { rowsArtifact } = JSON.parse(asked.result!) as AugmentationResult;
    return (await artifacts.has(rowsArtifact)) ? asked : desk.again(asked);
  }
}

function judgeView({ version }: Judge) {
  return { versionId: version.id, name: titleOf(version) };
}

function countsOf({
  made,
  kept,
  dropped,
  classes,
  leftEmpty,
  remarks,
}: AugmentationResult): AugmentationPreview['counts'] {
  return {
    made,
    kept,
    dropped: [...dropped],
    classes: [...classes],
    leftEmpty: [...leftEmpty],
    remarks: [...remarks],
  };
}

function isDeclared(
  manifest: LabelledDataset | DatasetManifest,
  augmentation: Augmentation,
): boolean {
  return (manifest.augmentations ?? []).some(
    each => JSON.stringify(each) === JSON.stringify(augmentation),
  );
}
