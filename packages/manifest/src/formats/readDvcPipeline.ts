import { Assembly } from '../Assembly';
import { asText, Fields, isMap, type Reading } from '../Fields';
import { filePlace } from '../filePlace';
import type { Declaration, DeclaredFile, TrainingPin } from '../Manifest';
import type { ReadContext } from '../ManifestReader';
import { placeName } from '../placeName';
import { present } from '../present';
import { parseJson } from '../text/parseJson';
import { parseYaml } from '../text/parseYaml';
import {
  resolveStage,
  resolveTemplate,
  TemplateError,
  type Variables,
} from './resolveDvcTemplate';

/**
 * Reads `dvc.yaml` (DVC 3, "`dvc.yaml` files"): its `artifacts` are assets,
 * the outputs of its stages are storage. Templates are resolved by `vars` and
 * by the parameter files beside it.
 */
export function readDvcPipeline(
  [reading]: readonly Reading[],
  context: ReadContext,
): Declaration[] {
  const root = Fields.root(reading);
  if (!root) return [];
  const known = [
    'stages',
    'artifacts',
    'vars',
    'params',
    'metrics',
    'plots',
    'datasets',
  ];
  if (!root.keys().some(key => known.includes(key))) {
    root.refuse(
      undefined,
      `This has none of ${known
        .slice(0, 3)
        .join(', ')}; a dvc.yaml has at least one. Add it.`,
    );
    return [];
  }
  const variables = variablesOf(root, context);
  const outputs = resolvedOutputs(root, variables);
  if (reading.errors.length > 0) return [];
  const assets = artifactsOf(root, variables, reading.path);
  const storage = new Assembly('Storage', 'dvc', root.position().line)
    .name(undefined, root.origin(), placeName(reading.path, context.repository))
    .put('files', outputs, root.origin('stages'))
    .done<Declaration>();
  return [
    ...assets,
    ...(outputs.length > 0 || assets.length === 0 ? [storage] : []),
  ];
}

/** `params.yaml` is read where nobody names it; entries of `vars` are maps or files, some with `:` and keys. */
function variablesOf(root: Fields, context: ReadContext): Variables {
  const said = root.has('vars') ? [root.raw('vars')].flat() : [];
  let variables: Record<string, unknown> = {
    ...readParameters('params.yaml', context),
  };
  for (const [i, entry] of said.entries()) {
    if (isMap(entry)) {
      variables = { ...variables, ...entry };
      continue;
    }
    const [file, keys] = (asText(entry) ?? '').split(/:(.*)/);
    const found = readParameters(file, context);
    if (!found) {
      root.note(
        'vars',
        `names ${
          file || `nothing at ${i}`
        }, which is not beside the file. Add it.`,
      );
      continue;
    }
    const chosen = keys
      ? Object.fromEntries(keys.split(',').map(key => [key, found[key]]))
      : found;
    variables = { ...variables, ...chosen };
  }
  return variables;
}

function readParameters(
  file: string,
  context: ReadContext,
): Record<string, unknown> | undefined {
  if (!filePlace(file, 'dvc.yaml').ok) return undefined;
  const text = context.beside?.(file);
  if (text === undefined) return undefined;
  const parsed = file.endsWith('.json') ? parseJson(text) : parseYaml(text);
  const value = parsed.ok ? parsed.documents[0]?.value : undefined;
  return isMap(value) ? value : undefined;
}

function resolvedOutputs(root: Fields, variables: Variables): DeclaredFile[] {
  const stages = root.map('stages');
  if (!stages) return [];
  return stages.keys().flatMap(name => {
    try {
      const entry = stages.raw(name);
      // A stage may add variables of its own.
      const own =
        isMap(entry) && Array.isArray(entry.vars)
          ? entry.vars.filter(isMap)
          : [];
      const stagesOfEntry = resolveStage(
        name,
        entry,
        Object.assign({}, variables, ...own) as Variables,
      );
      return stagesOfEntry.flatMap(stage =>
        outputsOf(stages, name, stage.value),
      );
    } catch (error) {
      if (!(error instanceof TemplateError)) throw error;
      stages.refuse(name, `cannot be resolved: ${error.message}`);
      return [];
    }
  });
}

/** Each output is a path, or a map from the path to its flags. */
function outputsOf(
  stages: Fields,
  name: string,
  stage: unknown,
): DeclaredFile[] {
  if (!isMap(stage)) return [];
  const folder = asText(stage.wdir);
  return [stage.outs].flat().flatMap(out => {
    const said = isMap(out) ? Object.keys(out)[0] : asText(out);
    if (!said) return [];
    const place = filePlace(
      folder && !said.includes(':') ? `${folder}/${said}` : said,
      stages.reading.path,
    );
    if (!place.ok) {
      stages.refuse(name, `has an output that ${place.reason}.`);
      return [];
    }
    const flags = isMap(out) ? out[said] : undefined;
    const isCached = !(isMap(flags) && flags.cache === false);
    return [
      present<DeclaredFile>({
        name,
        ...place.file,
        storage: isCached ? place.file.storage ?? 'dvc' : 'git',
      }),
    ];
  });
}

