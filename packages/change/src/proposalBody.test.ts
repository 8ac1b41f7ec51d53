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
    expect(body).toContain('| a | a changed |  |');
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
