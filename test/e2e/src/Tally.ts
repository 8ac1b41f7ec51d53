import os from 'node:os';
import path from 'node:path';
import type { Check, Portal } from './journey';

/** Characters of a page's main part that tell what it says. */
const SEEN_CHARACTERS = 2_000;

/** Runs checks one after the other, says how each went, and counts. */
export class Tally {
  passed = 0;
  failed = 0;

  async attempt(check: Check, portal: Portal): Promise<void> {
    const startedAt = Date.now();
    try {
      await check.run(portal);
      this.passed++;
      console.log(
        `  ✓ ${check.name} (${((Date.now() - startedAt) / 1000).toFixed(1)} s)`,
      );
    } catch (error) {
      this.failed++;
      console.log(
        `  ✗ ${check.name}\n    ${(error as Error).message.replace(
          /\n/g,
          '\n    ',
        )}\n    ${await seenOn(portal)}`,
      );
      await portal.page
        .screenshot({
          path: path.join(os.tmpdir(), 'greenroom-e2e-failure.png'),
        })
        .catch(() => {});
    }
  }

  async walk(checks: readonly Check[], portal: Portal): Promise<void> {
    for (const check of checks) await this.attempt(check, portal);
  }
}

/** What a person sees where a check failed: the picture stays on the machine. */
async function seenOn({ page }: Portal): Promise<string> {
  const textOf = (part: string) =>
    page
      .locator(part)
      .allInnerTexts()
      .then(texts => texts.join(' · ').replace(/\s+/g, ' '), String);
  const [alerts, main] = await Promise.all([
    textOf('[role=alert]'),
    textOf('main'),
  ]);
  return `${page.url()} warns: ${alerts || 'of nothing'}; shows: ${main.slice(
    0,
    SEEN_CHARACTERS,
  )}`;
}
