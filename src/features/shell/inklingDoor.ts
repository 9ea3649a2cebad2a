// `window.inkling` from the first moment on. What is behind it, engine and all, is a script of its own that comes at the first call.
import { AppError, ERROR_CODES } from '../../../workers/errors.ts';
import { t } from '../../i18n/i18n.ts';
import type { InklingApi } from './inkling.ts';

export interface DoorParts {
  readonly version: string;
  readonly backend: InklingApi['backend'];
  /** Makes the API; called once, again only where its code could not be had. */
  readonly load: () => Promise<InklingApi>;
}

/** The API, which loads itself. */
export function inklingDoor({ version, backend, load }: DoorParts): InklingApi {
  let loading: Promise<InklingApi> | null = null;
  let inner: InklingApi | null = null;
  const inside = async <T>(call: (api: InklingApi) => Promise<T>): Promise<T> => {
    loading ??= load();
    try {
      inner = await loading;
    } catch (error) {
      loading = null;
      throw new AppError('download', t('shell:sheetMissing'), '', { cause: error });
    }
    return call(inner);
  };
  return {
    version,
    errors: ERROR_CODES,
    backend: () => inner?.backend() ?? backend(),
    ready: () => inside((api) => api.ready()),
    packs: () => inside((api) => api.packs()),
    loadPack: (...args) => inside((api) => api.loadPack(...args)),
    models: () => inside((api) => api.models()),
    addModel: (...args) => inside((api) => api.addModel(...args)),
    removeModel: (...args) => inside((api) => api.removeModel(...args)),
    renameModel: (...args) => inside((api) => api.renameModel(...args)),
    generate: (...args) => inside((api) => api.generate(...args)),
    preprocess: (...args) => inside((api) => api.preprocess(...args)),
    finish: (...args) => inside((api) => api.finish(...args)),
    readSettings: (...args) => inside((api) => api.readSettings(...args)),
    pose: { render: (...args) => inside((api) => api.pose.render(...args)) },
    share: { link: () => inside((api) => api.share.link()), open: (link) => inside((api) => api.share.open(link)) },
  };
}
