"""Writes fixtures/resize.json: small images resized by Pillow, for workers/image/resize.ts. Bytes must be equal."""
import json
from pathlib import Path

import numpy as np
import PIL
from PIL import Image
rng=np.random.default_rng(7)
cases=[]
for (w,h,W,H) in [(13,9,8,8),(8,8,24,16),(1,1,5,4),(40,3,7,11),(64,48,16,16)]:
    yy,xx=np.mgrid[0:h,0:w]
    a=((xx*37+yy*91)[...,None]+rng.integers(0,120,(h,w,3)))%256
    im=Image.fromarray(a.astype(np.uint8))
    out=np.asarray(im.resize((W,H),Image.LANCZOS))
    cases.append(dict(width=w,height=h,data=im.tobytes().hex(),to=[W,H],out=out.tobytes().hex()))
json.dump(dict(origin=f'Pillow {PIL.__version__}, Image.resize(LANCZOS), python/golden/resize.py',tolerance=0,cases=cases),(Path(__file__).parent / 'fixtures' / 'resize.json').open('w'))
