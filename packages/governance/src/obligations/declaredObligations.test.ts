import type { Manifest } from '@greenroom/manifest';
import { declaredObligations } from './declaredObligations';
import { sayObligation } from './sayObligation';

const said = (manifest: Partial<Manifest>) =>
  declaredObligations({ kind: 'Dataset', ...manifest } as Manifest).map(
    sayObligation,
  );

describe('what a manifest declares', () => {
  it('is its licence, conditions, personal columns, consent and the day it is to be gone', () => {
    expect(
      said({
        license: 'mit',
        columns: [{ name: 'sender', type: 'string', personal: true }],
        obligations: {
          useConditions: ['Not for decisions on people.'],
          consent: ['spam filters'],
          retainUntil: '2027-06-30',
        },
      }).map(({ words }) => words),
    ).toEqual([
      'MIT',
      'Not for decisions on people.',
      'personal: sender',
      'consent: spam filters',
      'gone by 2027-06-30',
    ]);
  });

  it('is every licence where several are named', () => {
    expect(said({ licenses: ['mit', 'cc-by-4.0'] })).toMatchObject([
      { message: 'It is licensed as (CC-BY-4.0) AND (MIT).' },
    ]);
  });

  it('is what a Croissant file tells of people where no column is marked', () => {
    expect(
      said({ responsible: { personalSensitiveInformation: 'Faces.' } }),
    ).toEqual([
      { words: 'personal data', message: 'It tells of people. Faces.' },
    ]);
  });
});
