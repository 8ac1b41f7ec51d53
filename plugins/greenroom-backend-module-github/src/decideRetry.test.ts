import { decideRetry, MAXIMUM_WAIT_SECONDS, type Attempt } from './decideRetry';

const attempt = (rest: Partial<Attempt>): Attempt => ({
  method: 'GET',
  headers: {},
  message: '',
  attempt: 1,
  nowMilliseconds: 1_000_000,
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
      type: 'retry',
      afterSeconds: 5,
    });
  });

  it('waits for the reset of a primary limit', () => {
    const headers = {
      'x-ratelimit-remaining': '0',
      'x-ratelimit-reset': '1030',
    };
    expect(decideRetry(attempt({ status: 403, headers }))).toEqual({
      type: 'retry',
      afterSeconds: 31,
    });
  });

  it('waits a minute, then gives up, on a secondary limit without a time', () => {
    const message = 'You have exceeded a secondary rate limit';
    expect(decideRetry(attempt({ status: 403, message }))).toEqual({
      type: 'retry',
      afterSeconds: 60,
    });
    expect(
      decideRetry(attempt({ status: 403, message, attempt: 2 })),
    ).toMatchObject({ type: 'rate-limited' });
  });

  it('leaves waits beyond its patience to the next sync', () => {
    const headers = { 'retry-after': String(MAXIMUM_WAIT_SECONDS + 1) };
    expect(decideRetry(attempt({ status: 429, headers }))).toEqual({
      type: 'rate-limited',
      untilMilliseconds: 1_000_000 + (MAXIMUM_WAIT_SECONDS + 1) * 1000,
    });
  });

  it('repeats a POST that was refused for its rate, not one that may have worked', () => {
    const headers = { 'retry-after': '1' };
    expect(
      decideRetry(attempt({ method: 'POST', status: 429, headers })).type,
    ).toBe('retry');
    expect(decideRetry(attempt({ method: 'POST', status: 502 })).type).toBe(
      'fail',
    );
    expect(decideRetry(attempt({ method: 'POST' })).type).toBe('fail');
  });

  it('fails at once on what asking again cannot mend', () => {
    expect(decideRetry(attempt({ status: 404 })).type).toBe('fail');
    expect(decideRetry(attempt({ status: 403 })).type).toBe('fail');
  });
});
