import { existsSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import {
  BUILT_IN_TEMPLATES,
  type CardTemplate,
  readTemplate,
  TEMPLATE_FOLDER,
  TemplateError,
} from '@greenroom/governance';
import { rootOf } from '../rootOf';
import { UsageError } from '../UsageError';

/** Where no template is named: that of the Hub, and those of the repository. */
const DEFAULT_TEMPLATE = 'hugging-face';

/**
 * Templates by their names, or in files; unnamed, those that hold for the folder.
 *
 * @throws UsageError for a name that is none, and for a file that is no template
 */
export async function chosenTemplates(
  named: readonly string[],
  folder: string,
): Promise<readonly CardTemplate[]> {
  const own = await ownTemplates(folder);
  const known = [...BUILT_IN_TEMPLATES, ...own];
  const templates: CardTemplate[] = [];
  for (const name of named.length > 0
    ? named
    : [DEFAULT_TEMPLATE, ...own.map(({ id }) => id)])
    templates.push(
      known.find(({ id }) => id === name) ?? (await fromFile(name, known)),
    );
  return templates;
}

async function ownTemplates(folder: string): Promise<CardTemplate[]> {
  const place = path.join(rootOf(path.resolve(folder)), TEMPLATE_FOLDER);
  if (!existsSync(place)) return [];
  const files = readdirSync(place)
    .filter(name => /\.ya?ml$/.test(name))
    .sort();
  return Promise.all(files.map(name => read(path.join(place, name))));
}

async function fromFile(
  name: string,
  known: readonly CardTemplate[],
): Promise<CardTemplate> {
  if (existsSync(name)) return read(name);
  throw new UsageError(
    `There is no template ${name}. Name a YAML file, or one of ${known
      .map(({ id }) => id)
      .join(', ')}.`,
  );
}

async function read(file: string): Promise<CardTemplate> {
  try {
    return readTemplate(file, await readFile(file, 'utf8'));
  } catch (error) {
    if (error instanceof TemplateError) throw new UsageError(error.message);
    throw error;
  }
}
