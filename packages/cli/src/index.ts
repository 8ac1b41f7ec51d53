import { readArguments } from './Command';
import { COMMANDS } from './commands';
import { printJson } from './printJson';
import { UsageError } from './UsageError';

const HELP = `greenroom: the engine of the portal for a laptop and for CI

${Object.keys(COMMANDS)
  .map(name => `  greenroom ${name}`)
  .join('\n')}

Every command takes --format json. A TABLE is a CSV, TSV, JSONL or Parquet file,
or REV:PATH inside a git repository. Exit status: 0 done, 1 done and something
was found that a gate forbids, 2 bad usage or bad input.
`;

/** Runs a command and tells the exit status. */
async function main(args: readonly string[]): Promise<number> {
  if (args.length === 0 || args.includes('--help')) {
    process.stdout.write(HELP);
    return args.length === 0 ? 2 : 0;
  }
  const words = [3, 2, 1]
    .map(count => args.slice(0, count).join(' '))
    .find(name => name in COMMANDS);
  if (!words)
    throw new UsageError(
      `There is no command ${args
        .slice(0, 2)
        .join(' ')}. See greenroom --help.`,
    );
  const command = await COMMANDS[words]();
  const { flags, positionals } = readArguments(
    command,
    args.slice(words.split(' ').length),
  );
  const answer = await command.run(positionals, flags);
  if (flags.format === 'json') await printJson(answer.json, process.stdout);
  else process.stdout.write(`${answer.text}\n`);
  return answer.forbidden ? 1 : 0;
}

main(process.argv.slice(2)).then(
  status => {
    process.exitCode = status;
  },
  (error: Error & { file?: string; line?: number }) => {
    const place = error.file
      ? `${error.file}${error.line ? `:${error.line}` : ''}: `
      : '';
    process.stderr.write(`greenroom: ${place}${error.message}\n`);
    process.exitCode = 2;
  },
);
