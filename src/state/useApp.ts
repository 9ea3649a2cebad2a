// React's view of the store: one hook.
import { useStore } from 'zustand';
import { store } from './store.ts';
import type { AppState } from './types.ts';

/** The selected part of the state; select values, not fresh objects. */
export function useApp<T>(select: (state: AppState) => T): T {
  return useStore(store, select);
}
