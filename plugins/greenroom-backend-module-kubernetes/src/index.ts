/**
 * Computations of Greenroom as Jobs of Kubernetes.
 *
 * @packageDocumentation
 */
export { greenroomModuleKubernetes as default } from './module';
