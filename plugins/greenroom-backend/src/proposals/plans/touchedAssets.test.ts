import { touchedAssets, type WatchedAsset } from './touchedAssets';

const digits: WatchedAsset = {
  id: 'digits',
  folder: 'data',
  paths: ['data/greenroom.yaml'],
  watched: ['data/rows/*.csv', 'data/pictures', 'data/rows/*.csv.dvc'],
};
const reader: WatchedAsset = {
  id: 'reader',
  folder: 'model',
  paths: ['model/greenroom.yaml'],
  watched: ['model/reader.onnx'],
};

const idsOf = (...changed: Parameters<typeof touchedAssets>[1] & object) =>
  touchedAssets([digits, reader], changed).map(({ id }) => id);
const modified = (path: string) => ({ path, status: 'modified' as const });

describe('touchedAssets', () => {
  it('finds the assets whose manifest, tables or model change', () => {
    expect(idsOf(modified('data/greenroom.yaml'))).toEqual(['digits']);
    expect(idsOf(modified('data/rows/new.csv'))).toEqual(['digits']);
    expect(idsOf(modified('model/reader.onnx'))).toEqual(['reader']);
  });

  it('finds what lies in a folder of pictures', () => {
    expect(idsOf(modified('data/pictures/7/a.png'))).toEqual(['digits']);
  });

  it('finds a manifest that comes beside another', () => {
    expect(idsOf(modified('data/croissant.json'))).toEqual(['digits']);
  });

  it('finds a file that was renamed away', () => {
    expect(
      idsOf({
        path: 'old/a.csv',
        previousPath: 'data/rows/a.csv',
        status: 'renamed',
      }),
    ).toEqual(['digits']);
  });

  it('leaves alone what is about something else', () => {
    expect(idsOf(modified('README.md'), modified('data/notes.txt'))).toEqual(
      [],
    );
  });

  it('takes all of them where the host cuts the list short', () => {
    expect(touchedAssets([digits, reader], undefined)).toHaveLength(2);
  });
});
