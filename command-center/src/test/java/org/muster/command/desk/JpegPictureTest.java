package org.muster.command.desk;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.muster.command.desk.Refusals.assertRefused;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;

/** A picture is shown as it was taken, and nothing of what the camera wrote beside it is kept. */
class JpegPictureTest {
  private static final int WIDTH = 40;
  private static final int HEIGHT = 30;

  @Test
  void whereAndWhenItWasTakenIsLeftOut() throws IOException {
    byte[] plain = picture();
    byte[] taken =
        joined(
            Arrays.copyOf(plain, 2),
            segment(0xe1, "Exif\0\0GPS 31.0 119.9"),
            segment(0xfe, "张三的手机"),
            Arrays.copyOfRange(plain, 2, plain.length),
            "hidden behind the end".getBytes(ISO_8859_1));

    byte[] bare = JpegPicture.bare(taken);
    String text = new String(bare, ISO_8859_1);
    assertFalse(text.contains("Exif") || text.contains("hidden"), text);
    assertArrayEquals(pixels(plain), pixels(bare));
    assertArrayEquals(JpegPicture.bare(plain), bare);
  }

  @Test
  void whatIsNoWholePictureIsRefused() throws IOException {
    byte[] plain = picture();
    assertRefused(Refusal.UNSUPPORTED, () -> JpegPicture.bare(new byte[0]));
    assertRefused(Refusal.UNSUPPORTED, () -> JpegPicture.bare("GIF89a".getBytes(ISO_8859_1)));
    byte[] nothing = {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xd9};
    assertRefused(Refusal.UNSUPPORTED, () -> JpegPicture.bare(nothing));
    for (int length = 0; length < plain.length; length++) {
      byte[] cut = Arrays.copyOf(plain, length);
      assertRefused(Refusal.UNSUPPORTED, () -> JpegPicture.bare(cut));
    }
  }

  @Test
  void whateverIsSentEndsInAPictureOrARefusal() throws IOException {
    long seed = Long.getLong("seed", System.nanoTime());
    var random = new SplittableRandom(seed);
    byte[] plain = picture();
    for (int i = 0; i < 2_000; i++) {
      byte[] damaged = plain.clone();
      for (int n = random.nextInt(1, 6); n > 0; n--) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      try {
        assertEquals((byte) 0xd8, JpegPicture.bare(damaged)[1], () -> "seed " + seed);
      } catch (RefusedException e) {
        assertEquals(Refusal.UNSUPPORTED, e.refusal(), () -> "seed " + seed);
      }
    }
  }

  private static byte[] picture() throws IOException {
    var image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < WIDTH * HEIGHT; i++) {
      image.setRGB(i % WIDTH, i / WIDTH, i * 2_654_435);
    }
    var out = new ByteArrayOutputStream();
    ImageIO.write(image, "jpg", out);
    return out.toByteArray();
  }

  private static int[] pixels(byte[] jpeg) throws IOException {
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(jpeg));
    return image.getRGB(0, 0, WIDTH, HEIGHT, new int[WIDTH * HEIGHT], 0, WIDTH);
  }

  private static byte[] segment(int mark, String content) {
    byte[] bytes = content.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    int length = bytes.length + 2;
    return joined(
        new byte[] {(byte) 0xff, (byte) mark, (byte) (length >> 8), (byte) length}, bytes);
  }

  private static byte[] joined(byte[]... parts) {
    var out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
