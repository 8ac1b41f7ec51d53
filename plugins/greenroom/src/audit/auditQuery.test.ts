import { isFiltered, readAuditFilter } from './auditQuery';

const read = (query: string) => readAuditFilter(new URLSearchParams(query));

describe('readAuditFilter', () => {
  it('takes days as the reader counts them, the last one as a whole', () => {
    const { from, to } = read('from=2026-11-01&to=2026-11-30');
    expect(from).toBe(new Date(2026, 10, 1).toISOString());
    expect(to).toBe(new Date(2026, 11, 1).toISOString());
  });

  it('passes over what is no day and no outcome', () => {
    const filter = read('from=yesterday&to=2026-99-99x&status=maybe');
    expect(isFiltered(filter)).toBe(false);
  });

  it('keeps person, asset and action as they are', () => {
    expect(
      read('actor=user:default/mira&asset=a:b%23c&action=job-retry'),
    ).toMatchObject({
      actor: 'user:default/mira',
      assetId: 'a:b#c',
      action: 'job-retry',
    });
  });
});
