// The engine's worker: the only thing here is the wiring.
import { expose } from '../rpc/expose.ts';
import type { Port } from '../rpc/wire.ts';
import { createEngine } from './engine.ts';

expose(createEngine(), globalThis as unknown as Port);
