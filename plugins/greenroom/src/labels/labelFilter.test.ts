import fc from 'fast-check';
import {
  type LabelIssueFilter,
  labelIssueKindSchema,
} from '@greenroom/backstage-plugin-greenroom-common';
import { readLabelFilter, writeLabelFilter } from './labelFilter';

const name = fc.string({ minLength: 1, maxLength: 20 });
const filter = fc.record<LabelIssueFilter>(
  {
    kind: fc.constantFrom(...labelIssueKindSchema.options),
    split: name,
    given: name,
    suggested: name,
    annotator: name,
    below: fc.double({ min: 0, max: 1, noNaN: true }).map(n => n + 0),
    decided: fc.constantFrom('open', 'decided', 'later'),
  },
  { requiredKeys: [] },
);

const inAddress = (asked: LabelIssueFilter) => {
  const params = new URLSearchParams();
  for (const [key, value] of Object.entries(writeLabelFilter(asked)))
    if (value !== undefined) params.set(key, value);
  return new URLSearchParams(params.toString());
};

describe('the filter of labels in the address bar', () => {
  it('reads back what it wrote', () => {
    fc.assert(
      fc.property(filter, asked =>
        expect(readLabelFilter(inAddress(asked))).toEqual(asked),
      ),
    );
  });

  it('leaves out what is no filter', () => {
    const params = new URLSearchParams('kind=all&below=2&decided=x&given=4');
    expect(readLabelFilter(params)).toEqual({ given: '4' });
  });
});
