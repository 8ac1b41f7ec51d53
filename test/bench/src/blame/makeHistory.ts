import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';

const COLUMNS = [
  'id',
  'label',
  'score',
  'text',
  'group',
  'checked',
  'number',
  'source',
  'licence',
  'weight',
];
const EDITED = [1, 2];
/** One row of a hundred is edited by each commit. */
const EDITED_SHARE = 0.01;
const FIRST_SECONDS = 1_700_000_000;

export type History = {
  readonly repository: string;
  readonly rows: number;
  readonly revisions: number;
  /** By key, then column: the number of the commit, from 0, that last set the cell. */
  readonly planted: ReadonlyMap<string, Readonly<Record<string, number>>>;
};

/** A repository of one CSV of ten columns, every commit of which edits one row of a hundred. */
export async function makeHistory(
  repository: string,
  size: { readonly rows: number; readonly revisions: number },
  order: 'rows in place' | 'shuffled each time',
): Promise<History> {
  const random = seeded(1);
  const rows = Array.from({ length: size.rows }, (_, i) => rowOf(i));
  const planted = new Map(
    rows.map(([key]) => [key, Object.fromEntries(COLUMNS.map(c => [c, 0]))]),
  );
  mkdirSync(repository, { recursive: true });
  await git(repository, ['init', '-q', '-b', 'main', '.']);
  const child = spawn('git', ['fast-import', '--quiet'], {
    cwd: repository,
    stdio: ['pipe', 'inherit', 'inherit'],
  });
  const closed = once(child, 'close');
  for (let commit = 0; commit < size.revisions; commit++) {
    const edits = commit === 0 ? 0 : Math.ceil(size.rows * EDITED_SHARE);
    for (let i = 0; i < edits; i++) {
      const row = rows[Math.floor(random() * rows.length)];
      for (const column of EDITED) {
        row[column] = `${row[column].split('/')[0]}/${commit}`;
        planted.get(row[0])![COLUMNS[column]] = commit;
      }
    }
    if (order === 'shuffled each time') shuffle(rows, random);
    const text = Buffer.from(
      `${[COLUMNS, ...rows].map(row => row.join(',')).join('\n')}\n`,
    );
    const message = Buffer.from(`edit ${commit} (#${commit + 1})`);
    const head = `commit refs/heads/main\ncommitter Ann <ann@example.org> ${
      FIRST_SECONDS + commit
    } +0000\ndata ${
      message.length
    }\n${message}\nM 100644 inline data.csv\ndata ${text.length}\n`;
    for (const part of [head, text, '\n'])
      if (!child.stdin.write(part)) await once(child.stdin, 'drain');
  }
  child.stdin.end();
  await closed;
  await git(repository, ['gc', '-q']);
  return { repository, ...size, planted };
}

function rowOf(i: number): string[] {
  return [
    `k${i}`,
    ['cat', 'dog', 'bird'][i % 3],
    (i * 1.5).toFixed(2),
    `some words on row ${i}`,
    String(i % 7),
    'true',
    String(i),
    'survey',
    'CC-BY-4.0',
    (i / 7).toFixed(4),
  ];
}

function shuffle<T>(list: T[], random: () => number): void {
  for (let i = list.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [list[i], list[j]] = [list[j], list[i]];
  }
}

/** Mulberry32 (Ettinger, 2017): the same history on every machine. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

async function git(cwd: string, args: readonly string[]): Promise<void> {
  const child = spawn('git', args, { cwd, stdio: 'inherit' });
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`git ${args[0]} ended with ${code}`);
}
