import { newReview, REVISION, SHA256 } from './__testUtils__/newReview';
import { maskReview } from './maskReview';
import type { StoredReview } from './StoredReview';

const SCANS = {
  assetId: 's:northlight/scans:scans',
  repository: 'northlight/scans',
  paths: ['greenroom.yaml', 'scans.csv'],
  words: ['scans', 'scans 1.2.0', 'northlight/scans'],
};
const NOTHING_SAID = { agreements: [], votes: [], questions: [] };
const data = (repository: string) => ({
  repository,
  revision: REVISION,
  files: [{ path: 'greenroom.yaml', sha256: SHA256 }],
});
const told = (given: Partial<StoredReview>, talk = NOTHING_SAID) =>
  maskReview(
    { review: { ...newReview(), changes: [], ...given } as StoredReview, talk },
    [SCANS],
  );

describe('a review that is masked', () => {
  it('tells a title at once, and no name that only begins alike', () => {
    const { review } = told({
      changes: ['scans 1.2.0 is gone.', 'scans-of-others and myscans are not.'],
    });
    expect(review.changes).toEqual([
      'An asset that you may not see is gone.',
      'scans-of-others and myscans are not.',
    ]);
  });

  it('leaves data of other repositories out that are not told, and counts its files', () => {
    const { subject } = newReview();
    const { review, hiddenFiles } = told({
      subject: {
        ...subject,
        data: [data('northlight/scans'), data('northlight/digits')],
      },
    });
    expect(review.subject.data).toEqual([data('northlight/digits')]);
    expect(review.subject.files).toEqual(subject.files);
    expect(hiddenFiles).toBe(1);
  });

  it('tells no figure of the labels of such data', () => {
    const [section] = newReview().sections;
    const { review } = told({
      sections: [
        {
          ...section,
          name: 'label-quality',
          says: '37 labels look wrong in scans.',
          facts: [{ name: 'doubtful labels in scans', value: 37, n: 100 }],
        },
      ],
    });
    expect(review.sections[0]).toMatchObject({
      says: '(not shown to you)',
      facts: [
        {
          name: 'doubtful labels in An asset that you may not see',
          value: '(not shown to you)',
        },
      ],
      sha256: section.sha256,
    });
  });

  it('names it in no word of a person either', () => {
    const at = '2026-11-26T00:00:00.000Z';
    const said = { person: 'user:default/sofia', at, text: 'Why scans?' };
    const { talk } = told({}, {
      agreements: [],
      votes: [
        {
          ...{ person: said.person, at, decision: 'approved with conditions' },
          ...{ conditions: ['Keep scans.'], comment: 'As scans say.' },
        },
      ],
      questions: [{ id: 'q', ...said, answers: [said] }],
    } as never);
    expect(JSON.stringify(talk)).not.toContain('scans');
  });
});
