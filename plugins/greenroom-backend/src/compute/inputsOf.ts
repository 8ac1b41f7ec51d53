import path from 'node:path';

/** Folders in which everything is that a task may read. */
export type InputRoots = {
  /** Of single files. */
  readonly files: readonly string[];
  /** Of folders that are read whole: a table names pictures beside it. */
  readonly folders: readonly string[];
};

/** What a task reads: each of its texts that is a path below a root, or the folder it is in there. */
export function inputsOf(task: unknown, roots: InputRoots): readonly string[] {
  const inputs = new Set<string>();
  const visit = (value: unknown): void => {
    if (typeof value === 'string') {
      const input = inputNamed(value, roots);
      if (input !== undefined) inputs.add(input);
    } else if (Array.isArray(value)) value.forEach(visit);
    else if (typeof value === 'object' && value !== null)
      Object.values(value).forEach(visit);
  };
  visit(task);
  return [...inputs];
}

function inputNamed(text: string, roots: InputRoots): string | undefined {
  // Whatever says `..` was made by nobody here.
  if (text !== path.normalize(text)) return undefined;
  const isBelow = (root: string) => text.startsWith(`${root}${path.sep}`);
  if (roots.files.some(isBelow)) return text;
  const folder = roots.folders.find(isBelow);
  return (
    folder &&
    path.join(folder, text.slice(folder.length + 1).split(path.sep)[0])
  );
}
