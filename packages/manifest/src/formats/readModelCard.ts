import { Assembly } from '../Assembly';
import { asText, Fields, isMap, type Reading } from '../Fields';
import type { Claim, Declaration } from '../Manifest';
import type { ReadContext } from '../ManifestReader';
import { placeName } from '../placeName';
import { present } from '../present';
import { licencesOf } from './cardLicences';

/** Reads the front matter of a Hugging Face model card (Hub documentation, "Model Cards"). */
export function readModelCard(
  [reading]: readonly Reading[],
  context: ReadContext,
): Declaration[] {
  const card = Fields.root(reading);
  if (!card) return [];
  const index = card.maps('model-index');
  const [first] = index;
  const tag = card.text('pipeline_tag');
  return [
    new Assembly('Model', 'huggingface-model', 1)
      .name(
        first && asText(first.raw('name')),
        first?.origin('name') ?? card.origin(),
        placeName(reading.path, context.repository),
      )
      .text('title', card, 'model_name')
      .licenses(
        licencesOf(card),
        card.origin(card.has('license') ? 'license' : 'licenses'),
      )
      .texts('tags', card, 'tags')
      .texts('languages', card, 'language', 'languages')
      .put('task', tag, card.origin('pipeline_tag'))
      .put('tasks', tag ? [tag] : undefined, card.origin('pipeline_tag'))
      .texts('datasets', card, 'datasets', 'dataset')
      .texts('baseModels', card, 'base_model')
      .text('library', card, 'library_name')
      .put('claims', index.flatMap(claimsOf), card.origin('model-index'))
      .put('emissions', emissionsOf(card), card.origin('co2_eq_emissions'))
      .done(),
  ];
}

function claimsOf(model: Fields): Claim[] {
  return model.maps('results').flatMap(result => {
    const task = result.map('task');
    const dataset = result.map('dataset');
    const source = result.map('source');
    return result.maps('metrics').flatMap(metric => {
      const name = metric.text('type') ?? metric.text('name');
      const said = metric.raw('value');
      const value = valueOf(said);
      if (!name || value === undefined) {
        // A metric may be a map of figures or a text such as "20.0 ± 1.2"; neither is one number.
        if (said !== undefined)
          metric.note('value', `is no single number; the claim is left out.`);
        return [];
      }
      return present<Claim>({
        task: task?.text('type'),
        dataset: dataset?.text('type'),
        datasetName: dataset?.text('name'),
        config: dataset?.text('config'),
        split: dataset?.text('split'),
        revision: dataset?.text('revision'),
        metric: name,
        value,
        verified: metric.flag('verified'),
        source: source?.text('url') ?? source?.text('name'),
        origin: metric.origin('value'),
      });
    });
  });
}

function valueOf(said: unknown): number | undefined {
  const text = asText(said);
  if (text === undefined || text === '') return undefined;
  const number = Number(text);
  return Number.isFinite(number) && typeof said !== 'boolean'
    ? number
    : undefined;
}

/** `co2_eq_emissions` is a number of grams, or a map. */
function emissionsOf(card: Fields) {
  const said = card.raw('co2_eq_emissions');
  if (said === undefined || said === null) return undefined;
  if (!isMap(said)) {
    const grams = card.number('co2_eq_emissions');
    return grams === undefined ? undefined : { grams };
  }
  const map = card.map('co2_eq_emissions')!;
  return present({
    grams: map.number('emissions'),
    source: map.text('source'),
    trainingType: map.text('training_type'),
    location: map.text('geographical_location'),
    hardware: map.text('hardware_used'),
  });
}
