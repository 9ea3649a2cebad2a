// Holds the machine to its dictionaries: what workers say to a user is listed, so that every language has it.
import { readdirSync, readFileSync } from 'node:fs';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { JOINTS } from '../../../workers/preprocess/openpose/pose.ts';
import { sliders } from '../../../workers/preprocess/params.ts';
import { CLASSES } from '../../../workers/preprocess/seg_ofade20k/palette.ts';
import { PREPROCESSORS } from '../../../workers/preprocess/list.ts';
import { classes } from './classes.ts';
import { errors } from './errors.ts';
import { files as ofFiles } from './files.ts';
import { phrasebook } from './phrasebook.ts';
import { preprocess } from './preprocess.ts';

/** Only callers of `window.inkling` meet these: programmers. */
const FOR_PROGRAMMERS = [
  'src/machine/check.ts',
  'src/machine/pose.ts',
  'workers/finish/finish.ts',
  'workers/models/compact.ts',
  'workers/preprocess/params.ts',
];

/** Everything that a dictionary knows comes back as a star. */
const say = phrasebook(
  Object.fromEntries([...classes, ...errors, ...ofFiles, ...preprocess].map((sentence) => [sentence, '*'])),
);
/** What has no words of its own (`{}: {}`) is not looked up. */
const isUnknown = (text: string): boolean => /[a-z]/i.test(text) && say(text) !== '*';
/** A licence's name is its name. */
const isName = (text: string): boolean => /^[\w.-]*$/.test(text);

describe('preprocessors', () => {
  it.each(PREPROCESSORS)('$name has its words listed', (meta) => {
    const { title, about, weights } = meta;
    const all = [
      title,
      about,
      ...sliders(meta).map(({ label }) => label),
      weights?.licence ?? '',
      weights?.source ?? '',
    ];
    expect(all.filter((text) => !isName(text) && isUnknown(text))).toEqual([]);
  });

  it('lists the classes', () => expect(classes).toEqual(CLASSES.map(({ name }) => name)));

  it('lists the joints', () => expect(JOINTS.filter(isUnknown)).toEqual([]));
});

describe('errors', () => {
  const files = ['src', 'workers']
    .flatMap((folder) => readdirSync(folder, { recursive: true }).map((path) => `${folder}/${String(path)}`))
    .filter((path) => /(?<!\.test)\.tsx?$/.test(path) && !FOR_PROGRAMMERS.includes(path));

  it.each(files.filter((path) => readFileSync(path, 'utf8').includes('new AppError(')))('of %s are listed', (path) => {
    expect(sentencesOf(path).filter(isUnknown)).toEqual([]);
  });
});

/** Message and hint of every `new AppError(...)` that stand there as text. A bug's message is for its report. */
function sentencesOf(path: string): readonly string[] {
  const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isNewExpression(node) && node.expression.getText() === 'AppError') {
      const [code, message, hint] = node.arguments ?? [];
      if (message && code?.getText() !== "'bug'") found.push(...textsOf(message));
      if (hint) found.push(...textsOf(hint));
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** A literal's text with `{...}` for its values; both of a choice; nothing for names. */
function textsOf(node: ts.Node): readonly string[] {
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (ts.isConditionalExpression(node)) return [...textsOf(node.whenTrue), ...textsOf(node.whenFalse)];
  if (!ts.isTemplateExpression(node)) return [];
  return [node.head.text + node.templateSpans.map(({ literal }) => `{}${literal.text}`).join('')];
}
