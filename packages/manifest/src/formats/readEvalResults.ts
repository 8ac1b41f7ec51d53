import { Assembly } from '../Assembly';
import { Fields, type Reading } from '../Fields';
import type { Claim, Declaration } from '../Manifest';
import type { ReadContext } from '../ManifestReader';
import { placeName } from '../placeName';
import { present } from '../present';

/** Reads `.eval_results/*.yaml` of a model repository (Hugging Face Hub, "Evaluation results", 2026). */
export function readEvalResults(
  [reading]: readonly Reading[],
  context: ReadContext,
): Declaration[] {
  const { document } = reading;
  const entries = [document.value].flat().flatMap((value, i) => {
    const path = Array.isArray(document.value) ? [i] : [];
    const entry = Fields.of(reading, path, value);
    if (!entry) {
      reading.errors.push({
        ...document.position(path),
        pointer: `/${path.join('/')}`,
        message:
          'An evaluation result is a map with "dataset" and "value". Write one for each benchmark.',
      });
    }
    return entry ?? [];
  });
  const claims = entries.flatMap(claimOf);
  if (claims.length === 0 || reading.errors.length > 0) return [];
  const folder = reading.path.replace(/(^|\/)\.eval_results\/.*$/, '');
  return [
    new Assembly('Model', 'huggingface-eval', 1)
      .name(
        undefined,
        entries[0].origin(),
        placeName(`${folder}/README.md`, context.repository),
      )
      .put('claims', claims, entries[0].origin())
      .done(),
  ];
}

function claimOf(entry: Fields): Claim[] {
  const dataset = entry.map('dataset');
  const id = dataset?.text('id');
  const value = entry.number('value');
  if (!id)
    entry.refuse(
      'dataset',
      'does not name its benchmark. Add "id" such as owner/name.',
    );
  if (value === undefined)
    entry.refuse('value', 'is missing or no number. Write the figure.');
  if (!id || value === undefined) return [];
  const source = entry.map('source');
  return [
    present<Claim>({
      dataset: id,
      config: dataset?.text('task_id'),
      revision: dataset?.text('revision'),
      metric: entry.text('metric') ?? dataset?.text('task_id') ?? 'score',
      value,
      date: entry.text('date'),
      source: source?.text('url') ?? source?.text('name'),
      notes: entry.text('notes'),
      verified: entry.has('verifyToken') ? true : undefined,
      origin: entry.origin('value'),
    }),
  ];
}
