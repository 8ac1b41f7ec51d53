import { randomUUID } from 'node:crypto';
import { stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { FileEdit } from '@greenroom/backstage-plugin-greenroom-node';
import { editDvcFile, editDvcFolder, readDvcOut } from '@greenroom/change';
import { dvcKey, type LocalObject, StorageError } from '@greenroom/dataset';
import type { TrackedFile } from '../sync/dvcFiles';
import type { RepositoryReader } from '../sync/RepositoryReader';
import { type NamedObject, namedObject } from './namedObject';
import { DvcPlanner } from './planDvc';
import type { ChangedFile, Writing } from './planWriting';
import type { StagePlace } from './Stage';
import type { Storages } from './Storages';

type Upload = { readonly key: string; readonly object: LocalObject };

/**
 * Plans files that DVC tracks: the objects go to the remote under their md5,
 * the `.dvc` files name them. Of a folder, the list of its files is an object,
 * too.
 *
 * @throws StorageError where DVC itself makes the file, or its remote may not be written
 */
export async function planDvcWriting(
  storages: Storages,
  where: StagePlace & { readonly reader: RepositoryReader },
  changed: readonly ChangedFile[],
  { signal }: { readonly signal: AbortSignal },
): Promise<Writing> {
  if (changed.length === 0) return { edits: [], keep: async () => {} };
  const { reader, commit } = where;
  const planner = new DvcPlanner(storages, where, signal);
  const { tracked } = await reader.files(
    commit,
    changed.map(({ named }) => named),
  );
  // A `.dvc` file may track several things, and a folder many files.
  const texts = new Map<string, string>();
  const uploads: (Upload & { readonly url: string })[] = [];
  for (const [out, files] of byOut(changed, tracked)) {
    const text = texts.get(out.tracker) ?? (await trackerText(where, out));
    const known = readDvcOut(text, out.tracker, out.md5);
    const { hash, sizeBytes } = known;
    const layout = hash === 'md5' ? 'dvc-3' : 'before';
    const md5Of = (object: NamedObject) =>
      hash === 'md5' ? object.md5 : object.md5Dos2unix;
    const objects = await Promise.all(
      files.map(({ file }) => namedObject(file)),
    );
    const own = objects.map(
      (object): Upload => ({
        key: dvcKey({ md5: md5Of(object), kind: 'file' }, layout),
        object,
      }),
    );
    if (out.md5.endsWith('.dir')) {
      const md5s = (which: (file: ChangedFile) => boolean) =>
        new Map(
          files.flatMap((file, i) =>
            which(file)
              ? [[path.posix.relative(out.path, file.path), md5Of(objects[i])]]
              : [],
          ),
        );
      const added = md5s(isNew);
      const before = await planner.listing(out);
      const list = await listObject(
        editDvcFolder(
          before,
          out.path,
          md5s(file => !isNew(file)),
          added,
        ),
        path.dirname(files[0].file),
      );
      const grown = await growthOf(files, objects);
      texts.set(
        out.tracker,
        editDvcFile(text, out.tracker, out.md5, {
          md5: `${list.md5}.dir`,
          sizeBytes: (sizeBytes ?? 0) + grown,
          ...(added.size > 0 && known.files !== undefined
            ? { files: known.files + added.size }
            : {}),
        }),
      );
      // The list last: who finds it finds what it names.
      own.push({
        // A list is named by the md5 of its bytes by every DVC (dvc-data, `hashfile/tree.py`).
        key: dvcKey({ md5: list.md5, kind: 'folder' }, layout),
        object: list,
      });
    } else {
      const unwritten = files.find(isNew);
      if (unwritten)
        throw new StorageError(
          'unsupported',
          `${unwritten.path} would stand beside files that DVC tracks one by one, and have none that tracks it. Track their folder as a whole (dvc add), then a new file becomes one of it.`,
          unwritten.path,
        );
      texts.set(
        out.tracker,
        editDvcFile(text, out.tracker, out.md5, {
          md5: md5Of(objects[0]),
          sizeBytes: objects[0].sizeBytes,
        }),
      );
    }
    const url = await planner.remoteUrl(out.remote);
    // Asked now, so that a remote that may not be written is told before anything is sent.
    storages.writablePlace(url);
    uploads.push(...own.map(upload => ({ ...upload, url })));
  }
  return {
    edits: [...texts].map(
      ([tracker, text]): FileEdit => ({
        path: tracker,
        content: Buffer.from(text),
      }),
    ),
    keep: async () => {
      for (const { url, key, object } of uploads)
        await storages.writablePlace(url).keep(key, object, signal);
    },
  };
}

function isNew({ before }: ChangedFile): boolean {
  return typeof before !== 'string';
}

/** Changed files by what tracks them. */
function byOut(
  changed: readonly ChangedFile[],
  tracked: ReadonlyMap<string, TrackedFile>,
): ReadonlyMap<TrackedFile, readonly ChangedFile[]> {
  const outs = new Map<string, TrackedFile>();
  const files = new Map<TrackedFile, ChangedFile[]>();
  for (const file of changed) {
    const found = tracked.get(file.named);
    if (!found)
      throw new StorageError(
        'missing',
        `${file.path} is pinned in DVC by the manifest itself, so there is no .dvc file that could change. Track it with dvc add.`,
        file.path,
      );
    const id = JSON.stringify([found.tracker, found.md5, found.path]);
    const out = outs.get(id) ?? found;
    outs.set(id, out);
    files.set(out, [...(files.get(out) ?? []), file]);
  }
  return files;
}

async function trackerText(
  { reader, commit }: { reader: RepositoryReader; commit: string },
  { tracker, path: file }: TrackedFile,
): Promise<string> {
  if (!tracker.endsWith('.dvc'))
    throw new StorageError(
      'unsupported',
      `${file} is made by a stage of a DVC pipeline (${tracker}), which would write over an edit of it. Change what the stage makes it from.`,
      file,
    );
  return (await reader.text(commit, tracker)) ?? '';
}

async function listObject(
  text: string,
  directory: string,
): Promise<NamedObject> {
  const file = path.join(directory, `${randomUUID()}.dir`);
  await writeFile(file, text);
  return namedObject(file);
}

/** How many more bytes the files have than before. */
async function growthOf(
  files: readonly ChangedFile[],
  objects: readonly NamedObject[],
): Promise<number> {
  const sizes = await Promise.all(
    files.map(async ({ before }) =>
      typeof before === 'string' ? (await stat(before)).size : 0,
    ),
  );
  return objects.reduce(
    (sum, { sizeBytes }, i) => sum + sizeBytes - sizes[i],
    0,
  );
}
