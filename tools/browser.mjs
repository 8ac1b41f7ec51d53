/** A Chromium for the browser tests: one that is here, else one that is brought. */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { root, runProgram, step, StepError } from './steps.mjs';

/** A browser of tests: no network of its own, no sandbox within a container. */
export const BROWSER_FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
];
const PLACES = {
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ],
  win32: ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap(
    variable =>
      process.env[variable]
        ? [
            path.join(
              process.env[variable],
              'Google/Chrome/Application/chrome.exe',
            ),
          ]
        : [],
  ),
};

/**
 * @returns {Promise<string>} path of a Chromium or Chrome that answers
 * @throws {StepError} that says how to get one
 */
export async function findBrowser() {
  const named = process.env.GREENROOM_BROWSER;
  if (named) {
    if (works(named)) return named;
    throw new StepError(
      `GREENROOM_BROWSER is '${named}', and that does not run.`,
      'Give it the path of a Chromium or Chrome, or unset it.',
    );
  }
  const found = candidates().find(works);
  if (found) return found;

  if (isDebian() && process.getuid?.() === 0) {
    await step('Install Chromium (apt-get install chromium)', installWithApt);
    const installed = candidates().find(works);
    if (installed) return installed;
  }
  await step("Install Playwright's Chromium", installWithPlaywright);
  const brought = playwrightPath();
  if (brought && works(brought)) return brought;
  throw new StepError('There is no Chromium that runs here.', remedy());
}

function candidates() {
  const inPath = (process.env.PATH ?? '')
    .split(path.delimiter)
    .flatMap(folder => NAMES.map(name => path.join(folder, name)));
  const places = [
    ...inPath,
    ...(PLACES[process.platform] ?? []),
    playwrightPath(),
  ];
  return places.filter(file => file && fs.existsSync(file));
}

function works(file) {
  // Chrome for Windows answers --version by opening a window.
  if (process.platform === 'win32') return fs.existsSync(file);
  const { status, stdout } = spawnSync(file, ['--version'], {
    encoding: 'utf8',
    timeout: 20_000,
  });
  return status === 0 && /chrom/i.test(stdout);
}

function playwrightPath() {
  try {
    const require = createRequire(path.join(root, 'test/e2e/package.json'));
    return require('playwright-core').chromium.executablePath();
  } catch {
    return undefined;
  }
}

function isDebian() {
  return fs.existsSync('/usr/bin/apt-get');
}

async function installWithApt() {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await runProgram('apt-get', ['update', '-qq'], { env, remedy: remedy() });
  await runProgram(
    'apt-get',
    ['install', '-y', '-qq', '--no-install-recommends', 'chromium'],
    {
      env,
      remedy: remedy(),
    },
  );
}

function installWithPlaywright() {
  const cli = path.join(root, 'node_modules/playwright-core/cli.js');
  return runProgram(process.execPath, [cli, 'install', 'chromium'], {
    remedy: remedy(),
  });
}

function remedy() {
  return isDebian()
    ? 'Run `sudo apt-get install chromium`, or set GREENROOM_BROWSER to the path of a Chromium or Chrome.'
    : 'Install Chromium or Chrome, or set GREENROOM_BROWSER to its path.';
}
