import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { inputFile } from './inputFile';

const TABLE = 'id,label\n1,4\n2,9\n';
const was = process.cwd();
let clone: string;

function put(file: string, content: string) {
  const full = path.join(clone, file);
  mkdirSync(path.dirname(full), { recursive: true });
  writeFileSync(full, content);
}

function commit() {
  const git = (...args: string[]) =>
    execFileSync(
      'git',
      ['-c', 'user.name=t', '-c', 'user.email=t@example.org', ...args],
      { cwd: clone },
    );
  git('add', '-f', '.');
  git('commit', '-qm', 'pins');
}

const hex = (algorithm: string) =>
  createHash(algorithm).update(TABLE).digest('hex');

/** The pointer of Git LFS in the tree, and the object where git-lfs puts it. */
function putLfs(object = TABLE) {
  const sha256 = hex('sha256');
  put(
    'labels.csv',
    `version https://git-lfs.github.com/spec/v1\noid sha256:${sha256}\nsize ${TABLE.length}\n`,
  );
  commit();
  put(
    `.git/lfs/objects/${sha256.slice(0, 2)}/${sha256.slice(2, 4)}/${sha256}`,
    object,
  );
}

/** What `dvc add` leaves in git, and the object below a folder. */
function putDvc(folder: string) {
  const md5 = hex('md5');
  put(
    'labels.csv.dvc',
    `outs:\n- md5: ${md5}\n  hash: md5\n  path: labels.csv\n`,
  );
  commit();
  put(`${folder}/files/md5/${md5.slice(0, 2)}/${md5.slice(2)}`, TABLE);
}

async function read(name: string): Promise<string> {
  const file = await inputFile(name);
  try {
    return readFileSync(file.path, 'utf8');
  } finally {
    await file.close();
  }
}

beforeEach(() => {
  clone = mkdtempSync(path.join(os.tmpdir(), 'greenroom-clone-'));
  execFileSync('git', ['init', '-q', clone]);
  process.chdir(clone);
});
afterEach(() => {
  process.chdir(was);
  rmSync(clone, { recursive: true, force: true });
});

describe('inputFile', () => {
  it.each(['labels.csv', 'HEAD:labels.csv'])(
    'reads what Git LFS keeps for %s',
    async name => {
      putLfs();
      expect(await read(name)).toBe(TABLE);
    },
  );

  it.each(['labels.csv', 'HEAD:labels.csv'])(
    "reads what DVC's cache keeps for %s",
    async name => {
      putDvc('.dvc/cache');
      expect(await read(name)).toBe(TABLE);
    },
  );

  it('reads what a remote of DVC keeps that is a folder', async () => {
    put(
      '.dvc/config',
      '[core]\n    remote = near\n[\'remote "near"\']\n    url = ../store\n',
    );
    putDvc('store');
    expect(await read('HEAD:labels.csv')).toBe(TABLE);
  });

  it('says what fetches an object that is not in the clone', async () => {
    putLfs();
    rmSync(path.join(clone, '.git/lfs'), { recursive: true });
    await expect(read('HEAD:labels.csv')).rejects.toThrow(/git lfs fetch/);
  });

  it('refuses an object that is not what the pointer pins', async () => {
    putLfs(TABLE.replace('9', '4'));
    await expect(read('labels.csv')).rejects.toThrow(/sha256/);
  });

  it('refuses a folder that DVC tracks', async () => {
    put(
      'labels.csv.dvc',
      `outs:\n- md5: ${hex('md5')}.dir\n  path: labels.csv\n`,
    );
    await expect(read('labels.csv')).rejects.toThrow(/pins no single file/);
  });
});
