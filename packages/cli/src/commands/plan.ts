import { makePlan, planMarkdown } from '@greenroom/change/plan';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Command, type Flags, optional } from '../Command';
import { runFile } from '../evaluate/runFile';
import { Git } from '../git/Git';
import { changeOf, isChanged } from '../plan/Change';
import { revisionEnd, takingFrom, workingEnd } from '../plan/End';
import { gatherQuestion } from '../plan/gatherQuestion';
import { planText } from '../plan/planText';
import { Progress } from '../Progress';
import { UsageError } from '../UsageError';

const PERCENT = 100;

/** `plan [BASE]`: what the working tree, or a branch, would change, were it merged. */
export const plan: Command = {
  usage:
    'plan [BASE] [--head REV] [--model NAME]… [--predictions MODEL[/EVALUATION]=RUN]… [--markdown FILE] [--link URL] [--changes DIR] [--format json]',
  options: {
    head: { type: 'string' },
    model: { type: 'string', multiple: true },
    predictions: { type: 'string', multiple: true },
    markdown: { type: 'string' },
    link: { type: 'string' },
    changes: { type: 'string' },
  },
  async run([base, ...others], flags) {
    if (others.length > 0)
      throw new UsageError('Name one base. Usage: greenroom plan [BASE].');
    const wanted = {
      models: listed(flags, 'model'),
      runs: await knownRuns(listed(flags, 'predictions')),
    };
    const changes = optional(flags, 'changes');
    if (changes !== undefined) await mkdir(changes, { recursive: true });
    const git = new Git(await rootOf());
    const change = await changeOf(git, base, optional(flags, 'head'));
    const folder = await mkdtemp(path.join(os.tmpdir(), 'greenroom-plan-'));
    const progress = new Progress('Planning', PERCENT);
    try {
      const own = (name: string) => path.join(folder, name);
      const after = await (change.head === undefined
        ? workingEnd(git, own('after'))
        : revisionEnd(git, change.head, own('after')));
      const before = takingFrom(
        after,
        await revisionEnd(git, change.base, own('before')),
        name => !isChanged(name, change),
      );
      await mkdir(own('work'));
      const made = await makePlan({
        ...(await gatherQuestion({ before, after }, change, wanted)),
        base: before.name,
        head: after.name,
        folder: own('work'),
        ...(changes === undefined ? {} : { changes: path.resolve(changes) }),
        onProgress: share => progress.at(Math.round(PERCENT * share)),
      });
      const file = optional(flags, 'markdown');
      if (file !== undefined)
        await writeFile(
          file,
          planMarkdown(made, { link: optional(flags, 'link') }),
        );
      return {
        json: made,
        text: planText(made),
        forbidden: made.verdict === 'failed',
      };
    } finally {
      progress.end();
      await rm(folder, { recursive: true, force: true });
    }
  },
};

async function rootOf(): Promise<string> {
  const out = await new Git('.').read(['rev-parse', '--show-toplevel']);
  return out.toString('utf8').replace(/\n$/, '');
}

function listed(flags: Flags, name: string): string[] {
  const values = flags[name];
  return Array.isArray(values) ? values.map(String) : [];
}

/** @throws UsageError where one says not whose it is, or is not there */
async function knownRuns(
  given: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const runs = new Map<string, string>();
  for (const each of given) {
    const [, model, run] = /^([^=]+)=(.+)$/s.exec(each) ?? [];
    if (!model)
      throw new UsageError(
        `--predictions is ${each}; write MODEL=RUN, or MODEL/EVALUATION=RUN.`,
      );
    runs.set(model, path.resolve(await runFile(run)));
  }
  return runs;
}
