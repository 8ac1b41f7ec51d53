import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import {
  draftManifest,
  edgesOfEvent,
  runEventSchema,
} from '@greenroom/governance';
import { readManifest } from '@greenroom/manifest';
import { Command, optional } from '../Command';
import { besideOf, readBytes } from '../manifestFiles';
import { UsageError } from '../UsageError';

export const importCommand: Command = {
  usage: 'import FILE [--out greenroom.yaml] [--format json]',
  options: { out: { type: 'string' } },
  async run([file], flags) {
    if (!file)
      throw new UsageError(
        'Name a file: Croissant, a CycloneDX ML-BOM, an MLmodel, a card, a data package or events of OpenLineage.',
      );
    const bytes = readBytes(file);
    const events = eventsIn(bytes);
    if (events) return lineageAnswer(file, events);
    const read = readManifest(file, bytes, { beside: besideOf(file) });
    if (!read.ok) {
      const [{ line, column, message }] = read.errors;
      throw new UsageError(`${file}:${line}:${column}: ${message}`);
    }
    const drafts = read.assets.map(draftManifest);
    if (drafts.length === 0)
      throw new UsageError(`${file} declares neither data set nor model.`);
    const out = optional(flags, 'out');
    const yaml = drafts.map(each => each.yaml).join('---\n');
    if (out) {
      if (existsSync(out))
        throw new UsageError(
          `${out} is there already. Name a file that is not, and compare them.`,
        );
      await writeFile(out, yaml);
    }
    return {
      json: {
        from: read.format,
        assets: drafts,
        warnings: read.warnings,
        out: out ?? null,
      },
      text: [
        out ? `${path.basename(out)} is written.` : yaml.trimEnd(),
        ...drafts.flatMap(({ name, lacking, left }) => [
          ...lacking.map(each => `# ${name} still needs: ${each}`),
          ...(left.length > 0
            ? [`# ${name} stays to be read from ${file}: ${left.join(', ')}`]
            : []),
        ]),
      ].join('\n'),
    };
  },
};

/** Run events, one a line; undefined where the first line is none. */
function eventsIn(bytes: Uint8Array) {
  const lines = Buffer.from(bytes).toString('utf8').split('\n');
  const first = lines.find(line => line.trim() !== '');
  if (!first?.startsWith('{') || !first.includes('"schemaURL"'))
    return undefined;
  return lines.flatMap((line, i) => {
    if (line.trim() === '') return [];
    const read = runEventSchema.safeParse(jsonOf(line));
    if (read.success) return [read.data];
    const [{ path: place, message }] = read.error.issues;
    throw new UsageError(
      `Line ${i + 1} is no run event: ${place.join('.')}: ${message}.`,
    );
  });
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function lineageAnswer(
  file: string,
  events: NonNullable<ReturnType<typeof eventsIn>>,
) {
  const stated = events.map(edgesOfEvent);
  const edges = stated.flatMap(each => each.edges);
  const columns = stated.flatMap(each => each.columns);
  const problems = stated.flatMap(each => each.problems);
  const nodes = new Map(
    stated.flatMap(each => each.nodes).map(node => [node.id, node]),
  );
  return {
    json: {
      from: 'openlineage',
      nodes: [...nodes.values()],
      edges,
      columns,
      problems,
    },
    text: [
      `${file} states ${edges.length} edges, and ${columns.length} of columns.`,
      ...edges.map(({ from, kind, to }) => `${to} ${kind} ${from}`),
      ...columns.map(
        ({ from, to }) =>
          `${to.node} ${to.column} made of ${from.node} ${from.column}`,
      ),
      ...problems,
    ].join('\n'),
  };
}
