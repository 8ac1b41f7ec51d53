import { Assembly } from '../Assembly';
import { asText, Fields, isMap, type Reading } from '../Fields';
import { filePlace } from '../filePlace';
import type {
  Claim,
  Declaration,
  DeclaredFile,
  SignatureField,
} from '../Manifest';
import type { ReadContext } from '../ManifestReader';
import { placeName } from '../placeName';
import { present } from '../present';

const VERSIONS = ['1.5', '1.6', '1.7'];

/** Reads the models and data sets of a CycloneDX ML-BOM in JSON (OWASP, ECMA-424), 1.5 to 1.7. */
export function readCyclonedx(
  [reading]: readonly Reading[],
  context: ReadContext,
): Declaration[] {
  const root = Fields.root(reading);
  if (!root) return [];
  const version = root.text('specVersion');
  if (
    root.raw('bomFormat') !== 'CycloneDX' ||
    !version ||
    !VERSIONS.includes(version)
  ) {
    root.refuse(
      'specVersion',
      `is ${version ?? 'missing'}; CycloneDX ${VERSIONS.join(
        ', ',
      )} are read. Convert the file with cyclonedx-cli.`,
    );
    return [];
  }
  const components = [
    ...(root.map('metadata')?.maps('component') ?? []),
    ...root.maps('components').flatMap(component => withInner(component, 0)),
  ];
  const fallback = placeName(reading.path, context.repository);
  const byRef = new Map(
    components.map(component => [asText(component.raw('bom-ref')), component]),
  );
  const found = components.flatMap(component => {
    switch (component.raw('type')) {
      case 'machine-learning-model':
        return [modelOf(component, fallback, byRef)];
      case 'data':
        return datasetsOf(component, fallback);
      default:
        return [];
    }
  });
  if (found.length === 0) {
    root.refuse(
      'components',
      'name no machine-learning-model and no data; this is a bill of other materials. Nothing is read from it.',
    );
  }
  return found;
}

const DEEPEST = 8;

function withInner(component: Fields, depth: number): Fields[] {
  const inner = depth < DEEPEST ? component.maps('components') : [];
  return [component, ...inner.flatMap(child => withInner(child, depth + 1))];
}

function common(
  assembly: Assembly,
  component: Fields,
  fallback: string,
): Assembly {
  const addresses = component.maps('externalReferences');
  const website = addresses.find(reference =>
    ['website', 'distribution', 'documentation', 'model-card'].includes(
      String(reference.raw('type')),
    ),
  );
  return assembly
    .name(component.text('name'), component.origin('name'), fallback)
    .text('description', component, 'description')
    .text('version', component, 'version')
    .licenses(licensesOf(component), component.origin('licenses'))
    .put('creators', creatorsOf(component), component.origin('supplier'))
    .texts('tags', component, 'tags')
    .put(
      'homepage',
      website?.text('url'),
      component.origin('externalReferences'),
    )
    .put(
      'files',
      filesOf(component, addresses),
      component.origin('externalReferences'),
    );
}

function modelOf(
  component: Fields,
  fallback: string,
  byRef: ReadonlyMap<string | undefined, Fields>,
): Declaration {
  const card = component.map('modelCard');
  const parameters = card?.map('modelParameters');
  const origin = card?.origin('modelParameters') ?? component.origin();
  const task = parameters?.text('task');
  const assembly = common(
    new Assembly('Model', 'cyclonedx', component.position().line),
    component,
    fallback,
  )
    .put('task', task, origin)
    .put('tasks', task ? [task] : undefined, origin)
    .put(
      'architecture',
      parameters?.text('modelArchitecture') ??
        parameters?.text('architectureFamily'),
      origin,
    )
    .put('datasets', parameters && namesOfDatasets(parameters, byRef), origin)
    .put(
      'claims',
      card && claimsOf(card),
      card?.origin('quantitativeAnalysis') ?? origin,
    )
    .put(
      'considerations',
      card && considerationsOf(card),
      card?.origin('considerations') ?? origin,
    )
    .put(
      'emissions',
      card && emissionsOf(card),
      card?.origin('considerations') ?? origin,
    );
  const signature =
    parameters &&
    present({
      inputs: formatsOf(parameters, 'inputs'),
      outputs: formatsOf(parameters, 'outputs'),
    });
  if (signature && Object.keys(signature).length > 0)
    assembly.put('signature', signature, origin);
  return assembly.done();
}

/** A component of type data holds one or more data sets. */
function datasetsOf(component: Fields, fallback: string): Declaration[] {
  const entries = component
    .maps('data')
    .filter(entry => entry.raw('type') === 'dataset' || !entry.has('type'));
  const make = (entry: Fields | undefined) => {
    const assembly = new Assembly(
      'Dataset',
      'cyclonedx',
      (entry ?? component).position().line,
    );
    if (entry?.has('name'))
      assembly.name(entry.text('name'), entry.origin('name'), fallback);
    if (entry) assembly.text('description', entry, 'description');
    const sensitive = entry?.texts('sensitiveData') ?? [];
    if (sensitive.length > 0) {
      assembly.put(
        'responsible',
        { personalSensitiveInformation: sensitive.join('\n') },
        entry!.origin('sensitiveData'),
      );
    }
    return common(assembly, component, fallback).done();
  };
  return entries.length > 0 ? entries.map(make) : [make(undefined)];
}