function artifactsOf(
  root: Fields,
  variables: Variables,
  path: string,
): Declaration[] {
  const artifacts = root.map('artifacts');
  if (!artifacts) return [];
  return artifacts.keys().flatMap(name => {
    const artifact = artifacts.map(name);
    if (!artifact) return [];
    const type = artifact.text('type');
    if (type !== 'model' && type !== 'dataset') {
      artifact.note(
        'type',
        `is ${
          type ?? 'missing'
        }; artifacts of type model and dataset become assets.`,
      );
      return [];
    }
    const said = asText(resolved(artifact.raw('path'), variables));
    const place = said === undefined ? undefined : filePlace(said, path);
    if (place && !place.ok) artifact.refuse('path', `${place.reason}.`);
    const assembly = new Assembly(
      type === 'model' ? 'Model' : 'Dataset',
      'dvc',
      artifact.position().line,
    )
      .name(name, artifact.origin(), name)
      .text('description', artifact, 'desc')
      .texts('tags', artifact, 'labels')
      .put(
        'files',
        place?.ok ? [{ ...place.file }] : undefined,
        artifact.origin('path'),
      );
    if (
      type === 'model' &&
      place?.ok &&
      /\.onnx$/i.test(place.file.path ?? '')
    ) {
      assembly.put(
        'model',
        { path: place.file.path, format: 'onnx' },
        artifact.origin('path'),
      );
    }
    return assembly.done<Declaration>();
  });
}

function resolved(value: unknown, variables: Variables): unknown {
  try {
    return resolveTemplate(value, variables);
  } catch {
    return value;
  }
}

/** A stage of `dvc.lock`: what it read and what it wrote, each pinned by its hash. */
type LockedStage = {
  readonly name: string;
  readonly deps: DeclaredFile[];
  readonly outs: DeclaredFile[];
  readonly fields: Fields;
};

/** Reads `dvc.lock`: schema 2.0, and 1.0 where the stages stand at the top. */
export function readDvcLock(
  [reading]: readonly Reading[],
  context: ReadContext,
): Declaration[] {
  const root = Fields.root(reading);
  if (!root) return [];
  const schema = root.text('schema');
  if (schema !== undefined && schema !== '2.0') {
    root.refuse(
      'schema',
      `is ${schema}; 2.0 (and files without a schema, as before) are read. Run dvc repro with DVC 2 or 3.`,
    );
    return [];
  }
  const stages = schema === undefined ? root : root.map('stages');
  const locked = (stages?.keys() ?? []).flatMap(name => {
    const stage = stages!.map(name);
    return stage ? [lockedStage(name, stage)] : [];
  });
  if (locked.length === 0 && !root.has('datasets')) {
    root.refuse(
      undefined,
      'This locks no stage; a dvc.lock has "schema" and "stages". Run dvc repro.',
    );
  }
  if (reading.errors.length > 0) return [];
  return [
    new Assembly('Storage', 'dvc', root.position().line)
      .name(
        undefined,
        root.origin(),
        placeName(reading.path, context.repository),
      )
      .put(
        'files',
        locked.flatMap(({ outs }) => outs),
        root.origin('stages'),
      )
      .put('trainingPins', locked.flatMap(pinsOf), root.origin('stages'))
      .done(),
  ];
}

function lockedStage(name: string, stage: Fields): LockedStage {
  const read = (key: string) =>
    stage.maps(key).flatMap(entry => {
      const said = entry.text('path');
      const place =
        said === undefined ? undefined : filePlace(said, stage.reading.path);
      if (!place?.ok) {
        entry.refuse(
          'path',
          place ? `${place.reason}.` : 'is missing. Run dvc repro.',
        );
        return [];
      }
      return present<DeclaredFile>({
        name,
        ...place.file,
        storage: place.file.storage ?? 'dvc',
        md5: entry.text('md5'),
        etag: entry.text('etag'),
        sizeBytes: entry.count('size'),
        fileCount: entry.count('nfiles'),
      });
    });
  return { name, deps: read('deps'), outs: read('outs'), fields: stage };
}

/** Each output was made from each dependency. */
function pinsOf({
  name,
  deps,
  outs,
  fields,
}: LockedStage): (TrainingPin & { output: string })[] {
  return outs.flatMap(out =>
    deps.flatMap(dep =>
      out.path && dep.path
        ? [
            present({
              output: out.path,
              stage: name,
              path: dep.path,
              md5: dep.md5,
              origin: fields.origin('deps'),
            }),
          ]
        : [],
    ),
  );
}
