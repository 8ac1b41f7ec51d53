import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { InputError, NotFoundError } from '@backstage/errors';
import type {
  Commit,
  VersionBlame,
} from '@greenroom/backstage-plugin-greenroom-common';
import { type BlamedRow, readBlame } from '@greenroom/dataset';
import type { AnalysisStore } from '../analysis/AnalysisStore';
import type { BlameResult } from '../analysis/blame';
import { blameHistory } from '../analysis/blameHistory';
import { blameQuestion } from '../analysis/blameQuestion';
import type { ArtifactStore } from '../artifacts/ArtifactStore';
import type { JobDesk } from '../jobs/JobDesk';
import { type JobRow, toJobStatus } from '../jobs/JobRow';
import type { AssetStore } from '../registry/AssetStore';
import { isNestedType } from './columnTypes';
import type { ResultFiles } from './ResultFiles';
import type { RowAccess, VisibleTable } from './RowAccess';

/** Who last set each cell of some rows; the first who asks begins the job. */
export class BlameRows {
  constructor(
    private readonly rooms: {
      access: RowAccess;
      assets: AssetStore;
      analyses: AnalysisStore;
      artifacts: ArtifactStore;
      desk: JobDesk;
      files: ResultFiles;
    },
  ) {}

  /**
   * @throws InputError where rows have no key
   * @throws NotFoundError where the rows are not read yet
   */
  async of(
    request: { readonly versionId: string; readonly keys: readonly string[] },
    credentials: BackstageCredentials,
  ): Promise<VersionBlame> {
    const { versionId, keys } = request;
    const table = await this.rooms.access.table(versionId, credentials);
    const { job, commits } = await this.#ask(table);
    const answer = {
      versionId,
      job: toJobStatus(job),
      rows: [],
      commits: [],
      masked: [...table.masked],
    };
    if (table.hidden || job.state !== 'succeeded') return answer;
    const { artifact, remark } = JSON.parse(job.result!) as BlameResult;
    if (!table.key) {
      return {
        ...answer,
        remark: 'Rows are told by their key, which is hidden from you.',
      };
    }
    const { artifacts, files } = this.rooms;
    const path = artifacts.pathOf(artifact);
    const found = await files.using([path], () =>
      readBlame((sql, values) => files.query({}, sql, values), path, keys),
    );
    return {
      ...answer,
      ...shown(found.rows, table, index =>
        commits.get(found.commits[index].sha),
      ),
      ...(remark ? { remark } : {}),
    };
  }

  async #ask({ version, manifest }: VisibleTable): Promise<{
    job: JobRow;
    commits: ReadonlyMap<string, Commit>;
  }> {
    const { assets, analyses, artifacts, desk } = this.rooms;
    const { key } = manifest;
    if (key === undefined) {
      throw new InputError(
        `${manifest.name} has no key, so its rows cannot be told apart through history. Name one in its manifest.`,
      );
    }
    const asset = await assets.get(version.assetId);
    const history = await blameHistory(assets, version);
    if (!asset || history.length === 0) {
      throw new NotFoundError(
        `The version ${version.id} is no longer on the branch.`,
      );
    }
    const asked = await desk.askOnDemand(
      blameQuestion(asset, version, history, key),
    );
    const isKept =
      asked.state !== 'succeeded' ||
      (await artifacts.has(
        (JSON.parse(asked.result!) as BlameResult).artifact,
      ));
    const job = isKept ? asked : await desk.again(asked);
    await analyses.point('blame', version.id, job.id);
    return {
      job,
      commits: new Map(history.map(({ commit }) => [commit.sha, commit])),
    };
  }
}

/** Rows without hidden columns, with the commits that they name and no others. */
function shown(
  found: readonly BlamedRow[],
  table: VisibleTable,
  commitOf: (index: number) => Commit | undefined,
): Pick<VersionBlame, 'rows' | 'commits'> {
  const commits: Commit[] = [];
  const places = new Map<number, number>();
  const placeOf = (index: number) => {
    const commit = places.has(index) ? undefined : commitOf(index);
    if (commit) places.set(index, commits.push(commit) - 1);
    return places.get(index);
  };
  const columns = new Map(
    [...table.cells, table.picture, table.boxes].flatMap(column =>
      column ? [[column.name, column] as const] : [],
    ),
  );
  const rows = found.map(({ key, cells }) => ({
    key: key[0],
    cells: cells.flatMap(({ column, value, commit }) => {
      const visible = columns.get(column);
      const place = visible && placeOf(commit);
      return place === undefined
        ? []
        : [
            {
              column,
              // Lists and pictures are shown by the page that has the row.
              value: isNestedType(visible!.sqlType) ? null : value,
              commit: place,
            },
          ];
    }),
  }));
  return { rows, commits };
}
