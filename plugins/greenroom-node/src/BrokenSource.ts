import type {
  LfsEndpoint,
  Source,
  SourceCommit,
  SourceComparison,
  SourceRepository,
  SourceTag,
  SourceTreeEntry,
} from './Source';

/** Stands for a source that is configured wrongly: every read says what is wrong. */
export class BrokenSource implements Source {
  readonly kind: string;
  readonly id: string;
  readonly target: string;
  readonly #problem: string;

  constructor(options: {
    id: string;
    kind: string;
    target: string;
    problem: string;
  }) {
    this.id = options.id;
    this.kind = options.kind;
    this.target = options.target;
    this.#problem = options.problem;
  }

  async listRepositories(): Promise<SourceRepository[]> {
    return this.#refuse();
  }
  async findRepository(): Promise<SourceRepository | undefined> {
    return this.#refuse();
  }
  async getHead(): Promise<SourceCommit> {
    return this.#refuse();
  }
  async listTree(): Promise<SourceTreeEntry[]> {
    return this.#refuse();
  }
  async listCommits(): Promise<SourceCommit[]> {
    return this.#refuse();
  }
  async compare(): Promise<SourceComparison> {
    return this.#refuse();
  }
  async listTags(): Promise<SourceTag[]> {
    return this.#refuse();
  }
  async readBlob(): Promise<Buffer> {
    return this.#refuse();
  }
  async lfsEndpoint(): Promise<LfsEndpoint> {
    return this.#refuse();
  }
  fileUrl(): string {
    return this.#refuse();
  }
  commitUrl(): string {
    return this.#refuse();
  }

  #refuse(): never {
    throw new Error(`Source ${this.id} is not configured: ${this.#problem}`);
  }
}
