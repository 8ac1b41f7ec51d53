import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { commitIds } from './gitObjects';
import { PEOPLE } from './people';
import { SeedRepository, texts } from './SeedRepository';

/** Real files and processes, on a machine that may be busy. */
jest.setTimeout(60_000);

const history: SeedRepository = {
  name: 'small',
  description: '',
  topics: [],
  commits: [
    {
      message: 'Begin',
      author: PEOPLE[0],
      date: '2026-01-02T03:04:05Z',
      files: texts({
        'a.txt': 'a\n',
        'a/b/c.txt': 'c\n',
        'a-b': 'x',
        'gone.txt': 'y',
      }),
    },
    {
      message: 'Change\n\nWith a body.',
      author: PEOPLE[1],
      date: '2026-02-03T04:05:06Z',
      files: {
        ...texts({ 'a/b/c.txt': 'd\n', 'é.txt': 'z' }),
        'gone.txt': null,
      },
    },
  ],
};

it('gives the ids that git gives', () => {
  const cwd = mkdtempSync(path.join(os.tmpdir(), 'greenroom-git-'));
  try {
    const git = (args: string[], env: Record<string, string> = {}) =>
      execFileSync('git', args, {
        cwd,
        encoding: 'utf8',
        env: {
          PATH: process.env.PATH,
          HOME: cwd,
          GIT_CONFIG_NOSYSTEM: '1',
          ...env,
        },
      }).trim();
    git(['init', '-q']);
    const expected = history.commits.map(({ files, message, author, date }) => {
      for (const [name, content] of Object.entries(files)) {
        const file = path.join(cwd, name);
        mkdirSync(path.dirname(file), { recursive: true });
        if (content === null) rmSync(file);
        else writeFileSync(file, content);
      }
      git(['add', '-A']);
      git(['commit', '-q', '-m', message], {
        GIT_AUTHOR_NAME: author.name,
        GIT_AUTHOR_EMAIL: author.email,
        GIT_AUTHOR_DATE: date,
        GIT_COMMITTER_NAME: author.name,
        GIT_COMMITTER_EMAIL: author.email,
        GIT_COMMITTER_DATE: date,
        TZ: 'UTC',
      });
      return git(['rev-parse', 'HEAD']);
    });
    // A file a.txt, a folder a and a file a-b: git sorts the folder as 'a/'.
    expect(commitIds(history)).toEqual(expected);
  } finally {
    rmSync(cwd, { recursive: true, force: true });
  }
});
