// One button for each row of the table of tools.
import type { ReactElement } from 'react';
import { setTool } from '../draw.ts';
import { TOOL_ROWS } from '../../../drawing/tools.ts';
import { useT } from '../../../i18n/useT.ts';
import { useApp } from '../../../state/useApp.ts';
import { IconButton } from '../../../ui/Button.tsx';
import styles from './Tools.module.css';

export function ToolButtons(): ReactElement {
  const t = useT();
  const current = useApp((state) => state.tool);
  return (
    <div className={styles['group']}>
      {TOOL_ROWS.map(({ name, label, keys }) => (
        <IconButton
          key={name}
          icon={name}
          label={t(label)}
          keys={keys[0].toUpperCase()}
          aria-pressed={current === name}
          data-testid={`tool-${name}`}
          onClick={() => setTool(name)}
        />
      ))}
    </div>
  );
}
