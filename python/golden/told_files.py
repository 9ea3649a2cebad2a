"""Writes fixtures/told-files.json: tiny pictures that carry one A1111 text in every place and encoding that programs use, for
src/files/exifTexts.ts and src/files/stealth.ts. Pillow writes the files; a TIFF block by hand stands where Pillow
cannot write what other programs did (either byte order, UserComment in the first directory)."""
import base64
import gzip
import io
import json
import struct
from pathlib import Path

import PIL
from PIL import Image, PngImagePlugin

TEXT = (
    "a lamp, 家, ein Häuschen\nNegative prompt: fog\n"
    "Steps: 11, Sampler: Euler a, CFG scale: 4.5, Seed: 31, Size: 64x72, Model: paper, Version: v1.10.1"
)
ASCII = TEXT.replace("家", "house").replace("ä", "a")
picture = Image.new("RGB", (8, 8), "#c33")


def tiff(order: str, value: bytes, *, first: bool = False, kind: int = 7) -> bytes:
    """One UserComment, in the EXIF directory or in the first one."""
    def entry(tag: int, kind: int, count: int, at: int) -> bytes:
        return struct.pack(order + "HHII", tag, kind, count, at)

    head = (b"II" if order == "<" else b"MM") + struct.pack(order + "HI", 42, 8)
    directory = lambda e: struct.pack(order + "H", 1) + e + struct.pack(order + "I", 0)
    if first:
        return head + directory(entry(0x9286, kind, len(value), 26)) + value
    return head + directory(entry(0x8769, 4, 1, 26)) + directory(entry(0x9286, kind, len(value), 44)) + value


def save(kind: str, **options) -> bytes:
    if kind == "JPEG" and isinstance(options.get("exif"), bytes):
        options["exif"] = b"Exif\0\0" + options["exif"]  # which Pillow adds to its own blocks only
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


UNICODE, PLAIN, NONE = b"UNICODE\0", b"ASCII\0\0\0", b"\0" * 8
EXIF = {
    "utf-16be": tiff("<", UNICODE + TEXT.encode("utf-16be")),
    "utf-16le": tiff("<", UNICODE + TEXT.encode("utf-16le")),
    "utf-16be in big-endian": tiff(">", UNICODE + TEXT.encode("utf-16be")),
    "utf-16le in big-endian": tiff(">", UNICODE + TEXT.encode("utf-16le")),
    "utf-16 with its mark": tiff("<", UNICODE + b"\xff\xfe" + TEXT.encode("utf-16le")),
    "utf-8": tiff("<", UNICODE + TEXT.encode()),
    "no encoding named": tiff("<", NONE + TEXT.encode()),
    "no eight bytes": tiff("<", TEXT.encode()),
    "ascii": tiff(">", PLAIN + ASCII.encode()),
    "in the first directory, as bytes": tiff("<", UNICODE + TEXT.encode("utf-16be"), first=True, kind=1),
    "in the first directory, undefined": tiff(">", UNICODE + TEXT.encode("utf-16be"), first=True),
}
XMP = (
    '<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF '
    'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:exif="http://ns.adobe.com/exif/1.0/">'
    "<exif:UserComment><rdf:Alt><rdf:li xml:lang=\"x-default\">" + TEXT.replace("\n", "&#10;") +
    "</rdf:li></rdf:Alt></exif:UserComment></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end=\"w\"?>"
).encode()


