import { describe, expect, it } from 'vitest';
import { entriesImportedBy } from './workerEntries.ts';

describe('entriesImportedBy', () => {
  it('finds every kind of import of an entry', () => {
    const code =
      'import{n as e}from"./engine.worker-b22yFjd8.js";export*from"./zip.worker-aaaaaaaa.js";' +
      'import"./sketch.worker-_-aB0123.js";const x=()=>import(`./preprocess.worker-DVC4HlW7.js`);';
    expect(entriesImportedBy(code)).toEqual([
      'engine.worker-b22yFjd8.js',
      'zip.worker-aaaaaaaa.js',
      'sketch.worker-_-aB0123.js',
      'preprocess.worker-DVC4HlW7.js',
    ]);
  });

  it('lets a worker be started and other chunks be imported', () => {
    const code =
      'import{t}from"./engine-BnumOatI.js";new Worker(new URL("/assets/engine.worker-b22yFjd8.js",import.meta.url),{type:"module"})';
    expect(entriesImportedBy(code)).toEqual([]);
  });
});
