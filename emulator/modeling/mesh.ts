/** A mesh that is blown up from a silhouette: a front and a back that meet at the outline. */
import type { Silhouette } from "./silhouette.ts";

export interface Mesh {
  /** Three numbers for each vertex: to the right, up, and to the front; the outline's square goes from -0.5 to 0.5. */
  positions: Float32Array;
  /** Two for each vertex, from 0 to 1 in the square of the outline. */
  places: Float32Array;
  /** Three for each triangle. */
  corners: Uint32Array;
}

/** How the surface is divided. */
export type Faces = "none" | "triangle" | "quad";

/** How thick the thickest part is, for the side of the square. */
const thickness = 0.3;

/** How often each point of the outline moves between its neighbours. */
const smoothingRounds = 3;

interface Cell {
  /** The four corners, as numbers of grid points: left above, right above, right below, left below. */
  points: readonly [number, number, number, number];
  /** In which row it is, and in which column. */
  row: number;
  column: number;
}

/** A grid over the square, of which only the cells count that are in the silhouette. */
class Grid {
  readonly cells: readonly Cell[];
  /** How deep each point is in the silhouette, in cells; 0 on its outline. */
  readonly depths: Float32Array;
  readonly #cellsASide: number;
  readonly #isStaggered: boolean;
  readonly #outline: ReadonlyMap<number, readonly [number, number]>;

