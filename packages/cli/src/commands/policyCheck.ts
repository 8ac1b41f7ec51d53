import path from 'node:path';
import { Command, optional } from '../Command';
import { dateOf } from '../dateOf';
import { manifestsAt } from '../manifestsAt';
import { declaredAssets } from '../plan/declaredAssets';
import { type CheckResult, checksOf } from '../policy/checksOf';
import { cloneAround } from '../policy/cloneAround';
import { givenFacts, knownFacts } from '../policy/knownFacts';
import { UsageError } from '../UsageError';

const SIGNS = {
  pass: '✓',
  fail: '✗',
  'not applicable': '–',
  'not checked': '?',
} as const satisfies Record<CheckResult, string>;

export const policyCheck: Command = {
  usage:
    'policy check PATH [--policies FOLDER] [--facts FACTS.json] [--at DATE] [--format json]',
  options: {
    policies: { type: 'string' },
    facts: { type: 'string' },
    at: { type: 'string' },
  },
  async run([file], flags) {
    const stat = manifestsAt(file);
    const at = optional(flags, 'at');
    const date = at === undefined ? new Date() : dateOf(at, '--at');
    const today = date.toISOString().slice(0, 10);
    const own = await cloneAround(
      stat.isDirectory() ? file : path.dirname(file),
      'of assets',
    );
    const outer = optional(flags, 'policies');
    const clones = [
      ...(outer === undefined ? [] : [await cloneAround(outer, 'of policies')]),
      own,
    ];
    const declared = [...(await declaredAssets(own.end)).assets.values()];
    const under = own.prefix + (stat.isDirectory() ? '' : path.basename(file));
    const here = declared.filter(each =>
      stat.isDirectory()
        ? each.path.startsWith(under)
        : each.paths.includes(under),
    );
    const given = optional(flags, 'facts');
    const facts = given === undefined ? undefined : givenFacts(given);
    const assets = [];
    for (const { manifest } of here)
      if (facts === undefined || facts.name === manifest.name)
        assets.push(
          await checksOf(clones, manifest, {
            ...(facts ??
              (await knownFacts(
                manifest,
                declared.map(each => each.manifest),
                today,
              ))),
            today,
          }),
        );
    if (assets.length === 0)
      throw new UsageError(
        facts === undefined
          ? `${file} declares neither a data set nor a model. Run: greenroom manifest validate ${file}`
          : `${given} is of ${facts.name}, which ${file} does not declare.`,
      );
    return {
      json: { assets },
      text: assets.map(toText).join('\n\n'),
      forbidden: assets.some(
        ({ checks, problems }) =>
          problems.length > 0 || checks.some(({ blocks }) => blocks),
      ),
    };
  },
};

type AssetAnswer = Awaited<ReturnType<typeof checksOf>>;

function toText({ name, version, checks, problems }: AssetAnswer): string {
  return [
    `${name}${version ? ` ${version}` : ''}: ${summary(checks)}`,
    ...checks.flatMap(({ rule, result, message, remedy, waivers, stated }) => [
      `${SIGNS[result]} ${rule}: ${message}`,
      ...(remedy && result === 'fail' ? [`    ${remedy}`] : []),
      ...waivers.map(
        waiver =>
          `    waiver by ${waiver.author.name}: ${waiver.message} ${waiver.reason}`,
      ),
      `    ${stated.repository}/${stated.path}:${
        stated.line
      } at ${stated.commit.slice(0, 8)}`,
    ]),
    ...problems.map(
      ({ repository, path: place, line, column, message }) =>
        `✗ ${repository}/${place}:${line}:${column}: ${message}`,
    ),
  ].join('\n');
}

function summary(checks: AssetAnswer['checks']): string {
  if (checks.length === 0) return 'no policy is in force';
  const count = (isIt: (check: AssetAnswer['checks'][number]) => boolean) =>
    checks.filter(isIt).length;
  return [
    [count(({ result }) => result === 'pass'), 'pass'],
    [count(({ result, isWaived }) => result === 'fail' && !isWaived), 'fail'],
    [count(({ result, isWaived }) => result === 'fail' && isWaived), 'waived'],
    [count(({ result }) => result === 'not applicable'), 'not applicable'],
    [
      count(({ result }) => result === 'not checked'),
      'not checked (the portal knows more)',
    ],
  ]
    .filter(([n]) => n !== 0)
    .map(([n, what]) => `${n} ${what}`)
    .join(', ');
}
