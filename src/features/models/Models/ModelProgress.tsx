// How far the model is, in words and as a bar.
import type { ReactElement } from 'react';
import { useApp } from '../../../state/useApp.ts';
import { engineText } from '../progressText.ts';
import styles from './Models.module.css';

export function ModelProgress(): ReactElement {
  const engine = useApp((state) => state.engine);
  const { text, share } = engineText(engine);
  return (
    <label className={styles['progress']} data-testid="model-progress">
      {text}
      <progress {...(share !== null && { value: share })} max={1} />
    </label>
  );
}
