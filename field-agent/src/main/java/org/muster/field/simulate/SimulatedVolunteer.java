package org.muster.field.simulate;

import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.muster.field.link.FieldLink;
import org.muster.field.link.LinkState;
import org.muster.field.link.PhoneHolder;
import org.muster.model.place.AreaCode;
import org.muster.model.wire.ClientFrame.DeedName;
import org.muster.model.wire.ClientFrame.Do;
import org.muster.model.wire.ClientFrame.PositionFix;
import org.muster.model.wire.ServerFrame.RefusedFrame;
import org.muster.model.wire.TaskCard;

/**
 * A volunteer who is not a person: reads the card, answers as the seed says, goes, arrives, leaves.
 *
 * <p>What is done next follows from the state that the card shows, so it goes on after any break.
 * The phone's event loop tells; the stage's clock acts; both may come at the same time, hence the
 * locks.
 */
final class SimulatedVolunteer implements PhoneHolder {
  private static final Duration THINKS = Duration.ofSeconds(3);
  private static final Duration PACKS = Duration.ofSeconds(2);
  private static final Duration TRAVELS = Duration.ofSeconds(4);
  private static final Duration STAYS = Duration.ofSeconds(5);

  /** How somebody shows to have arrived: half by position, the others by code or by tick. */
  private enum Way {
    POSITION,
    CODE,
    TICK
  }

  private final UUID volunteer;
  private final Stage stage;
  private final Map<UUID, Set<DeedName>> begun = new HashMap<>(2);
  private final Set<UUID> answered = new HashSet<>(2);
  private volatile LinkState state = LinkState.IDLE;
  private @Nullable FieldLink link;

  SimulatedVolunteer(UUID volunteer, Stage stage) {
    this.volunteer = volunteer;
    this.stage = stage;
  }

  UUID volunteer() {
    return volunteer;
  }

  void holds(FieldLink phone) {
    link = phone;
  }

  FieldLink link() {
    FieldLink own = link;
    if (own == null) {
      throw new IllegalStateException("volunteer without a phone");
    }
    return own;
  }

  LinkState state() {
    return state;
  }

  boolean isLive() {
    return state == LinkState.LIVE;
  }

  /** Whether this volunteer's answer to the offer is recorded. */
  synchronized boolean hasAnswered(UUID assignment) {
    return answered.contains(assignment);
  }

  @Override
  public void changed(LinkState next) {
    state = next;
  }

  @Override
  public void shown(TaskCard card) {
    stage.journal().moved();
    if (card.kind() != TaskCard.Kind.ASSIGNMENT) {
      return;
    }
    var random = chance(card);
    switch (card.state().orElse("")) {
      case "offered" -> answer(card, random);
      case "accepted" -> once(card, DeedName.DEPART, PACKS, random);
      case "departed" -> arrive(card, random);
      case "onPost" -> once(card, DeedName.LEAVE, STAYS, random);
      case "relieved" ->
          card.community().ifPresent(place -> stage.communities().relieved(place, card.id()));
      default -> card.community().ifPresent(place -> stage.communities().over(place, card.id()));
    }
  }

  @Override
  public synchronized void done(Do deed, int version) {
    stage.journal().moved();
    String what = deed.name().word() + " " + deed.assignment();
    stage.journal().acknowledged(new Acknowledged(deed.id(), what, Optional.of(version)));
    if (deed.name() == DeedName.ACCEPT || deed.name() == DeedName.DECLINE) {
      answered.add(deed.assignment());
    }
  }

  @Override
  public void refused(Do deed, RefusedFrame refusal) {
    stage.journal().moved();
    stage.journal().refused(deed.name().word(), refusal.code());
    boolean places = deed.position().isPresent() || deed.code().isPresent();
    if (deed.name() == DeedName.ARRIVE && places && !refusal.code().equals("conflict")) {
      link()
          .cards()
          .find(deed.assignment())
          .flatMap(TaskCard::community)
          .ifPresent(place -> stage.aside(() -> tick(place, deed.assignment())));
    }
  }

