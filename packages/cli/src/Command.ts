import { parseArgs, ParseArgsConfig } from 'node:util';
import { UsageError } from './UsageError';

export type Flags = Readonly<
  Record<string, string | boolean | (string | boolean)[] | undefined>
>;

/** What a command says when it is done. */
export type Answer = {
  /** The JSON document, or `JsonText`. */
  readonly json: object;
  /** The same for people. */
  readonly text: string;
  /** Something was found that a gate forbids. */
  readonly forbidden?: boolean;
};

export type Command = {
  readonly usage: string;
  readonly options: NonNullable<ParseArgsConfig['options']>;
  /** What flags mean that may be named without a value. */
  readonly bare?: Readonly<Record<string, string>>;
  run(positionals: readonly string[], flags: Flags): Promise<Answer>;
};

/** @throws UsageError for flags the command has not */
export function readArguments(command: Command, args: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({
      args: withBareValues(args, command.bare ?? {}),
      options: { ...command.options, format: { type: 'string' } },
      allowPositionals: true,
    });
    return { flags: values as Flags, positionals };
  } catch (error) {
    throw new UsageError(
      `${(error as Error).message} Usage: greenroom ${command.usage}`,
    );
  }
}

/** `--derive --k 5` as `--derive= --k 5`. */
function withBareValues(
  args: readonly string[],
  bare: Readonly<Record<string, string>>,
): string[] {
  return args.map((arg, i) => {
    const isBare = args[i + 1] === undefined || args[i + 1].startsWith('-');
    const value = arg.startsWith('--') ? bare[arg.slice(2)] : undefined;
    return isBare && value !== undefined ? `${arg}=${value}` : arg;
  });
}

/** @throws UsageError where the flag is missing */
export function required(flags: Flags, name: string): string {
  const value = flags[name];
  if (typeof value !== 'string' || value === '') {
    throw new UsageError(`--${name} is missing. Give it a value.`);
  }
  return value;
}

export function optional(flags: Flags, name: string): string | undefined {
  const value = flags[name];
  return typeof value === 'string' ? value : undefined;
}

/** @throws UsageError where the flag is no number */
export function numeric(flags: Flags, name: string): number | undefined {
  const text = optional(flags, name);
  if (text === undefined) return undefined;
  const value = Number(text);
  if (Number.isNaN(value))
    throw new UsageError(`--${name} is ${text}, which is no number.`);
  return value;
}

/** @throws UsageError where the flag is none of the choices */
export function oneOf<T extends string>(
  flags: Flags,
  name: string,
  choices: readonly T[],
): T | undefined {
  const value = optional(flags, name);
  if (value === undefined) return undefined;
  const found = choices.find(choice => choice === value);
  if (!found)
    throw new UsageError(
      `--${name} is ${value}; choose one of ${choices.join(', ')}.`,
    );
  return found;
}
