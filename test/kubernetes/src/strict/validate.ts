import type { ApiObject } from './ObjectStore';
import { Refusal } from './Refusal';

/** RFC 1123, as the names of most objects and the values of labels. */
const NAME = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;
const LABEL_KEY =
  /^([a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?\/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;
const LABEL_VALUE = /^([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$/;

type Model = new (data: never) => { validate(): void };

// Node's own loader, also under Jest, whose loader cannot read packages that are for `import` only.
const load = process
  .getBuiltinModule('node:module')
  .createRequire(__filename) as (module: string) => Record<string, Model>;
const { Job, Pod, Secret } = load('./models.mjs');
const MODELS: Readonly<Record<string, Model>> = {
  jobs: Job,
  pods: Pod,
  secrets: Secret,
};

/**
 * Refuses what Kubernetes would: by the schema, and by the rules for names,
 * labels, Jobs and mounts that the schema does not say.
 *
 * @throws a 422 naming what is wrong
 */
export function validate(resource: string, object: ApiObject): void {
  const Model = MODELS[resource];
  try {
    if (Model) new Model(object as never).validate();
    check(object);
    if (resource === 'jobs') checkJob(object);
  } catch (error) {
    throw new Refusal(422, `Invalid: ${(error as Error).message}`);
  }
}

function check({ metadata }: ApiObject): void {
  if (!NAME.test(metadata.name)) throw new Error(`name ${metadata.name}`);
  for (const [key, value] of Object.entries(metadata.labels ?? {}))
    if (!LABEL_KEY.test(key) || !LABEL_VALUE.test(value))
      throw new Error(`label ${key}=${value}`);
}

function checkJob({ spec, metadata }: ApiObject): void {
  const { backoffLimitPerIndex, completionMode, completions, template } =
    spec as {
      backoffLimitPerIndex?: number;
      completionMode?: string;
      completions?: number;
      template: {
        metadata?: ApiObject['metadata'];
        spec: {
          restartPolicy?: string;
          volumes?: { name: string }[];
          containers: { volumeMounts?: { name: string }[] }[];
        };
      };
    };
  if (completionMode === 'Indexed' && completions === undefined)
    throw new Error('an Indexed Job without completions');
  if (completionMode !== 'Indexed' && backoffLimitPerIndex !== undefined)
    throw new Error('backoffLimitPerIndex of a Job that is not Indexed');
  check({ metadata: { ...template.metadata, name: metadata.name } });
  const { containers, restartPolicy, volumes = [] } = template.spec;
  if (restartPolicy !== 'Never' && restartPolicy !== 'OnFailure')
    throw new Error(`restartPolicy ${restartPolicy}`);
  const known = new Set(volumes.map(({ name }) => name));
  for (const { volumeMounts = [] } of containers)
    for (const { name } of volumeMounts)
      if (!known.has(name)) throw new Error(`no volume ${name}`);
}
