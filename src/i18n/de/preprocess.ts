import type { Dictionary } from '../machine/dictionary.ts';

export const preprocess: Dictionary<'preprocess'> = {
  'Canny edges': 'Canny-Kanten',
  'Thin white lines where colour changes sharply. Raise both thresholds for fewer lines.':
    'Dünne weiße Linien, wo die Farbe sich stark ändert. Höhere Schwellen ergeben weniger Linien.',
  'Low threshold': 'Untere Schwelle',
  'High threshold': 'Obere Schwelle',
  'Depth (Depth Anything)': 'Tiefe (Depth Anything)',
  'How far away everything in a photo is: near things are white, far ones black.':
    'Wie weit weg alles auf einem Foto ist: Nahes ist weiß, Fernes schwarz.',
  'Depth from your own map': 'Tiefe aus deiner eigenen Karte',
  'Takes the picture for a depth map and spreads it from black (far) to white (near).':
    'Nimmt das Bild als Tiefenkarte und spreizt es von Schwarz (fern) bis Weiß (nah).',
  'Invert (near is dark)': 'Umkehren (Nahes ist dunkel)',
  Invert: 'Umkehren',
  'Dark lines on white paper become white lines on black.':
    'Dunkle Linien auf weißem Papier werden weiße Linien auf Schwarz.',
  'Line art': 'Strichzeichnung',
  'Dark lines on light paper become soft white lines on black: for scanned drawings and comics.':
    'Dunkle Linien auf hellem Papier werden weiche weiße Linien auf Schwarz: für gescannte Zeichnungen und Comics.',
  'Line width (sigma)': 'Linienbreite (Sigma)',
  'Ignore lines fainter than': 'Blassere Linien weglassen als',
  'Straight lines (M-LSD)': 'Gerade Linien (M-LSD)',
  'The straight lines of rooms, buildings and furniture. Raise the thresholds for fewer and longer ones.':
    'Die geraden Linien von Räumen, Gebäuden und Möbeln. Höhere Schwellen ergeben weniger und längere.',
  'Value threshold': 'Schwelle des Werts',
  'Distance threshold': 'Schwelle des Abstands',
  'Straight lines (LSD)': 'Gerade Linien (LSD)',
  'Straight white lines on black: for buildings, rooms and other things made by ruler. Needs no download.':
    'Gerade weiße Linien auf Schwarz: für Gebäude, Räume und anderes mit dem Lineal Gemachte. Braucht keinen Download.',
  'Shortest line (pixels)': 'Kürzeste Linie (Pixel)',
  'Least certainty (-log10 of false alarms)': 'Geringste Gewissheit (-log10 der Fehlalarme)',
  'As it is': 'Wie es ist',
  'The picture itself is the hint.': 'Das Bild selbst ist die Vorlage.',
  'Normals (Bae)': 'Normalen (Bae)',
  'The directions in which the surfaces in a photo face, as colours.':
    'Wohin die Oberflächen auf einem Foto zeigen, als Farben.',
  'Normals from a depth map': 'Normalen aus einer Tiefenkarte',
  'Turns a depth map (near = white) into the directions in which its surfaces face.':
    'Macht aus einer Tiefenkarte (nah = weiß) die Richtungen, in die ihre Oberflächen zeigen.',
  'Background is darker than': 'Hintergrund ist dunkler als',
  Pose: 'Pose',
  'Finds the people in a photo and draws their heads, trunks and limbs as coloured sticks.':
    'Findet die Menschen auf einem Foto und zeichnet Köpfe, Rümpfe und Glieder als farbige Stäbe.',
  'Max. people': 'Max. Personen',
  'Min. confidence': 'Min. Konfidenz',
  'Scribble (HED)': 'Kritzelei (HED)',
  "A photo as thick white strokes, made as for ControlNet's scribble nets.":
    'Ein Foto als dicke weiße Striche, wie für die Kritzelnetze von ControlNet gemacht.',
  Scribble: 'Kritzelei',
  'A photo as somebody might scribble it: thick white strokes along its boundaries. Works offline.':
    'Ein Foto, wie jemand es kritzeln würde: dicke weiße Striche an seinen Grenzen. Geht ohne Netz.',
  'Scribble (XDoG)': 'Kritzelei (XDoG)',
  'Strokes as of a pen along what is darker than its surroundings. Raise the threshold for fewer strokes.':
    'Striche wie von einem Stift an dem entlang, was dunkler ist als seine Umgebung. Eine höhere Schwelle ergibt weniger Striche.',
  Threshold: 'Schwelle',
  Regions: 'Bereiche',
  'What is where in a photo, by SegFormer: wall, sky, person and 147 other classes, each in its colour.':
    'Was wo auf einem Foto ist, mit SegFormer: Wand, Himmel, Person und 147 andere Klassen, jede in ihrer Farbe.',
  'Soft edges (HED)': 'Weiche Kanten (HED)',
  "The boundaries of things in a photo, by the network that ControlNet's soft edge nets were trained with.":
    'Die Grenzen der Dinge auf einem Foto, mit dem Netz, an dem ControlNets Netze für weiche Kanten gelernt haben.',
  'Soft edges': 'Weiche Kanten',
  'The boundaries of things in a photo, clear ones brighter. Works offline.':
    'Die Grenzen der Dinge auf einem Foto, klare heller. Geht ohne Netz.',
  'Lighter pixels become white, the others black.': 'Hellere Pixel werden weiß, die anderen schwarz.',
  Resolution: 'Auflösung',
  nose: 'Nase',
  neck: 'Hals',
  'right shoulder': 'rechte Schulter',
  'right elbow': 'rechter Ellbogen',
  'right wrist': 'rechtes Handgelenk',
  'left shoulder': 'linke Schulter',
  'left elbow': 'linker Ellbogen',
  'left wrist': 'linkes Handgelenk',
  'right hip': 'rechte Hüfte',
  'right knee': 'rechtes Knie',
  'right ankle': 'rechter Knöchel',
  'left hip': 'linke Hüfte',
  'left knee': 'linkes Knie',
  'left ankle': 'linker Knöchel',
  'right eye': 'rechtes Auge',
  'left eye': 'linkes Auge',
  'right ear': 'rechtes Ohr',
  'left ear': 'linkes Ohr',
  'NVIDIA Source Code License for SegFormer: research and evaluation only, no commercial use':
    'NVIDIA Source Code License für SegFormer: nur für Forschung und Erprobung, nicht gewerblich',
  'MIT; trained on ScanNet, whose terms of use allow research only':
    'MIT; an ScanNet angelernt, dessen Bedingungen nur Forschung erlauben',
  '{name} on Hugging Face ({who})': '{name} bei Hugging Face ({who})',
  nothing: 'nichts',
};
