import fc from 'fast-check';
import { editCard } from '@greenroom/manifest';
import { cardWith, OLD_RUN, reader, RUN } from './__testUtils__/reader';
import { checkCard } from './checkCard';
import { BUILT_IN_TEMPLATES } from './templates';
import { readTemplate } from './CardTemplate';
import type { MeasuredRun } from './MeasuredRun';

const check = (
  text: string,
  runs: readonly MeasuredRun[] = [RUN, OLD_RUN],
  templates = BUILT_IN_TEMPLATES,
) => checkCard('README.md', text, { manifest: reader(), templates, runs });

const statuses = (text: string, runs?: readonly MeasuredRun[]) =>
  check(text, runs).claims.map(({ status }) => status);

describe('a figure on a card', () => {
  it('is verified where a run of the model as it is gives it', () => {
    expect(statuses(cardWith({ accuracy: '0.941' }))).toEqual(['verified']);
  });

  it('is stale where only an earlier version gave it', () => {
    const [{ status, evidence, now }] = check(
      cardWith({ accuracy: '0.92' }),
    ).claims;
    expect({ status, of: evidence?.of, now }).toEqual({
      status: 'stale',
      of: OLD_RUN.of,
      now: 0.9412,
    });
  });

  it('is contradicted where the run gives another, be it within its interval', () => {
    const [{ status, reason }] = check(cardWith({ accuracy: '0.945' })).claims;
    expect(status).toBe('contradicted');
    expect(reason).toContain('0.9412 (0.9249 to 0.9541)');
  });

  it.each([
    ['a metric that is not measured', 'Its BLEU is 31.2.'],
    ['a split that is not', 'The validation accuracy is 94.1 %.'],
    ['another model', '| model | accuracy |\n|-|-|\n| resnet | 0.9412 |'],
    ['half a width', 'Accuracy: 94.12 %, accuracy ± 1.5 %.'],
  ])('is unsupported of %s', (_what, body) => {
    expect(statuses(cardWith({ body })).at(-1)).toBe('unsupported');
  });

  it('of a version that the words name is held against that version', () => {
    const body =
      '| metric | 1.0.0 | 2.0.0 |\n|-|-|-|\n| accuracy | 92.0 % | 94.1 % |';
    expect(statuses(cardWith({ body }))).toEqual(Array(3).fill('verified'));
  });

  it('that the card ties to digests which nobody measured is stale', () => {
    const { text } = check(cardWith({})).regenerated;
    const moved = {
      ...RUN,
      pins: { ...RUN.pins, data: 'gr2:cc' },
      figures: {},
    };
    expect(statuses(text, [moved])).toEqual(['stale']);
  });
});

describe('a regenerated card', () => {
  const card = fc
    .record({
      accuracy: fc.integer({ min: 0, max: 9999 }),
      f1: fc.integer({ min: 0, max: 1000 }),
      loss: fc.integer({ min: 0, max: 3000 }),
      ends: fc.constantFrom('\n', '\r\n'),
    })
    .map(({ accuracy, f1, loss, ends }) =>
      cardWith({
        accuracy: (accuracy / 10_000).toFixed(4),
        body: `## Figures\n\nOf the 900 test rows, macro F1 is ${(
          f1 / 10
        ).toFixed(1)} %.\n\n| metric | value |\n|-|-|\n| log loss | ${(
          loss / 1000
        ).toFixed(3)} |`,
      }).replace(/\n/g, ends),
    );

  it('has every figure verified, and regenerates to itself', () => {
    fc.assert(
      fc.property(card, text => {
        const once = check(text).regenerated.text;
        const again = check(once);
        expect(again.claims).toHaveLength(4);
        for (const { status } of again.claims) expect(status).toBe('verified');
        expect(again.regenerated).toEqual({ text: once, edits: [] });
      }),
      { numRuns: 30 },
    );
  });

  it('is what its sections make of the card, one edit after the other', () => {
    fc.assert(
      fc.property(card, text => {
        const { regenerated } = check(text);
        const edited = regenerated.edits.reduce(
          (whole, edit) => editCard('README.md', whole, edit),
          text,
        );
        expect(edited.trimEnd()).toBe(regenerated.text.trimEnd());
      }),
      { numRuns: 30 },
    );
  });

  it('says in a table of two thousand rows what is measured, in its own digits', () => {
    const body = 'It was tested on 1,200 test rows with a log loss of 0.3.';
    const { text } = check(cardWith({ body }), [
      { ...RUN, rows: 2000 },
    ]).regenerated;
    expect(text).toContain('on 2,000 test rows with a log loss of 0.2.');
  });
});

describe('completeness', () => {
  it('counts points of the AI Act by a heading with their number, and tells where the others go', () => {
    const { missing, templates } = check(
      cardWith({
        body: '## 2(d) What we trained on\n\nPhotographs of meters.\n\n## Risk management system\n\nTBD\n',
      }),
    );
    const lacking = missing.filter(
      ({ template }) => template === 'eu-ai-act-annex-iv',
    );
    expect(lacking.map(({ point }) => point)).not.toContain('2(d)');
    expect(lacking.find(({ point }) => point === '5')?.write).toMatchObject({
      path: 'README.md',
      heading: 'Risk management system',
      line: 20,
    });
    expect(templates[1]).toMatchObject({
      points: 23,
      present: 23 - lacking.length,
    });
  });

  it('takes a template of the repository', () => {
    const template = readTemplate(
      '.greenroom/card-templates/house.yaml',
      `apiVersion: greenroom.dev/v1alpha1
kind: CardTemplate
metadata: { name: house, title: House rules }
spec:
  points:
    - { point: contact, title: Whom to ask, headings: [Contact], hint: Name a team. }
    - { point: licence, title: Licence, frontMatter: [license], hint: Name it. }
`,
    );
    const { completeness, missing } = check(cardWith({}), [], [template]);
    expect(completeness).toBe(0.5);
    expect(missing).toMatchObject([
      { point: 'contact', write: { heading: 'Contact', hint: 'Name a team.' } },
    ]);
  });

  it('names the place in a template that is none', () => {
    expect(() => readTemplate('house.yaml', 'kind: CardTemplate\n')).toThrow(
      /house\.yaml is no card template: apiVersion/,
    );
  });
});
