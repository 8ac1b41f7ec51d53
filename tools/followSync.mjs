/** Waits until a portal has read every repository of its sources, and says how far it is. */

const POLL_MILLISECONDS = 2_000;

/**
 * @param {string} url of the portal
 * @param {(words: string) => void} progress
 */
export async function followSync(url, progress) {
  for (;;) {
    const state = await syncState(url).catch(() => undefined);
    if (state) progress(`${state.assets} assets, ${state.pending} to read`);
    if (state?.isDone) return state;
    await new Promise(done => setTimeout(done, POLL_MILLISECONDS));
  }
}

async function syncState(url) {
  const token = await guestToken(url);
  const ask = async path => {
    const answer = await fetch(`${url}/api/greenroom${path}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
    return answer.json();
  };
  const { items } = await ask('/sources');
  const { total } = await ask('/assets?limit=1');
  const pending = items.reduce((sum, source) => sum + source.pending, 0);
  const wasListed = items.every(
    ({ lastFetchAt, repositories }) => lastFetchAt && repositories > 0,
  );
  return { assets: total, pending, isDone: wasListed && pending === 0 };
}

async function guestToken(url) {
  const answer = await fetch(`${url}/api/auth/guest/refresh`, {
    method: 'POST',
  });
  const { backstageIdentity } = await answer.json();
  return backstageIdentity.token;
}
