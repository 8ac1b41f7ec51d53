import {
  diffSnapshots,
  diffTables,
  digestTable,
  literal,
  openTable,
  profileTable,
  QueryPool,
  type TableDiff,
  writeSnapshot,
} from '@greenroom/dataset';
import { quantile } from '../machine';
import { duckdbJoin } from './duckdbJoin';

type Answer = Record<string, number>;
type Ends = { readonly from: string; readonly to: string };

const KEY = 'id';
const LABEL = 'label';
const PAGE_ROWS = 50;

/** What is measured, each in a process of its own. */
export const dataTasks: Readonly<
  Record<string, (input: never) => Promise<Answer>>
> = {
  'duckdb join': duckdbJoin,

  'diff of files': async ({ from, to }: Ends) =>
    counted(
      await diffTables(
        { path: from },
        { path: to },
        { key: [KEY], label: LABEL },
      ),
    ),

  'diff of snapshots': async ({ from, to }: Ends) =>
    counted(await diffSnapshots(from, to, { key: [KEY], label: LABEL })),

  'snapshot and diff': async ({
    from,
    to,
    out,
  }: Ends & { readonly out: string }) => {
    await writeSnapshotOf(to, out);
    return counted(
      await diffSnapshots(from, out, { key: [KEY], label: LABEL }),
    );
  },

  snapshot: async ({ file, out }: { file: string; out: string }) =>
    writeSnapshotOf(file, out),

  open: ({ file }: { file: string }) => withTable(file, async () => ({})),

  digest: ({ file }: { file: string }) =>
    withTable(file, async table => {
      await digestTable(table);
      return {};
    }),

  profile: ({ file }: { file: string }) =>
    withTable(file, async table => ({
      columns: (await profileTable(table)).columns.length,
    })),

  'pages of a snapshot': async ({
    file,
    pages,
  }: {
    file: string;
    pages: number;
  }) => {
    // As the portal's rows room does: nothing is loaded, and each page is a query of its own.
    const pool = new QueryPool({
      memory: '512MB',
      threads: 1,
      queriesAtATime: 2,
      timeoutMillis: 20_000,
    });
    const parquet = `read_parquet(${literal(file)})`;
    const started = performance.now();
    const [{ n }] = await pool.query(`SELECT count(*) AS n FROM ${parquet}`);
    const opened = performance.now() - started;
    const millis: number[] = [];
    for (let i = 0; i < pages; i++) {
      const offset = Math.floor(Math.random() * (Number(n) - PAGE_ROWS));
      const asked = performance.now();
      const rows = await pool.query(
        `SELECT * FROM ${parquet} WHERE "greenroom row" >= ${offset} AND "greenroom row" < ${
          offset + PAGE_ROWS
        } ORDER BY "greenroom row"`,
      );
      millis.push(performance.now() - asked);
      if (rows.length !== PAGE_ROWS)
        throw new Error(`A page had ${rows.length} rows.`);
    }
    await pool.close();
    return {
      openMillis: opened,
      firstMillis: millis[0],
      medianMillis: quantile(millis, 0.5),
      p95Millis: quantile(millis, 0.95),
      longestMillis: Math.max(...millis),
    };
  },
};

async function writeSnapshotOf(file: string, out: string): Promise<Answer> {
  return withTable(file, async table => {
    await writeSnapshot(table, out, { key: KEY });
    return { rows: table.rowCount };
  });
}

async function withTable(
  file: string,
  use: (table: Awaited<ReturnType<typeof openTable>>) => Promise<Answer>,
): Promise<Answer> {
  const table = await openTable({ path: file });
  try {
    return { rows: table.rowCount, ...(await use(table)) };
  } finally {
    table.close();
  }
}

function counted({ rows }: TableDiff): Answer {
  return { added: rows.added, removed: rows.removed, changed: rows.changed };
}
