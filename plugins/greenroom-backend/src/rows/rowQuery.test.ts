import type { LabelledDataset } from '@greenroom/manifest';
import { rowQuery } from './rowQuery';

/** Real files and processes, on a machine that may be busy. */
jest.setTimeout(60_000);

const manifest = {
  key: 'id',
  label: 'label',
  split: 'split',
} as LabelledDataset;
const visible = [
  { name: 'id', type: 'string' as const },
  { name: 'label', type: 'string' as const },
  { name: 'pixels', type: 'image' as const },
];
const ask = (
  filter: Parameters<typeof rowQuery>[2]['filter'],
  predictions?: string,
) =>
  rowQuery(
    manifest,
    visible,
    { versionId: 'v', filter, offset: 0, limit: 10 },
    predictions,
  );

describe('rowQuery', () => {
  it('binds what a person typed', () => {
    const evil = `x' OR 1=1 --`;
    const { page, values } = ask({ search: evil, equals: { label: evil } });
    expect(page).not.toContain('OR 1=1');
    expect(values).toEqual([evil, evil.toLowerCase()]);
  });

  it('refuses a filter on a column that may not be seen', () => {
    expect(() => ask({ equals: { sender: 'a' } })).toThrow(/no column sender/);
  });

  it('leaves pictures out of the cells', () => {
    expect(ask({}).page).not.toContain('pixels');
  });

  it('asks for a run where a filter is on predictions', () => {
    expect(() => ask({ wrong: true })).toThrow(/need a run/);
  });
});
