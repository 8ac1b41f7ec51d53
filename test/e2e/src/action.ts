import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type Ended, runComposite } from './action/runComposite';
import { assert } from './journey';
import { notes, notesManifest, WRONG } from './layouts/Notes';

/**
 * The action of the plan as a runner has it: its repository fetched without
 * history and without anything installed, a pull request of a data repository
 * checked out, its steps run one after the other. A first install takes minutes.
 */
const ROOT = path.resolve(
  path.dirname(require.resolve('@greenroom/test-e2e/package.json')),
  '../..',
);
/** What the end of a log says of a failure. */
const LAST_CHARACTERS = 3_000;

async function main(): Promise<void> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'greenroom-runner-'));
  try {
    const action = fetchAction(path.join(folder, '_actions'));
    const { workspace, base } = pullRequest(path.join(folder, 'work'));
    const run = (inputs: Readonly<Record<string, string>>, event: object) => {
      const temporary = mkdtempSync(path.join(folder, 'temp-'));
      const home = path.join(folder, 'home');
      mkdirSync(home, { recursive: true });
      return runComposite(action, inputs, {
        ...{ workspace, temporary, home, event },
        path: process.env.GREENROOM_RUNNER_PATH ?? process.env.PATH ?? '',
      });
    };
    const event = { pull_request: { base: { sha: base } } };

    const first = await run({}, event);
    tell('a pull request that corrects one label', first);
    assert(first.status === 0, `It ended with ${first.status}.`);
    assert(
      ['passed', 'neutral'].includes(first.outputs.verdict),
      `Its verdict is ${first.outputs.verdict}.`,
    );
    assert(
      existsSync(first.outputs.plan) && existsSync(first.outputs.summary),
      'The outputs plan and summary name no files.',
    );
    assert(
      /of the rows, 1 changes/.test(first.summary) &&
        first.summary.includes('low'),
      `The summary of the job says ${first.summary}`,
    );

    const nothing = await run({ base: 'HEAD' }, event);
    tell('an input in place of what the event says', nothing);
    assert(
      nothing.status === 0 && /no row changes/.test(nothing.summary),
      `The summary of the job says ${nothing.summary}`,
    );

    const broken = await run({ base: 'no-such-revision' }, event);
    tell('a base that is not there', broken);
    assert(
      broken.status > 1 && broken.summary === '',
      `It ended with ${broken.status}, and the summary says ${broken.summary}`,
    );
    console.log('3 passed, 0 failed');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function tell(what: string, { seconds, status, said }: Ended): void {
  const steps = Object.entries(seconds)
    .map(([name, took]) => `${name} ${took.toFixed(1)} s`)
    .join(', ');
  console.log(`  ${what}: ended with ${status} (${steps})`);
  if (status === 1) console.log(said.slice(-LAST_CHARACTERS));
}

/** As runners fetch a repository whose action is used: the newest commit, without history. */
function fetchAction(folder: string): string {
  mkdirSync(folder, { recursive: true });
  const archive = spawnSync('git', ['archive', '--format=tar', 'HEAD'], {
    cwd: ROOT,
    maxBuffer: 1024 ** 3,
  });
  assert(archive.status === 0, `git archive failed: ${archive.stderr}`);
  const unpacked = spawnSync('tar', ['-x', '-C', folder], {
    input: archive.stdout,
  });
  assert(unpacked.status === 0, `tar failed: ${unpacked.stderr}`);
  return path.join(folder, 'actions/plan');
}

/** A data repository of two commits, of which the second corrects a label. */
function pullRequest(workspace: string): {
  readonly workspace: string;
  readonly base: string;
} {
  mkdirSync(workspace, { recursive: true });
  const git = (...args: string[]) => {
    const run = spawnSync(
      'git',
      ['-c', 'user.name=Mira', '-c', 'user.email=mira@example.org', ...args],
      { cwd: workspace, encoding: 'utf8' },
    );
    assert(run.status === 0, `git ${args[0]} failed: ${run.stderr}`);
    return run.stdout.trim();
  };
  const commit = (message: string, label: string) => {
    writeFileSync(path.join(workspace, 'notes.csv'), notes(label));
    git('add', '.');
    git('commit', '--quiet', '--message', message);
    return git('rev-parse', 'HEAD');
  };
  git('init', '--quiet', '--initial-branch=main');
  writeFileSync(path.join(workspace, 'greenroom.yaml'), notesManifest('notes'));
  const base = commit('Collect notes', WRONG.given);
  commit('Correct a label', WRONG.right);
  return { workspace, base };
}

main().catch(error => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
