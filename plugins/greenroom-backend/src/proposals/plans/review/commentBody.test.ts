import { commentBody } from './commentBody';

const comment = {
  id: 'a'.repeat(32),
  text: `Look: **again**, my key is ghp_${'a1'.repeat(18)}`,
  row: { asset: 'heights', key: 'r_1' },
};

describe('commentBody', () => {
  it('leaves a person their markup, and takes out what looks like a secret', () => {
    expect(commentBody(comment, { saidBy: 'themselves', key: 'told' })).toBe(
      [
        'On row r\\_1 of heights:',
        '',
        'Look: **again**, my key is (secret removed)',
        '',
        `<!-- greenroom:comment:${comment.id} -->`,
      ].join('\n'),
    );
  });

  it('quotes whom the portal speaks for, and tells no personal key', () => {
    const body = commentBody(comment, {
      saidBy: { name: 'Mira' },
      key: 'personal',
      link: 'https://portal.test/p',
    });
    expect(body).toMatch(
      /^Mira says in Greenroom on \[a row of heights\]\(https:\/\/portal\.test\/p\):/,
    );
    expect(body).not.toMatch(/r_1|r\\_1|\*\*again/);
  });
});
