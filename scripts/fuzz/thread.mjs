// One reader's run, in a thread: tells which input it is at, and its result at the end.
import { parentPort, workerData } from 'node:worker_threads';
import { runnerImport } from 'vite';

const { name, count, seed, at } = workerData;
const { module } = await runnerImport(new URL('./readers.ts', import.meta.url).pathname);
const reader = module.READERS.find((each) => each.name === name);
parentPort.postMessage(await module.fuzz(reader, count, seed, (index) => Atomics.store(at, 0, index)));
