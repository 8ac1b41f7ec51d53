/** A person's own token for the git host. */
export const HEADER_SCM_TOKEN = 'x-greenroom-scm-token';
