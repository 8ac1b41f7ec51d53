import type { Page, Request } from 'playwright-core';

/** What one opening of a page took. */
export type Opening = {
  /** From the address to the content; nothing of it is still loading. */
  readonly millis: number;
  /** Requests to Greenroom's API. */
  readonly requests: number;
  /** All requests to the backend's APIs. */
  readonly allRequests: number;
  readonly kilobytes: number;
  /** The longest that the page could not answer a person. */
  readonly longestTaskMillis: number;
};

/** What is there stays there: thumbnails are gathered a moment before they are asked for. */
const QUIET_MILLISECONDS = 100;

type Bench = { pending: number; longest: number; quietSince?: number };

/** Counts answers on the way and long tasks, from the first line of the page's own programs. */
export async function watchPage(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const state = { pending: 0, longest: 0 };
    Object.assign(globalThis, { greenroomBench: state });
    const fetchIt = globalThis.fetch;
    globalThis.fetch = async (...args) => {
      state.pending++;
      try {
        const answer = await fetchIt(...args);
        // Its body is read after this; what follows is rendered a frame later.
        void answer
          .clone()
          .arrayBuffer()
          .catch(() => undefined)
          .then(() => state.pending--);
        return answer;
      } catch (error) {
        state.pending--;
        throw error;
      }
    };
    new PerformanceObserver(list => {
      for (const { duration } of list.getEntries())
        state.longest = Math.max(state.longest, duration);
    }).observe({ type: 'longtask', buffered: true });
  });
}

/**
 * Opens a place of the portal and waits until its content is there: the text,
 * no part that says it is loading, and no question without an answer.
 *
 * @param how `address`: the browser loads everything; `link`: as a link within the portal does
 */
export async function openPage(
  page: Page,
  place: string,
  text: RegExp,
  how: 'address' | 'link',
  patienceSeconds = 60,
): Promise<Opening> {
  const asked: { url: string; bytes: Promise<number> }[] = [];
  const hear = (request: Request) => {
    const url = new URL(request.url());
    if (!url.pathname.startsWith('/api/')) return;
    asked.push({ url: url.pathname, bytes: bodySize(request) });
  };
  page.on('request', hear);
  try {
    let started = 0;
    if (how === 'address') await page.goto(place, { waitUntil: 'commit' });
    else
      started = await page.evaluate(to => {
        const { greenroomBench } = globalThis as unknown as {
          greenroomBench: Bench;
        };
        greenroomBench.longest = 0;
        greenroomBench.quietSince = undefined;
        const now = performance.now();
        history.pushState(null, '', to);
        dispatchEvent(new PopStateEvent('popstate'));
        return now;
      }, place);
    const { now, longest } = await contentOf(page, text, patienceSeconds);
    const sizes = await Promise.all(asked.map(({ bytes }) => bytes));
    return {
      millis: now - started,
      requests: asked.filter(({ url }) => url.startsWith('/api/greenroom/'))
        .length,
      allRequests: asked.length,
      kilobytes: sizes.reduce((sum, size) => sum + size, 0) / 1024,
      longestTaskMillis: longest,
    };
  } finally {
    page.off('request', hear);
  }
}

/** The time, by the page's clock, at which the content was seen. */
async function contentOf(page: Page, text: RegExp, patienceSeconds: number) {
  const handle = await page
    .waitForFunction(
      ([source, flags, quietMillis]) => {
        const bench = (globalThis as unknown as { greenroomBench?: Bench })
          .greenroomBench;
        if (!bench) return false;
        const isThere =
          bench.pending === 0 &&
          !document.querySelector('[aria-busy="true"], [role="progressbar"]') &&
          new RegExp(source, flags).test(document.body?.innerText ?? '');
        const now = performance.now();
        bench.quietSince = isThere ? bench.quietSince ?? now : undefined;
        if (!isThere || now - bench.quietSince! < quietMillis) return false;
        return { now: bench.quietSince!, longest: bench.longest };
      },
      [text.source, text.flags, QUIET_MILLISECONDS] as const,
      { polling: 'raf', timeout: patienceSeconds * 1000 },
    )
    .catch(async () => {
      throw new Error(
        `${page.url()} did not show ${text} within ${patienceSeconds} s. It shows: ${(
          await page.innerText('body')
        ).slice(0, 600)}`,
      );
    });
  return (await handle.jsonValue()) as { now: number; longest: number };
}

async function bodySize(request: Request): Promise<number> {
  try {
    const response = await request.response();
    if (!response || (await response.finished())) return 0;
    return (await request.sizes()).responseBodySize;
  } catch {
    return 0;
  }
}
