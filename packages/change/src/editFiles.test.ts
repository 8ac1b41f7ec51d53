import type { Edit } from './Edit';
import { editFiles, TEXT_EDITOR } from './editFiles';

const relabel = (key: string): Edit => ({
  key,
  kind: 'relabel',
  from: 'a',
  to: 'b',
});

/** Files by path, each of the split that its name says. */
async function edit(
  contents: Readonly<Record<string, string>>,
  edits: readonly Edit[],
) {
  const files = Object.keys(contents).map(path => ({
    path,
    format: 'csv' as const,
    key: 'id',
    label: 'label',
    split: path.replace('.csv', ''),
  }));
  const { changed, ...outcome } = await editFiles(
    files,
    edits,
    async file => Buffer.from(contents[file.path]),
    TEXT_EDITOR,
  );
  return {
    ...outcome,
    changed: Object.fromEntries(
      changed.map(({ file, content }) => [file.path, content.toString()]),
    ),
  };
}
const FILES = {
  'train.csv': 'id,label\n1,a\n2,a\n',
  'test.csv': 'id,label\n3,a\n',
};

describe('editFiles', () => {
  it('edits each row in the file that has it, and gives the files that differ', async () => {
    const edits = [relabel('2'), relabel('3')];
    expect(
      await edit({ ...FILES, 'dev.csv': 'id,label\n4,a\n' }, edits),
    ).toEqual({
      changed: {
        'train.csv': 'id,label\n1,a\n2,b\n',
        'test.csv': 'id,label\n3,b\n',
      },
      changedLines: 2,
      applied: edits,
      unchanged: [],
      conflicts: [],
    });
  });

  it('has nothing left to exclude, but cannot relabel, where no file has the row', async () => {
    const exclude: Edit = { key: '8', kind: 'exclude', from: 'a' };
    expect(await edit(FILES, [exclude, relabel('9')])).toMatchObject({
      changed: {},
      unchanged: [exclude],
      conflicts: [{ key: '9', expected: 'a' }],
    });
  });

  it('refuses a key that two files have', async () => {
    const twice = { ...FILES, 'test.csv': 'id,label\n1,a\n' };
    await expect(edit(twice, [relabel('1')])).rejects.toThrow(
      'The row 1 stands in train.csv and in test.csv',
    );
  });

  it('moves a row with its very text, as it is after its other edits', async () => {
    const move: Edit = { key: '1', kind: 'move', from: 'train', to: 'test' };
    const quoted = { ...FILES, 'train.csv': 'id,label\n"1",a\n2,a\n' };
    expect((await edit(quoted, [move, relabel('1')])).changed).toEqual({
      'train.csv': 'id,label\n2,a\n',
      'test.csv': 'id,label\n3,a\n"1",b\n',
    });
  });

  it('leaves a row where it is that moved already, and asks where it is elsewhere', async () => {
    const there: Edit = { key: '3', kind: 'move', from: 'train', to: 'test' };
    const elsewhere: Edit = { key: '2', kind: 'move', from: 'test', to: 'dev' };
    expect(await edit(FILES, [there, elsewhere])).toMatchObject({
      changed: {},
      unchanged: [there],
      conflicts: [{ key: '2', expected: 'test', found: 'train' }],
    });
  });

  it('adds a row to the file of its split, once', async () => {
    const add: Edit = {
      key: '4',
      kind: 'add',
      cells: { id: '4', label: 'a' },
      split: 'train',
    };
    const once = await edit(FILES, [add]);
    expect(once.changed).toEqual({
      'train.csv': 'id,label\n1,a\n2,a\n4,a\n',
    });
    expect(await edit({ ...FILES, ...once.changed }, [add])).toMatchObject({
      changed: {},
      unchanged: [add],
    });
  });

  it('names the splits that there are where a row is to go to another', async () => {
    const add: Edit = { key: '4', kind: 'add', cells: { id: '4' }, split: 'x' };
    await expect(edit(FILES, [add])).rejects.toThrow(
      'The row 4 is to go to the split x, which has no file. Choose one of train, test.',
    );
  });
});
