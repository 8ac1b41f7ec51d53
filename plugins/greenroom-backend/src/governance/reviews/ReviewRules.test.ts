import { ConfigReader } from '@backstage/config';
import type { Manifest } from '@greenroom/manifest';
import { DEFAULT_RULE, readReviewRules, ruleFor } from './ReviewRules';

const model = {
  name: 'reader',
  owner: 'group:default/vision',
  repository: 'acme/reader',
  manifest: { tags: ['images'] } as unknown as Manifest,
};
const rulesOf = (...rules: object[]) =>
  readReviewRules(new ConfigReader({ rules } as never));

describe('rules of reviews', () => {
  it('are the first that is about a model, by all that it names', () => {
    const rules = rulesOf(
      { name: 'other', where: { owner: model.owner, tag: 'text' } },
      { name: 'ours', where: { owner: model.owner, tag: 'images' } },
      { name: 'all' },
    );
    expect(ruleFor(rules, model).name).toBe('ours');
    expect(ruleFor(rules.slice(2), model).name).toBe('all');
    expect(ruleFor([], model)).toBe(DEFAULT_RULE);
  });

  it('name what is wrong with one', () => {
    expect(() =>
      rulesOf({ name: 'ours', teams: [{ team: 'governance' }] }),
    ).toThrow(/rules\[0\] \(ours\): governance is no group/);
    expect(() =>
      rulesOf({
        name: 'ours',
        teams: [{ team: 'group:default/a', signatures: 0 }],
      }),
    ).toThrow(/0 signatures/);
  });
});
