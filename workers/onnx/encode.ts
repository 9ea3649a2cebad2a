// A built graph as the bytes of an ONNX model, weights left outside in the virtual weight file. Reads no weight.
import { onnx } from 'onnx-proto';
import { DTYPE_CODES } from './builder.ts';
import {
  type Attribute,
  type BuiltGraph,
  type Constant,
  type EncodedModel,
  EXTERNAL_PATH,
  type Node,
} from './graph.ts';
import type { DType, Value, Weight, WeightSlot } from './graph.ts';

const OPSET = 17;
const IR_VERSION = 8;
/** Weights start at multiples of this, as WebGPU copies and SIMD loads like it. */
const ALIGNMENT = 64;
const ELEMENT_BYTES: Readonly<Record<DType, number>> = { float32: 4, float16: 2, int32: 4, int64: 8, bool: 1 };

/**
 * The model's bytes and where each weight lies in the file `EXTERNAL_PATH` that they refer to.
 * @param given weights that are inputs of each run instead, behind the graph's own
 */
export function encodeModel(graph: BuiltGraph, given: readonly Weight[] = []): EncodedModel {
  const slots = layOut(graph.weights.filter((weight) => !given.includes(weight)));
  const initializer = [...slots.map(externalTensor), ...graph.constants.map(constantTensor)];
  const model = {
    irVersion: IR_VERSION,
    producerName: 'inkling',
    opsetImport: [
      { domain: '', version: OPSET },
      { domain: 'com.microsoft', version: 1 },
    ],
    graph: { ...encodeGraph({ ...graph, inputs: [...graph.inputs, ...given] }), initializer },
  };
  const last = slots.at(-1);
  return {
    bytes: onnx.ModelProto.encode(model).finish(),
    slots,
    externalBytes: last ? last.offset + last.byteLength : 0,
  };
}

function layOut(weights: readonly Weight[]): WeightSlot[] {
  let end = 0;
  return weights.map((weight) => {
    const offset = Math.ceil(end / ALIGNMENT) * ALIGNMENT;
    const byteLength = weight.shape.reduce((bytes, side) => bytes * side, ELEMENT_BYTES[weight.dtype]);
    end = offset + byteLength;
    return { weight, offset, byteLength };
  });
}

function externalTensor({ weight, offset, byteLength }: WeightSlot): onnx.ITensorProto {
  const fields = { location: EXTERNAL_PATH, offset: String(offset), length: String(byteLength) };
  return {
    name: weight.name,
    dataType: DTYPE_CODES[weight.dtype],
    dims: [...weight.shape],
    dataLocation: onnx.TensorProto.DataLocation.EXTERNAL,
    externalData: Object.entries(fields).map(([key, value]) => ({ key, value })),
  };
}

function constantTensor({ name, dtype, shape, data }: Constant): onnx.ITensorProto {
  // ONNX wants little endian, which every browser's typed arrays are.
  const rawData = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  return { name, dataType: DTYPE_CODES[dtype], dims: [...shape], rawData };
}

function encodeGraph({ name, inputs, outputs, nodes }: BuiltGraph): onnx.IGraphProto {
  return { name, input: inputs.map(valueInfo), output: outputs.map(valueInfo), node: nodes.map(encodeNode) };
}

function valueInfo({ name, dtype, shape }: Value): onnx.IValueInfoProto {
  const dim = shape.map((side) => ({ dimValue: side }));
  return { name, type: { tensorType: { elemType: DTYPE_CODES[dtype], shape: { dim } } } };
}

function encodeNode({ name, op, domain, inputs, outputs, attributes }: Node): onnx.INodeProto {
  const attribute = Object.entries(attributes).map(([key, value]) => encodeAttribute(key, value));
  return { name, opType: op, domain, input: [...inputs], output: [...outputs], attribute };
}

function encodeAttribute(name: string, attribute: Attribute): onnx.IAttributeProto {
  const { AttributeType } = onnx.AttributeProto;
  if ('int' in attribute) return { name, type: AttributeType.INT, i: attribute.int };
  if ('float' in attribute) return { name, type: AttributeType.FLOAT, f: attribute.float };
  if ('string' in attribute) return { name, type: AttributeType.STRING, s: new TextEncoder().encode(attribute.string) };
  if ('ints' in attribute) return { name, type: AttributeType.INTS, ints: [...attribute.ints] };
  if ('floats' in attribute) return { name, type: AttributeType.FLOATS, floats: [...attribute.floats] };
  return { name, type: AttributeType.GRAPH, g: encodeGraph(attribute.graph) };
}
