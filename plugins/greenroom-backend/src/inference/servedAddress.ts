import type {
  Deployment,
  KnownEndpoint,
  ServedEndpoint,
} from '@greenroom/manifest';

/** KServe's own, where a service names none. */
const DEFAULT_NAMESPACE = 'default';

type Served = Pick<
  Deployment,
  'name' | 'namespace' | 'canaryTrafficPercent' | 'servedAt'
>;

/**
 * Where the server of a model answers: as its manifest says, else as the
 * InferenceService that serves it does (`status.url`), else by the rule of the
 * configuration for names of services. Canaries are not asked.
 *
 * @param platformUrl - with `{name}` and `{namespace}` in it
 * @throws Error saying what is missing
 */
export function servedAddress(
  model: string,
  endpoint: ServedEndpoint,
  deployments: readonly Served[],
  platformUrl: string | undefined,
): KnownEndpoint {
  const { url } = endpoint;
  if (url !== undefined) return { ...endpoint, url };
  const service = deployments.find(
    ({ canaryTrafficPercent }) => canaryTrafficPercent === undefined,
  );
  if (!service)
    throw new Error(
      `The endpoint of ${model} names no url, and no InferenceService serves it. Add url, or the annotation greenroom.dev/asset to its InferenceService.`,
    );
  if (service.servedAt !== undefined)
    return { ...endpoint, url: service.servedAt };
  if (platformUrl === undefined)
    throw new Error(
      `The endpoint of ${model} names no url, and the InferenceService ${service.name} has no status.url. Add either, or greenroom.inference.kserve.url to app-config.`,
    );
  return {
    ...endpoint,
    url: platformUrl
      .replaceAll('{name}', service.name)
      .replaceAll('{namespace}', service.namespace ?? DEFAULT_NAMESPACE),
  };
}
