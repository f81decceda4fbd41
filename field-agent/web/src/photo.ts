import type { DeedAnswer } from "@muster/shared";
import { api } from "./api";
import type { Queued } from "./keeping/store";
import { answered } from "./letters";

/** Enough to read a door sign across a street, and a few seconds on a poor line. */
const SIDE_MAX_PX = 1600;
const BYTES_MAX = 900_000;
/** Tried one after the other until the picture is small enough. */
const QUALITIES = [0.8, 0.6, 0.4];

/**
 * A photograph drawn anew, upright, small and without anything that the camera wrote beside it.
 * Throws when the file is no picture.
 */
export async function small(file: Blob): Promise<Blob> {
  const picture = await createImageBitmap(file);
  const shrink = Math.min(1, SIDE_MAX_PX / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(picture.width * shrink);
  canvas.height = Math.round(picture.height * shrink);
  canvas.getContext("2d")!.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  for (const quality of QUALITIES) {
    const drawn = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/jpeg", quality));
    if (drawn && drawn.size <= BYTES_MAX) return drawn;
  }
  throw new Error("no picture of this size");
}

/** Sends the photograph of a report before the report; says when that was refused, or has to wait. */
export async function sendPhoto(deed: Queued): Promise<DeedAnswer | undefined> {
  if (!deed.photo || !deed.frame.assignment) return undefined;
  const form = new FormData();
  form.append("file", deed.photo, "photo.jpg");
  const params = { path: { id: deed.frame.assignment }, query: { report: deed.frame.id } };
  const answer = await answered(
    api.POST("/assignments/{id}/photos", {
      params,
      body: { file: "" },
      bodySerializer: () => form,
      headers: { "Content-Type": null },
    }),
  );
  return answer.done ? undefined : answer;
}
