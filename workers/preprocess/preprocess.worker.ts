// The preprocessors' worker: the only thing here is the wiring.
import { expose } from '../rpc/expose.ts';
import type { Port } from '../rpc/wire.ts';
import { createPreprocess } from './preprocess.ts';

expose(createPreprocess(), globalThis as unknown as Port);
