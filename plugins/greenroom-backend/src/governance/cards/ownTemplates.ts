import path from 'node:path';
import type { Source } from '@greenroom/backstage-plugin-greenroom-node';
import {
  type CardTemplate,
  readTemplate,
  TEMPLATE_FOLDER,
  TemplateError,
} from '@greenroom/governance';

/** More templates of one repository are not read. */
const TEMPLATE_LIMIT = 50;
/** Of five hundred points. */
const TEMPLATE_BYTES = 1_000_000;

/** Templates that a repository has at a commit; what cannot be read is told in a sentence. */
export async function ownTemplates(
  source: Source,
  repository: string,
  commit: string,
): Promise<{
  readonly templates: readonly CardTemplate[];
  readonly problems: readonly string[];
}> {
  const tree = await source.listTree(repository, commit);
  const files = tree
    .filter(
      ({ path: file, type }) =>
        type === 'file' &&
        path.posix.dirname(file) === TEMPLATE_FOLDER &&
        /\.ya?ml$/.test(file),
    )
    .slice(0, TEMPLATE_LIMIT);
  const templates: CardTemplate[] = [];
  const problems: string[] = [];
  for (const { path: file, oid } of files) {
    const blob = await source.readBlob(repository, oid, {
      limitBytes: TEMPLATE_BYTES,
    });
    try {
      templates.push(readTemplate(file, blob.toString('utf8')));
    } catch (error) {
      if (!(error instanceof TemplateError)) throw error;
      problems.push(error.message);
    }
  }
  return { templates, problems };
}
