import path from 'node:path';
import {
  type Blame,
  blamedCells,
  exportBlame,
  TableError,
} from '@greenroom/dataset';
import { blameHistory } from '../blameHistory';
import { Command, numeric, optional, required } from '../Command';
import { fileHistory } from '../git/fileHistory';
import { Git } from '../git/Git';
import { pullRequests } from '../git/pullRequests';
import { JsonText } from '../JsonText';
import { Progress } from '../Progress';
import { textTable } from '../textTable';
import { UsageError } from '../UsageError';

/** Cells printed for people. */
const SHOWN_CELLS = 50;
const SHORT_SHA = 8;

export const dataBlame: Command = {
  usage:
    'data blame REPO PATH --key A[,B] [--column COL] [--rev REV] [--limit N] [--out FILE.parquet] [--format json]',
  options: {
    key: { type: 'string' },
    column: { type: 'string' },
    rev: { type: 'string' },
    limit: { type: 'string' },
    out: { type: 'string' },
  },
  async run([repository, file], flags) {
    if (!repository || !file)
      throw new UsageError('Name a repository and a path inside it.');
    const limit = numeric(flags, 'limit') ?? Infinity;
    if (!(limit >= 1)) throw new UsageError('--limit is at least 1.');
    const git = new Git(repository);
    const place = await locate(git, file, optional(flags, 'rev') ?? 'HEAD');
    const found = await fileHistory(git, place, limit);
    const isCut = found.length > limit;
    const history = isCut ? found.slice(1) : found;
    const progress = new Progress('Reading revisions', history.length);
    const blame = await blameHistory({
      git,
      lfsFolder: place.lfsFolder,
      history,
      key: required(flags, 'key').split(','),
      pullRequests: await pullRequests(git, {
        rev: place.rev,
        oldest: history[0].sha,
      }),
      progress: done => progress.at(done),
    }).finally(() => progress.end());
    const column = optional(flags, 'column');
    assertAnswer(blame, file, column);
    const out = optional(flags, 'out');
    if (out) await exportBlame(blame, out, column);
    const facts = factsOf(blame, isCut ? limit : undefined);
    return {
      json: new JsonText(
        out
          ? [JSON.stringify({ ...facts, out })]
          : jsonOf(blame, facts, column),
      ),
      text: [
        ...(out
          ? [`${facts.rows} rows written to ${out}`]
          : [tableOf(blame, column)]),
        ...facts.remarks.map(
          ({ commit, file: where, line, message }) =>
            `passed over ${commit.slice(0, SHORT_SHA)}: ${where ?? file}${
              line ? `:${line}` : ''
            }: ${message}`,
        ),
        ...(facts.remark ? [facts.remark] : []),
      ].join('\n'),
    };
  },
};

/** @throws UsageError where there is no such repository or revision */
async function locate(git: Git, file: string, rev: string) {
  if (rev.startsWith('-') || /[\n\0]/.test(`${rev}${file}`))
    throw new UsageError('--rev and the path are plain names.');
  const output = await git.read([
    'rev-parse',
    '--git-common-dir',
    '--show-prefix',
    `${rev}^{commit}`,
  ]);
  const [folder, prefix, commit] = output.toString('utf8').split('\n');
  return {
    rev: commit,
    path: path.posix.normalize(`${prefix}${file}`),
    lfsFolder: path.resolve(git.repository, folder, 'lfs', 'objects'),
  };
}

function assertAnswer(blame: Blame, file: string, column?: string): void {
  const { remarks } = blame.facts;
  if (!blame.state) {
    const { message, line, commit } = remarks[remarks.length - 1];
    throw new TableError(
      `None of ${
        blame.facts.revisions
      } revisions can be read; of ${commit.slice(0, SHORT_SHA)}: ${message}`,
      file,
      line,
    );
  }
  const { names } = blame.state.image;
  if (column !== undefined && !names.includes(column)) {
    throw new UsageError(
      `There is no column ${column}. The columns are ${names.join(', ')}.`,
    );
  }
}

function factsOf(blame: Blame, cutAt?: number) {
  const { facts, state } = blame;
  return {
    revisions: facts.revisions,
    key: facts.key,
    rows: state?.image.rowCount ?? 0,
    remarks: facts.remarks,
    remark:
      cutAt === undefined
        ? undefined
        : `Only the newest ${cutAt} revisions were read: the oldest of them stands for what was set before.`,
  };
}

/** One cell at a time: a large table is no text of one piece. */
function* jsonOf(
  blame: Blame,
  facts: ReturnType<typeof factsOf>,
  column?: string,
): Generator<string> {
  const commits = blame.facts.commits.map(
    ({ sha, author, date, pullRequest }) =>
      JSON.stringify({ commit: sha, author, date, pullRequest }).slice(1),
  );
  yield `${JSON.stringify(facts).slice(0, -1)},"cells":[`;
  let comma = '';
  for (const { key, cells } of blamedCells(blame, column)) {
    const keyText = JSON.stringify(key.join(','));
    let text = '';
    for (const cell of cells) {
      text += `${comma}{"key":${keyText},"column":${JSON.stringify(
        cell.column,
      )},"value":${JSON.stringify(cell.value)},${commits[cell.commit]}`;
      comma = ',';
    }
    yield text;
  }
  yield ']}';
}

function tableOf(blame: Blame, column?: string): string {
  const rows: string[][] = [];
  let cellCount = 0;
  for (const { key, cells } of blamedCells(blame, column)) {
    cellCount += cells.length;
    if (rows.length >= SHOWN_CELLS) continue;
    for (const cell of cells) {
      const { sha, author, date, pullRequest } =
        blame.facts.commits[cell.commit];
      rows.push([
        key.join(','),
        cell.column,
        String(cell.value ?? ''),
        sha.slice(0, SHORT_SHA),
        pullRequest === undefined ? '' : `#${pullRequest}`,
        author,
        date.slice(0, 10),
      ]);
    }
  }
  const shown = rows.slice(0, SHOWN_CELLS);
  const table = textTable(
    ['key', 'column', 'value', 'commit', 'pull', 'author', 'date'],
    shown,
  );
  return cellCount <= shown.length
    ? table
    : `${table}\n… and ${
        cellCount - shown.length
      } more cells: take --format json, or --out FILE.parquet.`;
}
