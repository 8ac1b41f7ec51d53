import { readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const HERE = path.dirname(require.resolve('@greenroom/test-e2e/package.json'));
const IMAGES = path.resolve(HERE, '../../docs/images');

/** Nothing here is about motion, which is painted without a graphics card: a spinner costs a core. */
const STILL =
  '*, *::before, *::after { animation: none !important; transition: none !important; }';

/** One behaviour seen in a browser; fails by throwing. */
export type Check = {
  readonly name: string;
  run(portal: Portal): Promise<void>;
};

/** What a check gets: a person's browser, the portal and the git host. */
export class Portal {
  readonly consoleErrors: string[] = [];

  private constructor(
    readonly url: string,
    readonly hostUrl: string,
    readonly context: BrowserContext,
    readonly page: Page,
  ) {}

  static async open(
    browser: Browser,
    url: string,
    hostUrl: string,
  ): Promise<Portal> {
    const context = await browser.newContext({
      viewport: { width: 1280, height: 900 },
      reducedMotion: 'reduce',
    });
    await context.addInitScript(standStill, STILL);
    const page = await context.newPage();
    const portal = new Portal(url, hostUrl, context, page);
    page.on('console', message => {
      if (message.type() !== 'error') return;
      const where = message.location().url;
      // Backstage asks for a session that is not there yet before a person signs in.
      if (where.includes('/api/auth/') && message.text().includes('401'))
        return;
      portal.consoleErrors.push(`${message.text()} (${where})`);
    });
    page.on('pageerror', error => portal.consoleErrors.push(error.message));
    return portal;
  }

  async goto(place: string): Promise<void> {
    await this.page.goto(`${this.url}${place}`);
  }

  /** Waits for a heading of the page's main part. */
  async heading(name: RegExp, seconds = 30): Promise<void> {
    await this.page
      .getByRole('heading', { name })
      .first()
      .waitFor({ timeout: seconds * 1000 });
  }

  /** Waits until the catalog, which works through its queue, has these entities. */
  async inCatalog(places: readonly string[]): Promise<void> {
    const page = await this.context.newPage();
    for (const place of places) {
      for (let attempt = 0; ; attempt++) {
        await page.goto(`${this.url}${place}`);
        const tab = page
          .getByRole('tab', { name: 'Lineage' })
          .or(page.getByRole('link', { name: 'Lineage' }));
        const found = await tab
          .first()
          .waitFor({ timeout: 5_000 })
          .then(
            () => true,
            () => false,
          );
        if (found) break;
        if (attempt === 20)
          throw new Error(`${place} does not come into the catalog.`);
      }
    }
    await page.close();
  }

  /** Fails on any violation axe finds in what the page shows now. */
  async assertAccessible(): Promise<void> {
    await this.page.evaluate(AXE);
    const violations = await this.page.evaluate(async () => {
      const { axe } = globalThis as unknown as {
        axe: {
          run(
            context: string,
            options: object,
          ): Promise<{ violations: Violation[] }>;
        };
      };
      type Violation = { id: string; nodes: { html: string }[] };
      const found = await axe.run('main', {
        runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'],
      });
      return found.violations.map(
        ({ id, nodes }) => `${id}: ${nodes[0].html.slice(0, 160)}`,
      );
    });
    if (violations.length > 0)
      throw new Error(`axe finds ${violations.join('; ')}`);
  }

  /** No part of the page is wider than the window. */
  async assertNoSideways(): Promise<void> {
    const over = await this.page.evaluate(
      () =>
        document.documentElement.scrollWidth -
        document.documentElement.clientWidth,
    );
    if (over > 0)
      throw new Error(`The page is ${over} px wider than the window.`);
  }

  /** Saves what is seen, for the docs. */
  async picture(name: string): Promise<void> {
    await mkdir(IMAGES, { recursive: true });
    await this.page.screenshot({ path: path.join(IMAGES, `${name}.png`) });
  }
}

/** Runs in the page, before what the page loads. */
function standStill(rules: string): void {
  document.addEventListener('DOMContentLoaded', () => {
    const style = document.createElement('style');
    style.textContent = rules;
    document.head.append(style);
  });
}

export function assert(holds: boolean, message: string): asserts holds {
  if (!holds) throw new Error(message);
}
