/**
 * GitHub and GitHub Enterprise as a source of Greenroom, and as the place for
 * its pull requests.
 *
 * @packageDocumentation
 */
export { greenroomModuleGithub as default } from './module';
export { GithubSource } from './GithubSource';
export { readGithubEvent, type GithubEventResult } from './readGithubEvent';
