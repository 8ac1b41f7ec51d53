import { QueryPool, QueryTimeoutError } from './QueryPool';

/** Real files and processes, on a machine that may be busy. */
jest.setTimeout(60_000);

const pools: QueryPool[] = [];
afterEach(async () => {
  for (const made of pools.splice(0)) await made.close();
});

function pool(timeoutMillis = 30_000): QueryPool {
  const made = new QueryPool({
    memory: '256MB',
    threads: 1,
    queriesAtATime: 2,
    timeoutMillis,
  });
  pools.push(made);
  return made;
}

describe('QueryPool', () => {
  it('answers more questions than it runs at a time', async () => {
    const queries = pool();
    const answers = await Promise.all(
      [1, 2, 3, 4, 5].map(n => queries.query('SELECT $1::INTEGER AS n', [n])),
    );
    expect(answers.flat().map(({ n }) => n)).toEqual([1, 2, 3, 4, 5]);
  });

  it('stops a query that takes too long, and serves the next', async () => {
    const queries = pool(50);
    await expect(
      queries.query(
        'SELECT sum(a.range * b.range) AS n FROM range(1000000) a, range(1000000) b',
      ),
    ).rejects.toThrow(QueryTimeoutError);
    expect(await queries.query('SELECT 1 AS n')).toEqual([{ n: 1 }]);
  });

  it('gives the error of a query that is wrong as it is', async () => {
    await expect(pool().query('SELECT nothing')).rejects.toThrow(/nothing/);
  });

  it('hands a long answer over in chunks', async () => {
    let chunks = 0;
    let rows = 0;
    await pool().stream('SELECT * FROM range($1::BIGINT)', [10_000], {
      timeoutMillis: 30_000,
      take: async some => {
        chunks++;
        rows += some.length;
      },
    });
    expect(rows).toBe(10_000);
    expect(chunks).toBeGreaterThan(1);
  });
});
