// The rules of the house, held by a machine: layers, sizes, types.
import importX from 'eslint-plugin-import-x';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import reactHooks from 'eslint-plugin-react-hooks';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

const CODE = ['**/*.ts', '**/*.tsx'];
const TESTS = ['**/*.test.ts', 'workers/testing/**', 'e2e/**', 'bench/**'];

/** `room` may import from nothing in `workers/` but itself and `allowed`. */
const room = (name, allowed, message) => ({
  target: `./workers/${name}/**/!(*.test).ts`,
  from: './workers',
  except: [name, 'errors.ts', ...allowed].map((path) => `./${path}`),
  message,
});

/** The rooms of src/: each imports only from those below it. Types too: nothing here is a circle. */
const HOUSE = [
  // What a person does there; what is composed stands over what it is composed of.
  'features/shell',
  'features/sharing',
  'features/library',
  'features/making',
  'features/control',
  'features/photo',
  'features/models',
  // Surfaces. The canvas draws with the actions of drawing.
  'canvas',
  'features/drawing',
  'editors',
  'pwa',
  'notices',
  // What is kept, sent and asked for.
  'library',
  'share',
  'jobs',
  'finish',
  'control',
  'presets',
  // Data only.
  'state',
  'catalogue',
  'photo',
  'words',
  // Who talks to workers.
  'machine',
  // Pure documents, bytes, and the ground.
  'drawing',
  'files',
  'ui',
  'i18n',
];

const LAYERS = [
  { target: './workers', from: './src', message: 'The machine knows nothing of the app.' },
  { target: './workers/errors.ts', from: './workers/*/**', message: 'errors.ts is the floor: it imports nothing.' },
  room('rpc', [], 'rpc carries any API: it knows no method and no type of the machine.'),
  room('numerics', [], 'numerics is pure arithmetic: it imports nothing.'),
  room('image', [], 'image is pure functions on pixels: it imports nothing.'),
  room('onnx', [], 'onnx writes any graph: it knows no model and no runtime.'),
  room(
    'weights',
    ['numerics', 'onnx/graph.ts'],
    'weights serves tensors to whoever asks; of a graph it knows only the types.',
  ),
  room('samplers', ['numerics'], 'samplers are pure functions over a denoiser.'),
  room('models', ['onnx'], 'models turns a config into a graph; it neither loads nor runs anything.'),
  room('runtime', ['onnx', 'weights'], 'runtime runs any graph: it knows no model and no recipe.'),
  room(
    'pipeline',
    ['models', 'samplers', 'weights', 'runtime', 'image', 'numerics', 'onnx/graph.ts', 'engine/api.ts', 'rpc/types.ts'],
    'pipeline is the recipe: of the engine it knows only the types.',
  ),
  room(
    'preprocess',
    ['image', 'numerics', 'rpc', 'runtime', 'models', 'weights', 'onnx'],
    'Preprocessors know no pipeline.',
  ),
  room('finish', ['image', 'rpc'], 'finish is pure functions of pixels and lines: it knows no model and no pipeline.'),
  {
    target: './src',
    from: './workers',
    except: [
      './errors.ts',
      './rpc',
      './engine/api.ts',
      './finish/api.ts',
      // Their addresses, for `new Worker`: nothing of them is in the page.
      './engine/engine.worker.ts',
      './finish/finish.worker.ts',
      './preprocess/preprocess.worker.ts',
      // Pure and small: what shows and saves a clean picture on the page.
      './finish/paint.ts',
      './finish/svg.ts',
      './preprocess/api.ts',
      './preprocess/list.ts',
      './preprocess/params.ts',
      './preprocess/pixelPerfect.ts',
      // What is drawn by hand on the page and by a preprocessor in the worker: pure and small.
      './preprocess/openpose/pose.ts',
      './preprocess/seg_ofade20k/palette.ts',
    ],
    message: "The app sees the machine's doors (rpc, */api.ts, errors), never what lies behind them.",
  },
  ...HOUSE.slice(1).map((name, above) => ({
    target: `./src/${name}/**/!(*.test).ts?(x)`,
    from: HOUSE.slice(0, above + 1).map((upper) => `./src/${upper}`),
    message: `${name}/ stands below: it imports what is further down the list in eslint.config.js.`,
  })),
  {
    target: ['./src', './workers'],
    from: ['./e2e', './bench', './scripts', './python'],
    message: 'Tools look at the house from outside.',
  },
];

/** Only `where` may import the package, so that it can be replaced in one place. */
const ONLY_IN = [
  ['onnxruntime-web', ['workers/runtime/**'], 'Only workers/runtime knows the inference library.'],
  ['onnx-proto', ['workers/onnx/**'], 'Only workers/onnx knows the file format.'],
  ['@huggingface/tokenizers', ['workers/pipeline/**'], 'Only the pipeline tokenizes.'],
  ['zustand', ['src/state/**'], 'Only src/state knows the store library.'],
];
const packageRules = (except) => [
  'error',
  {
    patterns: ONLY_IN.filter(([name]) => name !== except).map(([name, , message]) => ({
      group: [name, `${name}/*`],
      message,
    })),
  },
];

export default defineConfig(
  { ignores: ['dist/', '.cache/', 'python/', 'node_modules/', 'public/', 'test-results/', 'playwright-report/'] },
  {
    files: CODE,
    extends: [tseslint.configs.strictTypeChecked],
    plugins: { 'import-x': importX },
    languageOptions: {
      parserOptions: {
        project: ['tsconfig.workers.json', 'tsconfig.app.json', 'tsconfig.node.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    settings: { 'import-x/resolver-next': [createTypeScriptImportResolver({ project: 'tsconfig.base.json' })] },
    rules: {
      'max-lines': ['error', { max: 250, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
      eqeqeq: 'error',
      'no-console': 'error',
      'no-restricted-syntax': [
        'error',
        { selector: 'TSEnumDeclaration', message: 'A union of literals: enums are not erasable.' },
        { selector: 'ExportAllDeclaration', message: 'Name what you export.' },
        { selector: 'ExportDefaultDeclaration', message: 'A named export keeps its name wherever it goes.' },
      ],
      'no-restricted-imports': packageRules(),
      'import-x/no-restricted-paths': ['error', { basePath: import.meta.dirname, zones: LAYERS }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      // `() => done(x)` and `(settle(), resolve(x))` are clear enough.
      '@typescript-eslint/no-confusing-void-expression': 'off',
      '@typescript-eslint/no-deprecated': [
        'error',
        // The successor wants a whole GPUDevice of ours; this only prefers the faster of two GPUs.
        { allow: [{ from: 'package', package: 'onnxruntime-common', name: 'powerPreference' }] },
      ],
      // The DOM's types promise more than browsers keep (navigator.gpu), and workers/ index unchecked.
      '@typescript-eslint/no-unnecessary-condition': 'off',
      // connect<Api>, expose<Api>: the type argument is the point.
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
    },
  },
  ...ONLY_IN.map(([name, files]) => ({ files, rules: { 'no-restricted-imports': packageRules(name) } })),
  { files: ['src/**'], plugins: { 'react-hooks': reactHooks }, rules: reactHooks.configs.recommended.rules },
  // Tables of words grow with what there is to say.
  { files: ['src/i18n/*/*.ts'], rules: { 'max-lines': 'off' } },
  {
    files: ['*.config.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    files: TESTS,
    rules: {
      'max-lines-per-function': 'off',
      'no-restricted-imports': 'off',
      'no-console': 'off',
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      // Tests read JSON that they wrote themselves.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
    },
  },
);
