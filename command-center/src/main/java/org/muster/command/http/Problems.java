package org.muster.command.http;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.muster.command.store.UnavailableException;
import org.muster.command.text.Messages;
import org.muster.model.FieldProblem;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns every failure into an answer (RFC 9457), in the caller's language. */
public final class Problems {
  private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

  /** Seconds after which trying again is worth it. */
  private static final String RETRY_AFTER_S = "2";

  private final Messages messages;

  public Problems(Messages messages) {
    this.messages = messages;
  }

  /** The body of an answer that is not what the caller hoped for. */
  record Problem(
      String type,
      String title,
      int status,
      String code,
      String detail,
      List<FieldProblem> errors,
      Optional<String> requestId) {}

  /** An unexpected failure is logged here, once, and shows the caller nothing but its number. */
  Answer answer(Throwable failure, Locale language, String requestId) {
    return switch (failure) {
      case RefusedException refused -> refused(refused.refusal(), refused.problems(), language);
      case UnavailableException away -> {
        LOG.debug("request {}: {}", requestId, away.getMessage());
        yield refused(Refusal.UNAVAILABLE, List.of(), language);
      }
      case InterruptedException _ -> refused(Refusal.UNAVAILABLE, List.of(), language);
      default -> {
        LOG.error("request {} failed", requestId, failure);
        yield internal(language, requestId);
      }
    };
  }

  Answer refused(Refusal refusal, List<FieldProblem> errors, Locale language) {
    int status = status(refusal.kind());
    Answer answer =
        answer(
            new Problem(
                type(refusal.code()),
                messages.title(refusal, language),
                status,
                refusal.code(),
                messages.detail(refusal, language),
                errors.isEmpty()
                    ? itself(refusal, language)
                    : errors.stream().map(error -> worded(error, language)).toList(),
                Optional.empty()));
    return switch (refusal.kind()) {
      case UNAVAILABLE, TOO_FAST -> answer.with("Retry-After", RETRY_AFTER_S);
      case NOT_SIGNED_IN -> answer.with("WWW-Authenticate", "Bearer");
      default -> answer;
    };
  }

  /** Some refusals are about one member of the request and no other. */
  private List<FieldProblem> itself(Refusal refusal, Locale language) {
    return refusal
        .field()
        .map(field -> List.of(new FieldProblem(field, messages.title(refusal, language))))
        .orElse(List.of());
  }

  private FieldProblem worded(FieldProblem error, Locale language) {
    return new FieldProblem(error.field(), messages.reason(error.reason(), language));
  }

  Answer wrongMethod(String allowed, Locale language) {
    String code = "method-not-allowed";
    return answer(
            new Problem(
                type(code),
                messages.text("edge.method.title", language),
                405,
                code,
                messages.text("edge.method", language),
                List.of(),
                Optional.empty()))
        .with("Allow", allowed);
  }

  /** What the API description finds wrong with a request, in words. */
  RefusedException invalid(List<Violation> violations, Locale language) {
    return new RefusedException(
        Refusal.INVALID,
        violations.stream()
            .map(violation -> new FieldProblem(violation.field(), reason(violation, language)))
            .toList());
  }

  private Answer internal(Locale language, String requestId) {
    String code = "internal";
    return answer(
        new Problem(
            type(code),
            messages.text("edge.internal.title", language),
            500,
            code,
            messages.text("edge.internal", language, requestId),
            List.of(),
            Optional.of(requestId)));
  }

  private String reason(Violation violation, Locale language) {
    String limit = violation.limit().map(value -> limit(violation, value, language)).orElse("");
    String key = "reason." + violation.keyword();
    return messages
        .find(key + "." + limit, language)
        .or(() -> messages.find(key, language, limit))
        .orElseGet(() -> messages.text("reason.other", language));
  }

  private String limit(Violation violation, Object value, Locale language) {
    Stream<?> values = value instanceof Iterable<?> many ? stream(many) : Stream.of(value);
    if (!violation.keyword().equals("type")) {
      return values.map(String::valueOf).collect(Collectors.joining(", "));
    }
    return values
        .map(type -> messages.text("type." + type, language))
        .collect(Collectors.joining(messages.text("type.or", language)));
  }

  private static Stream<?> stream(Iterable<?> values) {
    return StreamSupport.stream(values.spliterator(), false);
  }

  private static Answer answer(Problem problem) {
    return new Answer(
        problem.status(), problem, Map.of("Content-Type", "application/problem+json"));
  }

  private static String type(String code) {
    return "urn:muster:problem:" + code;
  }

  private static int status(Refusal.Kind kind) {
    return switch (kind) {
      case INVALID -> 400;
      case NOT_SIGNED_IN -> 401;
      case FORBIDDEN -> 403;
      case NOT_FOUND -> 404;
      case CONFLICT -> 409;
      case STALE -> 412;
      case TOO_LARGE -> 413;
      case TOO_FAST -> 429;
      case UNAVAILABLE -> 503;
    };
  }
}
