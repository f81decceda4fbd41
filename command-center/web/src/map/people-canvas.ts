import type { Map as Canvas } from "maplibre-gl";
import { eastward, FLOATS, southward, Walkers, type Walker } from "./walkers";

/** Width of the whole world at zoom 0, in CSS pixels. */
const WORLD_PX = 512;
const RATIO_MAX = 2;
const BYTES = Float32Array.BYTES_PER_ELEMENT;

const VERTEX = `#version 300 es
in vec2 a_from;
in vec2 a_to;
in float a_there;
uniform float u_share;
uniform float u_world;
uniform vec2 u_origin;
uniform vec2 u_size;
uniform float u_ratio;
out float v_there;
out float v_radius;
void main() {
  vec2 at = (mix(a_from, a_to, u_share) * u_world + u_origin) / u_size;
  gl_Position = vec4(at.x * 2.0 - 1.0, 1.0 - at.y * 2.0, 0.0, 1.0);
  v_there = a_there;
  v_radius = (a_there > 0.5 ? 5.5 : 7.0) * u_ratio;
  gl_PointSize = v_radius * 2.0 + 1.0;
}`;

/** On post: a green disc with a white rim; on the way: a white disc with a blue ring. */
const FRAGMENT = `#version 300 es
precision mediump float;
in float v_there;
in float v_radius;
uniform float u_ratio;
out vec4 colour;
void main() {
  float from_edge = v_radius - length(gl_PointCoord - 0.5) * (v_radius * 2.0 + 1.0);
  if (from_edge < -0.5) discard;
  vec3 rim = v_there > 0.5 ? vec3(1.0) : vec3(0.078, 0.337, 0.722);
  vec3 disc = v_there > 0.5 ? vec3(0.082, 0.439, 0.247) : vec3(1.0);
  float width = (v_there > 0.5 ? 1.0 : 3.0) * u_ratio;
  float shown = clamp(from_edge + 0.5, 0.0, 1.0);
  colour = vec4(mix(rim, disc, clamp(from_edge - width + 0.5, 0.0, 1.0)) * shown, shown);
}`;

/**
 * People above the map on a canvas of their own: while they walk, only they are drawn, and the map
 * beneath rests. Between two pictures the graphics card moves them; the page touches none of them.
 */
export class PeopleCanvas {
  private readonly canvas = document.createElement("canvas");
  private readonly pen: WebGL2RenderingContext;
  private readonly walkers = new Walkers();
  private uniforms = new Map<string, WebGLUniformLocation | null>();
  private step = -1;
  private next = 0;

  /**
   * @param map over which they are drawn; it shows north above and is never tilted
   * @param glides whether they walk from picture to picture; otherwise they jump
   */
  constructor(
    private readonly map: Canvas,
    private readonly glides: boolean,
  ) {
    this.canvas.style.cssText = "position:absolute;inset:0;width:100%;height:100%;pointer-events:none";
    this.canvas.setAttribute("aria-hidden", "true");
    map.getCanvasContainer().append(this.canvas);
    this.pen = this.canvas.getContext("webgl2", { antialias: false, depth: false })!;
    this.prepare();
    this.canvas.addEventListener("webglcontextlost", (event) => event.preventDefault());
    this.canvas.addEventListener("webglcontextrestored", () => {
      this.prepare();
      this.load();
    });
    map.on("render", () => this.draw());
  }

  show(people: readonly Walker[]): void {
    this.walkers.take(people, performance.now());
    this.load();
  }

  remove(): void {
    cancelAnimationFrame(this.next);
    this.canvas.remove();
  }

  private load(): void {
    this.pen.bufferData(this.pen.ARRAY_BUFFER, this.walkers.floats, this.pen.DYNAMIC_DRAW);
    this.draw();
    this.step = 0;
    cancelAnimationFrame(this.next);
    this.next = requestAnimationFrame(() => this.walk());
  }

  /** Draws as many steps as there are half pixels to go, and rests when all have arrived. */
  private walk(): void {
    const steps = Math.ceil(this.walkers.farthest * this.world() * 2);
    const step = Math.floor(this.share() * steps);
    if (step !== this.step && !this.map.isMoving()) this.draw();
    this.step = step;
    if (step < steps) this.next = requestAnimationFrame(() => this.walk());
  }

  private draw(): void {
    const { pen, walkers, canvas } = this;
    const ratio = Math.min(RATIO_MAX, this.map.getPixelRatio());
    const [width, height] = [canvas.clientWidth, canvas.clientHeight];
    if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
      canvas.width = Math.round(width * ratio);
      canvas.height = Math.round(height * ratio);
      pen.viewport(0, 0, canvas.width, canvas.height);
    }
    pen.clear(pen.COLOR_BUFFER_BIT);
    if (!walkers.count) return;
    const world = this.world();
    const { lng, lat } = this.map.getCenter();
    pen.uniform1f(this.uniforms.get("u_share")!, this.share());
    pen.uniform1f(this.uniforms.get("u_world")!, world);
    pen.uniform1f(this.uniforms.get("u_ratio")!, ratio);
    pen.uniform2f(this.uniforms.get("u_size")!, width, height);
    pen.uniform2f(
      this.uniforms.get("u_origin")!,
      (walkers.origin.x - eastward(lng)) * world + width / 2,
      (walkers.origin.y - southward(lat)) * world + height / 2,
    );
    pen.drawArrays(pen.POINTS, 0, walkers.count);
  }

  private share(): number {
    return this.glides ? this.walkers.share(performance.now()) : 1;
  }

  private world(): number {
    return WORLD_PX * 2 ** this.map.getZoom();
  }

  private prepare(): void {
    const { pen } = this;
    const program = pen.createProgram();
    for (const [kind, text] of [
      [pen.VERTEX_SHADER, VERTEX],
      [pen.FRAGMENT_SHADER, FRAGMENT],
    ] as const) {
      const shader = pen.createShader(kind)!;
      pen.shaderSource(shader, text);
      pen.compileShader(shader);
      pen.attachShader(program, shader);
    }
    pen.linkProgram(program);
    pen.useProgram(program);
    pen.enable(pen.BLEND);
    pen.blendFunc(pen.ONE, pen.ONE_MINUS_SRC_ALPHA);
    pen.bindBuffer(pen.ARRAY_BUFFER, pen.createBuffer());
    for (const [name, size, at] of [
      ["a_from", 2, 0],
      ["a_to", 2, 2],
      ["a_there", 1, 4],
    ] as const) {
      const place = pen.getAttribLocation(program, name);
      pen.enableVertexAttribArray(place);
      pen.vertexAttribPointer(place, size, pen.FLOAT, false, FLOATS * BYTES, at * BYTES);
    }
    this.uniforms = new Map(
      ["u_share", "u_world", "u_origin", "u_size", "u_ratio"].map((name) => [
        name,
        pen.getUniformLocation(program, name),
      ]),
    );
  }
}
