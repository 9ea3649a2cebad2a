// The pack that cases speak of: made by a case's own make_pack.py, once a run.
import { spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Tools } from './case.ts';

/** @param script the path of make_pack.py, if a case has one. PYTHON names a Python that has torch, diffusers and transformers. */
export function casePack(script: string | null): Tools['pack'] {
  let made: ReturnType<Tools['pack']> | null = null;
  return () => {
    made ??= script === null ? { why: 'no case here has a make_pack.py' } : make(script);
    return made;
  };
}

function make(script: string): ReturnType<Tools['pack']> {
  const folder = join(mkdtempSync(join(tmpdir(), 'inkling-case-')), 'pack');
  const python = process.env['PYTHON'] ?? 'python3';
  const cwd = new URL('../..', import.meta.url);
  const env = { ...process.env, PYTHONPATH: 'python' };
  const { status, stderr, error } = spawnSync(python, [script, folder], { cwd, env, encoding: 'utf8' });
  if (status === 0) return { folder };
  const said = (error?.message ?? stderr).trim().split('\n').at(-1);
  return { why: `${python} could not make the pack (${said}); PYTHON=<one with torch and diffusers> can` };
}
