import { Assembly } from '../Assembly';
import { asText, Fields, isMap, type Reading } from '../Fields';
import type {
  Declaration,
  DeclaredFile,
  SignatureField,
  TrainingPin,
} from '../Manifest';
import type { ReadContext } from '../ManifestReader';
import { placeName } from '../placeName';
import { nonEmpty, present } from '../present';
import { parseJson } from '../text/parseJson';
import { filePlace } from '../filePlace';

/** Keys of a flavour that name a file of the model. */
const FILE_KEYS = ['data', 'model_path', 'pickled_model', 'model_binary'];

/** Reads an `MLmodel` file of MLflow 1 to 3; its signature is JSON in strings. */
export function readMlmodel(
  [reading]: readonly Reading[],
  context: ReadContext,
): Declaration[] {
  const root = Fields.root(reading);
  if (!root) return [];
  const flavors = root.map('flavors');
  if (!flavors) {
    root.refuse(
      'flavors',
      'is missing; an MLmodel file names at least one flavour. Log the model again with MLflow.',
    );
    return [];
  }
  const names = flavors.keys();
  const assembly = new Assembly('Model', 'mlflow', root.position().line)
    .name(
      nameOf(root),
      root.origin(root.has('name') ? 'name' : 'metadata'),
      placeName(reading.path, context.repository),
    )
    .put('flavors', names, root.origin('flavors'))
    .put(
      'library',
      names.find(name => name !== 'python_function'),
      root.origin('flavors'),
    )
    .put('task', taskOf(flavors), flavors.origin())
    .put('signature', signatureOf(root), root.origin('signature'))
    .text('runId', root, 'run_id')
    .text('modelId', root, 'model_id', 'model_uuid')
    .text('publishedAt', root, 'utc_time_created')
    .put('files', filesOf(flavors), flavors.origin())
    .put('trainingPins', pinsOf(root), root.origin('metadata'))
    .put('baseModels', baseModelsOf(flavors), flavors.origin());
  const onnx = flavors.map('onnx')?.text('data');
  if (onnx && filePlace(onnx, reading.path).ok)
    assembly.put(
      'model',
      { path: onnx, format: 'onnx' },
      flavors.map('onnx')!.origin('data'),
    );
  return [assembly.done()];
}

/** MLflow 3 has a name; before, people wrote one into the metadata. */
function nameOf(root: Fields): string | undefined {
  const metadata = isMap(root.raw('metadata'))
    ? root.map('metadata')
    : undefined;
  return root.text('name') ?? (metadata && asText(metadata.raw('model_name')));
}

function taskOf(flavors: Fields): string | undefined {
  return flavors.keys().flatMap(name => {
    const value = flavors.raw(name);
    return isMap(value) ? asText(value.task) ?? [] : [];
  })[0];
}

function baseModelsOf(flavors: Fields): string[] {
  const value = flavors.raw('transformers');
  return isMap(value)
    ? [
        asText(value.source_model_name) ?? asText(value.instance_type) ?? '',
      ].filter(name => name.includes('/'))
    : [];
}

function filesOf(flavors: Fields): DeclaredFile[] {
  const paths = flavors.keys().flatMap(name => {
    const value = flavors.raw(name);
    if (!isMap(value)) return [];
    return FILE_KEYS.flatMap(key => asText(value[key]) ?? []);
  });
  return [...new Set(paths)]
    .filter(path => filePlace(path, 'MLmodel').ok)
    .map(path => ({ path }));
}

function signatureOf(root: Fields) {
  if (!isMap(root.raw('signature'))) return undefined;
  const signature = root.map('signature')!;
  const read = (key: string) => nonEmpty(fieldsOf(signature, key));
  return present({
    inputs: read('inputs'),
    outputs: read('outputs'),
    params: read('params'),
  });
}

function fieldsOf(signature: Fields, key: string): SignatureField[] {
  const said = signature.raw(key);
  if (said === undefined || said === null) return [];
  if (typeof said !== 'string') {
    signature.warn(
      key,
      'is no text; MLflow writes the signature as JSON in a text',
    );
    return [];
  }
  const parsed = parseJson(said);
  if (!parsed.ok) {
    signature.note(
      key,
      `holds text that is not JSON: ${parsed.errors[0].message} The signature is left out.`,
    );
    return [];
  }
  return [parsed.documents[0]?.value]
    .flat()
    .filter(isMap)
    .map(field => {
      const tensor = isMap(field['tensor-spec'])
        ? field['tensor-spec']
        : undefined;
      const shape = [tensor?.shape ?? field.shape]
        .flat()
        .filter((size): size is number => typeof size === 'number');
      return present<SignatureField>({
        name: asText(field.name),
        type:
          asText(tensor?.dtype) ??
          asText(field.type) ??
          asText(field.dtype) ??
          'unknown',
        shape: tensor && shape.length > 0 ? shape : undefined,
        required:
          typeof field.required === 'boolean' ? field.required : undefined,
      });
    });
}

/**
 * What the metadata says the model was trained on: `dataset`,
 * `dataset_version`, `dataset_revision`, `dataset_digest` (flat, or below
 * `trained_on`). MLflow itself keeps this with the run, not in the file.
 */
function pinsOf(root: Fields): TrainingPin[] {
  if (!isMap(root.raw('metadata'))) return [];
  const metadata = root.map('metadata')!;
  const below = isMap(metadata.raw('trained_on'))
    ? metadata.map('trained_on')
    : undefined;
  const say = (name: string) =>
    asText(below?.raw(name)) ?? asText(metadata.raw(`dataset_${name}`));
  const pin = present({
    dataset: asText(below?.raw('dataset')) ?? asText(metadata.raw('dataset')),
    version: say('version'),
    revision: say('revision'),
    md5: say('md5'),
    repository: say('repository'),
  });
  if (Object.keys(pin).length === 0) return [];
  return [{ ...pin, origin: (below ?? metadata).origin() }];
}
