import { isBlocking, type PolicyCheck, standingOf } from './policy';

const stated = { repository: 'a/b', path: 'p.yaml', line: 3, commit: 'c' };
const waiver = {
  ...{ rule: 'licence', reason: 'is being asked for', until: '2027-01-31' },
  author: { name: 'mira', verified: true },
  ...{ message: 'holds until 2027-01-31', stated },
} as const;
const check: PolicyCheck = {
  rule: {
    ...{ policy: 'basics', level: 'organisation', id: 'licence' },
    ...{ title: 'Has a licence', check: 'licence', severity: 'error' },
    ...{ stated, tightens: [] },
    waivers: { from: 'anywhere', days: 90 },
  },
  ...{ result: 'fail', message: 'has none', evidence: [], waivers: [] },
};

describe('standingOf', () => {
  it('takes a failing check for waived only while a waiver is in force', () => {
    const waived = (state: 'in force' | 'expired' | 'refused') =>
      standingOf({ ...check, waivers: [{ ...waiver, state }] });
    expect(waived('in force')).toBe('waived');
    expect(waived('expired')).toBe('fail');
    expect(waived('refused')).toBe('fail');
  });

  it('leaves what passes as it is, waived or not', () => {
    const passing = { ...check, result: 'pass' } as const;
    const waivers = [{ ...waiver, state: 'in force' as const }];
    expect(standingOf({ ...passing, waivers })).toBe('pass');
  });
});

describe('isBlocking', () => {
  it('is true of errors that fail, not of warnings', () => {
    const rule = { ...check.rule, severity: 'warning' } as const;
    expect(isBlocking(check)).toBe(true);
    expect(isBlocking({ ...check, rule })).toBe(false);
  });
});
