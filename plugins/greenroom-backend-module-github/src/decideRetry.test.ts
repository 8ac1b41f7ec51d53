import { decideRetry, MAXIMUM_WAIT_SECONDS, type Attempt } from './decideRetry';

const attempt = (rest: Partial<Attempt>): Attempt => ({
  method: 'GET',
  headers: {},
  message: '',
  attempt: 1,
  nowMilliseconds: 1_000_000,
  random: 0,
  ...rest,
});

describe('decideRetry', () => {
  it('prefers retry-after to the reset time', () => {
    const headers = {
      'retry-after': '5',
      'x-ratelimit-remaining': '0',
      'x-ratelimit-reset': '1060',
    };
    expect(decideRetry(attempt({ status: 403, headers }))).toEqual({
      type: 'hold',
      afterSeconds: 5,
    });
  });

  it('waits for the reset of a primary limit', () => {
    const headers = {
      'x-ratelimit-remaining': '0',
      'x-ratelimit-reset': '1030',
    };
    expect(decideRetry(attempt({ status: 403, headers }))).toEqual({
      type: 'hold',
      afterSeconds: 31,
    });
  });

  it('waits a minute, then gives up, on a secondary limit without a time', () => {
    const message = 'You have exceeded a secondary rate limit';
    expect(decideRetry(attempt({ status: 403, message }))).toEqual({
      type: 'hold',
      afterSeconds: 60,
    });
    expect(
      decideRetry(attempt({ status: 403, message, attempt: 2 })),
    ).toMatchObject({ type: 'pause' });
  });

  it('leaves waits beyond its patience to the next sync', () => {
    const headers = { 'retry-after': String(MAXIMUM_WAIT_SECONDS + 1) };
    expect(decideRetry(attempt({ status: 429, headers }))).toEqual({
      type: 'pause',
      untilMilliseconds: 1_000_000 + (MAXIMUM_WAIT_SECONDS + 1) * 1000,
    });
  });

  it('repeats a POST that was refused for its rate, not one that may have worked', () => {
    const headers = { 'retry-after': '1' };
    expect(
      decideRetry(attempt({ method: 'POST', status: 429, headers })).type,
    ).toBe('hold');
    expect(decideRetry(attempt({ method: 'POST', status: 502 })).type).toBe(
      'fail',
    );
    expect(decideRetry(attempt({ method: 'POST' })).type).toBe('fail');
  });

  it('fails at once on what asking again cannot mend', () => {
    expect(decideRetry(attempt({ status: 404 })).type).toBe('fail');
    expect(decideRetry(attempt({ status: 403 })).type).toBe('fail');
  });

  it('waits longer each time after a 5xx, then fails', () => {
    const waits = [1, 2, 3, 4].map(count =>
      decideRetry(attempt({ status: 503, attempt: count })),
    );
    expect(waits).toEqual([
      { type: 'retry', afterSeconds: 0.5 },
      { type: 'retry', afterSeconds: 1 },
      { type: 'retry', afterSeconds: 2 },
      { type: 'fail' },
    ]);
  });

  it('adds chance to a wait, and never asks earlier than it was told', () => {
    const headers = { 'retry-after': '8' };
    for (const random of [0, 0.5, 0.999]) {
      const decision = decideRetry(attempt({ status: 429, headers, random }));
      expect(decision).toEqual({
        type: 'hold',
        afterSeconds: 8 * (1 + random / 4),
      });
    }
  });

  it('lets only a search wait for the limit of searches', () => {
    const headers = {
      'x-ratelimit-resource': 'search',
      'x-ratelimit-remaining': '0',
      'x-ratelimit-reset': '1030',
    };
    expect(decideRetry(attempt({ status: 403, headers })).type).toBe('retry');
  });

  it('waits a minute where the host says that nothing remains, and not until when', () => {
    const headers = { 'x-ratelimit-remaining': '0' };
    expect(decideRetry(attempt({ status: 429, headers }))).toEqual({
      type: 'hold',
      afterSeconds: 60,
    });
  });
});
