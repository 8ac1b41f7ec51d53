/**
 * Any git remote as a source, read by the git program.
 *
 * @packageDocumentation
 */
export { greenroomModuleGit as default } from './module';
export { gitEnvironment } from './gitEnvironment';
export { GitSource } from './GitSource';
export { readRemoteUrl } from './remoteUrl';
export { runGit } from './runGit';
