import { z } from 'zod';
import type { ElementType } from '../session/elementTypes';

/** Types of tensors in the words of the Open Inference Protocol. */
export const DATATYPES: Readonly<Record<ElementType, string>> = {
  bool: 'BOOL',
  uint8: 'UINT8',
  uint16: 'UINT16',
  uint32: 'UINT32',
  uint64: 'UINT64',
  int8: 'INT8',
  int16: 'INT16',
  int32: 'INT32',
  int64: 'INT64',
  float16: 'FP16',
  float32: 'FP32',
  float64: 'FP64',
  string: 'BYTES',
};

const tensor = z.object({
  name: z.string(),
  datatype: z.string(),
  shape: z.array(z.number().int()),
});

/** Answer of `GET v2/models/{name}` (metadata_model_response). */
export const metadataSchema = z.object({
  name: z.string(),
  versions: z.array(z.string()).optional(),
  platform: z.string(),
  inputs: z.array(tensor).optional(),
  outputs: z.array(tensor).optional(),
});
export type ServedMetadata = z.infer<typeof metadataSchema>;

/** Answer of `POST v2/models/{name}/infer` (inference_response); `data` may be nested as the shape is. */
export const responseSchema = z.object({
  model_name: z.string(),
  model_version: z.string().nullish(),
  outputs: z.array(tensor.extend({ data: z.array(z.unknown()) })),
});

/** What a server says where it refuses. */
export const errorSchema = z.object({ error: z.string() });
