"""The words in the picture. The four Chinese characters and two of the sign are small bitmaps, 24 x 24."""

import cv2
import numpy as np

from fengqiao.engines.vision.frames import Picture
from fengqiao.engines.vision.rendering.light import Colour

GLYPH_SIZE = 24
# Rows of 24 bits, drawn with Noto Sans CJK (SIL Open Font License).
GLYPHS = {
    "生": "0000000000000860000e60001c60001c60001fffc03fffc038f0007060006060000060001fff801fff80"
    "00f0000060000060000060000060007fffe07fffe0000000000000000000",
    "成": "000000000000003b00003f80003bc00039c03fffe03fffe03838003819c03fd9c03fddc039df8039df80"
    "39df0039cf0039ce40779e6077bf6070ffe060f3e02061c0000000000000",
    "画": "0000000000000000000000007fffe07fffe000000007fe0037fee07666e07666e077fee077fee07666e0"
    "7666e077fee077fee07000e07000e07fffe07fffe00000e0000000000000",
    "面": "0000000000000000000000007fffe07fffe000e00000e0003fffc03fffc0331cc033fcc033fcc0331cc0"
    "331cc033fcc033fcc0331cc0339dc03fffc03fffc03000c0000000000000",
    "饭": "0000000000001800c0383fe0387fe03ffc003fe000776000677fe0e67fc078f8c018f9c018fdc018ed80"
    "18ef8018ef801ec7001fcf001ddf8039fde033b8e001b040000000000000",
    "店": "0000000000000030000070000078003fffe03fffe0380000383800383800383fe0383fe0383800383800"
    "3bffc03bffc03301c07301c07301c073ffc0e3ffc02301c0000000000000",
}
LABEL_AMBER: Colour = (60.0, 200.0, 255.0)
CLOCK_WHITE: Colour = (235.0, 235.0, 235.0)
MARGIN = 10


def glyphs(text: str) -> Picture:
    """This function will return the characters side by side, (24, 24 * n), 0 or 255."""
    cells = []
    for character in text:
        bits = np.unpackbits(np.frombuffer(bytes.fromhex(GLYPHS[character]), np.uint8))
        cells.append(bits.reshape(GLYPH_SIZE, GLYPH_SIZE) * 255)
    return np.hstack(cells).astype(np.uint8)


def write_label(*, picture: Picture, clock: str) -> None:
    """This function will write into the picture (h, w, 3) that it is generated, and the clock."""
    height, width = picture.shape[:2]
    mark = glyphs("生成画面")
    latin = "GENERATED /"
    (latin_width, latin_height), _ = cv2.getTextSize(latin, cv2.FONT_HERSHEY_SIMPLEX, 0.6, 2)
    right, bottom = MARGIN * 3 + latin_width + mark.shape[1], height - MARGIN
    plate = picture[bottom - 34 : bottom, MARGIN:right]
    plate[:] = plate // 4
    at = (MARGIN * 2 - 4, bottom - (34 - latin_height) // 2)
    cv2.putText(picture, latin, at, cv2.FONT_HERSHEY_SIMPLEX, 0.6, LABEL_AMBER, 2, cv2.LINE_AA)
    left = MARGIN * 2 + latin_width + 2
    stamp(picture=picture, mark=mark, left=left, top=bottom - 29, colour=LABEL_AMBER)
    (clock_width, _), _ = cv2.getTextSize(clock, cv2.FONT_HERSHEY_SIMPLEX, 0.45, 1)
    place = (width - clock_width - MARGIN, MARGIN + 12)
    cv2.putText(picture, clock, place, cv2.FONT_HERSHEY_SIMPLEX, 0.45, (0.0, 0.0, 0.0), 3, cv2.LINE_AA)
    cv2.putText(picture, clock, place, cv2.FONT_HERSHEY_SIMPLEX, 0.45, CLOCK_WHITE, 1, cv2.LINE_AA)


def stamp(*, picture: Picture, mark: Picture, left: int, top: int, colour: Colour) -> None:
    """This function will lay a mark (h, w) of 0–255 over the picture in one colour."""
    region = picture[top : top + mark.shape[0], left : left + mark.shape[1]]
    share = mark[: region.shape[0], : region.shape[1], None].astype(np.float32) / 255
    region[:] = (region * (1 - share) + np.array(colour) * share).astype(np.uint8)
