package org.muster.command.e2e;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/**
 * A file of map tiles as a city brings it (PMTiles, version 3): the whole world at all zooms in one
 * plain colour. A run of its directory lets all tiles share one picture.
 */
final class GroundFile {
  /** The colour of the ground, as pages look for it. */
  static final String COLOUR = "#c7b299";

  private static final int HEADER = 127;
  private static final int SIDE = 256;
  private static final int ZOOM_MAX = 14;
  private static final int UNPACKED = 1;
  private static final int PNG = 2;
  private static final int DEGREES = 10_000_000;
  private static final int WEST = -180 * DEGREES;
  private static final int SOUTH = -85 * DEGREES;

  private GroundFile() {}

  static Path written(Path file) throws IOException {
    byte[] picture = picture();
    byte[] directory = directory(picture.length);
    byte[] notes = "{}".getBytes(StandardCharsets.UTF_8);
    long notesAt = HEADER + directory.length;
    long tilesAt = notesAt + notes.length;
    ByteBuffer all =
        ByteBuffer.allocate((int) tilesAt + picture.length).order(ByteOrder.LITTLE_ENDIAN);
    all.put("PMTiles".getBytes(StandardCharsets.UTF_8)).put((byte) 3);
    all.putLong(HEADER).putLong(directory.length).putLong(notesAt).putLong(notes.length);
    all.putLong(tilesAt).putLong(0).putLong(tilesAt).putLong(picture.length);
    all.putLong(tiles()).putLong(1).putLong(1);
    all.put((byte) 1).put((byte) UNPACKED).put((byte) UNPACKED).put((byte) PNG);
    all.put((byte) 0).put((byte) ZOOM_MAX);
    all.putInt(WEST).putInt(SOUTH).putInt(-WEST).putInt(-SOUTH);
    all.put((byte) 0).putInt(0).putInt(0);
    all.put(directory).put(notes).put(picture);
    Files.createDirectories(file.getParent());
    return Files.write(file, all.array());
  }

  /** One entry: how many, first tile, how many tiles share it, bytes, and where, counted from 1. */
  private static byte[] directory(int bytes) {
    var directory = new ByteArrayOutputStream();
    for (long number : new long[] {1, 0, tiles(), bytes, 1}) {
      long rest = number;
      for (; rest > 0x7f; rest >>>= 7) {
        directory.write((int) (rest & 0x7f | 0x80));
      }
      directory.write((int) rest);
    }
    return directory.toByteArray();
  }

  /** Of all zooms together. */
  private static long tiles() {
    return ((1L << 2 * (ZOOM_MAX + 1)) - 1) / 3;
  }

  private static byte[] picture() throws IOException {
    var picture = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
    var pen = picture.createGraphics();
    pen.setColor(Color.decode(COLOUR));
    pen.fillRect(0, 0, SIDE, SIDE);
    pen.dispose();
    var png = new ByteArrayOutputStream();
    ImageIO.write(picture, "png", png);
    return png.toByteArray();
  }
}
