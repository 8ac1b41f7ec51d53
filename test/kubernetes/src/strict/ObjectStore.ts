import { randomUUID } from 'node:crypto';

/** As much of an object as every kind of it has. */
export type ApiObject = {
  metadata: {
    name: string;
    namespace?: string;
    uid?: string;
    resourceVersion?: string;
    creationTimestamp?: string;
    deletionTimestamp?: string;
    labels?: Record<string, string>;
    ownerReferences?: {
      apiVersion: string;
      uid: string;
      kind: string;
      name: string;
    }[];
  };
  spec?: Record<string, unknown>;
  status?: Record<string, unknown>;
  [field: string]: unknown;
};

export type Change = {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
  readonly resource: string;
  readonly object: ApiObject;
};

/** What an API server keeps: objects by resource and name, each change with a version of its own. */
export class ObjectStore {
  #version = 1;
  /** Changes before this version are forgotten. */
  #forgottenUntil = 0;
  readonly #objects = new Map<string, ApiObject>();
  readonly #changes: Change[] = [];
  readonly #listeners = new Set<(change: Change) => void>();

  get version(): number {
    return this.#version;
  }

  list(resource: string): ApiObject[] {
    return [...this.#objects]
      .filter(([key]) => key.startsWith(`${resource}/`))
      .map(([, object]) => object);
  }

  get(resource: string, name: string): ApiObject | undefined {
    return this.#objects.get(`${resource}/${name}`);
  }

  add(resource: string, object: ApiObject): ApiObject {
    return this.#put('ADDED', resource, {
      ...object,
      metadata: {
        ...object.metadata,
        uid: randomUUID(),
        creationTimestamp: new Date().toISOString(),
      },
    });
  }

  change(resource: string, object: ApiObject): ApiObject {
    return this.#put('MODIFIED', resource, object);
  }

  /** Also whatever it owns, as the garbage collector does in the background. */
  remove(resource: string, name: string): void {
    const object = this.get(resource, name);
    if (!object) return;
    this.#objects.delete(`${resource}/${name}`);
    this.#tell('DELETED', resource, object);
    for (const [key, { metadata }] of this.#objects)
      if (
        metadata.ownerReferences?.some(({ uid }) => uid === object.metadata.uid)
      ) {
        const [owned] = key.split('/');
        if (owned === 'pods') this.askToEnd(metadata.name);
        else this.remove(owned, metadata.name);
      }
  }

  /** A pod goes when its kubelet has ended it. */
  askToEnd(pod: string): void {
    const object = this.get('pods', pod);
    if (!object || object.metadata.deletionTimestamp) return;
    const deletionTimestamp = new Date().toISOString();
    this.change('pods', {
      ...object,
      metadata: { ...object.metadata, deletionTimestamp },
    });
  }

  /** Undefined where they are forgotten. */
  changesSince(version: number): readonly Change[] | undefined {
    if (version < this.#forgottenUntil) return undefined;
    return this.#changes.filter(
      ({ object }) => Number(object.metadata.resourceVersion) > version,
    );
  }

  /** As a server does that compacts. */
  forget(): void {
    this.#forgottenUntil = ++this.#version;
    this.#changes.length = 0;
  }

  /** @returns ends it */
  listen(heard: (change: Change) => void): () => void {
    this.#listeners.add(heard);
    return () => this.#listeners.delete(heard);
  }

  #put(
    type: 'ADDED' | 'MODIFIED',
    resource: string,
    object: ApiObject,
  ): ApiObject {
    return this.#tell(type, resource, object, put =>
      this.#objects.set(`${resource}/${put.metadata.name}`, put),
    );
  }

  #tell(
    type: Change['type'],
    resource: string,
    object: ApiObject,
    put: (object: ApiObject) => void = () => {},
  ): ApiObject {
    const resourceVersion = `${++this.#version}`;
    const told = {
      ...object,
      metadata: { ...object.metadata, resourceVersion },
    };
    put(told);
    const change = { type, resource, object: told };
    this.#changes.push(change);
    for (const heard of [...this.#listeners]) heard(change);
    return told;
  }
}
