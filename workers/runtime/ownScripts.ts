// What a worker's policy lets through: onnxruntime-web starts its threads by `new Worker` itself, so the rule must be the
// default one of Trusted Types. Nothing but an address of the page's own host passes it, no blob: either.

interface Scope {
  readonly location: { readonly origin: string; readonly href: string };
  readonly trustedTypes?: {
    readonly defaultPolicy: unknown;
    createPolicy(name: 'default', rules: { readonly createScriptURL: (url: string) => string | null }): unknown;
  };
}

/** Once for each worker, before the runtime starts. Does nothing where there are no Trusted Types. */
export function trustOwnScripts(scope: Scope = globalThis): void {
  const { trustedTypes, location } = scope;
  if (!trustedTypes || trustedTypes.defaultPolicy) return;
  trustedTypes.createPolicy('default', {
    createScriptURL: (url) => (new URL(url, location.href).href.startsWith(`${location.origin}/`) ? url : null),
  });
}
