package org.muster.model.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.muster.model.place.AreaCode;
import org.muster.model.roster.UnitId;

/** Quotas under a ceiling, against a look at every cut between units and communities. */
final class CeilingProperties {
  private static final int ROUNDS = Integer.getInteger("matching.rounds", 1_200) / 4;

  private final long seed = new Random().nextLong();

  /** What is asked: shares, the ceiling, and how many people each unit has. */
  private record Question(List<Share> wanted, int most, List<Integer> able, int communities) {
    int able(UnitId unit) {
      return able.get((int) unit.value().getLeastSignificantBits());
    }

    int sum(List<Share> shares, Predicate<Share> which) {
      return shares.stream().filter(which).mapToInt(Share::need).sum();
    }
  }

  @Test
  void whatThePlanWantsOfAUnitIsCutInProportionAndNobodyElseOwesIt() {
    for (int i = 0; i < ROUNDS; i++) {
      Question question = question(new Random(seed + i));
      List<Share> owed = Ceiling.ofEach(question.most(), question.wanted());
      assertEquals(question.wanted().size(), owed.size());
      for (Share one : owed) {
        Predicate<Share> same = share -> share.unit().equals(one.unit());
        Predicate<Share> there = share -> share.community().equals(one.community());
        int own = question.sum(question.wanted(), same);
        int sent = question.sum(owed, same);
        int need = question.sum(question.wanted(), same.and(there));
        double part = own == 0 ? 0 : (double) need * sent / own;
        String story = "seed " + (seed + i) + ", " + question;
        assertEquals(Math.min(own, question.most()), sent, story);
        assertTrue(Math.abs(one.need() - part) < 1, story);
      }
    }
  }

  @Test
  void whereANumberIsSharedAsManyPlacesAreOwedAsAnyCutAllows() {
    for (int i = 0; i < ROUNDS; i++) {
      Question question = question(new Random(seed + i));
      List<Share> owed = Ceiling.ofAll(question.most(), question.wanted(), question::able);
      String story = "seed " + (seed + i) + ", " + question;
      for (Share one : owed) {
        assertTrue(question.sum(owed, s -> s.unit().equals(one.unit())) <= question.most(), story);
        Predicate<Share> there = share -> share.community().equals(one.community());
        assertTrue(question.sum(owed, there) <= question.sum(question.wanted(), there), story);
      }
      assertEquals(leastCut(question), question.sum(owed, _ -> true), story);
    }
  }

  /** Of all sets of communities the least of what the others need and what its units could send. */
  private static int leastCut(Question question) {
    int least = Integer.MAX_VALUE;
    for (int set = 0; set < 1 << question.communities(); set++) {
      int in = set;
      Predicate<Share> isIn = share -> ((in >> number(share.community())) & 1) == 1;
      int cut = question.sum(question.wanted(), isIn.negate());
      List<UnitId> units =
          question.wanted().stream().filter(isIn).map(Share::unit).distinct().toList();
      for (UnitId unit : units) {
        int own = question.sum(question.wanted(), share -> share.unit().equals(unit));
        cut += Math.min(question.most(), Math.max(own, question.able(unit)));
      }
      least = Math.min(least, cut);
    }
    return least;
  }

  private static Question question(Random random) {
    int communities = 1 + random.nextInt(4);
    List<Integer> able = random.ints(1 + random.nextInt(4), 0, 20).boxed().toList();
    var wanted = new ArrayList<Share>();
    for (int unit = 0; unit < able.size(); unit++) {
      for (int community = 0; community < communities; community++) {
        if (random.nextInt(3) > 0) {
          wanted.add(new Share(new UnitId(new UUID(0, unit)), code(community), random.nextInt(9)));
        }
      }
    }
    return new Question(wanted, 1 + random.nextInt(15), able, communities);
  }

  private static AreaCode code(int community) {
    return AreaCode.of("33052200100" + community);
  }

  private static int number(AreaCode community) {
    return community.value().charAt(11) - '0';
  }
}
