/** A remote as `.dvc/config` has it. */
export type DvcRemoteConfig = {
  readonly name: string;
  readonly url: string;
  /** Objects lie by their path and version there instead of by their md5. */
  readonly keepsPaths: boolean;
};

export type DvcConfig = {
  /** Name of the remote where none is named. */
  readonly defaultRemote?: string;
  readonly remotes: ReadonlyMap<string, DvcRemoteConfig>;
};

const SECTION = /^\[\s*(?:'|")?(.*?)(?:'|")?\s*\]\s*(?:#.*)?$/;
const REMOTE = /^remote\s+"(.*)"$/;
const SETTING = /^([\w.-]+)\s*=\s*(.*)$/;
/** A remote may be a folder of a remote, and that one of another. */
const MAXIMUM_STEPS = 8;

/** Reads `.dvc/config` (DVC 3, "Configuration"): which remotes there are. Credentials in it are not read. */
export function readDvcConfig(text: string): DvcConfig {
  const sections = readSections(text);
  const said = new Map<string, ReadonlyMap<string, string>>();
  for (const [section, settings] of sections) {
    const name = REMOTE.exec(section)?.[1];
    if (name !== undefined && settings.has('url')) said.set(name, settings);
  }
  return {
    defaultRemote: sections.get('core')?.get('remote'),
    remotes: new Map(
      [...said].map(([name, settings]) => [
        name,
        {
          name,
          url: resolved(settings.get('url')!, said),
          keepsPaths: ['version_aware', 'worktree'].some(
            key => settings.get(key)?.toLowerCase() === 'true',
          ),
        },
      ]),
    ),
  };
}

function readSections(text: string): Map<string, Map<string, string>> {
  const sections = new Map<string, Map<string, string>>();
  let settings = new Map<string, string>();
  for (const line of text.split(/\r?\n/).map(each => each.trim())) {
    const section = SECTION.exec(line)?.[1];
    if (section !== undefined) {
      settings = sections.get(section) ?? new Map();
      sections.set(section, settings);
      continue;
    }
    const [, key, value] = SETTING.exec(line) ?? [];
    if (key !== undefined) settings.set(key, unquoted(value));
  }
  return sections;
}

/** As Python's configobj writes values: in quotes where they need them, a comment after them. */
function unquoted(value: string): string {
  const quoted = /^(?:'([^']*)'|"([^"]*)")/.exec(value);
  if (quoted) return quoted[1] ?? quoted[2];
  return value.replace(/\s+#.*$/, '').trim();
}

/** `remote://name/path` is a folder of another remote. */
function resolved(
  url: string,
  said: ReadonlyMap<string, ReadonlyMap<string, string>>,
): string {
  let found = url;
  for (let step = 0; step < MAXIMUM_STEPS; step++) {
    const [, name, below] = /^remote:\/\/([^/]+)\/?(.*)$/.exec(found) ?? [];
    const other = name && said.get(name)?.get('url');
    if (!other) return found;
    found = below ? `${other.replace(/\/+$/, '')}/${below}` : other;
  }
  return found;
}
