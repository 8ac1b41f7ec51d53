/**
 * Any git remote as a source, read by the git program.
 *
 * @packageDocumentation
 */
export { greenroomModuleGit as default } from './module';
