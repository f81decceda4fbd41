package org.muster.model.matching;

import java.util.Arrays;
import java.util.Random;

/** Made-up questions of many shapes for the matching; the same seed makes the same question. */
record SampleMatching(Options options, Places places) {
  /** More than any sum of ways, so that filling a post always comes first. */
  static final long UNFILLED = 1L << 34;

  /** How the costs come about. */
  enum Shape {
    /** Travel over the plane to the nearest posts. */
    GROUND,
    /** Half of the people live in one town. */
    TOWN,
    /** Any cost, also negative. */
    ANY,
    /** Few different costs, so that many matchings are equal. */
    TIES,
    /** The same cost everywhere. */
    FLAT
  }

  /**
   * How large a question is.
   *
   * @param options how many posts each person could take
   * @param filled which part of the people the posts need
   */
  record Size(int people, int posts, int options, double filled) {}

  /** Posts with exact needs, and a home for everybody at no cost. */
  static SampleMatching of(Shape shape, Size size, long seed) {
    var random = new Random(seed);
    var places = new Places.Builder();
    int need = (int) (size.people() * size.filled());
    for (int post = 0; post < size.posts(); post++) {
      int share = need / size.posts() + (post < need % size.posts() ? 1 : 0);
      places.place(share, share, UNFILLED, UNFILLED);
    }
    int home = places.place(0, size.people(), 0, 0);
    double[][] where = points(shape, size.posts(), random);
    double[][] homes = points(shape, size.people(), random);
    var options = new Options.Builder();
    for (int person = 0; person < size.people(); person++) {
      options.person();
      options.option(home, 0);
      add(options, shape, size, distances(homes[person], where, shape, random));
    }
    return new SampleMatching(options.build(), places.build());
  }

  /** Every kind of bound: needs, quotas of units, places that may stay empty, too few people. */
  static SampleMatching odd(Shape shape, Random random) {
    int posts = 1 + random.nextInt(8);
    int units = 1 + random.nextInt(3);
    int people = 1 + random.nextInt(40);
    var places = new Places.Builder();
    for (int place = 0; place < posts + units; place++) {
      int least = random.nextInt(place < posts ? 8 : 20);
      places.place(least, least + random.nextInt(4), worth(random), worth(random));
    }
    double[][] where = points(shape, posts, random);
    var options = new Options.Builder();
    for (int person = 0; person < people; person++) {
      options.person();
      if (random.nextInt(8) > 0) {
        options.option(posts + random.nextInt(units), random.nextInt(20));
      } else {
        options.option(random.nextInt(posts), random.nextInt(20));
      }
      var size = new Size(people, posts, random.nextInt(posts + 1), 1);
      add(options, shape, size, distances(points(shape, 1, random)[0], where, shape, random));
    }
    return new SampleMatching(options.build(), places.build());
  }

  private static long worth(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> 0;
      case 1 -> random.nextInt(30_000);
      default -> UNFILLED;
    };
  }

  private static double[][] points(Shape shape, int count, Random random) {
    double[][] points = new double[count][];
    for (int i = 0; i < count; i++) {
      boolean inTown = shape == Shape.TOWN && i % 2 == 0;
      points[i] =
          inTown
              ? new double[] {
                25_000 + random.nextGaussian() * 5_000, 25_000 + random.nextGaussian()
              }
              : new double[] {random.nextDouble() * 50_000, random.nextDouble() * 50_000};
    }
    return points;
  }

  /** Cost times 2^13 plus the number of the post. */
  private static long[] distances(double[] from, double[][] where, Shape shape, Random random) {
    long[] distances = new long[where.length];
    for (int post = 0; post < where.length; post++) {
      long cost =
          switch (shape) {
            case GROUND, TOWN ->
                (long) Math.hypot(where[post][0] - from[0], where[post][1] - from[1]);
            case ANY -> random.nextInt(100_000) - 20_000;
            case TIES -> random.nextInt(3);
            case FLAT -> 7;
          };
      distances[post] = (cost << 13) | post;
    }
    return distances;
  }

  private static void add(Options.Builder options, Shape shape, Size size, long[] distances) {
    if (shape != Shape.ANY || distances.length > size.options() * 4) {
      Arrays.sort(distances);
    }
    for (int i = 0; i < Math.min(size.options(), distances.length); i++) {
      options.option((int) (distances[i] & 0x1FFF), distances[i] >> 13);
    }
  }
}
