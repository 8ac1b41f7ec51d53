/** A tag of a repository, and the commit it points to in the end. */
export type Tag = { readonly name: string; readonly commit: string };

/** What GTO tags say of one artifact. */
export type GtoArtifact = {
  readonly name: string;
  /** Registered versions that were not deregistered, newest (by number) first. */
  readonly versions: readonly {
    readonly version: string;
    readonly commit: string;
  }[];
  /** The last assignment of each stage that was not taken back. */
  readonly stages: readonly {
    readonly stage: string;
    readonly commit: string;
    readonly version?: string;
  }[];
  readonly deprecated: boolean;
};

/** `name@v1.2.3`, `name@v1.2.3!`, `name@deprecated`, `name@deprecated!`, each with an optional `#counter`. */
const VERSION =
  /^(?<name>[a-z0-9](?:[a-z0-9\-/:]*[a-z0-9])?)@(?<what>v\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?|deprecated)(?<undo>!)?(?:#(?<counter>\d+))?$/;
/** `name#stage`, `name#stage#1`, `name#stage!#2`. */
const STAGE =
  /^(?<name>[a-z0-9](?:[a-z0-9\-/:]*[a-z0-9])?)#(?<stage>[a-z0-9](?:[a-z0-9\-/]*[a-z0-9])?)(?<undo>!)?(?:#(?<counter>\d+))?$/;

/**
 * Reads the tags that GTO (Git Tag Ops, Iterative 2022) makes: versions, and
 * the stages they were assigned to. Other tags are passed over.
 */
export function readGtoTags(tags: readonly Tag[]): GtoArtifact[] {
  const artifacts = new Map<
    string,
    {
      versions: Map<string, string>;
      stages: Map<string, { counter: number; commit?: string }>;
      deprecated: boolean;
    }
  >();
  const of = (name: string) => {
    const known = artifacts.get(name) ?? {
      versions: new Map(),
      stages: new Map(),
      deprecated: false,
    };
    artifacts.set(name, known);
    return known;
  };
  const undone: { name: string; what: string }[] = [];
  for (const { name: tag, commit } of tags) {
    const version = VERSION.exec(tag)?.groups;
    if (version) {
      const artifact = of(version.name);
      if (version.undo) undone.push(version as { name: string; what: string });
      else if (version.what === 'deprecated') artifact.deprecated = true;
      else artifact.versions.set(version.what, commit);
      continue;
    }
    const stage = STAGE.exec(tag)?.groups;
    if (!stage) continue;
    const { stages } = of(stage.name);
    const counter = Number(stage.counter ?? 0);
    const last = stages.get(stage.stage);
    // The highest counter is the newest word on a stage.
    if (!last || counter >= last.counter)
      stages.set(stage.stage, {
        counter,
        commit: stage.undo ? undefined : commit,
      });
  }
  for (const { name, what } of undone) {
    if (what === 'deprecated') of(name).deprecated = false;
    else of(name).versions.delete(what);
  }
  return [...artifacts].map(([name, { versions, stages, deprecated }]) => {
    const registered = [...versions]
      .map(([version, commit]) => ({ version, commit }))
      .sort((a, b) => compareVersions(b.version, a.version));
    return {
      name,
      deprecated,
      versions: registered,
      stages: [...stages].flatMap(([stage, { commit }]) => {
        if (!commit) return [];
        const version = registered.find(
          candidate => candidate.commit === commit,
        )?.version;
        return [{ stage, commit, ...(version ? { version } : {}) }];
      }),
    };
  });
}

/** By numbers; of equals the one without a pre-release is newer (SemVer 2.0.0, §11). */
function compareVersions(a: string, b: string): number {
  const parts = (version: string) => {
    const [numbers, pre] = version.slice(1).split(/-(.*)/);
    return { numbers: numbers.split('.').map(Number), pre };
  };
  const [left, right] = [parts(a), parts(b)];
  for (let i = 0; i < 3; i++) {
    if (left.numbers[i] !== right.numbers[i])
      return left.numbers[i] - right.numbers[i];
  }
  if (left.pre === right.pre) return 0;
  if (!left.pre) return 1;
  if (!right.pre) return -1;
  return left.pre < right.pre ? -1 : 1;
}
