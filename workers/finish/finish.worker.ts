// The finish's worker: the only thing here is the wiring.
import { expose } from '../rpc/expose.ts';
import type { Port } from '../rpc/wire.ts';
import { createFinish } from './finish.ts';

expose(createFinish(), globalThis as unknown as Port);
