import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parse } from 'yaml';
import { plan } from './commands/plan';

/** A real process, on a machine that may be busy. */
jest.setTimeout(60_000);

const FOLDER = path.resolve(
  path.dirname(require.resolve('@greenroom/cli/package.json')),
  '../../actions/plan',
);
const action = parse(readFileSync(path.join(FOLDER, 'action.yml'), 'utf8'));
const script = readFileSync(path.join(FOLDER, 'plan.sh'), 'utf8');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'greenroom-action-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function run(environment: Record<string, string>) {
  return spawnSync('bash', [path.join(FOLDER, 'plan.sh')], {
    cwd: folder,
    encoding: 'utf8',
    env: {
      ...process.env,
      RUNNER_TEMP: folder,
      GITHUB_OUTPUT: path.join(folder, 'output'),
      GITHUB_STEP_SUMMARY: path.join(folder, 'summary'),
      ...environment,
    },
  });
}

describe('the action of the plan', () => {
  it('takes what the command takes, and each by the environment', () => {
    const inputs = Object.keys(action.inputs);
    expect(inputs.sort()).toEqual(
      ['base', 'fail', ...Object.keys(plan.options)].sort(),
    );
    const { env } = action.runs.steps.find(
      ({ id }: { id?: string }) => id === 'plan',
    );
    for (const input of inputs) {
      const variable = `GREENROOM_${input.toUpperCase()}`;
      expect(env[variable]).toContain(`inputs.${input}`);
      expect(script).toContain(variable);
    }
  });

  it('puts no value into a script', () => {
    for (const step of action.runs.steps) {
      expect(step.shell).toBe('bash');
      expect(step.run).not.toContain('${{');
    }
  });

  it('runs nothing that a value says, and ends as the command does where there is no plan', () => {
    spawnSync('git', ['init', '-q', '-b', 'main'], { cwd: folder });
    const { status, stderr } = run({
      GREENROOM_BASE: '--upload-pack=touch pwned',
      GREENROOM_MODEL: '$(touch pwned)\n`touch pwned`; touch pwned',
    });
    expect(status).toBe(2);
    expect(stderr).toMatch(/git knows no/);
    const listed = spawnSync('ls', [folder], { encoding: 'utf8' }).stdout;
    expect(listed).not.toContain('pwned');
  });

  it('tells the job the verdict and the summary', () => {
    const git = (...args: string[]) =>
      spawnSync(
        'git',
        ['-c', 'user.name=t', '-c', 'user.email=t@example.org', ...args],
        { cwd: folder },
      );
    git('init', '-q', '-b', 'main');
    writeFileSync(path.join(folder, '.gitignore'), '*\n');
    git('add', '-f', '.gitignore');
    git('commit', '-qm', 'Begin');
    const { status } = run({ GREENROOM_BASE: 'main' });
    expect(status).toBe(0);
    expect(readFileSync(path.join(folder, 'output'), 'utf8')).toContain(
      'verdict=neutral\n',
    );
    expect(readFileSync(path.join(folder, 'summary'), 'utf8')).toMatch(
      /^## No gate is held; no row changes/,
    );
  });
});
