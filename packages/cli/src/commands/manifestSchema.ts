import { manifestJsonSchema } from '@greenroom/manifest';
import type { Command } from '../Command';

export const manifestSchema: Command = {
  usage: 'manifest schema [--format json]',
  options: {},
  async run() {
    const schema = manifestJsonSchema();
    return { json: schema, text: JSON.stringify(schema, null, 2) };
  },
};
