import { literal } from '@greenroom/dataset';
import type { ArtifactStore } from '../artifacts/ArtifactStore';
import type { ResultFiles } from './ResultFiles';

/** What runs predicted for some rows, for counts of them. */
export class AuditedPredictions {
  constructor(
    private readonly rooms: { artifacts: ArtifactStore; files: ResultFiles },
  ) {}

  /** By artifact, in one query: the predicted label by row key. */
  async of(
    predictionsArtifacts: readonly string[],
    keys: readonly string[],
  ): Promise<ReadonlyMap<string, ReadonlyMap<string, string>>> {
    const found = new Map<string, Map<string, string>>();
    if (predictionsArtifacts.length === 0 || keys.length === 0) return found;
    const names = new Map(
      predictionsArtifacts.map(name => [
        this.rooms.artifacts.pathOf(name),
        name,
      ]),
    );
    const paths = [...names.keys()];
    const { files } = this.rooms;
    const rows = await files.using(paths, () =>
      files.query(
        {},
        `SELECT filename, key, CAST(predicted AS VARCHAR) AS predicted
         FROM read_parquet([${paths.map(literal).join(', ')}], filename = true)
        WHERE key IN (SELECT unnest(from_json($1, '["VARCHAR"]')))`,
        [JSON.stringify(keys)],
      ),
    );
    for (const row of rows) {
      const name = names.get(String(row.filename))!;
      const known = found.get(name) ?? new Map<string, string>();
      found.set(name, known.set(String(row.key), String(row.predicted)));
    }
    return found;
  }
}
