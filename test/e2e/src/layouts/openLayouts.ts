import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import {
  GetObjectCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { startS3, TestRemote } from '@greenroom/test-sources';
import type { Layout } from './Layout';
import { notes, notesManifest, WRONG } from './Notes';

const BUCKET = 'notes';
const CREDENTIALS = { accessKeyId: 'walk', secretAccessKey: 'walk' };

/** The same rows in git, in Git LFS, and tracked by DVC in an emulated S3. */
export async function openLayouts(folder: string): Promise<{
  readonly layouts: readonly Layout[];
  /** Laid over app-config.yaml. */
  readonly config: object;
  close(): Promise<void>;
}> {
  const s3 = await startS3(BUCKET);
  const client = new S3Client({
    endpoint: s3.url,
    region: 'us-east-1',
    forcePathStyle: true,
    credentials: CREDENTIALS,
  });
  const layouts = [inGit(folder), inLfs(folder), await inDvc(folder, client)];
  return {
    layouts,
    config: {
      catalog: { locations: [] },
      greenroom: {
        schedule: {
          frequency: { seconds: 5 },
          timeout: { minutes: 5 },
          initialDelay: { seconds: 1 },
        },
        sources: [
          {
            id: 'remotes',
            type: 'git',
            target: 'folder',
            defaultOwner: 'group:default/governance',
            remotes: layouts.map(({ remote }) => ({ url: remote.url })),
          },
        ],
        storage: {
          s3: [
            {
              bucket: BUCKET,
              endpoint: s3.url,
              forcePathStyle: true,
              write: true,
              ...CREDENTIALS,
            },
          ],
        },
      },
    },
    async close() {
      client.destroy();
      await s3.close();
    },
  };
}

function inGit(folder: string): Layout {
  const name = 'notes-in-git';
  const remote = TestRemote.create(`walk/${name}`, folder);
  remote.push({
    'greenroom.yaml': notesManifest(name),
    'notes.csv': notes(WRONG.given),
  });
  return {
    name,
    words: 'a plain git remote',
    remote,
    changes: 'notes.csv',
    rowsAt: async revision => textAt(remote, revision, 'notes.csv'),
  };
}

/** A remote that is a folder keeps its objects in `lfs/objects`, as `git lfs` does. */
function inLfs(folder: string): Layout {
  const name = 'notes-in-lfs';
  const remote = TestRemote.create(`walk/${name}`, folder);
  const rows = notes(WRONG.given);
  const oid = hex('sha256', rows);
  const at = (sha256: string) =>
    path.join(
      remote.folder,
      'lfs/objects',
      sha256.slice(0, 2),
      sha256.slice(2, 4),
      sha256,
    );
  mkdirSync(path.dirname(at(oid)), { recursive: true });
  writeFileSync(at(oid), rows);
  remote.push({
    '.gitattributes': '*.csv filter=lfs diff=lfs merge=lfs -text\n',
    'greenroom.yaml': notesManifest(name),
    'notes.csv': `version https://git-lfs.github.com/spec/v1\noid sha256:${oid}\nsize ${rows.length}\n`,
  });
  return {
    name,
    words: 'Git LFS',
    remote,
    changes: 'notes.csv',
    async rowsAt(revision) {
      const pointer = textAt(remote, revision, 'notes.csv');
      const [, sha256] = found(/^oid sha256:([0-9a-f]{64})$/m, pointer);
      return readFileSync(at(sha256), 'utf8');
    },
  };
}

async function inDvc(folder: string, client: S3Client): Promise<Layout> {
  const name = 'notes-in-dvc';
  const remote = TestRemote.create(`walk/${name}`, folder);
  const rows = notes(WRONG.given);
  const md5 = hex('md5', rows);
  const keyOf = (of: string) => `files/md5/${of.slice(0, 2)}/${of.slice(2)}`;
  await client.send(
    new PutObjectCommand({ Bucket: BUCKET, Key: keyOf(md5), Body: rows }),
  );
  remote.push({
    '.dvc/config': `[core]\n    remote = storage\n['remote "storage"']\n    url = s3://${BUCKET}\n`,
    '.gitignore': '/notes.csv\n',
    'greenroom.yaml': notesManifest(name),
    'notes.csv.dvc': `outs:\n- md5: ${md5}\n  size: ${rows.length}\n  hash: md5\n  path: notes.csv\n`,
  });
  return {
    name,
    words: 'DVC on S3',
    remote,
    changes: 'notes.csv.dvc',
    async rowsAt(revision) {
      const tracked = textAt(remote, revision, 'notes.csv.dvc');
      const [, named] = found(/md5: ([0-9a-f]{32})$/m, tracked);
      const { Body: body } = await client.send(
        new GetObjectCommand({ Bucket: BUCKET, Key: keyOf(named) }),
      );
      return body!.transformToString();
    },
  };
}

function textAt(remote: TestRemote, revision: string, file: string): string {
  return remote.git(['show', `${revision}:${file}`]);
}

function found(pattern: RegExp, text: string): RegExpExecArray {
  const match = pattern.exec(text);
  if (match) return match;
  throw new Error(`${pattern} is not in ${text}`);
}

function hex(algorithm: string, text: string): string {
  return createHash(algorithm).update(text).digest('hex');
}
