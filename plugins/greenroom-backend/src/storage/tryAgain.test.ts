import { StorageError } from '@greenroom/dataset';
import { tryAgain } from './tryAgain';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe('tryAgain', () => {
  /** Minutes until the next try of a job that was asked so long ago. */
  const wait = (ageMillis: number, error: Error) => {
    const at = tryAgain(error, { createdAtMillis: Date.now() - ageMillis });
    return at && Math.round((at.getTime() - Date.now()) / MINUTE);
  };
  const missing = new StorageError('missing', 'no object');

  it.each([
    [0, 1],
    [10 * MINUTE, 10],
    [3 * HOUR, 180],
    [100 * HOUR, 360],
  ])('waits after %d ms for %d minutes', (age, minutes) => {
    expect(wait(age, missing)).toBe(minutes);
  });

  it('does not wait for what no storage can change', () => {
    expect([
      wait(0, new StorageError('unsupported', 'gs')),
      wait(0, new Error('no column id')),
    ]).toEqual([undefined, undefined]);
  });
});
