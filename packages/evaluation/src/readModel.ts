import { readFile } from 'node:fs/promises';
import { onnx } from 'onnx-proto';
import { ModelError } from './ModelError';

export type TensorFacts = {
  readonly name: string;
  /** undefined where the value is no tensor (a map or a sequence). */
  readonly elementType?: number;
  /** null stands for a dimension that is free. */
  readonly shape?: readonly (number | null)[];
};

/** What an ONNX file says of itself. */
export type ModelFacts = {
  readonly file: string;
  readonly irVersion: number;
  readonly opsets: readonly {
    readonly domain: string;
    readonly version: number;
  }[];
  readonly inputs: readonly TensorFacts[];
  readonly outputs: readonly TensorFacts[];
  /** Domains of the operators that it uses; '' is the ONNX standard's. */
  readonly domains: readonly string[];
  /** Files outside the model that hold its weights, as it names them. */
  readonly externalData: readonly string[];
};

/** Subgraphs within subgraphs. */
const DEPTH_LIMIT = 20;

/**
 * Reads a model's file, whose weights are not copied.
 *
 * @param file - its name, for messages
 * @throws ModelError where it is no ONNX file, or larger than one can be
 */
export async function readModelFile(
  path: string,
  file: string,
): Promise<ModelFacts> {
  const bytes = await readFile(path).catch(error => {
    if (error.code !== 'ERR_FS_FILE_TOO_LARGE') throw error;
    throw new ModelError(
      `${file} has more than 2 GiB, which no ONNX file can have. Export its weights as external data.`,
      file,
    );
  });
  return readModel(bytes, file);
}

/**
 * Reads the protobuf of a model without any runtime.
 *
 * @param bytes - the file
 * @param file - its name, for messages
 * @throws ModelError where it is no ONNX file
 */
export function readModel(bytes: Uint8Array, file: string): ModelFacts {
  const text = new TextDecoder().decode(bytes.subarray(0, 40));
  if (text.startsWith('version https://git-lfs')) {
    throw new ModelError(
      `${file} is a Git LFS pointer, not the model. Commit the ONNX file itself.`,
      file,
    );
  }
  let model: onnx.ModelProto;
  try {
    model = onnx.ModelProto.decode(bytes);
  } catch {
    throw new ModelError(
      `${file} is not an ONNX file. Export the model as ONNX and commit that.`,
      file,
    );
  }
  if (!model.graph?.node?.length || !Number(model.irVersion)) {
    throw new ModelError(
      `${file} is not an ONNX file: it has no graph. Export the model as ONNX and commit that.`,
      file,
    );
  }
  const domains = new Set<string>();
  const external = new Set<string>();
  visitGraph(model.graph, domains, external, 0, file);
  for (const { node } of model.functions) {
    visitGraph({ node }, domains, external, 0, file);
  }
  const initialised = new Set(
    (model.graph.initializer ?? []).map(tensor => tensor.name),
  );
  return {
    file,
    irVersion: Number(model.irVersion),
    opsets: model.opsetImport.map(opset => ({
      domain: opset.domain ?? '',
      version: Number(opset.version),
    })),
    inputs: (model.graph.input ?? [])
      .filter(input => !initialised.has(input.name))
      .map(toTensorFacts),
    outputs: (model.graph.output ?? []).map(toTensorFacts),
    domains: [...domains].sort(),
    externalData: [...external].sort(),
  };
}

function visitGraph(
  graph: onnx.IGraphProto,
  domains: Set<string>,
  external: Set<string>,
  depth: number,
  file: string,
): void {
  if (depth > DEPTH_LIMIT) {
    throw new ModelError(
      `${file} nests graphs deeper than ${DEPTH_LIMIT}. Flatten the model.`,
      file,
    );
  }
  const visitTensor = (tensor?: onnx.ITensorProto | null) => {
    const entries = tensor?.externalData ?? [];
    const isExternal =
      tensor?.dataLocation === onnx.TensorProto.DataLocation.EXTERNAL;
    if (!isExternal && entries.length === 0) return;
    const location = entries.find(({ key }) => key === 'location')?.value;
    external.add(location || '(no location)');
  };
  const visitSparse = (tensor?: onnx.ISparseTensorProto | null) => {
    visitTensor(tensor?.values);
    visitTensor(tensor?.indices);
  };
  graph.initializer?.forEach(visitTensor);
  graph.sparseInitializer?.forEach(visitSparse);
  for (const node of graph.node ?? []) {
    domains.add(node.domain ?? '');
    for (const attribute of node.attribute ?? []) {
      visitTensor(attribute.t);
      attribute.tensors?.forEach(visitTensor);
      visitSparse(attribute.sparseTensor);
      attribute.sparseTensors?.forEach(visitSparse);
      for (const inner of [
        ...(attribute.graphs ?? []),
        ...(attribute.g ? [attribute.g] : []),
      ]) {
        visitGraph(inner, domains, external, depth + 1, file);
      }
    }
  }
}

function toTensorFacts(value: onnx.IValueInfoProto): TensorFacts {
  const tensor = value.type?.tensorType;
  return {
    name: value.name ?? '',
    elementType: tensor?.elemType ?? undefined,
    shape: tensor?.shape?.dim?.map(dim => {
      const size = dim.dimParam ? 0 : Number(dim.dimValue ?? 0);
      return size > 0 ? size : null;
    }),
  };
}