function licensesOf(component: Fields): string[] {
  return component.maps('licenses').flatMap(choice => {
    const license = choice.map('license');
    return (
      choice.text('expression') ??
      license?.text('id') ??
      license?.text('name') ??
      []
    );
  });
}

function creatorsOf(component: Fields): string[] {
  const organisations = ['supplier', 'manufacturer'].flatMap(key => {
    const value = component.raw(key);
    return isMap(value) ? asText(value.name) ?? [] : [];
  });
  const authors = component
    .maps('authors')
    .flatMap(author => author.text('name') ?? []);
  const texts = [component.text('author'), component.text('publisher')].filter(
    (name): name is string => name !== undefined,
  );
  return [...new Set([...authors, ...organisations, ...texts])];
}

function filesOf(
  component: Fields,
  addresses: readonly Fields[],
): DeclaredFile[] {
  const hashes = hashesOf(component);
  const found = addresses
    .filter(reference => reference.raw('type') === 'distribution')
    .flatMap(reference => {
      const url = reference.text('url');
      if (!url) return [];
      const place = filePlace(url, component.reading.path);
      if (!place.ok) reference.warn('url', place.reason);
      return place.ok
        ? [{ ...place.file, ...hashes, ...hashesOf(reference) }]
        : [];
    });
  if (found.length > 0 || Object.keys(hashes).length === 0) return found;
  return [{ name: asText(component.raw('name')), ...hashes }];
}

function hashesOf(from: Fields): Pick<DeclaredFile, 'sha256' | 'md5'> {
  const by = new Map(
    from.maps('hashes').map(hash => [hash.text('alg'), hash.text('content')]),
  );
  return present({ sha256: by.get('SHA-256'), md5: by.get('MD5') });
}

function namesOfDatasets(
  parameters: Fields,
  byRef: ReadonlyMap<string | undefined, Fields>,
): string[] {
  return parameters.maps('datasets').flatMap(dataset => {
    const ref = dataset.text('ref');
    return (
      dataset.text('name') ??
      (ref && asText(byRef.get(ref)?.raw('name'))) ??
      ref ??
      []
    );
  });
}

function formatsOf(
  parameters: Fields,
  key: string,
): SignatureField[] | undefined {
  const fields = parameters.maps(key).flatMap(field => {
    const type = field.text('format');
    return type ? [{ type }] : [];
  });
  return fields.length > 0 ? fields : undefined;
}

function claimsOf(card: Fields): Claim[] {
  const metrics =
    card.map('quantitativeAnalysis')?.maps('performanceMetrics') ?? [];
  return metrics.flatMap(metric => {
    const name = metric.text('type');
    const said = metric.text('value');
    const value = said === undefined ? NaN : Number(said.replace(/\s*%$/, ''));
    if (!name || !Number.isFinite(value)) {
      if (said !== undefined)
        metric.note('value', 'is no number; the claim is left out.');
      return [];
    }
    const interval = metric.map('confidenceInterval');
    return present<Claim>({
      metric: name,
      value,
      slice: metric.text('slice'),
      low: interval?.number('lowerBound'),
      high: interval?.number('upperBound'),
      origin: metric.origin('value'),
    });
  });
}

const CONSIDERATIONS = [
  'users',
  'useCases',
  'technicalLimitations',
  'performanceTradeoffs',
];

function considerationsOf(card: Fields): Record<string, string[]> | undefined {
  const said = card.map('considerations');
  if (!said) return undefined;
  const lists = CONSIDERATIONS.map(key => [key, said.texts(key)] as const);
  const ethical = said.maps('ethicalConsiderations').flatMap(entry => {
    const words = [entry.text('name'), entry.text('mitigationStrategy')]
      .filter(Boolean)
      .join(': ');
    return words === '' ? [] : [words];
  });
  const fairness = said.maps('fairnessAssessments').flatMap(entry => {
    const words = ['groupAtRisk', 'benefits', 'harms', 'mitigationStrategy']
      .flatMap(key => entry.text(key) ?? [])
      .join('; ');
    return words === '' ? [] : [words];
  });
  const found = [
    ...lists,
    ['ethicalConsiderations', ethical] as const,
    ['fairnessAssessments', fairness] as const,
  ].filter(([, list]) => list.length > 0);
  return found.length > 0 ? Object.fromEntries(found) : undefined;
}

/** CycloneDX gives CO2 in tonnes. */
const GRAMS_PER_TONNE = 1_000_000;

function emissionsOf(card: Fields) {
  const consumptions =
    card
      .map('considerations')
      ?.map('environmentalConsiderations')
      ?.maps('energyConsumptions') ?? [];
  const tonnes = consumptions.flatMap(consumption => {
    const cost = consumption.map('co2CostEquivalent');
    return cost?.raw('unit') === 'tCO2eq' ? cost.number('value') ?? [] : [];
  });
  if (tonnes.length === 0) return undefined;
  const [provider] = consumptions.flatMap(consumption =>
    consumption.maps('energyProviders'),
  );
  return present({
    grams: Math.round(
      tonnes.reduce((sum, value) => sum + value, 0) * GRAMS_PER_TONNE,
    ),
    trainingType: consumptions[0].text('activity'),
    location: provider?.text('description'),
  });
}
