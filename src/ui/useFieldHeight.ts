// A text field as high as its text, where the browser has no `field-sizing` (Firefox, Safari before 26.2).
import { type RefObject, useLayoutEffect, useRef } from 'react';

const NATIVE = CSS.supports('field-sizing', 'content');

/** For the field that shows `value`. */
export function useFieldHeight(value: string): RefObject<HTMLTextAreaElement | null> {
  const field = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => {
    if (NATIVE || !field.current) return;
    const { style } = field.current;
    style.height = 'auto'; // else it would never shrink
    style.height = `${field.current.scrollHeight}px`;
  }, [value]);
  return field;
}
