/**
 * What a step wrote into a file of the runner such as GITHUB_OUTPUT: `name=value`,
 * or `name<<MARK`, lines, `MARK` (GitHub, "Workflow commands").
 *
 * @throws Error for a line that is neither, as the runner refuses it
 */
export function readCommandFile(text: string): Record<string, string> {
  const values: Record<string, string> = {};
  const lines = text.split('\n');
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at].replace(/\r$/, '');
    if (line === '') continue;
    const [, name, kind, rest] = /^([^=<]+?)(=|<<)(.*)$/.exec(line) ?? [];
    if (name === undefined)
      throw new Error(`The runner does not take the line ${line}.`);
    if (kind === '=') values[name] = rest;
    else {
      const end = lines.indexOf(rest, at + 1);
      if (end < 0) throw new Error(`${name} does not end with ${rest}.`);
      values[name] = lines.slice(at + 1, end).join('\n');
      at = end;
    }
  }
  return values;
}
