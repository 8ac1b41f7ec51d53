/** Objects that know the published schema of the API. */
export { Job } from 'kubernetes-models/batch/v1/Job';
export { Pod } from 'kubernetes-models/v1/Pod';
export { Secret } from 'kubernetes-models/v1/Secret';
