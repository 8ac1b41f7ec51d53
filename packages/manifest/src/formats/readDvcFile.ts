import { Assembly } from '../Assembly';
import { Fields, type Reading } from '../Fields';
import { filePlace } from '../filePlace';
import type { Declaration, DeclaredFile } from '../Manifest';
import type { ReadContext } from '../ManifestReader';
import { placeName } from '../placeName';
import { present } from '../present';

/** Files that hold models; anything else that DVC tracks is data. */
const MODEL_FILE =
  /\.(onnx|pkl|pickle|joblib|pt|pth|ckpt|safetensors|h5|hdf5|keras|pb|tflite|gguf|bin|model|mlmodel)$/i;

/** Reads a `.dvc` file (DVC 3, "`.dvc` files"): what is tracked, and where it was imported from. */
export function readDvcFile(
  [reading]: readonly Reading[],
  context: ReadContext,
): Declaration[] {
  const root = Fields.root(reading);
  if (!root) return [];
  const outs = root.maps('outs');
  if (outs.length === 0) {
    root.refuse(
      'outs',
      'is missing; a .dvc file names what it tracks. Make it again with dvc add.',
    );
    return [];
  }
  const folder = root.text('wdir');
  const [dep] = root.maps('deps');
  const importedFrom = dep && importOf(dep);
  const files = outs.flatMap(out => {
    const file = trackedFile(out, reading.path, folder);
    return file ? [present<DeclaredFile>({ ...file, importedFrom })] : [];
  });
  if (reading.errors.length > 0) return [];
  const [first] = files;
  const kind = MODEL_FILE.test(first.path ?? '') ? 'Model' : 'Dataset';
  const type = outs[0].text('type') ?? root.map('meta')?.text('type');
  const assembly = new Assembly(
    type === 'model' ? 'Model' : kind,
    'dvc',
    root.position().line,
  )
    .name(
      undefined,
      root.origin(),
      placeName(first.path ?? reading.path, context.repository),
    )
    .text('description', outs[0], 'desc')
    .text('description', root, 'desc')
    .texts('tags', outs[0], 'labels')
    .put('files', files, root.origin('outs'))
    .put('sizeBytes', sum(files), root.origin('outs'));
  if (kind === 'Model' && /\.onnx$/i.test(first.path ?? '')) {
    assembly.put(
      'model',
      { path: first.path, format: 'onnx' },
      outs[0].origin('path'),
    );
  }
  return [assembly.done()];
}

function sum(files: readonly DeclaredFile[]): number | undefined {
  const sizes = files.flatMap(({ sizeBytes }) => sizeBytes ?? []);
  return sizes.length === files.length
    ? sizes.reduce((total, size) => total + size, 0)
    : undefined;
}

/** An entry of `outs` or `deps`, with the hash that pins it; refused where its path leads elsewhere. */
export function trackedFile(
  out: Fields,
  manifestPath: string,
  folder?: string,
): DeclaredFile | undefined {
  const said = out.text('path');
  if (!said) {
    out.refuse('path', 'is missing. Name what is tracked.');
    return undefined;
  }
  const place = filePlace(
    folder && !said.includes(':') ? `${folder}/${said}` : said,
    manifestPath,
  );
  if (!place.ok) {
    out.refuse('path', `${place.reason}.`);
    return undefined;
  }
  const md5 =
    out.text('md5') ??
    (out.raw('hash') === 'md5' ? out.text('checksum') : undefined);
  return present<DeclaredFile>({
    ...place.file,
    path: place.file.path?.replace(/^\.\//, ''),
    // What is not cached by DVC is in git.
    storage: out.raw('cache') === false ? 'git' : place.file.storage ?? 'dvc',
    md5,
    etag: out.text('etag'),
    sizeBytes: out.count('size'),
    fileCount: out.count('nfiles'),
    remote: out.text('remote'),
  });
}

/** `dvc import` names a repository and a commit, `dvc import-url` an address. */
function importOf(dep: Fields): DeclaredFile['importedFrom'] {
  const repository = dep.map('repo');
  const path = dep.text('path');
  if (!repository)
    return path && /^[a-z0-9+.-]+:/i.test(path) ? { url: path } : undefined;
  return present({
    repository: repository.text('url'),
    path,
    revision: repository.text('rev_lock') ?? repository.text('rev'),
  });
}
