package org.muster.command.store;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.muster.command.secret.Vault;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;
import org.muster.model.access.Principal;
import org.muster.model.roster.Eligibility;
import org.muster.model.roster.IdNumber;
import org.muster.model.roster.MobileNumber;
import org.muster.model.roster.RosterFilter;
import org.muster.model.roster.RosterFilter.Attribute;
import org.muster.model.roster.RosterQuestion;

/** Turns questions into searches that stay within what the reader may see. */
public final class RosterQuestions {
  /** No name has these signs or words; who writes them means a filter. */
  private static final Pattern FILTER =
      Pattern.compile(
          "[=<>(]|\\s(?:i?like|is|between|in|before|after)\\s", Pattern.CASE_INSENSITIVE);

  private final Vault vault;
  private final Function<String, RosterFilter> reading;
  private final InstantSource clock;

  /**
   * @param reading of a filter that somebody wrote; refuses what it does not understand
   */
  public RosterQuestions(Vault vault, Function<String, RosterFilter> reading, InstantSource clock) {
    this.vault = vault;
    this.reading = reading;
    this.clock = clock;
  }

  /** Throws NOT_FOUND for a unit that the reader does not see. */
  public RosterSearch search(Principal reader, RosterQuestion question) {
    var sight = Sight.of(reader);
    if (sight.unit().isPresent()
        && question.unit().isPresent()
        && !question.unit().equals(sight.unit())) {
      throw new RefusedException(Refusal.NOT_FOUND);
    }
    var conditions = new ArrayList<>(question.conditions());
    Optional<byte[]> hash = question.text().flatMap(this::hash);
    if (hash.isEmpty()) {
      question.text().map(this::condition).ifPresent(conditions::add);
    }
    if (!reader.sends() && conditions.stream().anyMatch(RosterQuestions::isSensitive)) {
      throw new RefusedException(Refusal.FORBIDDEN);
    }
    return new RosterSearch(
        sight,
        question.unit(),
        hash,
        new RosterFilter.All(conditions),
        clock.instant().atZone(Eligibility.BEIJING).toLocalDate());
  }

  private RosterFilter condition(String text) {
    return FILTER.matcher(text).find() ? reading.apply(text) : nameHas(text);
  }

  private static RosterFilter nameHas(String text) {
    String plain = text.replaceAll("([\\\\%_])", "\\\\$1");
    return new RosterFilter.Like(Attribute.NAME, "%" + plain + "%", false);
  }

  private Optional<byte[]> hash(String text) {
    if (MobileNumber.fault(text).isEmpty()) {
      return Optional.of(vault.hash(MobileNumber.normalised(text)));
    }
    return IdNumber.fault(text).isEmpty()
        ? Optional.of(vault.hash(IdNumber.normalised(text)))
        : Optional.empty();
  }

  private static boolean isSensitive(RosterFilter filter) {
    return switch (filter) {
      case RosterFilter.All(var parts) -> isAnySensitive(parts);
      case RosterFilter.Any(var parts) -> isAnySensitive(parts);
      case RosterFilter.Not(var part) -> isSensitive(part);
      case RosterFilter.Compares(var attribute, _, _) -> attribute.isSensitive();
      case RosterFilter.Like(var attribute, _, _) -> attribute.isSensitive();
      case RosterFilter.Absent(var attribute) -> attribute.isSensitive();
      case RosterFilter.Lives _,
          RosterFilter.Away _,
          RosterFilter.Offers _,
          RosterFilter.InTeam _ ->
          false;
    };
  }

  private static boolean isAnySensitive(List<RosterFilter> parts) {
    return parts.stream().anyMatch(RosterQuestions::isSensitive);
  }
}
