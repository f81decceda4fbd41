import { MARK, type Standing } from "./staffing";

/** Colour and pattern by standing: each can be told from the others without its colour. */
export const LOOK: Record<Standing, { fill: string; line: string; mark: string }> = {
  none: { fill: "#f6f8fa", line: "#9aa8b8", mark: MARK.none },
  void: { fill: "#f3a5ac", line: "#a50e25", mark: MARK.void },
  short: { fill: "#fcd9a4", line: "#9a4a00", mark: MARK.short },
  coming: { fill: "#bcd5f5", line: "#1456b8", mark: MARK.coming },
  manned: { fill: "#a9dcc0", line: "#15703f", mark: MARK.manned },
};

/** Those that bear a pattern on the map; the others are of one colour. */
export const PATTERNED = ["void", "short", "coming"] as const;

const TILE = 16;
const RATIO = 2;

function canvas(width: number, height: number): CanvasRenderingContext2D {
  const element = document.createElement("canvas");
  element.width = width;
  element.height = height;
  return element.getContext("2d", { willReadFrequently: true })!;
}

/** A small tile that fills an area: cross-hatched, striped or dotted. */
export function pattern(standing: (typeof PATTERNED)[number]): ImageData {
  const side = TILE * RATIO;
  const pen = canvas(side, side);
  pen.fillStyle = LOOK[standing].fill;
  pen.fillRect(0, 0, side, side);
  pen.strokeStyle = pen.fillStyle = LOOK[standing].line;
  pen.globalAlpha = 0.55;
  pen.lineWidth = 2;
  const stripe = (rising: boolean): void => {
    for (const shift of [-side, 0, side]) {
      pen.beginPath();
      pen.moveTo(shift, rising ? side : 0);
      pen.lineTo(shift + side, rising ? 0 : side);
      pen.stroke();
    }
  };
  if (standing === "void" || standing === "short") stripe(true);
  if (standing === "void") stripe(false);
  if (standing === "coming") {
    pen.beginPath();
    pen.arc(side / 2, side / 2, 4, 0, 2 * Math.PI);
    pen.fill();
  }
  return pen.getImageData(0, 0, side, side);
}

/** A label drawn by the page itself: maps without a glyph server have no digits otherwise. */
export function label(lines: readonly string[], ratio = RATIO): ImageData {
  const size = 12 * ratio;
  const font = `600 ${size}px "PingFang SC","Microsoft YaHei","Noto Sans CJK SC","WenQuanYi Micro Hei",sans-serif`;
  const ruler = canvas(1, 1);
  ruler.font = font;
  const width = Math.ceil(Math.max(...lines.map((line) => ruler.measureText(line).width))) + 8 * ratio;
  const height = Math.ceil(lines.length * size * 1.25) + 4 * ratio;
  const pen = canvas(width, height);
  pen.font = font;
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  pen.lineJoin = "round";
  pen.lineWidth = 3.5 * ratio;
  pen.strokeStyle = "rgba(255,255,255,.92)";
  pen.fillStyle = "#10233c";
  lines.forEach((line, index) => {
    const y = 2 * ratio + size * 1.25 * (index + 0.5);
    pen.strokeText(line, width / 2, y);
    pen.fillText(line, width / 2, y);
  });
  return pen.getImageData(0, 0, width, height);
}

export const LABEL = "label:";
export const PIXEL_RATIO = RATIO;
