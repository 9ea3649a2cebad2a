// The names that a pickle of weights may use; every other one is refused. Data only.
import type { StoredDType } from './types.ts';

export const STORAGES: Readonly<Record<string, StoredDType>> = {
  'torch DoubleStorage': 'F64', 'torch FloatStorage': 'F32', 'torch HalfStorage': 'F16',
  'torch BFloat16Storage': 'BF16', 'torch LongStorage': 'I64', 'torch IntStorage': 'I32', 'torch ShortStorage': 'I16',
  'torch CharStorage': 'I8', 'torch ByteStorage': 'U8', 'torch BoolStorage': 'BOOL',
}; // prettier-ignore
export const ORDERED_DICT = 'collections OrderedDict';
export const TENSOR = 'torch._utils _rebuild_tensor_v2';
export const PARAMETER = 'torch._utils _rebuild_parameter';
/** What training leaves in a checkpoint beside the weights. Nothing is made of them; the list is A1111's (modules/safe.py). */
const IDLE = [
  'pytorch_lightning.callbacks model_checkpoint',
  'pytorch_lightning.callbacks.model_checkpoint ModelCheckpoint',
  'torch.nn.modules.container ParameterDict',
  'numpy.core.multiarray scalar',
  'numpy.core.multiarray _reconstruct',
  'numpy._core.multiarray scalar',
  'numpy dtype',
  'numpy ndarray',
  '_codecs encode',
  '__builtin__ set',
  'builtins set',
];
export const IDLE_NAMES = new Set(IDLE);
export const NAMES = new Set([...Object.keys(STORAGES), ORDERED_DICT, TENSOR, PARAMETER, ...IDLE]);
