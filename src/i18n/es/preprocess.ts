import type { Dictionary } from '../machine/dictionary.ts';

export const preprocess: Dictionary<'preprocess'> = {
  'Canny edges': 'Bordes de Canny',
  'Thin white lines where colour changes sharply. Raise both thresholds for fewer lines.':
    'Líneas blancas finas donde el color cambia de golpe. Sube ambos umbrales para tener menos líneas.',
  'Low threshold': 'Umbral bajo',
  'High threshold': 'Umbral alto',
  'Depth (Depth Anything)': 'Profundidad (Depth Anything)',
  'How far away everything in a photo is: near things are white, far ones black.':
    'A qué distancia está todo en una foto: lo cercano es blanco, lo lejano negro.',
  'Depth from your own map': 'Profundidad de tu propio mapa',
  'Takes the picture for a depth map and spreads it from black (far) to white (near).':
    'Toma la imagen como mapa de profundidad y la extiende de negro (lejos) a blanco (cerca).',
  'Invert (near is dark)': 'Invertir (lo cercano es oscuro)',
  Invert: 'Invertir',
  'Dark lines on white paper become white lines on black.':
    'Las líneas oscuras sobre papel blanco pasan a ser blancas sobre negro.',
  'Line art': 'Arte lineal',
  'Dark lines on light paper become soft white lines on black: for scanned drawings and comics.':
    'Las líneas oscuras sobre papel claro pasan a ser blancas y suaves sobre negro: para dibujos escaneados y cómics.',
  'Line width (sigma)': 'Grosor de línea (sigma)',
  'Ignore lines fainter than': 'Ignorar líneas más tenues que',
  'Straight lines (M-LSD)': 'Líneas rectas (M-LSD)',
  'The straight lines of rooms, buildings and furniture. Raise the thresholds for fewer and longer ones.':
    'Las líneas rectas de habitaciones, edificios y muebles. Sube los umbrales para tener menos y más largas.',
  'Value threshold': 'Umbral de valor',
  'Distance threshold': 'Umbral de distancia',
  'Straight lines (LSD)': 'Líneas rectas (LSD)',
  'Straight white lines on black: for buildings, rooms and other things made by ruler. Needs no download.':
    'Líneas rectas blancas sobre negro: para edificios, habitaciones y otras cosas hechas con regla. No necesita descarga.',
  'Shortest line (pixels)': 'Línea más corta (píxeles)',
  'Least certainty (-log10 of false alarms)': 'Certeza mínima (-log10 de falsas alarmas)',
  'As it is': 'Tal como es',
  'The picture itself is the hint.': 'La propia imagen es la guía.',
  'Normals (Bae)': 'Normales (Bae)',
  'The directions in which the surfaces in a photo face, as colours.':
    'Hacia dónde miran las superficies de una foto, en colores.',
  'Normals from a depth map': 'Normales de un mapa de profundidad',
  'Turns a depth map (near = white) into the directions in which its surfaces face.':
    'Convierte un mapa de profundidad (cerca = blanco) en las direcciones de sus superficies.',
  'Background is darker than': 'El fondo es más oscuro que',
  Pose: 'Pose',
  'Finds the people in a photo and draws their heads, trunks and limbs as coloured sticks.':
    'Encuentra a las personas de una foto y dibuja cabezas, troncos y extremidades como palos de colores.',
  'Max. people': 'Máx. de personas',
  'Min. confidence': 'Confianza mín.',
  'Scribble (HED)': 'Garabato (HED)',
  "A photo as thick white strokes, made as for ControlNet's scribble nets.":
    'Una foto como trazos blancos gruesos, hechos como para las redes de garabatos de ControlNet.',
  Scribble: 'Garabato',
  'A photo as somebody might scribble it: thick white strokes along its boundaries. Works offline.':
    'Una foto como alguien la garabatearía: trazos blancos gruesos por sus contornos. Funciona sin conexión.',
  'Scribble (XDoG)': 'Garabato (XDoG)',
  'Strokes as of a pen along what is darker than its surroundings. Raise the threshold for fewer strokes.':
    'Trazos como de pluma por donde es más oscuro que alrededor. Sube el umbral para tener menos trazos.',
  Threshold: 'Umbral',
  Regions: 'Regiones',
  'What is where in a photo, by SegFormer: wall, sky, person and 147 other classes, each in its colour.':
    'Qué hay en cada sitio de una foto, con SegFormer: pared, cielo, persona y otras 147 clases, cada una en su color.',
  'Soft edges (HED)': 'Bordes suaves (HED)',
  "The boundaries of things in a photo, by the network that ControlNet's soft edge nets were trained with.":
    'Los contornos de las cosas de una foto, con la red con la que se entrenaron las redes de bordes suaves de ControlNet.',
  'Soft edges': 'Bordes suaves',
  'The boundaries of things in a photo, clear ones brighter. Works offline.':
    'Los contornos de las cosas de una foto, los claros más brillantes. Funciona sin conexión.',
  'Lighter pixels become white, the others black.': 'Los píxeles más claros pasan a blanco, los demás a negro.',
  Resolution: 'Resolución',
  nose: 'nariz',
  neck: 'cuello',
  'right shoulder': 'hombro derecho',
  'right elbow': 'codo derecho',
  'right wrist': 'muñeca derecha',
  'left shoulder': 'hombro izquierdo',
  'left elbow': 'codo izquierdo',
  'left wrist': 'muñeca izquierda',
  'right hip': 'cadera derecha',
  'right knee': 'rodilla derecha',
  'right ankle': 'tobillo derecho',
  'left hip': 'cadera izquierda',
  'left knee': 'rodilla izquierda',
  'left ankle': 'tobillo izquierdo',
  'right eye': 'ojo derecho',
  'left eye': 'ojo izquierdo',
  'right ear': 'oreja derecha',
  'left ear': 'oreja izquierda',
  'NVIDIA Source Code License for SegFormer: research and evaluation only, no commercial use':
    'NVIDIA Source Code License de SegFormer: solo investigación y evaluación, sin uso comercial',
  'MIT; trained on ScanNet, whose terms of use allow research only':
    'MIT; entrenada con ScanNet, cuyas condiciones solo permiten investigación',
  '{name} on Hugging Face ({who})': '{name} en Hugging Face ({who})',
  nothing: 'nada',
};
