import { z } from 'zod';
import { fails, passes } from '../Outcome';
import { ruleKind } from '../RuleKind';

/** Somebody answers for it. */
export const owner = ruleKind({
  shape: { is: z.enum(['anybody', 'group']).default('anybody') },
  title: ({ is }) => `${is === 'group' ? 'A group' : 'Somebody'} owns it.`,
  check: ({ is }, facts) => {
    const remedy = `Write metadata.owner in its manifest${
      is === 'group' ? ', a group of the catalog' : ''
    }, or name one in CODEOWNERS.`;
    if (facts.owner === undefined)
      return fails(`Nobody is named who owns ${facts.name}.`, remedy);
    const evidence = [{ what: 'owner', value: facts.owner }];
    return is === 'group' && !facts.owner.startsWith('group:')
      ? fails(`${facts.owner} owns it, which is no group.`, remedy, evidence)
      : passes(`${facts.owner} owns it.`, evidence);
  },
  isAsStrict: (inner, outer) => outer.is === 'anybody' || inner.is === 'group',
});