  private void answer(TaskCard card, SplittableRandom random) {
    if (!begin(card, DeedName.ACCEPT)) {
      return;
    }
    stage.later(some(Duration.ofSeconds(1), random), () -> link().read(card.id()));
    Duration thinks = some(THINKS, random);
    switch (stage.cast().temperament().draw(random)) {
      case ACCEPT -> stage.later(thinks, () -> act(plain(card, DeedName.ACCEPT)));
      case DECLINE -> stage.later(thinks, () -> act(decline(card)));
      case SILENT -> {}
    }
  }

  private void once(TaskCard card, DeedName deed, Duration most, SplittableRandom random) {
    if (begin(card, deed)) {
      stage.later(some(most, random), () -> act(plain(card, deed)));
    }
  }

  private void arrive(TaskCard card, SplittableRandom random) {
    if (!begin(card, DeedName.ARRIVE) || card.community().isEmpty()) {
      return;
    }
    AreaCode place = card.community().get();
    Optional<PositionFix> fix = stage.places().inside(place, random);
    Duration travels = some(TRAVELS, random);
    switch (way(random, fix.isPresent())) {
      case POSITION -> stage.later(travels, () -> act(arrival(card, fix, Optional.empty())));
      case CODE -> stage.later(travels, () -> stage.aside(() -> arriveByCode(card, place)));
      case TICK -> stage.later(travels, () -> stage.aside(() -> tick(place, card.id())));
    }
  }

  private static Way way(SplittableRandom random, boolean knowsPlace) {
    double dice = random.nextDouble();
    if (dice < 0.5 && knowsPlace) {
      return Way.POSITION;
    }
    return dice < 0.8 ? Way.CODE : Way.TICK;
  }

  private void arriveByCode(TaskCard card, AreaCode place) {
    try {
      Optional<String> code = stage.communities().code(place);
      code.ifPresent(text -> act(arrival(card, Optional.empty(), Optional.of(text))));
    } catch (RefusedAnswerException e) {
      stage.journal().refused("code", e.code());
      tick(place, card.id());
    } catch (LimitReachedException _) {
      stage.journal().problem("no code for " + place + " within the time");
    }
  }

  private void tick(AreaCode place, UUID assignment) {
    try {
      stage.communities().tick(place, assignment);
    } catch (LimitReachedException _) {
      stage.journal().problem("nobody was ticked off at " + place + " within the time");
    }
  }

  private void act(Do deed) {
    stage.journal().moved();
    link().act(deed);
  }

  /** True the first time: a card that comes again starts nothing again. */
  private synchronized boolean begin(TaskCard card, DeedName deed) {
    return begun.computeIfAbsent(card.id(), _ -> EnumSet.noneOf(DeedName.class)).add(deed);
  }

  private static Do plain(TaskCard card, DeedName deed) {
    return Do.plain(UUID.randomUUID(), deed, card.id());
  }

  private static Do decline(TaskCard card) {
    return new Do(
        UUID.randomUUID(),
        DeedName.DECLINE,
        card.id(),
        Optional.of("当天在外地出差"),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static Do arrival(TaskCard card, Optional<PositionFix> fix, Optional<String> code) {
    return new Do(
        UUID.randomUUID(),
        DeedName.ARRIVE,
        card.id(),
        Optional.empty(),
        fix,
        code,
        Optional.empty());
  }

  /** The same person decides the same about the same order and state, whatever happens around. */
  private SplittableRandom chance(TaskCard card) {
    UUID order = card.order().orElse(card.id());
    long mixed =
        stage.cast().seed() * 0x9E3779B97F4A7C15L
            ^ volunteer.getMostSignificantBits()
            ^ Long.rotateLeft(volunteer.getLeastSignificantBits(), 17)
            ^ Long.rotateLeft(order.getLeastSignificantBits(), 31)
            ^ card.state().orElse("").hashCode();
    return new SplittableRandom(mixed);
  }

  private Duration some(Duration most, SplittableRandom random) {
    long ms = Math.round(most.toMillis() / stage.cast().tempo());
    return Duration.ofMillis(random.nextLong(ms / 10, ms + 1));
  }
}
