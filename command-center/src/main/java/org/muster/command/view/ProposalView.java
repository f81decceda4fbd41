package org.muster.command.view;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.muster.command.desk.Proposing.Proposal;
import org.muster.command.store.Database;
import org.muster.command.store.Sql;
import org.muster.command.text.Messages;
import org.muster.model.matching.Candidate;
import org.muster.model.matching.Lack;
import org.muster.model.roster.VolunteerId;

/** Whom a unit is proposed, in words people can read out. */
public final class ProposalView {
  private static final String NAMES = "select id, name from volunteer where id = any($1)";

  private final Database database;
  private final Messages messages;
  private final BarredPeople barred;

  public ProposalView(Database database, Messages messages) {
    this.database = database;
    this.messages = messages;
    barred = new BarredPeople(messages);
  }

  /** The proposal a liaison gets: ranked names with reasons, and who cannot go. */
  public Map<String, Object> of(List<Proposal> proposals, Locale language) {
    List<VolunteerId> people =
        proposals.stream()
            .flatMap(
                p ->
                    Stream.concat(
                        candidates(p).stream().map(Candidate::volunteer),
                        p.barred().keySet().stream()))
            .distinct()
            .toList();
    Map<VolunteerId, String> names = database.read(sql -> names(sql, people));
    List<Object> posts =
        proposals.stream().map(proposal -> post(proposal, names, language)).toList();
    var answer = new LinkedHashMap<String, Object>();
    answer.put("posts", posts);
    proposals.stream()
        .flatMap(proposal -> proposal.ceiling().stream())
        .findFirst()
        .ifPresent(most -> answer.put("ceiling", ceiling(most, language)));
    return answer;
  }

  private Map<String, Object> ceiling(int most, Locale language) {
    return Map.of("people", most, "reason", messages.text("ceiling", language, most));
  }

  private Object post(Proposal proposal, Map<VolunteerId, String> names, Locale language) {
    var placed = proposal.placement();
    var candidates = new ArrayList<Object>();
    for (Candidate candidate : candidates(proposal)) {
      candidates.add(
          Map.of(
              "volunteer",
              candidate.volunteer(),
              "name",
              names.getOrDefault(candidate.volunteer(), ""),
              "rank",
              candidates.size() + 1,
              "chosen",
              candidates.size() < placed.chosen().size(),
              "reasons",
              candidate.reasons().stream()
                  .map(r -> messages.text("reason." + r.kind(), language, r.value()))
                  .toList()));
    }
    var post = new LinkedHashMap<String, Object>();
    post.put("community", proposal.quota().community());
    post.put("need", proposal.quota().toName());
    post.put("quota", proposal.quota().need());
    post.put("candidates", candidates);
    placed.lack().ifPresent(lack -> post.put("lack", lack(lack, language)));
    post.put("barred", barred.of(proposal.barred(), names, language));
    return post;
  }

  private Map<String, Object> lack(Lack lack, Locale language) {
    int communities = lack.rivals().size();
    var reason =
        messages.text(
            "lack." + lack.cause(),
            language,
            lack.places(),
            lack.able(),
            communities,
            lack.needed());
    return Map.of(
        "places",
        lack.places(),
        "able",
        lack.able(),
        "needed",
        lack.needed(),
        "communities",
        lack.rivals(),
        "reason",
        reason);
  }

  /** Those who are proposed, then those who would be next. */
  private static List<Candidate> candidates(Proposal proposal) {
    var all = new ArrayList<>(proposal.placement().chosen());
    all.addAll(proposal.placement().reserves());
    return all;
  }

  private static Map<VolunteerId, String> names(Sql sql, List<VolunteerId> people) {
    var names = new LinkedHashMap<VolunteerId, String>();
    Object ids = people.stream().map(VolunteerId::value).toArray(java.util.UUID[]::new);
    sql.run(NAMES, ids)
        .forEach(row -> names.put(new VolunteerId(row.getUUID("id")), row.getString("name")));
    return names;
  }
}
