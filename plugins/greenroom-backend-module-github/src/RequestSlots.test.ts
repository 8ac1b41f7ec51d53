import { REQUESTS_IN_FLIGHT, RequestSlots } from './RequestSlots';

describe('RequestSlots', () => {
  it('runs eight at a time, in order, also after one failed', async () => {
    const slots = new RequestSlots();
    const started: number[] = [];
    let running = 0;
    let most = 0;

    const outcomes = await Promise.allSettled(
      Array.from({ length: 30 }, (_, index) =>
        slots.use(async () => {
          started.push(index);
          running += 1;
          most = Math.max(most, running);
          await new Promise(done => setTimeout(done, 1));
          running -= 1;
          if (index % 3 === 0) throw new Error('refused');
        }),
      ),
    );

    expect(most).toBe(REQUESTS_IN_FLIGHT);
    expect(started).toEqual([...started].sort((a, b) => a - b));
    expect(outcomes).toHaveLength(30);
  });
});
