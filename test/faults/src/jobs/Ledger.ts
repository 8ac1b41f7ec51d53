import { readFileSync } from 'node:fs';
import path from 'node:path';
import { until } from '@greenroom/test-bench';
import knexFactory, { Knex } from 'knex';

const PATIENCE_SECONDS = 180;

const COUNT = {
  'better-sqlite3': [
    `CREATE TRIGGER count_commits AFTER UPDATE OF state ON jobs
       WHEN NEW.state = 'succeeded' AND OLD.state <> 'succeeded'
     BEGIN INSERT INTO commits (key) VALUES (NEW.key); END`,
  ],
  pg: [
    `CREATE FUNCTION count_commit() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN INSERT INTO commits (key) VALUES (NEW.key); RETURN NEW; END $$`,
    `CREATE TRIGGER count_commits AFTER UPDATE OF state ON jobs FOR EACH ROW
       WHEN (NEW.state = 'succeeded' AND OLD.state <> 'succeeded')
       EXECUTE FUNCTION count_commit()`,
  ],
};

export type Outcome = {
  readonly jobs: number;
  /** Without an answer, or with another than its own. */
  readonly lost: number;
  /** Answers that were committed more than once. */
  readonly doubled: number;
  /** Attempts beyond the first of each job. */
  readonly again: number;
  readonly seconds: number;
};

/** What the database itself says of jobs: a trigger of it counts every commit of an answer. */
export class Ledger {
  private constructor(private readonly knex: Knex) {}

  /** Over tables that a replica has made already. */
  static async open(config: Knex.Config): Promise<Ledger> {
    const knex = knexFactory(config);
    await knex.schema.createTable('commits', table => {
      table.string('key', 128).notNullable();
    });
    for (const statement of COUNT[config.client as keyof typeof COUNT])
      await knex.raw(statement);
    return new Ledger(knex);
  }

  /** Jobs of these states. */
  async count(...states: string[]): Promise<number> {
    const [{ n }] = await this.knex('jobs')
      .whereIn('state', states)
      .count({ n: '*' });
    return Number(n);
  }

  /** The most attempts that a job which is not done has behind it. */
  async attempts(): Promise<number> {
    const [{ n }] = await this.knex('jobs')
      .whereIn('state', ['queued', 'running'])
      .max({ n: 'attempt' });
    return Number(n ?? 0);
  }

  /** Waits until no job is open, and looks at every answer. */
  async settle(artifacts: string, asked: number): Promise<Outcome> {
    const seconds = await until(
      'the end of all jobs',
      async () => {
        // The database may be away for a moment.
        const open = await this.count('queued', 'running').catch(() => 1);
        return open === 0;
      },
      { everyMillis: 100, atMostSeconds: PATIENCE_SECONDS },
    );
    const rows = await this.knex('jobs').select('key', 'attempt', 'result');
    const commits = await this.knex('commits')
      .select('key')
      .count({ n: '*' })
      .groupBy('key');
    const right = rows.filter(({ key, result }) =>
      isRight(artifacts, key, result),
    );
    return {
      jobs: rows.length,
      lost: asked - right.length,
      doubled: commits.filter(({ n }) => Number(n) > 1).length,
      again: rows.reduce((sum, { attempt }) => sum + attempt - 1, 0),
      seconds,
    };
  }

  close(): Promise<void> {
    return this.knex.destroy();
  }
}

function isRight(
  artifacts: string,
  key: string,
  result: string | null,
): boolean {
  if (result === null) return false;
  const [, expected] = key.split(' ');
  const { number, artifact } = JSON.parse(result);
  const file = path.join(artifacts, artifact.slice(0, 2), artifact);
  return String(number) === expected && readFileSync(file, 'utf8') === expected;
}
