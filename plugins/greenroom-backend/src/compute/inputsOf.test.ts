import { inputsOf } from './inputsOf';

const roots = { files: ['/g/artifacts'], folders: ['/g/staged'] };

describe('inputsOf', () => {
  it('gives the files of artifacts that a task names, each once', () => {
    const table = '/g/artifacts/ab/ab12.parquet';
    expect(inputsOf({ table, sides: [{ old: table }] }, roots)).toEqual([
      table,
    ]);
  });

  it('gives the whole stage of a file, for what stands beside it', () => {
    expect(
      inputsOf(
        { files: ['/g/staged/1/data/a.csv', '/g/staged/1/b.csv'] },
        roots,
      ),
    ).toEqual(['/g/staged/1']);
  });

  it('gives nothing of other folders, nor by a way round', () => {
    expect(
      inputsOf(
        ['/etc/passwd', '/g/artifacts/../../etc/passwd', '/g/artifacts', 7],
        roots,
      ),
    ).toEqual([]);
  });
});
