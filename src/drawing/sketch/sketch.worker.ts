// Cleaning a sketch of a million pixels takes longer than a frame: it is done here. The only thing here is the wiring.
import { expose } from '../../../workers/rpc/expose.ts';
import type { Port } from '../../../workers/rpc/wire.ts';
import type { SketchApi } from './api.ts';
import { cleanSketch } from './clean.ts';

const api: SketchApi = { clean: (photo) => Promise.resolve(cleanSketch(photo)) };
expose(api, globalThis as unknown as Port);
