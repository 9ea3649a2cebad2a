// What the page's TypeScript uses of the browser: every name that the compiler finds declared in its own libraries.
import { relative } from 'node:path';
import ts from 'typescript';
import { sinceOf } from './compat.ts';

/** MDN's path -> one place that uses it. */
export type Used = ReadonlyMap<string, string>;

/** The features of these names that the sources of the projects use, test files apart. */
export function usedApis(projects: readonly string[], names: ReadonlySet<string>): Used {
  const used = new Map<string, string>();
  for (const project of projects) {
    const read = ts.getParsedCommandLineOfConfigFile(
      project,
      {},
      { ...ts.sys, onUnRecoverableConfigFileDiagnostic: fail },
    );
    if (!read) throw new Error(`${project} cannot be read`);
    const program = ts.createProgram(read.fileNames, read.options);
    const checker = program.getTypeChecker();
    const own = program
      .getSourceFiles()
      .filter((file) => !file.isDeclarationFile && !/node_modules|\.test\./.test(file.fileName));
    for (const file of own) {
      const visit = (node: ts.Node): void => {
        if (ts.isTypeNode(node)) return; // types cost nothing
        if (ts.isIdentifier(node) && names.has(node.text)) {
          for (const path of pathsOf(node, checker, program)) {
            if (used.has(path)) continue;
            const { line } = file.getLineAndCharacterOfPosition(node.getStart());
            used.set(path, `${relative('.', file.fileName)}:${line + 1}`);
          }
        }
        ts.forEachChild(node, visit);
      };
      visit(file);
    }
  }
  return used;
}

function fail(diagnostic: ts.Diagnostic): never {
  throw new Error(ts.flattenDiagnosticMessageText(diagnostic.messageText, '\n'));
}

/** TypeScript's names that MDN tells under another one. */
const ALIASES: Readonly<Record<string, string>> = {
  ReadonlyArray: 'Array',
  ReadonlySet: 'Set',
  ReadonlyMap: 'Map',
  IteratorObject: 'Iterator',
  CallableFunction: 'Function',
  ...Object.fromEntries(
    [
      'Int8',
      'Uint8',
      'Uint8Clamped',
      'Int16',
      'Uint16',
      'Int32',
      'Uint32',
      'Float16',
      'Float32',
      'Float64',
      'BigInt64',
      'BigUint64',
    ].map((kind) => [`${kind}Array`, 'TypedArray']),
  ),
};

/** MDN's entries for the browser feature that this name stands for. */
function pathsOf(node: ts.Identifier, checker: ts.TypeChecker, program: ts.Program): readonly string[] {
  const symbol = checker.getSymbolAtLocation(node);
  const declarations = (symbol?.declarations ?? []).filter(
    (each) => program.isSourceFileDefaultLibrary(each.getSourceFile()) || /@webgpu/.test(each.getSourceFile().fileName),
  );
  if (declarations.length === 0) return [];
  const name = node.text;
  const owners = new Set(declarations.map(ownerOf).filter((owner) => owner !== undefined));
  if (owners.size === 0) return known([`api.${name}`, `api.Window.${name}`, `javascript.builtins.${name}`]).slice(0, 1);
  // Mixins are no interfaces to MDN: then the type of what stands before the dot tells.
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent) && parent.name === node) {
    const type = checker.getTypeAtLocation(parent.expression);
    for (const each of type.isUnion() ? type.types : [type]) owners.add(each.symbol?.name ?? '');
  }
  return known(
    [...owners].flatMap((owner) => {
      const plain = owner.replace(/Constructor$/, '');
      const mdn = ALIASES[plain] ?? plain;
      return [`api.${mdn}.${name}`, `api.${mdn}.${name}_static`, `javascript.builtins.${mdn}.${name}`];
    }),
  );
}

const known = (paths: readonly string[]): readonly string[] => paths.filter((path) => sinceOf(path) !== undefined);

/** The interface or namespace in which a member is declared; undefined for globals. */
function ownerOf(declaration: ts.Declaration): string | undefined {
  const { parent } = declaration;
  if (ts.isInterfaceDeclaration(parent)) return parent.name.text;
  if (ts.isTypeLiteralNode(parent) && ts.isVariableDeclaration(parent.parent)) return parent.parent.name.getText();
  if (ts.isModuleBlock(parent)) return parent.parent.name.getText();
  const list = parent.parent?.parent; // `var` in a namespace
  return list && ts.isModuleBlock(list) ? list.parent.name.getText() : undefined;
}
