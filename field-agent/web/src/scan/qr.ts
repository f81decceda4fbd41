/** Reads what a video shows this moment; nothing when no code is in it. */
export type Reader = (video: HTMLVideoElement) => Promise<string | undefined>;

/** The browser's own reader (Shape Detection), where there is one. */
interface Detector {
  detect(source: HTMLVideoElement): Promise<{ rawValue: string }[]>;
}
interface DetectorType {
  new (options: { formats: string[] }): Detector;
  getSupportedFormats(): Promise<string[]>;
}

/** Larger frames cost time and show no more of a code that fills a third of the picture. */
const SIDE_MAX_PX = 640;

/** The browser's own reader, else one that is fetched when it is first needed. */
export async function openReader(): Promise<Reader> {
  const type = (globalThis as { BarcodeDetector?: DetectorType }).BarcodeDetector;
  const formats: string[] = (await type?.getSupportedFormats().catch(() => [])) ?? [];
  if (type && formats.includes("qr_code")) {
    const detector = new type({ formats: ["qr_code"] });
    return async (video) => (await detector.detect(video))[0]?.rawValue;
  }
  const { default: read } = await import("jsqr");
  const canvas = document.createElement("canvas");
  const drawing = canvas.getContext("2d", { willReadFrequently: true })!;
  return (video) => {
    const shrink = Math.min(1, SIDE_MAX_PX / Math.max(video.videoWidth, video.videoHeight));
    const [width, height] = [video.videoWidth, video.videoHeight].map((side) => Math.round(side * shrink));
    if (!width || !height) return Promise.resolve(undefined);
    Object.assign(canvas, { width, height });
    drawing.drawImage(video, 0, 0, width, height);
    const frame = drawing.getImageData(0, 0, width, height);
    return Promise.resolve(read(frame.data, width, height)?.data);
  };
}

/** The arrival code in what a community shows: six digits, bare or at the end of a link. */
export function arrivalCode(text: string): string | undefined {
  return /(?:^|\/)(\d{6})$/.exec(text.trim())?.[1];
}
