import { proposalBody } from './proposalBody';

describe('proposalBody', () => {
  const body = proposalBody({
    id: '42',
    asset: 'digits',
    author: 'Jonas',
    entries: [
      {
        key: 'd1',
        kind: 'relabel',
        from: '4',
        to: '9',
        reason: '| <script> @everyone [x](y)',
      },
      { key: 'd2', kind: 'keep', from: '4' },
    ],
  });

  it('carries the marker by which it is found again', () => {
    expect(body).toContain('<!-- greenroom:proposal:42 -->');
  });

  it('lets nothing a row holds become markup, a mention or a cell', () => {
    expect(body).not.toContain('<script>');
    expect(body).not.toContain('@everyone');
    expect(body).not.toContain('[x](y)');
  });

  it('says what to check of what changes, and of nothing else', () => {
    expect(body).toContain('- [ ] The new labels are right');
    expect(body).not.toContain('test split');
  });

  it('links nowhere but into the portal', () => {
    const linked = proposalBody({
      id: '42',
      asset: 'digits',
      author: 'Jonas',
      link: 'https://portal.example/catalog/default/resource/digits/changes',
      entries: [
        {
          key: 'd1',
          kind: 'exclude',
          from: '4',
          reason: 'see https://evil.example/x',
          evidence: 'margin \u22120.4',
        },
      ],
    });
    expect(linked.match(/https?:\/\/[^)\s]+/g)).toEqual([
      'https://portal.example/catalog/default/resource/digits/changes',
    ]);
    expect(linked).toContain('| d1 | 4 → \\(excluded\\) | margin');
  });

  it('stays below what a host takes, marker and all', () => {
    const long = proposalBody({
      id: '42',
      asset: 'digits',
      author: 'Jonas',
      entries: Array.from({ length: 60 }, (_, i) => ({
        key: `d${i}`,
        kind: 'exclude' as const,
        from: '4',
        reason: '*'.repeat(500),
        evidence: '|'.repeat(2_000),
      })),
    });
    expect(long.length).toBeLessThan(60_000);
    expect(long).toContain('excludes 60 rows');
    expect(long).toContain('<!-- greenroom:proposal:42 -->');
  });

  it('counts changes, and leaves kept labels out', () => {
    expect(body).toContain('relabels 1 row');
    expect(body).not.toContain('d2');
  });
});

describe('proposalBody in words of its own', () => {
  const entry = { kind: 'relabel', from: '[]', to: '[{}]' } as const;
  const body = proposalBody({
    id: '42',
    asset: 'scenes',
    author: 'Jonas',
    words: {
      row: ['picture', 'pictures'],
      counted: 'boxes',
      kindsOf: ({ key }) => (key === 'a' ? ['added', 'moved'] : ['added']),
      changeOf: ({ key }) => `${key} changed`,
    },
    entries: [
      { ...entry, key: 'a' },
      { ...entry, key: 'b' },
    ],
  });

  it('counts what edits are counted as', () => {
    expect(body).toContain('relabels 2 pictures');
    expect(body).toContain('| change | boxes |');
    expect(body).toContain('| added | 2 |\n| moved | 1 |');
  });

  it('tells of each row in them, and never in labels', () => {
    expect(body).toContain('| a | a changed |  |  |');
    expect(body).not.toContain('{}');
  });
});

describe('proposalBody of declarations', () => {
  const declaration = {
    kind: 'cohort',
    what: 'slanted: slant >= 12',
    evidence: '75 of 412 rows wrong (18.2 %)',
    reason: 'seen | @twice',
  } as const;

  it('tells what is declared and why, and of no rows', () => {
    const body = proposalBody({
      id: '42',
      asset: 'digits',
      author: 'Jonas',
      entries: [],
      declarations: [declaration],
    });
    expect(body).toContain('This names 1 cohort of **digits**');
    expect(body).toContain('| cohort | slanted: slant &gt;= 12 | 75 of 412');
    expect(body).not.toContain('looked at by a person');
    expect(body).not.toContain('@twice');
    expect(body).not.toContain('<details>');
  });
});