  constructor({ opacity }: Silhouette, cellsASide: number, isStaggered: boolean) {
    this.#cellsASide = cellsASide;
    this.#isStaggered = isStaggered;
    const count = cellsASide;
    const isInside = (row: number, column: number) => row >= 0 && column >= 0 && row < count && column < count
      && opacity((column + 0.5) / count, (row + 0.5) / count) >= 0.5;
    const cells: Cell[] = [];
    for (let row = 0; row < count; row += 1) {
      for (let column = 0; column < count; column += 1) if (isInside(row, column)) cells.push(this.#cell(row, column));
    }
    // A subject that is thinner than a cell everywhere is at least one.
    this.cells = cells.length > 0 ? cells : [this.#cell(count >> 1, count >> 1)];
    this.depths = this.#depths();
    this.#outline = this.#smoothOutline();
  }

  get points(): number {
    return (this.#cellsASide + 1) ** 2;
  }

  /** Where a point is in the square; every second row of a staggered grid is moved by half a cell. */
  place(point: number): readonly [x: number, y: number] {
    const smooth = this.#outline.get(point);
    if (smooth !== undefined) return smooth;
    const [x, y] = this.#onGrid(point);
    const row = Math.floor(point / (this.#cellsASide + 1));
    const shift = this.#isStaggered ? (row % 2 - 0.5) / 2 : 0;
    return [x + shift / this.#cellsASide, y];
  }

  #onGrid(point: number): readonly [x: number, y: number] {
    const width = this.#cellsASide + 1;
    return [point % width / this.#cellsASide, Math.floor(point / width) / this.#cellsASide];
  }

  /** The points on the outline, each between its neighbours there, so that it has no stairs. */
  #smoothOutline(): Map<number, readonly [number, number]> {
    const edges = new Map<string, readonly [number, number]>();
    for (const { points } of this.cells) {
      for (const [index, from] of points.entries()) {
        const to = points[(index + 1) % 4] ?? from;
        // An edge that two cells share is not on the outline.
        if (!edges.delete(`${to} ${from}`)) edges.set(`${from} ${to}`, [from, to]);
      }
    }
    const neighbours = new Map<number, number[]>();
    for (const [from, to] of edges.values()) {
      neighbours.set(from, [...neighbours.get(from) ?? [], to]);
      neighbours.set(to, [...neighbours.get(to) ?? [], from]);
    }
    let places = new Map([...neighbours.keys()].map((point) => [point, this.#onGrid(point)] as const));
    for (let round = 0; round < smoothingRounds; round += 1) {
      const before = places;
      places = new Map([...before].map(([point, [x, y]]) => {
        const around = (neighbours.get(point) ?? []).map((one) => before.get(one) ?? [x, y]);
        const mean = (axis: 0 | 1) => around.reduce((sum, place) => sum + place[axis], 0) / around.length;
        return [point, [(x + mean(0)) / 2, (y + mean(1)) / 2]] as const;
      }));
    }
    return places;
  }

  #cell(row: number, column: number): Cell {
    const first = row * (this.#cellsASide + 1) + column;
    const below = first + this.#cellsASide + 1;
    return { points: [first, first + 1, below + 1, below], row, column };
  }

  /** In two passes over the grid, forth and back. */
  #depths(): Float32Array {
    const width = this.#cellsASide + 1;
    const touching = new Uint8Array(this.points);
    for (const { points } of this.cells) for (const point of points) touching[point] = (touching[point] ?? 0) + 1;
    const depths = Float32Array.from(touching, (cells) => cells === 4 ? Infinity : 0);
    const relax = (point: number, neighbours: readonly (readonly [number, number])[]) => {
      if (depths[point] === 0) return;
      for (const [offset, distance] of neighbours) {
        depths[point] = Math.min(depths[point] ?? 0, (depths[point + offset] ?? 0) + distance);
      }
    };
    const before = [[-1, 1], [-width, 1], [-width - 1, Math.SQRT2], [-width + 1, Math.SQRT2]] as const;
    const behind = before.map(([offset, distance]) => [-offset, distance] as const);
    for (let point = 0; point < depths.length; point += 1) relax(point, before);
    for (let point = depths.length - 1; point >= 0; point -= 1) relax(point, behind);
    return depths;
  }
}

/** A circle's slope: steep at the outline, flat in the middle. */
function heightOf(depth: number, deepest: number): number {
  const part = Math.min(1, depth / Math.max(1, deepest));
  return thickness / 2 * Math.sqrt(1 - (1 - part) ** 2);
}

/** In which order a cell's corners make two triangles; the diagonal of `none` alternates. */
function trianglesOf({ row, column, points: [a, b, c, d] }: Cell, faces: Faces): readonly number[] {
  const other = faces === "triangle" ? row % 2 === 1 : faces === "none" && (row + column) % 2 === 1;
  return other ? [a, d, b, b, d, c] : [a, d, c, a, c, b];
}

/** Numbers the points of the front, and those of the back that are not on the outline. */
function numberVertices({ cells, depths }: Grid) {
  const front = new Map<number, number>();
  const back = new Map<number, number>();
  for (const { points } of cells) for (const point of points) if (!front.has(point)) front.set(point, front.size);
  for (const [point, vertex] of front) back.set(point, depths[point] === 0 ? vertex : -1);
  let next = front.size;
  for (const [point, vertex] of back) if (vertex < 0) back.set(point, next++);
  return { front, back, count: next };
}

function meshOf(grid: Grid, faces: Faces): Mesh {
  const { front, back, count } = numberVertices(grid);
  const deepest = Math.max(...grid.depths);
  const positions = new Float32Array(count * 3);
  const places = new Float32Array(count * 2);
  for (const [vertices, side] of [[front, 1], [back, -1]] as const) {
    for (const [point, vertex] of vertices) {
      const [x, y] = grid.place(point);
      positions.set([x - 0.5, 0.5 - y, side * heightOf(grid.depths[point] ?? 0, deepest)], vertex * 3);
      places.set([x, y], vertex * 2);
    }
  }
  const corners = grid.cells.flatMap((cell) => trianglesOf(cell, faces));
  // The back is seen from the other side.
  const behind = corners.map((_, index) => corners[index - index % 3 + 2 - index % 3] ?? 0);
  return {
    positions,
    places,
    corners: Uint32Array.from([
      ...corners.map((point) => front.get(point) ?? 0),
      ...behind.map((point) => back.get(point) ?? 0),
    ]),
  };
}

/** How many vertices or faces there should be. */
export interface Target {
  of: "vertex" | "face";
  count: number;
}

const usualCells = 72;
/** Where the search for a number begins, and how long it goes on. */
const firstCells = 24;
const mostRounds = 4;
const mostCells = 160;

/** The number of faces as a person counts them: a quad is one. */
const facesIn = ({ corners }: Mesh, faces: Faces) => corners.length / (faces === "quad" ? 6 : 3);

const countIn = (mesh: Mesh, faces: Faces, of: Target["of"]) =>
  of === "vertex" ? mesh.positions.length / 3 : facesIn(mesh, faces);

/** The mesh of a silhouette, whose number of vertices or faces comes as near to a target as a grid can. */
export function inflate(silhouette: Silhouette, faces: Faces, target: Target | undefined): Mesh {
  const meshWith = (cells: number) => meshOf(new Grid(silhouette, cells, faces === "triangle"), faces);
  if (target === undefined) return meshWith(faces === "none" ? usualCells : usualCells / 2);
  const distance = (mesh: Mesh) => Math.abs(countIn(mesh, faces, target.of) - target.count);
  let [cells, best] = [firstCells, meshWith(firstCells)];
  let current = best;
  // The count grows with the square of the cells a side, nearly.
  for (let round = 0; round < mostRounds; round += 1) {
    const growth = Math.sqrt(target.count / countIn(current, faces, target.of));
    const next = Math.max(1, Math.min(mostCells, Math.round(cells * growth)));
    if (next === cells) break;
    cells = next;
    current = meshWith(cells);
    if (distance(current) < distance(best)) best = current;
  }
  return best;
}
