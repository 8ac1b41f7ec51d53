import {
  type DeclaredImage,
  findLeakage,
  literal,
  openTable,
} from '@greenroom/dataset';
import type { DatasetManifest } from '@greenroom/manifest';
import path from 'node:path';
import type { DataSides } from './DataSides';
import type { PlannedLeak } from './Plan';
import type { TypedTable } from './TypedTable';

/** Of more rows near leaks are looked for by the analysis of a version, which takes its time. */
const MOST_ROWS = 50_000;
const NAMED_KEYS = 20;

export type NearLeaks = {
  readonly leakage: readonly PlannedLeak[];
  readonly remark?: string;
};

/** Rows that are almost the same as one of another split on one side and not on the other. */
export async function planNearLeaks(
  { before, after, roles, mask, manifests }: DataSides,
  folder: string,
): Promise<NearLeaks> {
  const { key, split, label } = roles;
  if (key === undefined || split === undefined || !after)
    return { leakage: [] };
  const most = Math.max(before?.rows ?? 0, after.rows);
  if (most > MOST_ROWS)
    return {
      leakage: [],
      remark: `Rows that are almost the same in two splits were not looked for among ${most} rows; the analysis of leakage does.`,
    };
  const declared = manifests.after ?? manifests.before!;
  const found = async (name: string, side: TypedTable) => {
    const out = path.join(folder, `leaks-${name}.parquet`);
    const named = ({ name: column }: { readonly name: string }) =>
      side.columns.some(each => each.name === column);
    await findLeakage(
      { file: side.file, out },
      {
        key,
        split,
        label,
        exclude: [...roles.apart].filter(
          column => ![key, split, label].includes(column),
        ),
        pictures: picturesOf(declared).filter(named),
      },
    );
    return out;
  };
  const is = await found('after', after);
  const was = before && (await found('before', before));
  return { leakage: await compared(is, was, keyed => mask.text(key, keyed)) };
}

/** Columns of raw pixels. */
function picturesOf({ columns = [] }: DatasetManifest): DeclaredImage[] {
  return columns.flatMap(({ name, type, width, height, channels }) =>
    type === 'image' && width !== undefined && height !== undefined
      ? [{ name, width, height, channels }]
      : [],
  );
}

async function compared(
  is: string,
  was: string | undefined,
  shown: (key: string) => string,
): Promise<PlannedLeak[]> {
  const table = await openTable({ path: is, format: 'parquet' });
  const near = (file: string) =>
    `SELECT DISTINCT key, split, "otherSplit" AS other FROM read_parquet(${literal(
      file,
    )}) WHERE kind = 'near'`;
  const [now, then] = [near(is), was ? near(was) : `${near(is)} AND false`];
  try {
    const rows = await table.query(
      `SELECT split, other, sum(more) AS introduced, sum(fewer) AS resolved,
              list(key ORDER BY key) FILTER (more = 1) AS keys FROM (
         SELECT *, 1 AS more, 0 AS fewer FROM (${now} EXCEPT ${then})
         UNION ALL SELECT *, 0, 1 FROM (${then} EXCEPT ${now}))
        GROUP BY ALL ORDER BY ALL`,
    );
    return rows.map(row => ({
      kind: 'near',
      split: String(row.split),
      otherSplit: String(row.other),
      introduced: Number(row.introduced),
      resolved: Number(row.resolved),
      keys: ((row.keys as readonly string[] | null) ?? [])
        .slice(0, NAMED_KEYS)
        .map(shown),
    }));
  } finally {
    table.close();
  }
}
