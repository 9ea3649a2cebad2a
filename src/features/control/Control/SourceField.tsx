// What a unit looks at. A file brings its own chooser and preprocessor.
import { type ReactElement, useState } from 'react';
import { setUnit } from '../control.ts';
import { setUnitFile, setUnitPreprocessor } from '../unitFile.ts';
import type { Unit, UnitSource } from '../../../state/control.ts';
import { useT } from '../../../i18n/useT.ts';
import { openQuestion } from '../../../photo/choice.ts';
import { useApp } from '../../../state/useApp.ts';
import { FileButton } from '../../../ui/FileButton.tsx';
import { Select } from '../../../ui/Select.tsx';
import { choices } from '../../photo/Photo/choices.ts';
import styles from './Control.module.css';
import { layerNames, sourceName } from './names.ts';

/** Options of the select that are no layer; a layer's is its id behind a mark. */
const PLAIN = ['drawing', 'map', 'file'] as const;
const LAYER = 'layer:';

export function SourceField({ unit }: { unit: Unit }): ReactElement {
  const t = useT();
  const { source } = unit;
  const drawing = useApp((state) => state.drawing);
  // "A file" is chosen before there is one.
  const [wantsFile, setWantsFile] = useState(false);
  const isFile = source.kind === 'file' || wantsFile;
  const layers = layerNames({ drawing }).map(({ id, name }) => ({
    value: LAYER + id,
    label: t('control:sourceLayer', { name }),
  }));
  const gone = source.kind === 'layer' && !layers.some(({ value }) => value === LAYER + source.layer);
  const options = [
    { value: 'drawing', label: t('control:sourceDrawing') },
    ...(layers.length > 1 || source.kind === 'layer' ? layers : []),
    ...(gone ? [{ value: LAYER + source.layer, label: sourceName(source, { drawing }) }] : []),
    { value: 'map', label: t('control:sourceMap') },
    { value: 'file', label: t('control:sourceFile') },
  ];
  const choose = (value: string): void => {
    setWantsFile(value === 'file');
    const next = sourceOf(value);
    if (next) setUnit(unit.id, { source: next });
  };
  const value = isFile ? 'file' : source.kind === 'layer' ? LAYER + source.layer : source.kind;
  return (
    <>
      <Select label={t('control:source')} testId="unit-source" value={value} options={options} onChange={choose} />
      {isFile && <FileField unit={unit} />}
    </>
  );
}

/** The source that an option stands for; null for a file, which must be chosen first. */
function sourceOf(value: string): UnitSource | null {
  if (value.startsWith(LAYER)) return { kind: 'layer', layer: value.slice(LAYER.length) };
  const kind = PLAIN.find((each) => each === value);
  return kind === undefined || kind === 'file' ? null : { kind };
}

function FileField({ unit }: { unit: Unit }): ReactElement {
  const t = useT();
  const { id, source } = unit;
  const photo = useApp((state) => state.photo);
  const file = source.kind === 'file' ? source : null;
  // What needs a download first is asked about in the photo panel only.
  const ready = choices().filter(({ value }) => !openQuestion({ ...photo, preprocessor: value }));
  const options = ready.map((choice) => (choice.value === 'none' ? { ...choice, label: t('control:asItIs') } : choice));
  return (
    <>
      <div className={styles['file']}>
        <FileButton
          icon="upload"
          look={file ? 'plain' : 'primary'}
          testId="unit-file"
          onFile={(chosen) => void setUnitFile(id, chosen)}
        >
          {t(file ? 'control:chooseAnother' : 'control:choose')}
        </FileButton>
      </div>
      {file && (
        <Select
          label={t('control:preprocessor')}
          testId="unit-preprocessor"
          value={file.preprocessor}
          options={options}
          onChange={(name) => void setUnitPreprocessor(id, name)}
        />
      )}
    </>
  );
}
