import fc from 'fast-check';
import { cardSections, editCard, FRONT_MATTER_SECTION } from './editCard';

const CARD = `---
license: mit
---
# Digits

Handwritten.

## Uses #

Postal codes.

\`\`\`
# no heading
\`\`\`

## Limits
None known.
`;

describe('editCard', () => {
  it('edits what stands in front of the card, and no other byte', () => {
    expect(
      editCard('README.md', CARD, {
        section: FRONT_MATTER_SECTION,
        from: 'license: mit',
        to: 'license: apache-2.0',
      }),
    ).toBe(CARD.replace('license: mit', 'license: apache-2.0'));
  });

  it('tells sections by their headings, not by what stands in code or in front', () => {
    expect(cardSections(CARD).map(({ heading }) => heading)).toEqual([
      'Digits',
      'Uses',
      'Limits',
    ]);
  });

  it('changes the text of that section and no other byte', () => {
    const edit = {
      section: 'Digits',
      from: 'Handwritten.',
      to: 'Written by hand.\n',
    };
    expect(editCard('README.md', CARD, edit)).toBe(
      CARD.replace('Handwritten.', 'Written by hand.'),
    );
  });

  it.each([
    [{ section: 'Bias', from: 'y', to: 'x' }, 'has no section Bias any more'],
    [{ section: 'a\nb', from: '', to: 'x' }, 'has no section'],
    [
      { section: 'Limits', from: 'Some.', to: 'x' },
      'The section Limits of README.md is another by now',
    ],
  ])('refuses %j', (edit, message) => {
    expect(() => editCard('README.md', CARD, edit)).toThrow(message);
  });

  it('gets a section that it has not at its end, once', () => {
    const edit = { section: 'Bias', from: '', to: 'Of old letters.' };
    const after = editCard('README.md', CARD, edit);
    expect(after).toBe(`${CARD}\n## Bias\n\nOf old letters.\n`);
    expect(editCard('README.md', after, edit)).toBe(after);
  });

  it('says of a heading that stands twice that it cannot tell which', () => {
    expect(() =>
      editCard('README.md', '# A\n# A\n', { section: 'A', from: '', to: 'x' }),
    ).toThrow('more than one section A');
  });

  it('is done a second time already, and taken back to the byte', () => {
    const word = fc
      .stringMatching(/^[a-z ]{1,12}$/)
      .filter(text => text.trim() === text);
    fc.assert(
      fc.property(
        word,
        word,
        fc.constantFrom('\n', '\r\n'),
        fc.boolean(),
        (from, to, lineEnd, isLast) => {
          const text = [
            '# A',
            '',
            from,
            ...(isLast ? [] : ['', '# B', 'b', '']),
          ].join(lineEnd);
          const edited = editCard('c', text, { section: 'A', from, to });
          expect(editCard('c', edited, { section: 'A', from, to })).toBe(
            edited,
          );
          expect(
            editCard('c', edited, { section: 'A', from: to, to: from }),
          ).toBe(text);
        },
      ),
    );
  });
});
