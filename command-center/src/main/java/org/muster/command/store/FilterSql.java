package org.muster.command.store;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.muster.model.roster.RosterFilter;
import org.muster.model.roster.RosterFilter.Attribute;
import org.muster.model.roster.RosterFilter.Comparison;

/**
 * Turns a filter into a condition on {@code volunteer v} and {@code unit u}. Attributes come from a
 * fixed list and values go into parameters, so nothing that somebody typed becomes SQL. The day on
 * which ages are counted is parameter 4.
 */
final class FilterSql {
  private final List<@Nullable Object> values;

  /**
   * @param values the parameters so far; those of the filter are added
   */
  FilterSql(List<@Nullable Object> values) {
    this.values = values;
  }

  String of(RosterFilter filter) {
    return switch (filter) {
      case RosterFilter.All(var parts) -> joined(parts, " and ", "true");
      case RosterFilter.Any(var parts) -> joined(parts, " or ", "false");
      case RosterFilter.Not(var part) -> "not coalesce(" + of(part) + ", false)";
      case RosterFilter.Compares compares -> compares(compares);
      case RosterFilter.Like like -> like(like);
      case RosterFilter.Absent(var attribute) -> absent(attribute);
      case RosterFilter.Lives(var communities) ->
          "v.community = any("
              + parameter(communities.stream().map(c -> c.value()).toArray(String[]::new))
              + "::text[])";
      case RosterFilter.Away(var at) ->
          """
          exists (select from jsonb_array_elements(v.absences) a
                  where (a->'during'->>'from')::timestamptz <= @ and (a->'during'->>'until')::timestamptz > @)\
          """
              .replace("@", parameter(at) + "::timestamptz");
      case RosterFilter.Offers(var day, var time) ->
          """
          exists (select from jsonb_array_elements(v.windows) w where w->>'day' = %1$s::text
                  and (w->>'from')::time <= %2$s::time
                  and ((w->>'until')::time > %2$s::time or (w->>'until')::time = '00:00'))\
          """
              .formatted(parameter(org.muster.model.wire.EnumNames.of(day)), parameter(time));
      case RosterFilter.InTeam(var team) ->
          "exists (select from team_member m where m.volunteer_id = v.id and m.team_id = "
              + parameter(team)
              + "::uuid)";
    };
  }

  private String joined(List<RosterFilter> parts, String word, String none) {
    return parts.isEmpty()
        ? none
        : parts.stream().map(this::of).collect(Collectors.joining(word, "(", ")"));
  }

  private String compares(RosterFilter.Compares compares) {
    Attribute attribute = compares.attribute();
    String value = parameter(compares.value()) + cast(attribute.type());
    if (attribute == Attribute.CERTIFICATE_UNTIL) {
      return "exists (select from jsonb_array_elements(v.certificates) c"
          + " where (c->'valid'->>'until')::date "
          + sign(compares.how())
          + " "
          + value
          + ")";
    }
    if (attribute.type() == RosterFilter.Type.TEXTS) {
      String holds = value + " = any(" + column(attribute) + ")";
      return compares.how() == Comparison.UNEQUAL ? "not " + holds : holds;
    }
    return "coalesce(" + column(attribute) + " " + sign(compares.how()) + " " + value + ", false)";
  }

  private String like(RosterFilter.Like like) {
    String word = like.ignoringCase() ? " ilike " : " like ";
    String pattern = parameter(like.pattern()) + "::text";
    return like.attribute().type() == RosterFilter.Type.TEXTS
        ? "exists (select from unnest("
            + column(like.attribute())
            + ") as t(x) where t.x"
            + word
            + pattern
            + ")"
        : "coalesce(" + column(like.attribute()) + word + pattern + ", false)";
  }

  private static String absent(Attribute attribute) {
    return switch (attribute.type()) {
      case TEXTS -> "cardinality(" + column(attribute) + ") = 0";
      case PLACE -> "v.community is null";
      case TEXT, NUMBER, FLAG, DATE ->
          attribute == Attribute.CERTIFICATE_UNTIL
              ? "v.certificates = '[]'"
              : column(attribute) + " is null";
    };
  }

  private static String sign(Comparison how) {
    return switch (how) {
      case EQUAL -> "=";
      case UNEQUAL -> "<>";
      case LESS -> "<";
      case LESS_OR_EQUAL -> "<=";
      case GREATER -> ">";
      case GREATER_OR_EQUAL -> ">=";
    };
  }

  private static String cast(RosterFilter.Type type) {
    return switch (type) {
      case TEXT, TEXTS -> "::text";
      case NUMBER -> "::numeric";
      case FLAG -> "::boolean";
      case DATE -> "::date";
      case PLACE -> throw new IllegalArgumentException("a place is not compared");
    };
  }

  private static String column(Attribute attribute) {
    return switch (attribute) {
      case UNIT -> "u.name";
      case NAME -> "v.name";
      case SEX -> "v.sex";
      case AGE -> "extract(year from age(" + RosterSearch.TODAY + ", v.birth))";
      case BIRTH -> "v.birth";
      case DEPARTMENT -> "v.department";
      case DUTY_TITLE -> "v.duty_title";
      case POLITICAL -> "v.political";
      case COMMUNITY -> "v.community";
      case PAIRED -> "v.paired";
      case SKILL -> "v.skills";
      case CERTIFICATE -> "array(select c->>'skill' from jsonb_array_elements(v.certificates) c)";
      case SHOCK -> "v.shock";
      case HEALTH -> "v.health";
      case HEALTH_LIMIT -> "v.limits";
      case INSURED_FROM -> "v.insured_from";
      case INSURED_UNTIL -> "v.insured_until";
      case TRAINED_ON -> "v.trained_on";
      case TRAINED_UNTIL -> "v.trained_until";
      case REMARK -> "v.remark";
      case CERTIFICATE_UNTIL, HOME -> throw new IllegalArgumentException("no column");
    };
  }

  private String parameter(@Nullable Object value) {
    values.add(value);
    return "$" + values.size();
  }
}
