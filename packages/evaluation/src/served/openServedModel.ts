import type { KnownEndpoint } from '@greenroom/manifest';
import { assertContract } from '../assertRunnable';
import { ModelError } from '../ModelError';
import { type Fitted, PreparedModel } from '../PreparedModel';
import type { StepFiles } from '../preprocessing/StepFiles';
import type { ModelFacts, TensorFacts } from '../readModel';
import type { RowModel } from '../RowModel';
import { elementNumberOf } from '../session/elementTypes';
import type { InputBatch } from '../session/InputBatch';
import { InferenceServer, type ServerOptions } from './InferenceServer';
import { DATATYPES, type ServedMetadata } from './protocol';

export type ServedOptions = ServerOptions & { readonly files?: StepFiles };

/**
 * Opens a model on a server of the Open Inference Protocol v2 (KServe, Triton,
 * MLServer, …), behind the preprocessing of its manifest. Its inputs and outputs
 * are those that the server's metadata tell.
 *
 * @throws ModelError where the server has no such model, or it is another one than the manifest says
 */
export async function openServedModel(
  endpoint: KnownEndpoint,
  fitted: Fitted,
  options: ServedOptions,
): Promise<RowModel> {
  const server = new InferenceServer(endpoint, options);
  const facts = servedFacts(server.name, await server.metadata());
  assertContract(facts, fitted.preprocessing);
  const runner = {
    run: (batch: InputBatch, outputs: readonly string[]) =>
      server.run(facts, batch, outputs),
    close: async () => {},
  };
  return new PreparedModel(runner, facts, fitted, options.files ?? {});
}

export type ServedFacts = Pick<ModelFacts, 'file' | 'inputs' | 'outputs'>;

/**
 * The tensors of a served model as those of a file: -1 stands for a free dimension.
 *
 * @throws ModelError where its server does not tell them
 */
export function servedFacts(
  name: string,
  { inputs, outputs }: ServedMetadata,
): ServedFacts {
  if (!inputs || !outputs) {
    throw new ModelError(
      `The server of ${name} does not tell the inputs and outputs of the model. Declare them on the server (model metadata).`,
    );
  }
  return {
    file: name,
    inputs: inputs.map(toFacts),
    outputs: outputs.map(toFacts),
  };
}

function toFacts({
  name,
  datatype,
  shape,
}: NonNullable<ServedMetadata['inputs']>[number]): TensorFacts {
  const type = Object.entries(DATATYPES).find(
    ([, word]) => word === datatype,
  )?.[0];
  return {
    name,
    elementType: elementNumberOf(type),
    shape: shape.map(size => (size > 0 ? size : null)),
  };
}
