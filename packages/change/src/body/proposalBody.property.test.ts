import fc from 'fast-check';
import { proposalBody } from './proposalBody';

const RUNS = 200;

/** What means something to Markdown, HTML, GitHub or a table, in any order. */
const nasty = fc.string({
  unit: fc.constantFrom(
    ...['|', '\\', '`', '<', '>', '[', ']', '(', ')', '*', '_', '#', '-', '!'],
    ...['@here', 'http://x', '<!--', '-->', '&lt;', '\n', '\r', ' ', 'a'],
  ),
  minLength: 1,
  maxLength: 12,
});
const relabel = fc.record({
  kind: fc.constant('relabel' as const),
  key: nasty,
  from: nasty,
  to: nasty,
  reason: nasty,
  evidence: nasty,
});
const cohort = fc.record({
  kind: fc.constant('cohort' as const),
  what: nasty,
  reason: nasty,
  evidence: nasty,
});
const proposals = fc.record({
  id: fc.constant('42'),
  asset: nasty,
  author: nasty,
  description: nasty,
  entries: fc.array(relabel, { minLength: 1, maxLength: 3 }),
  declarations: fc.array(cohort, { minLength: 1, maxLength: 3 }),
});
const MARKER = '<!-- greenroom:proposal:42 -->';
/** A character that no backslash takes its meaning. */
const bare = (char: string) =>
  new RegExp(`(?<!\\\\)(?:\\\\\\\\)*\\${char}`, 'g');

const check = (property: (body: string) => void) =>
  fc.assert(
    fc.property(proposals, proposal => property(proposalBody(proposal))),
    { numRuns: RUNS },
  );

describe('the body of a proposal', () => {
  it('has the columns that it has, whatever stands in a row', () =>
    check(body => {
      const lines = body.split('\n').filter(line => line.startsWith('|'));
      const widths = lines.map(line => line.match(bare('|'))?.length);
      // Two tables of four columns, and one of counts.
      expect(new Set(widths)).toEqual(new Set([5, 3]));
    }));

  it('has no markup, mention or link but its own', () =>
    check(body => {
      const own = [
        MARKER,
        '<details>',
        '<summary>',
        '</summary>',
        '</details>',
      ];
      const rest = own.reduce((text, each) => text.replace(each, ''), body);
      expect(rest).not.toMatch(/<|@[a-z]|:\/\//i);
      expect(rest.match(bare('`'))).toBeNull();
      // The boxes of what to check.
      expect(rest.replaceAll('- [ ] ', '').match(bare('['))).toBeNull();
    }));

  it('carries its marker once', () =>
    check(body => {
      expect(body.split(MARKER)).toHaveLength(2);
    }));

  it.each([
    `ghp_${'a1'.repeat(18)}`,
    `github_pat_${'b2'.repeat(20)}`,
    `AKIA${'C3'.repeat(8)}`,
    'postgres://mira:hunter2@db.example/x',
  ])('gets no secret out that slipped into a field of it (%s)', secret => {
    const [hidden] = /hunter2|\w{16,}/.exec(secret)!;
    fc.assert(
      fc.property(proposals, nasty, (proposal, before) => {
        const slipped = `${before} ${secret}`;
        const [entry] = proposal.entries;
        const [declaration] = proposal.declarations;
        for (const leaky of [
          { description: slipped },
          { asset: slipped },
          { author: slipped },
          { entries: [{ ...entry, reason: slipped }] },
          { entries: [{ ...entry, evidence: slipped }] },
          { entries: [{ ...entry, to: slipped }] },
          { declarations: [{ ...declaration, what: slipped }] },
        ])
          expect(proposalBody({ ...proposal, ...leaky })).not.toContain(hidden);
      }),
      { numRuns: 20 },
    );
  });
});
