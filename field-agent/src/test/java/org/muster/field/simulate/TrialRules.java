package org.muster.field.simulate;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;
import org.muster.model.wire.ClientFrame.Do;
import org.muster.model.wire.ClientFrame.PositionFix;

/** The few rules of a {@link TrialCenter}: who owes how many people, and how an assignment goes. */
final class TrialRules {
  static final UUID ORDER = UUID.randomUUID();
  static final List<String> COMMUNITIES = List.of("350211001001", "350211001002");

  final List<Person> people = new ArrayList<>();
  final List<Unit> units = new ArrayList<>();
  final Map<UUID, Post> posts = new LinkedHashMap<>();
  final int need;
  Duration answerWithin = Duration.ZERO;
  private final Teller teller;
  private boolean swallow;
  private boolean passOver;
  private Optional<UUID> swallowed = Optional.empty();

  /** Puts an assignment into somebody's mailbox. */
  @FunctionalInterface
  interface Teller {
    void tell(Person person, Post post);
  }

  TrialRules(int need, int roster, Teller teller) {
    this.need = need;
    this.teller = teller;
    for (String community : COMMUNITIES) {
      var unit = new Unit(community, need);
      units.add(unit);
      for (int i = 0; i < roster; i++) {
        people.add(new Person(unit));
      }
    }
  }

  static final class Unit {
    final UUID id = UUID.randomUUID();
    final String community;
    boolean signed;
    int toName;
    int shortage;

    Unit(String community, int toName) {
      this.community = community;
      this.toName = toName;
    }
  }

  static final class Person {
    final UUID id = UUID.randomUUID();
    final Unit unit;
    String token = "";
    boolean asked;
    boolean named;

    Person(Unit unit) {
      this.unit = unit;
    }
  }

  static final class Post {
    final UUID id = UUID.randomUUID();
    final Person person;
    final Instant answerBy;
    final Instant offeredAt = Instant.now();
    String state = "offered";
    int version = 1;
    Instant arrivedAt = Instant.EPOCH;
    Instant relievedAt = Instant.EPOCH;

    Post(Person person, Instant answerBy) {
      this.person = person;
      this.answerBy = answerBy;
    }
  }

  /** How many assignments there are per state. */
  Map<String, Integer> states() {
    var states = new HashMap<String, Integer>();
    posts.values().forEach(post -> states.merge(post.state, 1, Integer::sum));
    return states;
  }

  /** Sends somebody's assignment to somebody else as well. */
  void misdirect() {
    Post post = posts.values().iterator().next();
    Person other = people.stream().filter(p -> p != post.person).findFirst().orElseThrow();
    teller.tell(other, post);
  }

  /** One of those who are named next does not count, as if asked in another's place meanwhile. */
  void passOneOver() {
    passOver = true;
  }

  int toName() {
    return units.stream().mapToInt(unit -> unit.toName).sum();
  }

  /** Makes one offer of which the phone never hears. */
  void swallowOneOffer() {
    swallow = true;
  }

  /** A unit names its people; the others follow them as reserves. */
  void name(Unit unit, Set<String> named) {
    if (!unit.signed || named.isEmpty() || named.size() > unit.toName) {
      throw new RefusedException(Refusal.CONFLICT);
    }
    if (passOver) {
      passOver = false;
      named.remove(named.iterator().next());
    }
    unit.toName -= named.size();
    people.forEach(person -> person.named |= named.contains(person.id.toString()));
    people.sort(Comparator.comparing(person -> !person.named));
    fill(unit);
  }

  /** Ends the offers whose time is over, and asks the next in line. */
  void backfill() {
    for (Post post : List.copyOf(posts.values())) {
      if (post.state.equals("offered") && Instant.now().isAfter(post.answerBy)) {
        change(post, "expired");
      }
    }
    units.stream().filter(unit -> unit.toName < need).forEach(this::fill);
  }

  void fill(Unit unit) {
    for (Person person : people) {
      if (person.unit == unit && !person.asked && filled(unit) < need) {
        person.asked = true;
        var post = new Post(person, Instant.now().plus(answerWithin));
        posts.put(post.id, post);
        tell(post);
      }
    }
    unit.shortage = (int) (need - filled(unit));
  }

  long filled(Unit unit) {
    var over = Set.of("declined", "expired");
    return posts.values().stream()
        .filter(post -> post.person.unit == unit && !over.contains(post.state))
        .count();
  }

  void change(Post post, String state) {
    post.state = state;
    post.version++;
    tell(post);
  }

  private void tell(Post post) {
    if (swallow && swallowed.isEmpty()) {
      swallowed = Optional.of(post.id);
    }
    if (swallowed.filter(post.id::equals).isEmpty()) {
      teller.tell(post.person, post);
    }
  }

  int act(String token, Do deed) {
    Post post = find(deed.assignment());
    if (!post.person.token.equals(token)) {
      throw new RefusedException(Refusal.NOT_FOUND);
    }
    switch (deed.name()) {
      case ACCEPT -> step(post, "offered", "accepted");
      case DECLINE -> {
        step(post, "offered", "declined");
        fill(post.person.unit);
      }
      case DEPART -> step(post, "accepted", "departed");
      case ARRIVE -> arrive(post, deed);
      case LEAVE -> {
        post.relievedAt = Instant.now();
        step(post, "onPost", "relieved");
      }
      case REPORT, ASK, FEEDBACK -> {}
    }
    return post.version;
  }

  private void arrive(Post post, Do deed) {
    boolean here = deed.position().filter(fix -> isInside(post, fix)).isPresent();
    boolean code = deed.code().filter(text -> text.equals(post.person.unit.community)).isPresent();
    if (!here && !code) {
      throw new RefusedException(Refusal.OUTSIDE_AREA);
    }
    arrived(post);
  }

  void arrived(Post post) {
    post.arrivedAt = Instant.now();
    step(post, "departed", "onPost");
  }

  void step(Post post, String from, String to) {
    if (!post.state.equals(from)) {
      throw new RefusedException(Refusal.CONFLICT);
    }
    change(post, to);
  }

  private static boolean isInside(Post post, PositionFix fix) {
    int square = COMMUNITIES.indexOf(post.person.unit.community);
    return fix.lon() >= 118 + square && fix.lon() <= 119 + square && fix.lat() > 24;
  }

  Post find(UUID id) {
    return Optional.ofNullable(posts.get(id))
        .orElseThrow(() -> new RefusedException(Refusal.NOT_FOUND));
  }
}