def display_p3() -> bytes:
    """An ICC profile of Display P3: its primaries under D50, and a gamma of 2.2."""
    def fixed(value: float) -> bytes:
        return struct.pack(">i", round(value * 65536))

    def xyz(*values: float) -> bytes:
        return b"XYZ \0\0\0\0" + b"".join(map(fixed, values))

    tags = {
        b"desc": b"desc\0\0\0\0" + struct.pack(">I", 11) + b"Display P3\0" + b"\0" * 78,
        b"cprt": b"text\0\0\0\0none\0",
        b"wtpt": xyz(0.9642, 1.0, 0.8249),
        b"rXYZ": xyz(0.51512, 0.24120, -0.00105),
        b"gXYZ": xyz(0.29198, 0.69225, 0.04189),
        b"bXYZ": xyz(0.15710, 0.06657, 0.78407),
        b"rTRC": b"curv\0\0\0\0" + struct.pack(">IHH", 1, 563, 0),
    }
    order, table, data = list(tags) + [b"gTRC", b"bTRC"], b"", b""
    at = 128 + 4 + 12 * len(order)
    places = {}
    for name, value in tags.items():
        value += b"\0" * (-len(value) % 4)
        places[name] = (at + len(data), len(tags[name]))
        data += value
    for name in order:
        table += struct.pack(">4sII", name, *places.get(name, places[b"rTRC"]))
    size = at + len(data)
    head = struct.pack(">I4s4s4s4s4s12s4s", size, b"none", b"\2\x10\0\0", b"mntr", b"RGB ", b"XYZ ", b"\0" * 12, b"acsp")
    head = head.ljust(68, b"\0") + fixed(0.9642) + fixed(1.0) + fixed(0.8249)
    return head.ljust(128, b"\0") + struct.pack(">I", len(order)) + table + data


def profiled() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (8, 8), (200, 40, 30)).save(out, "PNG", icc_profile=display_p3())
    return out.getvalue()


def lines_on_nothing() -> bytes:
    image = Image.new("RGBA", (64, 64), (0, 0, 0, 0))
    image.paste((255, 255, 255, 255), (8, 28, 56, 36))
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def described() -> bytes:
    exif = Image.Exif()
    exif[0x010E] = ASCII
    return save("JPEG", exif=exif)


def png(write) -> bytes:
    info = PngImagePlugin.PngInfo()
    write(info)
    return save("PNG", pnginfo=info)


def stealth(packed: bool) -> bytes:
    data = gzip.compress(TEXT.encode(), mtime=0) if packed else TEXT.encode()
    whole = (b"stealth_pngcomp" if packed else b"stealth_pnginfo") + struct.pack(">I", 8 * len(data)) + data
    bits = [(byte >> (7 - i)) & 1 for byte in whole for i in range(8)]
    width, height = 40, 50
    image = Image.new("RGBA", (width, height), (200, 40, 30, 255))
    for i, bit in enumerate(bits):
        x, y = divmod(i, height)
        image.putpixel((x, y), (200, 40, 30, 254 | bit))
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue(), image.tobytes(), width, height


files = [
    *[(f"{kind}, {name}", kind, ASCII if name == "ascii" else TEXT, save(kind, exif=block))
      for name, block in EXIF.items() for kind in ("JPEG", "WEBP", "PNG")],
    ("JPEG, ImageDescription", "JPEG", ASCII, described()),
    ("JPEG, comment", "JPEG", TEXT, save("JPEG", comment=TEXT.encode())),
    ("JPEG, XMP", "JPEG", TEXT, save("JPEG", xmp=XMP)),
    ("WEBP, XMP", "WEBP", TEXT, save("WEBP", xmp=XMP)),
    ("PNG, XMP", "PNG", TEXT, png(lambda info: info.add_itxt("XML:com.adobe.xmp", XMP.decode()))),
    ("PNG, tEXt", "PNG", ASCII, png(lambda info: info.add_text("parameters", ASCII))),
    ("PNG, zTXt", "PNG", ASCII, png(lambda info: info.add_text("parameters", ASCII, zip=True))),
    ("PNG, iTXt", "PNG", TEXT, png(lambda info: info.add_itxt("parameters", TEXT))),
    ("PNG, iTXt packed", "PNG", TEXT, png(lambda info: info.add_itxt("parameters", TEXT, zip=True))),
]
hidden = [(packed, *stealth(packed)) for packed in (False, True)]
document = dict(
    origin=f"Pillow {PIL.__version__}, python/golden/told_files.py",
    files=[dict(name=name, type=f"image/{kind.lower()}", text=text, file=base64.b64encode(data).decode())
           for name, kind, text, data in files],
    profiled=base64.b64encode(profiled()).decode(),
    whiteLines=base64.b64encode(lines_on_nothing()).decode(),
    stealth=[dict(packed=packed, text=TEXT, width=width, height=height, png=base64.b64encode(file).decode(),
                  alpha=base64.b64encode(pixels[3::4]).decode())
             for packed, file, pixels, width, height in hidden],
)
(Path(__file__).parent / "fixtures" / "told-files.json").write_text(json.dumps(document, indent=1, ensure_ascii=False) + "\n")
