"""Hills: high where the water is far, with ridges and spurs from noise; given as outlines by height."""

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter, zoom
from scipy.spatial import cKDTree

from fengqiao.demo.county.contracts import GreenArea, ReliefBand
from fengqiao.demo.county.geography.curves import resample, soften
from fengqiao.demo.county.geography.plane import XY, ring_to_lonlat, signed_area
from fengqiao.demo.county.geography.rivers import River

CELL_METRES = 100.0
HALF_WIDTH_METRES, HALF_HEIGHT_METRES = 14_000.0, 10_500.0
SUMMIT_METRES = 640.0  # height over the valley floor that the ground nears far from any water
RISE_METRES = 1_900.0  # distance over which it rises
FLAT_METRES = 210.0  # valley floor on both sides of the water
BROOK_PARTS = 4
BROOK_RISE_METRES = 170.0  # a brook lies higher the further up it is
BROOK_STEEPNESS = 1.35  # its valley is narrower
FLOORS_METRES = (50.0, 120.0, 200.0, 290.0, 390.0)
WOOD_FLOOR_METRES = 150.0
SMALLEST_SQUARE_METRES = 150_000.0
OCTAVES = ((9, 0.55), (18, 0.3), (40, 0.15))  # noise: cells across, weight

Heights = NDArray[np.float64]


def raise_ground(
    rivers: list[River], brooks: list[River], settled: list[XY], generator: np.random.Generator
) -> Heights:
    """Give heights over the valley floor in metres, rows from south to north; settled places lie flat."""
    columns = np.arange(-HALF_WIDTH_METRES, HALF_WIDTH_METRES + 1, CELL_METRES)
    rows = np.arange(-HALF_HEIGHT_METRES, HALF_HEIGHT_METRES + 1, CELL_METRES)
    grid = np.stack(np.meshgrid(columns, rows), axis=-1)
    water = [point for river in rivers for point in resample(river.line, CELL_METRES)]
    away = cKDTree(water).query(grid)[0]
    for part in range(BROOK_PARTS):
        line = [point for brook in brooks for point in _part(brook, part)]
        away = np.minimum(away, cKDTree(line).query(grid)[0] * BROOK_STEEPNESS + BROOK_RISE_METRES * (part + 1))
    homes = cKDTree(settled).query(grid)[0]
    noise = _noise(away.shape, generator)
    reach = np.clip(np.minimum(away, homes * 1.3) * (0.45 + 1.1 * noise) - FLAT_METRES, 0, None)
    heights = SUMMIT_METRES * (1 - np.exp(-reach / RISE_METRES)) * (0.6 + 0.75 * noise)
    return np.asarray(gaussian_filter(heights, 1.6), dtype=np.float64)


def _part(brook: River, part: int) -> list[XY]:
    """The stretch of a brook that lies equally high: part 0 is the mouth."""
    upstream = resample(brook.line, CELL_METRES)[::-1]
    size = len(upstream) // BROOK_PARTS + 1
    return upstream[part * size : (part + 1) * size]


def _noise(shape: tuple[int, ...], generator: np.random.Generator) -> Heights:
    total = np.zeros(shape)
    for cells, weight in OCTAVES:
        coarse = generator.random((cells, cells))
        total += weight * zoom(coarse, (shape[0] / cells, shape[1] / cells), order=3, grid_mode=True, mode="nearest")
    return np.clip(total, 0, 1)


def relief_bands(heights: Heights) -> tuple[ReliefBand, ...]:
    """Outline the ground above each floor, lowest floor first."""
    return tuple(
        ReliefBand(floor, ring_to_lonlat(ring)) for floor in FLOORS_METRES for ring in _outlines(heights, floor)
    )


def woods(heights: Heights, generator: np.random.Generator) -> tuple[GreenArea, ...]:
    """Outline woods: steep high ground with clearings."""
    wooded = heights + 120.0 * (_noise(heights.shape, generator) - 0.5)
    return tuple(GreenArea("", "wood", ring_to_lonlat(ring)) for ring in _outlines(wooded, WOOD_FLOOR_METRES))


def _outlines(heights: Heights, floor: float) -> list[list[XY]]:
    """Trace the outlines of all ground above the floor (marching squares): large ones, without holes."""
    padded = np.pad(heights, 1, constant_values=0.0)
    above = padded >= floor
    links: dict[tuple[int, int, int], tuple[int, int, int]] = {}
    mixed = above[:-1, :-1].astype(int) + above[:-1, 1:] + above[1:, :-1] + above[1:, 1:]
    for row, column in np.argwhere((mixed > 0) & (mixed < 4)):
        links.update(_cell_links(above, int(row), int(column)))
    rings = []
    while links:
        start = next(iter(links))
        chain, step = [], start
        while step in links:
            chain.append(step)
            step = links.pop(step)
        ring = [_crossing(padded, floor, edge) for edge in chain]
        if len(ring) > 8 and signed_area(ring) > SMALLEST_SQUARE_METRES:
            rings.append(soften(ring[::2]))
    return rings


def _cell_links(above: NDArray[np.bool_], row: int, column: int) -> dict[tuple[int, int, int], tuple[int, int, int]]:
    """Steps between grid edges, the high ground on the left. Edge: row, column, 0 east or 1 north."""
    corners = [(row, column), (row, column + 1), (row + 1, column + 1), (row + 1, column)]
    sides = [(row, column, 0), (row, column + 1, 1), (row + 1, column, 0), (row, column, 1)]
    state = [bool(above[corner]) for corner in corners]
    leaving = [k for k in range(4) if state[k] and not state[(k + 1) % 4]]
    entering = [k for k in range(4) if not state[k] and state[(k + 1) % 4]]
    result = {}
    for out in leaving:
        back = next(side for side in ((out + k) % 4 for k in range(1, 4)) if side in entering)
        result[sides[out]] = sides[back]
    return result


def _crossing(heights: Heights, floor: float, edge: tuple[int, int, int]) -> XY:
    row, column, north = edge
    low = heights[row, column]
    high = heights[row + north, column + 1 - north]
    t = float((floor - low) / (high - low)) if high != low else 0.5
    x = (column - 1 + (0 if north else t)) * CELL_METRES - HALF_WIDTH_METRES
    y = (row - 1 + (t if north else 0)) * CELL_METRES - HALF_HEIGHT_METRES
    return x, y
